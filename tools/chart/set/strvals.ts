// Helm's language of `--set`, `--set-string` and `--set-json`: `a.b=1,list[0].c={x,y}`, with `\` before what is meant as it is.
import type { Json } from '../../shared/json.ts';
import { type JsonPrefix, readJsonPrefix } from './jsonPrefix.ts';

/** Values under construction; unlike `Json` they are changed in place. */
type Draft = null | boolean | number | string | Draft[] | DraftMap;

/** A map, so that a key such as `__proto__` is one like any other. */
export type DraftMap = Map<string, Draft>;

/** What the text behind `=` means. */
export type Mode = 'typed' | 'string' | 'json';

interface Reader {
  readonly characters: readonly string[];
  at: number;
  readonly mode: Mode;
}

/** Whether there may be more to read. */
type Next = 'more' | 'end';

const greatestIndex = 65536;
const deepestName = 30;

/** Changes the values as one argument says. Throws an Error that tells what is wrong with it. */
export function applySet(argument: string, values: DraftMap, mode: Mode): void {
  const reader: Reader = { characters: Array.from(argument), at: 0, mode };
  while (readKey(reader, values, 0) === 'more');
}

/** Plain data as a draft. */
export function toDraft(value: Json): Draft {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(toDraft);
  return new Map(Object.entries(value).map(([key, inner]) => [key, toDraft(inner)]));
}

/** A draft as plain data. */
export function fromDraft(draft: Draft): Json {
  if (typeof draft !== 'object' || draft === null) return draft;
  if (Array.isArray(draft)) return draft.map(fromDraft);
  return Object.fromEntries([...draft].map(([key, inner]) => [key, fromDraft(inner)]));
}

function readKey(reader: Reader, map: DraftMap, level: number): Next {
  const { text, stop } = readUntil(reader, '=[,.');
  switch (stop) {
    case undefined:
      if (text === '') return 'end';
      throw new Error(`key ${JSON.stringify(text)} has no value`);
    case ',':
      throw new Error(`key ${JSON.stringify(text)} has no value (cannot end with ,)`);
    case '=':
      return readValue(reader, (value) => put(map, text, value));
    case '[':
      return readListOf(reader, { map, key: text, level });
    default:
      return readMapOf(reader, { map, key: text, level: level + 1 });
  }
}

/** Where in a map something begins. */
interface Slot {
  readonly map: DraftMap;
  readonly key: string;
  readonly level: number;
}

function readListOf(reader: Reader, { map, key, level }: Slot): Next {
  const index = readIndex(reader);
  const list = map.has(key) ? map.get(key) : [];
  if (!Array.isArray(list)) throw new Error(`unable to parse key: ${JSON.stringify(key)} is no list`);
  const next = readItem(reader, list, { index, level });
  put(map, key, list);
  return next;
}

function readMapOf(reader: Reader, { map, key, level }: Slot): Next {
  if (level > deepestName) throw new Error(`the name has more than ${deepestName} levels`);
  const inner = map.has(key) ? map.get(key) : new Map<string, Draft>();
  if (!(inner instanceof Map)) throw new Error(`unable to parse key: ${JSON.stringify(key)} is no map`);
  const next = readKey(reader, inner, level);
  if (inner.size > 0) put(map, key, inner);
  else if (next === 'more') throw new Error(`key map ${JSON.stringify(key)} has no value`);
  return next;
}

/** Helm ignores what has an empty name. */
function put(map: DraftMap, key: string, value: Draft): void {
  if (key !== '') map.set(key, value);
}

interface Item {
  readonly index: number;
  readonly level: number;
}

function readItem(reader: Reader, list: Draft[], { index, level }: Item): Next {
  const { text, stop } = readUntil(reader, '[.=');
  if (text !== '') throw new Error(`unexpected data at end of array index: ${JSON.stringify(text)}`);
  switch (stop) {
    case undefined:
      return 'end';
    case '=':
      readValue(reader, (value) => putItem(list, index, value));
      return 'more';
    case '[': {
      const before = list[index] ?? [];
      if (!Array.isArray(before)) throw new Error(`unable to parse key: item ${index} is no list`);
      const next = readItem(reader, before, { index: readIndex(reader), level });
      if (next === 'more') putItem(list, index, before);
      return next;
    }
    default:
      return readMapItem(reader, list, { index, level });
  }
}

