// Strict JSON straight to values: imported data may be tens of megabytes, for which a syntax tree would be far too large.
import { createObject } from './evaluation/objects.ts';
import type { Lazy, List, Value } from './evaluation/values.ts';

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

/** Deeper nesting is left to the parser, which has a limit and a message for it. */
const maxDepth = 150;

/** Thrown inside, never out: what was read is not JSON, or is JSON that Jsonnet refuses. */
const notJson = Symbol('not JSON');

/** The value of a JSON text; undefined when it is anything else, which the parser then explains or evaluates. */
export function readJson(text: string): Value | undefined {
  const reader: Reader = { text, at: 0, depth: 0 };
  try {
    const value = readValue(reader);
    skipSpace(reader);
    return reader.at === text.length ? value : undefined;
  } catch (error) {
    if (error === notJson) return undefined;
    throw error;
  }
}

function readValue(reader: Reader): Value {
  const code = skipSpace(reader);
  switch (code) {
    case 0x22:
      return readString(reader);
    case 0x7b:
      return nested(reader, readObject);
    case 0x5b:
      return nested(reader, readList);
    case 0x74:
      return readWord(reader, 'true', true);
    case 0x66:
      return readWord(reader, 'false', false);
    case 0x6e:
      return readWord(reader, 'null', null);
    default:
      return readNumber(reader);
  }
}

function nested(reader: Reader, read: (reader: Reader) => Value): Value {
  if (++reader.depth > maxDepth) throw notJson;
  reader.at++;
  const value = read(reader);
  reader.depth--;
  return value;
}

/** The first character that is no white space; NaN at the end. */
function skipSpace(reader: Reader): number {
  const { text } = reader;
  let code = text.charCodeAt(reader.at);
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
    code = text.charCodeAt(++reader.at);
  return code;
}

function readObject(reader: Reader): Value {
  const fields = new Map<string, Lazy>();
  if (skipSpace(reader) === 0x7d) return end(reader, createObject(fields));
  for (;;) {
    if (skipSpace(reader) !== 0x22) throw notJson;
    const name = readString(reader);
    if (fields.has(name) || skipSpace(reader) !== 0x3a) throw notJson;
    reader.at++;
    fields.set(name, readValue(reader));
    const separator = skipSpace(reader);
    if (separator === 0x7d) return end(reader, createObject(fields));
    if (separator !== 0x2c) throw notJson;
    reader.at++;
  }
}

function readList(reader: Reader): Value {
  const list: List = [];
  if (skipSpace(reader) === 0x5d) return end(reader, list);
  for (;;) {
    list.push(readValue(reader));
    const separator = skipSpace(reader);
    if (separator === 0x5d) return end(reader, list);
    if (separator !== 0x2c) throw notJson;
    reader.at++;
  }
}

function end(reader: Reader, value: Value): Value {
  reader.at++;
  return value;
}

/** Strings with escapes or control characters are rare; the host's own reader decides about them. */
function readString(reader: Reader): string {
  const { text } = reader;
  const start = reader.at + 1;
  let at = start;
  let plain = true;
  for (let code = text.charCodeAt(at); code !== 0x22; code = text.charCodeAt(++at)) {
    if (code >= 0x20 && code !== 0x5c) continue;
    if (code !== 0x5c) throw notJson;
    plain = false;
    at++;
  }
  reader.at = at + 1;
  return plain ? text.slice(start, at) : readEscaped(text.slice(start - 1, at + 1));
}

function readEscaped(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    throw notJson;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

function readNumber(reader: Reader): number {
  number.lastIndex = reader.at;
  const [digits] = number.exec(reader.text) ?? [];
  if (digits === undefined) throw notJson;
  reader.at += digits.length;
  const value = Number(digits);
  if (!Number.isFinite(value)) throw notJson;
  return value;
}

function readWord<T extends boolean | null>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) throw notJson;
  reader.at += word.length;
  return value;
}
