// std functions about strings; their unit is the code point.
import { add, equals, expectNumber, isPlain, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { isList, type List, typeName, type Value } from '../evaluation/values.ts';
import { quoteString } from '../manifest/escape.ts';
import { formatBrief } from '../manifest/number.ts';
import { isMember, join } from './arrays.ts';
import { countCharacters, sliceCharacters, splitCharacters } from './characters.ts';
import { expectInt, expectString } from './check.ts';
import { type Builtin, define } from './define.ts';
import { lengthOf } from './types.ts';

function substr(str: Value, from: Value, len: Value): string {
  if (typeof str !== 'string')
    throw runtimeError(`substr first parameter should be a string, got ${typeName(str)}`);
  if (typeof from !== 'number')
    throw runtimeError(`substr second parameter should be a number, got ${typeName(from)}`);
  if (from % 1 !== 0)
    throw runtimeError(`substr second parameter should be an integer, got ${from.toFixed(6)}`);
  if (from < 0)
    throw runtimeError(`substr second parameter should be greater than zero, got ${from.toFixed(6)}`);
  if (typeof len !== 'number')
    throw runtimeError(`substr third parameter should be a number, got ${typeName(len)}`);
  if (len !== (len | 0))
    throw runtimeError(`substr third parameter should be an integer, got ${len.toFixed(6)}`);
  if (len < 0) throw runtimeError(`substr third parameter should be greater than zero, got ${len}`);
  return sliceCharacters(str, from, from + len);
}

function startsWith(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.startsWith(b);
  if (lengthOf(a) < lengthOf(b)) return false;
  return equals(substr(a, 0, lengthOf(b)), b);
}

function endsWith(a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a.endsWith(b);
  if (lengthOf(a) < lengthOf(b)) return false;
  return equals(substr(a, lengthOf(a) - lengthOf(b), lengthOf(b)), b);
}

function lstripChars(str: Value, chars: Value): string {
  const items = splitCharacters(expectString(str));
  let from = 0;
  while (from < items.length && isMember(chars, items[from] as string)) from++;
  return items.slice(from).join('');
}

function rstripChars(str: Value, chars: Value): string {
  const items = splitCharacters(expectString(str));
  let to = items.length;
  while (to > 0 && isMember(chars, items[to - 1] as string)) to--;
  return items.slice(0, to).join('');
}

function split(str: Value, c: Value): List {
  if (typeof str !== 'string')
    throw runtimeError(`std.split first parameter must be a String, got ${typeName(str)}`);
  if (typeof c !== 'string')
    throw runtimeError(`std.split second parameter must be a String, got ${typeName(c)}`);
  if (c === '') throw runtimeError('std.split second parameter must have length 1 or greater, got 0');
  return str.split(c);
}

/** All parts, and how many splits are wanted; checks the arguments of both limited splits. */
function splitAll(name: string, [str, c, maxsplits]: readonly [Value, Value, Value]): [string[], number] {
  const text = expectString(str);
  const separator = expectString(c);
  const limit = expectInt(maxsplits);
  if (limit < -1)
    throw runtimeError(`std.${name} third parameter should be -1 or non-negative, got ${limit}`);
  if (separator === '')
    throw runtimeError(`std.${name} second parameter should have length 1 or greater, got 0`);
  const parts = text.split(separator);
  return [parts, limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1)];
}

function splitLimit(str: Value, c: Value, maxsplits: Value): List {
  const [parts, splits] = splitAll('splitLimit', [str, c, maxsplits]);
  return [...parts.slice(0, splits), parts.slice(splits).join(c as string)];
}

/** Splits from the right, so that of overlapping separators the last one counts. */
function splitLimitR(str: Value, c: Value, maxsplits: Value): List {
  const [, splits] = splitAll('splitLimitR', [str, c, maxsplits]);
  let rest = str as string;
  const parts: string[] = [];
  for (let done = 0; done < splits; done++) {
    const at = rest.lastIndexOf(c as string);
    parts.unshift(rest.slice(at + (c as string).length));
    rest = rest.slice(0, at);
  }
  return [rest, ...parts];
}

function strReplace(str: Value, from: Value, to: Value): string {
  const [text, old, replacement] = [expectString(str), expectString(from), expectString(to)];
  if (old === '') throw runtimeError("'from' string must not be zero length.");
  return text.split(old).join(replacement);
}