/** As in Helm, an item that ends the argument without a value is not appended. */
function readMapItem(reader: Reader, list: Draft[], { index, level }: Item): Next {
  const before = list[index];
  const inner = before instanceof Map ? before : new Map<string, Draft>();
  if (index < list.length) list[index] = inner;
  const next = readKey(reader, inner, level);
  if (next === 'more') putItem(list, index, inner);
  return next;
}

function putItem(list: Draft[], index: number, value: Draft): void {
  if (index > greatestIndex) throw new Error(`index of ${index} is greater than ${greatestIndex}`);
  while (list.length < index) list.push(null);
  list[index] = value;
}

function readIndex(reader: Reader): number {
  const { text, stop } = readUntil(reader, ']');
  if (stop === undefined || !/^[+-]?\d+$/.test(text)) throw new Error(`error parsing index: [${text}`);
  if (Number(text) < 0) throw new Error(`negative ${text} index not allowed`);
  return Number(text);
}

function readValue(reader: Reader, use: (value: Draft) => void): Next {
  if (reader.mode === 'json') {
    use(toDraft(readJson(reader)));
    return 'more';
  }
  if (reader.at >= reader.characters.length) {
    use('');
    return 'end';
  }
  if (reader.characters[reader.at] === '{') use(readList(reader));
  else use(typed(readUntil(reader, ',').text, reader.mode));
  return 'more';
}

/** `{a,b}`, and a comma behind it. */
function readList(reader: Reader): Draft[] {
  reader.at++;
  const list: Draft[] = [];
  for (;;) {
    const { text, stop } = readUntil(reader, ',}');
    if (stop === undefined) throw new Error("list must terminate with '}'");
    list.push(typed(text, reader.mode));
    if (stop === ',') continue;
    if (reader.characters[reader.at] === ',') reader.at++;
    return list;
  }
}

/** One JSON value with the blanks and the comma behind it; nothing at all is null. */
function readJson(reader: Reader): Json {
  if (skipToNext(reader)) return null;
  const { value, length }: JsonPrefix = readJsonPrefix(reader.characters.slice(reader.at).join(''));
  reader.at += length;
  skipToNext(reader);
  return value;
}

/** Skips blanks; whether a comma, which is skipped too, or the end follows. */
function skipToNext(reader: Reader): boolean {
  while (/^\s$/.test(reader.characters[reader.at] ?? '')) reader.at++;
  if (reader.at < reader.characters.length && reader.characters[reader.at] !== ',') return false;
  reader.at++;
  return true;
}

interface Word {
  readonly text: string;
  /** The character that ended it; undefined at the end of the argument. */
  readonly stop: string | undefined;
}

function readUntil(reader: Reader, stops: string): Word {
  const { characters } = reader;
  let text = '';
  while (reader.at < characters.length) {
    const character = characters[reader.at++] as string;
    if (stops.includes(character)) return { text, stop: character };
    text += character === '\\' ? (characters[reader.at++] ?? '') : character;
  }
  return { text, stop: undefined };
}

const greatestInteger = 2n ** 63n - 1n;

/** What `--set` makes of a text: booleans, null and integers in decimal; everything else stays text. */
function typed(text: string, mode: Mode): Draft {
  if (mode === 'string') return text;
  if (/^true$/iu.test(text)) return true;
  if (/^false$/iu.test(text)) return false;
  if (/^null$/iu.test(text)) return null;
  if (text === '0') return 0;
  if (!/^(?:[1-9]|[+-]\d)\d*$/.test(text)) return text;
  const integer = BigInt(text.replace(/^\+/, ''));
  return integer > greatestInteger || integer < -greatestInteger - 1n ? text : Number(integer);
}
