// The functions that templates may use: Go's own and a few of sprig's, with the piped value last.
import { createHash } from 'node:crypto';
import { isJsonObject } from '../../shared/json.ts';
import { isTrue, printValue, sprint, type Value } from './values.ts';
import { separateWords } from './words.ts';

type Function = (...args: Value[]) => Value;

export const functions: Readonly<Record<string, Function>> = {
  coalesce: (...values) => values.find(isTrue),
  contains: (part, text) => string(text).includes(string(part)),
  default: (otherwise, value) => (isTrue(value) ? value : otherwise),
  empty: (value: Value) => !isTrue(value),
  eq: (first, ...others) => others.some((other) => isEqual(first, other)),
  hasKey: (map, key) => Object.hasOwn(object(map), string(key)),
  hasPrefix: (part, text) => string(text).startsWith(string(part)),
  hasSuffix: (part, text) => string(text).endsWith(string(part)),
  index: (value, ...keys) => keys.reduce<Value>((found, key) => elementOf(found, key), value),
  join: (separator, list) => array(list).map(printValue).join(string(separator)),
  kebabcase: (text) => separateWords(string(text), '-'),
  len: lengthOf,
  lower: (text) => string(text).toLowerCase(),
  ne: (first, second) => !isEqual(first, second),
  not: (value) => !isTrue(value),
  nospace: (text) => string(text).replace(/\s/g, ''),
  print: (...values) => sprint(values),
  printf: (format, ...values) => printf(string(format), values),
  quote: (...values) =>
    values
      .filter(isThere)
      .map((value) => quote(printValue(value)))
      .join(' '),
  replace: (old, fresh, text) => string(text).replaceAll(string(old), () => string(fresh)),
  sha256sum: (text) => createHash('sha256').update(string(text)).digest('hex'),
  snakecase: (text) => separateWords(string(text), '_'),
  ternary: (yes, no, condition) => (boolean(condition) ? yes : no),
  toString: (value: Value) => (value === undefined || value === null ? '<nil>' : printValue(value)),
  trim: (text) => string(text).trim(),
  trimPrefix: (prefix, text) => withoutPrefix(string(prefix), string(text)),
  trimSuffix: (suffix, text) => withoutSuffix(string(suffix), string(text)),
  trunc: (length, text) => truncate(number(length), string(text)),
  upper: (text) => string(text).toUpperCase(),
};

function string(value: Value): string {
  if (typeof value !== 'string') throw new Error(`expected string; got ${printValue(value)}`);
  return value;
}

function number(value: Value): number {
  if (typeof value !== 'number') throw new Error(`expected number; got ${printValue(value)}`);
  return value;
}

function boolean(value: Value): boolean {
  if (typeof value !== 'boolean') throw new Error(`expected bool; got ${printValue(value)}`);
  return value;
}

function object(value: Value): { readonly [key: string]: Value } {
  if (!isJsonObject(value)) throw new Error(`expected object; got ${printValue(value)}`);
  return value;
}

function array(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function isThere(value: Value): boolean {
  return value !== undefined && value !== null;
}

function isEqual(a: Value, b: Value): boolean {
  if (isThere(a) && isThere(b) && typeof a !== typeof b) throw new Error('incompatible types for comparison');
  return (a ?? null) === (b ?? null);
}

function elementOf(value: Value, key: Value): Value {
  if (value === undefined || value === null) throw new Error('index of untyped nil');
  if (!Array.isArray(value)) {
    const map = object(value);
    return Object.hasOwn(map, string(key)) ? map[string(key)] : undefined;
  }
  const at = number(key);
  if (!(at >= 0 && at < value.length)) throw new Error(`index out of range: ${at}`);
  return value[at];
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'object' && value !== null) return Object.keys(value).length;
  throw new Error(`len of type ${typeof value}`);
}

function printf(format: string, values: readonly Value[]): string {
  let at = 0;
  const text = format.replace(/%(.?)/g, (_, verb: string) => {
    if (verb === '%') return '%';
    if (!'svq'.includes(verb) || verb === '')
      throw new Error(`the verb %${verb} is not supported, only %s %v %q`);
    if (at >= values.length) return `%!${verb}(MISSING)`;
    const value = values[at++];
    return verb === 'q' ? quote(printValue(value)) : printValue(value);
  });
  return text;
}

function quote(text: string): string {
  return JSON.stringify(text);
}

function withoutPrefix(prefix: string, text: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutSuffix(suffix: string, text: string): string {
  return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
}

/** A negative length keeps the end. Counts code units, as sprig counts bytes: names are ASCII. */
function truncate(length: number, text: string): string {
  return length < 0 ? text.slice(Math.max(0, text.length + length)) : text.slice(0, length);
}
