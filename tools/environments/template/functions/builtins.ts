// The functions that Go's templates have by themselves.
import { compareStrings } from '../../../shared/order.ts';
import {
  elementOf,
  isDict,
  isList,
  isNil,
  isTrue,
  kindOf,
  type List,
  printInside,
  sprint,
  type Value,
} from '../values.ts';
import { type Definitions, define } from './define.ts';
import { formatPrintf } from './printf.ts';

export const builtins: Definitions = {
  eq: define('aa*', (first: Value, ...others: List) => {
    if (others.length === 0) throw new Error('missing argument for comparison');
    return others.some((other) => isEqual(first, other));
  }),
  ne: define('aa', (a: Value, b: Value) => !isEqual(a, b)),
  lt: define('aa', (a: Value, b: Value) => compare(a, b) < 0),
  le: define('aa', (a: Value, b: Value) => compare(a, b) <= 0),
  gt: define('aa', (a: Value, b: Value) => compare(a, b) > 0),
  ge: define('aa', (a: Value, b: Value) => compare(a, b) >= 0),
  not: define('a', (value: Value) => !isTrue(value)),
  index: define('aa*', (value: Value, ...keys: List) => keys.reduce<Value>(elementAt, value)),
  len: define('a', (value: Value) => BigInt(lengthOf(value))),
  print: define('a*', (...values: List) => sprint(values)),
  println: define('a*', (...values: List) => `${values.map(printInside).join(' ')}\n`),
  printf: define('sa*', (format: string, ...values: List) => formatPrintf(format, values)),
  html: define('a*', (...values: List) =>
    textOf(values).replace(/[\0"'&<>]/g, (character) => htmlEscapes[character] as string),
  ),
  js: define('a*', (...values: List) => escapeScript(textOf(values))),
  urlquery: define('a*', (...values: List) => escapeQuery(textOf(values))),
};

function textOf(values: List): string {
  const [only] = values;
  return values.length === 1 && typeof only === 'string' ? only : sprint(values);
}

const htmlEscapes: Readonly<Record<string, string>> = {
  '\0': '\ufffd',
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const scriptEscapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };

function escapeScript(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped.
    /[\\'"<>&=\u0000-\u001f\u007f-\u009f\u00ad\u2028\u2029\ufeff]/g,
    (character) =>
      scriptEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (isList(value)) return value.length;
  if (isDict(value)) return Object.keys(value).length;
  throw new Error(isNil(value) ? 'len of nil pointer' : `len of type ${kindOf(value)}`);
}

function elementAt(value: Value, key: Value): Value {
  if (isNil(value)) throw new Error('index of untyped nil');
  if (isDict(value)) {
    if (typeof key === 'string') return elementOf(value, key);
    throw new Error(`value has type ${kindOf(key)}; should be string`);
  }
  if (!isList(value) && typeof value !== 'string')
    throw new Error(`can't index item of type ${kindOf(value)}`);
  if (typeof key !== 'bigint') throw new Error(`cannot index slice/array with type ${kindOf(key)}`);
  const items: ArrayLike<Value | number> = isList(value) ? value : Buffer.from(value);
  if (key < 0n || key >= BigInt(items.length)) throw new Error(`index out of range: ${key}`);
  const item = items[Number(key)];
  return isList(value) ? (item as Value) : BigInt(item as number);
}

function isEqual(a: Value, b: Value): boolean {
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  if (isList(a) || isDict(a) || isList(b) || isDict(b)) throw new Error('non-comparable type');
  if (typeof a !== typeof b) throw new Error('incompatible types for comparison');
  return a === b;
}

function compare(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const isOrdered =
    (typeof a === 'number' && typeof b === 'number') || (typeof a === 'bigint' && typeof b === 'bigint');
  if (isOrdered) return a < b ? -1 : a > b ? 1 : 0;
  throw new Error(
    typeof a === typeof b ? 'invalid type for comparison' : 'incompatible types for comparison',
  );
}
