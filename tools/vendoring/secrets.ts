// Names and passwords of repositories are shown nowhere: neither on command lines nor in what Helm says.
import type { Repository } from './chartfile.ts';

const mask = '***';

/** Shorter ones would mask ordinary words, and are no secrets. */
const shortest = 4;

/** An address without the user and password that it may have. */
export function maskUrl(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, `$1${mask}@`);
}

/** Replaces every user name and password of the repositories, as they are and as addresses have them. */
export function createMasking(repositories: readonly Repository[]): (text: string) => string {
  const words = repositories.flatMap(({ username, password, url }) => [
    ...(username ? [username] : []),
    ...(password ? [password] : []),
    ...credentialsOf(url),
  ]);
  const forms = words.flatMap((word) => [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)]);
  // The longest first: one may be part of another.
  const sorted = [...new Set(forms)]
    .filter(({ length }) => length >= shortest)
    .sort((a, b) => b.length - a.length);
  return (text) => sorted.reduce((masked, word) => masked.replaceAll(word, mask), text);
}

function credentialsOf(url: string): readonly string[] {
  const [, credentials] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(url) ?? [];
  if (credentials === undefined) return [];
  return [credentials, ...credentials.split(':')].flatMap((word) => [word, decode(word)]).filter(Boolean);
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
