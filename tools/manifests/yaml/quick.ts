// The quick reader: block collections and scalars as programs print them. Everything else is left to the full reader:
// anchors, tags, directives, collections in brackets, strange indentation, and all that is wrong.
import type { Json } from '../../shared/json.ts';
import { keyText } from './keys.ts';
import {
  type Cursor,
  enterLine,
  giveUp,
  isBlankOrEnd,
  leaveLine,
  skipBlanks,
  unlessUnusual,
} from './quickCursor.ts';
import {
  beginsPlain,
  findQuote,
  quotedText,
  readBlockText,
  readPlainText,
  sliceTrimmed,
  stopOfPlain,
} from './quickScalars.ts';
import { resolvePlain } from './resolve.ts';
import { resolvedToJson } from './scalarValue.ts';

/** One document of a text: from its `---`, if it has one, to the next. */
export interface Extent {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A value, and the place of its first character. */
export interface ReadDocument {
  readonly value: Json;
  readonly offset: number;
}

/** The full reader's limit counts some levels more than there are collections. */
const spareLevels = 8;
const mostLevels = 64;

/** Longer keys are refused, but not at this length exactly. */
const mostKeyLength = 1000;

/** The document; undefined when the full reader has to read it. */
export function readQuickly(extent: Extent, depthLimit: number): ReadDocument | undefined {
  const depth = Math.max(0, Math.min(mostLevels, depthLimit - spareLevels));
  return unlessUnusual(() => readDocument(extent, depth));
}

function readDocument({ text, from, to }: Extent, depth: number): ReadDocument {
  const cursor: Cursor = { text, end: to, line: from, at: from, column: -1, depth };
  if (text.startsWith('---', from)) leaveLine(cursor, from + 3);
  else enterLine(cursor, from);
  if (cursor.column < 0) giveUp();
  const offset = cursor.at;
  const value = readCollection(cursor) ?? giveUp();
  // A line that fits nowhere ends all collections, because they take only lines of their own column.
  if (cursor.column >= 0) giveUp();
  return { value, offset };
}

/** The collection at the cursor. */
function readCollection(cursor: Cursor): Json | undefined {
  if (isDash(cursor)) return readSequence(cursor);
  return findColon(cursor) >= 0 ? readMapping(cursor) : undefined;
}

function isDash({ text, at }: Cursor): boolean {
  return text.charCodeAt(at) === 0x2d && isBlankOrEnd(text.charCodeAt(at + 1));
}

function readSequence(cursor: Cursor): readonly Json[] {
  const { column } = cursor;
  const items: Json[] = [];
  if (cursor.depth-- === 0) giveUp();
  do {
    skipBlanks(cursor, cursor.at + 1);
    items.push(readItem(cursor, column));
  } while (cursor.column === column && isDash(cursor));
  cursor.depth++;
  return items;
}

function readItem(cursor: Cursor, column: number): Json {
  if (isLineEnd(cursor)) return readBelow(cursor, column) ?? null;
  return readCollection(cursor) ?? readScalar(cursor, column);
}

function readMapping(cursor: Cursor): Json {
  const { column } = cursor;
  const object: Record<string, Json> = {};
  if (cursor.depth-- === 0) giveUp();
  do {
    const key = readKey(cursor);
    if (Object.hasOwn(object, key)) giveUp();
    object[key] = readMappingValue(cursor, column);
  } while (cursor.column === column);
  cursor.depth++;
  return object;
}

function readMappingValue(cursor: Cursor, column: number): Json {
  if (!isLineEnd(cursor)) return readScalar(cursor, column);
  const below = readBelow(cursor, column);
  if (below !== undefined) return below;
  // The dashes of a sequence may stand right below its key.
  return cursor.column === column && isDash(cursor) ? readSequence(cursor) : null;
}

/** What belongs to a key or dash with nothing behind it: a collection in the next line, if that is indented. */
function readBelow(cursor: Cursor, column: number): Json | undefined {
  leaveLine(cursor, cursor.at);
  return cursor.column > column ? (readCollection(cursor) ?? giveUp()) : undefined;
}

function isLineEnd({ text, at, end }: Cursor): boolean {
  const code = text.charCodeAt(at);
  return at >= end || code === 0x0a || code === 0x23;
}

/** The place of the colon if a key begins at the cursor; -1 if not. */
function findColon(cursor: Cursor): number {
  const { text, at } = cursor;
  const first = text.charCodeAt(at);
  const quoted = first === 0x22 || first === 0x27;
  if (!quoted && !beginsPlain(text, at)) return -1;
  const colon = quoted ? findQuote(cursor) + 1 : stopOfPlain(cursor, at);
  return text.charCodeAt(colon) === 0x3a && isBlankOrEnd(text.charCodeAt(colon + 1)) ? colon : -1;
}

/** Reads a key, and moves to what stands behind it on its line. */
function readKey(cursor: Cursor): string {
  const { text, at } = cursor;
  const colon = findColon(cursor);
  if (colon < 0 || colon - at > mostKeyLength) return giveUp();
  const first = text.charCodeAt(at);
  const isQuoted = first === 0x22 || first === 0x27;
  // The lines of a key cannot be indented enough: it has only one.
  const key = isQuoted ? quotedText(cursor, colon - 1, Number.POSITIVE_INFINITY) : plainKey(text, at, colon);
  if (key === '__proto__') giveUp();
  skipBlanks(cursor, colon + 1);
  return key;
}

/** The same few keys come again and again. */
const plainKeys = new Map<string, string>();
const mostPlainKeys = 10_000;

function plainKey(text: string, from: number, colon: number): string {
  const plain = sliceTrimmed(text, from, colon);
  const known = plainKeys.get(plain);
  if (known !== undefined) return known;
  if (plain === '<<') giveUp();
  const key = keyText(resolvePlain(plain, 'v2'), plain) ?? giveUp();
  if (plainKeys.size < mostPlainKeys) plainKeys.set(plain, key);
  return key;
}

/** A scalar, or a collection without items, inside of a collection at column `parent`. */
function readScalar(cursor: Cursor, parent: number): Json {
  const { text, at } = cursor;
  switch (text.charAt(at)) {
    case '"':
    case "'":
      return readQuoted(cursor, parent);
    case '|':
    case '>':
      return readBlockText(cursor, parent);
    case '{':
    case '[':
      return readEmpty(cursor);
  }
  if (!beginsPlain(text, at)) return giveUp();
  const plain = readPlainText(cursor, parent);
  const value = resolvedToJson(resolvePlain(plain, 'v2'), plain);
  return value === undefined ? giveUp() : value;
}

function readQuoted(cursor: Cursor, parent: number): string {
  const close = findQuote(cursor);
  const value = quotedText(cursor, close, parent);
  leaveLine(cursor, close + 1);
  return value;
}

function readEmpty(cursor: Cursor): Json {
  const { text, at } = cursor;
  const isMap = text.startsWith('{}', at);
  if (!isMap && !text.startsWith('[]', at)) return giveUp();
  leaveLine(cursor, at + 2);
  return isMap ? {} : [];
}
