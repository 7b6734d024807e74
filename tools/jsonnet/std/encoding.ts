// std functions between text and bytes: UTF-8, base64, checksums.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { runtimeError } from '../evaluation/stack.ts';
import { element, isList, type List, typeName, type Value } from '../evaluation/values.ts';
import { expectInt, expectList, expectString } from './check.ts';
import { type Builtin, define } from './define.ts';

function hash(name: string, algorithm: string): Builtin {
  return define(name, ['s'], (s: Value) => createHash(algorithm).update(expectString(s)).digest('hex'));
}

function base64(input: Value): string {
  if (typeof input === 'string') return Buffer.from(checkSingleBytes(input)).toString('base64');
  if (!isList(input)) {
    throw runtimeError(
      `base64 can only base64 encode strings / arrays of single bytes, got ${typeName(input)}`,
    );
  }
  const bytes = new Uint8Array(input.length);
  for (let at = 0; at < input.length; at++) bytes[at] = byteForBase64(element(input, at));
  return Buffer.from(bytes).toString('base64');
}

/** Characters above U+00FF are refused, although the text is encoded as UTF-8. */
function checkSingleBytes(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range starts at zero
  const wide = /[^\u0000-\u00ff]/u.exec(text);
  if (wide) throw invalidByte(wide[0].codePointAt(0) as number);
  return text;
}

function byteForBase64(value: Value): number {
  if (typeof value !== 'number' || value !== (value | 0)) {
    throw runtimeError(`base64 encountered a non-integer value in the array, got ${typeName(value)}`);
  }
  if (value < 0 || value > 255) throw invalidByte(value);
  return value;
}

function invalidByte(value: number): Error {
  const expected = 'must be 0 <= X <= 255';
  return runtimeError(`base64 encountered invalid codepoint value in the array (${expected}), got ${value}`);
}

/** The bytes behind base64; the encoder's own form is decoded by the host, all else is looked at in detail. */
function decodeBase64(str: Value): Uint8Array {
  if (typeof str !== 'string')
    throw runtimeError(`base64DecodeBytes requires a string, got ${typeName(str)}`);
  const text = Buffer.from(str);
  if (text.length % 4 !== 0) {
    const found = `Wrong length found (${text.length})`;
    throw runtimeError(`input string appears not to be a base64 encoded string. ${found}`);
  }
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(str)) return Buffer.from(str, 'base64');
  const fault = findBase64Fault(text);
  if (fault !== undefined) throw runtimeError(`failed to decode: illegal base64 data at input byte ${fault}`);
  return Buffer.from(str, 'base64');
}

const [lineFeed, carriageReturn, padding] = [10, 13, 61];

/** The offset of the first byte that makes base64 invalid. Line breaks are allowed anywhere. */
function findBase64Fault(text: Uint8Array): number | undefined {
  let inGroup = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at] as number;
    if (byte === lineFeed || byte === carriageReturn) continue;
    if (byte === padding) return inGroup < 2 ? at : findPaddingFault(text, at + 1, inGroup);
    if (!/[A-Za-z0-9+/]/.test(String.fromCharCode(byte))) return at;
    inGroup = (inGroup + 1) % 4;
  }
  return inGroup === 0 ? undefined : text.length - inGroup;
}

function findPaddingFault(text: Uint8Array, from: number, inGroup: number): number | undefined {
  let at = skipLineBreaks(text, from);
  if (inGroup === 2) {
    if (at === text.length) return at;
    if (text[at] !== padding) return at - 1;
    at = skipLineBreaks(text, at + 1);
  }
  return at < text.length ? at : undefined;
}

function skipLineBreaks(text: Uint8Array, from: number): number {
  let at = from;
  while (text[at] === lineFeed || text[at] === carriageReturn) at++;
  return at;
}

function decodeUtf8List(arr: Value): string {
  const list: List = expectList(arr);
  const bytes = new Uint8Array(list.length);
  for (let at = 0; at < list.length; at++) {
    const byte = expectInt(element(list, at));
    if (byte < 0 || byte > 255) throw runtimeError(`Bytes must be integers in range [0, 255], got ${byte}`);
    bytes[at] = byte;
  }
  return decodeUtf8(bytes);
}

/** Every byte that belongs to no character becomes one U+FFFD; the host's decoder would join some. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return Buffer.from(bytes).toString();
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    parts.push(length === 0 ? '\ufffd' : Buffer.from(bytes.subarray(at, at + length)).toString());
    at += Math.max(1, length);
  }
  return parts.join('');
}

/** The length of the valid character at `at`, 0 when there is none. */
function characterLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

export const encodingFunctions: readonly Builtin[] = [
  hash('md5', 'md5'),
  hash('sha1', 'sha1'),
  hash('sha256', 'sha256'),
  hash('sha512', 'sha512'),
  hash('sha3', 'sha3-512'),
  define('base64', ['input'], base64),
  define('base64Decode', ['str'], (str: Value) => decodeUtf8(decodeBase64(str))),
  define('base64DecodeBytes', ['str'], (str: Value) => Array.from(decodeBase64(str))),
  define('encodeUTF8', ['str'], (str: Value) => Array.from(Buffer.from(expectString(str)))),
  define('decodeUTF8', ['arr'], decodeUtf8List),
];
