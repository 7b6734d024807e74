// Texts that hold documents: JSON anywhere, YAML and TOML where the name of a file says so.
import { parse as parseToml, type TomlValue } from 'smol-toml';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { readExactYaml } from './embeddedYaml.ts';

type Read = (text: string) => Json;

/**
 * Both documents, if both texts hold one in the same language; a text that is no document is compared as a text. Who
 * reads the text is not known: what readers may take differently, as `1` and `1.0`, stays different here.
 */
export function readEmbedded(before: string, after: string, name: string): readonly [Json, Json] | undefined {
  const read = readerOf(before, after, name);
  if (read === undefined) return undefined;
  try {
    const documents = [read(before), read(after)] as const;
    return documents.every((document) => isShallow(document, most)) ? documents : undefined;
  } catch {
    return undefined;
  }
}

/** Levels of maps and lists inside each other. */
const most = 100;

function isShallow(value: Json, levels: number): boolean {
  if (Array.isArray(value)) return levels > 0 && value.every((entry) => isShallow(entry, levels - 1));
  return (
    !isJsonObject(value) ||
    (levels > 0 && Object.values(value).every((field) => isShallow(field, levels - 1)))
  );
}

function readerOf(before: string, after: string, name: string): Read | undefined {
  if (looksLikeJson(before) && looksLikeJson(after)) return readExactJson;
  if (/\.ya?ml$/i.test(name)) return readExactYaml;
  return /\.toml$/i.test(name) ? readExactToml : undefined;
}

function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text) && /[}\]]\s*$/.test(text);
}

/** Texts, of which some are keys, and numbers. */
const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Numbers that JavaScript would write differently stay as they are written. Throws where a key is there twice. */
function readExactJson(text: string): Json {
  const plain = JSON.parse(text) as Json;
  let keys = 0;
  const marked = text.replace(tokens, (token, colon?: string) => {
    if (colon !== undefined) keys++;
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    return JSON.stringify(`${token} (number)`);
  });
  if (countKeys(plain) !== keys) throw new Error('a key is there twice');
  return JSON.parse(marked) as Json;
}

function countKeys(value: Json): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry: Json) => sum + countKeys(entry), 0);
  if (!isJsonObject(value)) return 0;
  return Object.values(value).reduce((sum: number, field) => sum + 1 + countKeys(field), 0);
}

function readExactToml(text: string): Json {
  return fromToml(parseToml(text, { integersAsBigInt: true }));
}

/** Floats that look like integers, and dates, are told apart from integers and texts. */
function fromToml(value: TomlValue): Json {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : `${value} (number)`;
  }
  if (typeof value === 'number')
    return Number.isInteger(value) || !Number.isFinite(value) ? `${value} (float)` : value;
  if (value instanceof Date) return `${value.toISOString()} (date)`;
  if (Array.isArray(value)) return value.map(fromToml);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, fromToml(field)]));
}