/** Where the pattern begins, in characters; matches may overlap. */
function findSubstr(pat: Value, str: Value): List {
  if (typeof pat !== 'string')
    throw runtimeError(`findSubstr first parameter should be a string, got ${typeName(pat)}`);
  if (typeof str !== 'string')
    throw runtimeError(`findSubstr second parameter should be a string, got ${typeName(str)}`);
  const found: number[] = [];
  if (pat === '') return found;
  for (let at = str.indexOf(pat); at >= 0; at = str.indexOf(pat, at + 1)) found.push(at);
  return isPlain(str) ? found : found.map((at) => countCharacters(str.slice(0, at)));
}

const foldable = /[.*+?^${}()|[\]\\/]/g;

/** Unicode's simple case folding, which is what the `iu` flags compare by. */
function equalsIgnoreCase(str1: Value, str2: Value): boolean {
  const [a, b] = [expectString(str1), expectString(str2)];
  return a === b || new RegExp(`^${a.replace(foldable, '\\$&')}$`, 'iu').test(b);
}

const outerSpace =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** std.char: the character of a code point. */
export function char(n: Value): string {
  const code = expectNumber(n);
  if (code > 0x10ffff) throw runtimeError(`Invalid unicode codepoint, got ${formatBrief(code)}`);
  if (code < 0) throw runtimeError(`Codepoints must be >= 0, got ${formatBrief(code)}`);
  return code >= 0xd800 && code < 0xe000 ? '\ufffd' : String.fromCodePoint(Math.trunc(code));
}

function codepoint(str: Value): number {
  const text = expectString(str);
  const length = countCharacters(text);
  if (length !== 1) throw runtimeError(`codepoint takes a string of length 1, got length ${length}`);
  return text.codePointAt(0) as number;
}

function resolvePath(f: Value, r: Value): Value {
  return join('/', add(split(f, '/').slice(0, -1), [r]));
}

const xmlEscapes: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Upper and lower case of ASCII letters; an array of characters will do too. */
function convertCase(letters: RegExp, convert: (text: string) => string): (str: Value) => string {
  return (str) => (isList(str) ? (join('', str) as string) : textOf(str)).replace(letters, convert);
}

function textOf(str: Value): string {
  if (typeof str === 'string') return str;
  throw runtimeError(`Unexpected type ${typeName(str)}`);
}

export const stringFunctions: readonly Builtin[] = [
  define('substr', ['str', 'from', 'len'], substr),
  define('startsWith', ['a', 'b'], startsWith),
  define('endsWith', ['a', 'b'], endsWith),
  define('lstripChars', ['str', 'chars'], lstripChars),
  define('rstripChars', ['str', 'chars'], rstripChars),
  define('stripChars', ['str', 'chars'], (str: Value, chars: Value) =>
    rstripChars(lstripChars(str, chars), chars),
  ),
  define('trim', ['str'], (str: Value) => expectString(str).replace(outerSpace, '')),
  define('split', ['str', 'c'], split),
  define('splitLimit', ['str', 'c', 'maxsplits'], splitLimit),
  define('splitLimitR', ['str', 'c', 'maxsplits'], splitLimitR),
  define('strReplace', ['str', 'from', 'to'], strReplace),
  define('findSubstr', ['pat', 'str'], findSubstr),
  define('isEmpty', ['str'], (str: Value) => expectString(str) === ''),
  define('equalsIgnoreCase', ['str1', 'str2'], equalsIgnoreCase),
  define(
    'asciiUpper',
    ['str'],
    convertCase(/[a-z]+/g, (text) => text.toUpperCase()),
  ),
  define(
    'asciiLower',
    ['str'],
    convertCase(/[A-Z]+/g, (text) => text.toLowerCase()),
  ),
  define('char', ['n'], char),
  define('codepoint', ['str'], codepoint),
  define('resolvePath', ['f', 'r'], resolvePath),
  define('escapeStringJson', ['str_'], (str: Value) => quoteString(toText(str))),
  define('escapeStringPython', ['str'], (str: Value) => quoteString(toText(str))),
  define('escapeStringBash', ['str_'], (str: Value) => `'${toText(str).replaceAll("'", `'"'"'`)}'`),
  define('escapeStringDollars', ['str_'], (str: Value) => toText(str).replaceAll('$', '$$$$')),
  define('escapeStringXML', ['str_'], (str: Value) =>
    toText(str).replace(/[<>&"']/g, (mark) => xmlEscapes[mark] as string),
  ),
];
