// Texts that hold documents: JSON anywhere, YAML and TOML where the name of a file says so.
import { parse as parseToml } from 'smol-toml';
import { readYamlDocuments } from '../../manifests/yaml/read.ts';
import type { Json } from '../../shared/json.ts';

type Read = (text: string) => Json;

/** Both documents, if both texts hold one in the same language; a text that is no document is compared as a text. */
export function readEmbedded(before: string, after: string, name: string): readonly [Json, Json] | undefined {
  const read = readerOf(before, after, name);
  if (read === undefined) return undefined;
  try {
    return [read(before), read(after)];
  } catch {
    return undefined;
  }
}

function readerOf(before: string, after: string, name: string): Read | undefined {
  if (looksLikeJson(before) && looksLikeJson(after)) return JSON.parse;
  if (/\.ya?ml$/i.test(name)) return readYamlText;
  return /\.toml$/i.test(name) ? readTomlText : undefined;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text) && /[}\]]\s*$/.test(text);
}

const limits = { length: 1_000_000, depth: 100, aliasNodes: 10_000 };

function readYamlText(text: string): Json {
  return readYamlDocuments(text, { file: '', limits });
}

/** Dates become texts, as they would in JSON. */
function readTomlText(text: string): Json {
  return JSON.parse(JSON.stringify(parseToml(text))) as Json;
}
