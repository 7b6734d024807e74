// Sprig's functions on strings. Lengths and positions count bytes, as in Go.

import { isNil, type List, printInside, type Value } from '../values.ts';
import { separateWords } from '../words.ts';
import { type Definitions, define } from './define.ts';
import { quote } from './printf.ts';

export const strings: Definitions = {
  abbrev: define('is', (width: number, text: string) => abbreviate(text, 0, width)),
  abbrevboth: define('iis', (left: number, right: number, text: string) =>
    right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right),
  ),
  camelcase: define('s', toPascalCase),
  cat: define('a*', (...values: List) =>
    values
      .filter((value) => !isNil(value))
      .map(printInside)
      .join(' '),
  ),
  contains: define('ss', (part: string, text: string) => text.includes(part)),
  hasPrefix: define('ss', (part: string, text: string) => text.startsWith(part)),
  hasSuffix: define('ss', (part: string, text: string) => text.endsWith(part)),
  hello: define('', () => 'Hello!'),
  indent: define('is', indent),
  initials: define('s', (text: string) =>
    (text.match(/\S+/g) ?? []).map((word) => Array.from(word)[0]).join(''),
  ),
  kebabcase: define('s', (text: string) => separateWords(text, '-')),
  lower: define('s', (text: string) => mapCharacters(text, (character) => character.toLowerCase())),
  nindent: define('is', (width: number, text: string) => `\n${indent(width, text)}`),
  nospace: define('s', (text: string) => text.replace(/\s/g, '')),
  plural: define('ssi', (one: string, many: string, count: number) => (count === 1 ? one : many)),
  quote: define('a*', (...values: List) => quoteAll(values, (value) => quote(toText(value)))),
  repeat: define('is', (count: number, text: string) => repeat(text, count)),
  replace: define('sss', (old: string, fresh: string, text: string) => text.replaceAll(old, () => fresh)),
  snakecase: define('s', (text: string) => separateWords(text, '_')),
  squote: define('a*', (...values: List) => quoteAll(values, (value) => `'${printInside(value)}'`)),
  substr: define('iis', (start: number, end: number, text: string) => {
    const { length } = Buffer.from(text);
    if (start < 0) return cut(text, 0, end);
    return cut(text, start, end < 0 || end > length ? length : end);
  }),
  swapcase: define('s', (text: string) =>
    mapCharacters(text, (character) =>
      /\p{Lu}|\p{Lt}/u.test(character) ? character.toLowerCase() : character.toUpperCase(),
    ),
  ),
  title: define('s', (text: string) =>
    text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => mapCharacters(letter, (one) => one.toUpperCase())),
  ),
  toString: define('a', toText),
  trim: define('s', (text: string) => text.replace(/^[\s\u0085]+|[\s\u0085]+$/gu, '')),
  trimAll: define('ss', trimAll),
  trimall: define('ss', trimAll),
  trimPrefix: define('ss', (prefix: string, text: string) =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimSuffix: define('ss', (suffix: string, text: string) =>
    text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
  ),
  trunc: define('is', (length: number, text: string) => {
    const { length: whole } = Buffer.from(text);
    if (length < 0) return whole + length > 0 ? cut(text, whole + length, whole) : text;
    return whole > length ? cut(text, 0, length) : text;
  }),
  untitle: define('s', (text: string) => text.replace(/(?<!\S)\S/gu, (first) => first.toLowerCase())),
  upper: define('s', (text: string) => mapCharacters(text, (character) => character.toUpperCase())),
};

/** Without quotes around strings, `<nil>` for what is not there. */
export function toText(value: Value): string {
  return typeof value === 'string' ? value : printInside(value);
}

/** Go's mapping gives one character for each: `ß` stays. */
function mapCharacters(text: string, map: (character: string) => string): string {
  return Array.from(text, (character) => {
    const mapped = map(character);
    return Array.from(mapped).length === 1 ? mapped : character;
  }).join('');
}

/** A part by bytes. Throws an Error where Go would. */
function cut(text: string, start: number, end: number): string {
  const bytes = Buffer.from(text);
  if (start < 0 || end < start || end > bytes.length) {
    throw new Error(`slice bounds out of range [${start}:${end}] of ${bytes.length}`);
  }
  return bytes.subarray(start, end).toString('utf8');
}

function abbreviate(text: string, offset: number, width: number): string {
  const { length } = Buffer.from(text);
  if (width < 4 || length <= width) return text;
  const start =
    length - Math.min(offset, length) < width - 3 ? length - (width - 3) : Math.min(offset, length);
  if (start <= 4) return `${cut(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (start + width - 3 < length) {
    const rest = cut(text, start, length);
    // The rest may be too narrow to be abbreviated once more.
    return `...${width - 3 < 4 ? '' : abbreviate(rest, 0, width - 3)}`;
  }
  return `...${cut(text, length - (width - 3), length)}`;
}

function indent(width: number, text: string): string {
  const pad = repeat(' ', width);
  return pad + text.replaceAll('\n', `\n${pad}`);
}

const longest = 1_000_000;

function repeat(text: string, count: number): string {
  if (count < 0) throw new Error('strings: negative Repeat count');
  if (count * text.length > longest) throw new Error('strings: Repeat output length overflow');
  return text.repeat(count);
}

function quoteAll(values: List, quoteOne: (value: Value) => string): string {
  return values
    .filter((value) => !isNil(value))
    .map(quoteOne)
    .join(' ');
}

function trimAll(characters: string, text: string): string {
  const set = new Set(characters);
  const all = Array.from(text);
  const start = all.findIndex((character) => !set.has(character));
  const end = all.findLastIndex((character) => !set.has(character));
  return start < 0 ? '' : all.slice(start, end + 1).join('');
}

const connector = /[-_\s]/;

/** The first letters of words become large; what stands between words goes, unless there is more than one of it. */
function toPascalCase(text: string): string {
  const characters = Array.from(text);
  const start = characters.findIndex((character) => !connector.test(character));
  // Where there is nothing else, the last one comes twice, as in Go.
  if (start < 0) return text + (characters.at(-1) ?? '');
  let result = characters.slice(0, start).join('');
  let isCapital = /\p{Lu}/u.test(characters[start] as string);
  let last = (characters[start] as string).toUpperCase();
  for (let next of characters.slice(start + 1)) {
    if (connector.test(last)) {
      if (connector.test(next)) result += last;
      else {
        isCapital = /\p{Lu}/u.test(next);
        next = next.toUpperCase();
      }
    } else {
      if (isCapital && /\p{Lu}/u.test(next)) next = next.toLowerCase();
      else isCapital = false;
      result += last;
    }
    last = next;
  }
  return result + last;
}
