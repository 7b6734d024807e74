import { isObject } from '../../jsonnet/evaluation/objects.ts';
import {
  add,
  compare,
  divide,
  equals,
  modulo,
  multiply,
  subtract,
  toText,
} from '../../jsonnet/evaluation/operators.ts';
import { isList, type List, typeName, type Value } from '../../jsonnet/evaluation/values.ts';

import type { Node, Type } from '../tree.ts';
import {
  arrayOf,
  booleanType,
  integer,
  isFilled,
  isInteger,
  isKind,
  joinTypes,
  kindsOf,
  largest,
  memberOf,
  membersOf,
  numberType,
  stringType,
} from '../types.ts';
import {
  firstLimit,
  needsAscii,
  needsBase64,
  needsDigits,
  needsExact,
  needsIntegers,
  needsLiteral,
  needsStrings,
  rangeOf,
} from './limits.ts';
import { fromLibrary, type Limit, type Operation } from './operation.ts';

export type OperationName =
  | 'not'
  | 'and'
  | 'or'
  | 'equals'
  | 'less'
  | 'empty'
  | 'is'
  | 'has'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'modulo'
  | 'divide'
  | 'quotient'
  | 'minimum'
  | 'maximum'
  | 'concat'
  | 'toText'
  | 'format'
  | 'length'
  | 'substring'
  | 'startsWith'
  | 'endsWith'
  | 'contains'
  | 'split'
  | 'characters'
  | 'replace'
  | 'strip'
  | 'stripLeft'
  | 'stripRight'
  | 'trim'
  | 'asciiLower'
  | 'asciiUpper'
  | 'repeat'
  | 'parseInt'
  | 'join'
  | 'json'
  | 'sha1'
  | 'sha256'
  | 'sha512'
  | 'base64'
  | 'any'
  | 'all'
  | 'member'
  | 'sort'
  | 'set'
  | 'reverse'
  | 'range'
  | 'slice'
  | 'keys';

const boolean = (): Type => booleanType;
const text = (): Type => stringType;
const count = (): Type => integer(0, largest);
const sameList = (list: Node): Type => arrayOf(itemsOf(list), isFilled(list.type));

function itemsOf(list: Node): Type {
  return memberOf(list.type, 'array')?.items ?? { kind: 'never' };
}

function hull(...bounds: readonly number[]): Type {
  return integer(Math.min(...bounds), Math.max(...bounds));
}

function sum(a: Node, b: Node): Type {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  if (!isInteger(a.type) || !isInteger(b.type)) return numberType;
  return integer(x.minimum + y.minimum, x.maximum + y.maximum);
}

function difference(a: Node, b: Node): Type {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  if (!isInteger(a.type) || !isInteger(b.type)) return numberType;
  return integer(x.minimum - y.maximum, x.maximum - y.minimum);
}

function product(a: Node, b: Node): Type {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  if (!isInteger(a.type) || !isInteger(b.type)) return numberType;
  return hull(x.minimum * y.minimum, x.minimum * y.maximum, x.maximum * y.minimum, x.maximum * y.maximum);
}

function remainder(a: Node, b: Node): Type {
  if (!isInteger(a.type) || !isInteger(b.type)) return numberType;
  const size = Math.max(Math.abs(rangeOf(b).minimum), Math.abs(rangeOf(b).maximum)) - 1;
  return integer(rangeOf(a).minimum < 0 ? -size : 0, size);
}

function quotient(a: Node, b: Node): Type {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const least = Math.max(1, y.minimum);
  return integer(Math.floor(Math.min(x.minimum / least, 0)), Math.floor(Math.max(x.maximum / least, 0)));
}

function ordered(pick: (x: number, y: number) => number): (a: Node, b: Node) => Type {
  return (a, b) => ({
    kind: 'number',
    integer: isInteger(a.type) && isInteger(b.type),
    minimum: pick(rangeOf(a).minimum, rangeOf(b).minimum),
    maximum: pick(rangeOf(a).maximum, rangeOf(b).maximum),
  });
}

/** A divisor that may be zero fails in both worlds, but with other words. */
function needsPositive(_: Node, divisor: Node): Limit | undefined {
  if (rangeOf(divisor).minimum > 0) return undefined;
  return { reason: 'the divisor may be zero or negative', remedy: 'give it a minimum of 1 in the schema' };
}

function needsNatural(dividend: Node): Limit | undefined {
  if (rangeOf(dividend).minimum >= 0) return undefined;
  return { reason: 'the dividend may be negative', remedy: 'give it a minimum of 0 in the schema' };
}

function neverExact(): Limit {
  return {
    reason: 'the result may be a fraction, which templates compute in decimals',
    remedy: 'use std.floor(a / b) of integers',
  };
}

/** Kinds that both sides print alike; a structure on one line has its own spacing. */
function needsScalar(value: Node): Limit | undefined {
  if (kindsOf(value.type).every((kind) => kind !== 'array' && kind !== 'object')) return undefined;
  return {
    reason: 'a list or a map would be printed with other spaces than Jsonnet puts there',
    remedy: 'use std.manifestJsonMinified, or test with std.isString and its kin first',
  };
}

function needsNoList(a: Node, b: Node): Limit | undefined {
  if (isKind(a.type, 'string') && isKind(b.type, 'string')) return undefined;
  if (isKind(a.type, 'number') && isKind(b.type, 'number')) return undefined;
  return {
    reason: 'only two numbers or two strings have an order in templates',
    remedy: 'compare values whose schema gives both the same type',
  };
}

/** Fractions are printed alike from 1e-6 to 1e21 only. */
function needsPlainNumbers(_: Node): Limit | undefined {
  return undefined;
}

function needsFilledSeparator(_: Node, separator: Node): Limit | undefined {
  if (isFilled(separator.type)) return undefined;
  return { reason: 'the text to look for may be empty', remedy: 'give it a minLength of 1 in the schema' };
}

function kindTest(value: Value, kind: Value): Value {
  return typeName(value) === kind;
}

function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value === '';
  if (isList(value)) return value.length === 0;
  return isObject(value) && value.fieldNames().length === 0;
}

function nonEmptyText(...args: readonly Node[]): Type {
  return args.some(({ type }) => isFilled(type)) ? { kind: 'string', filled: true } : stringType;
}

function textType(value: Node): Type {
  const members = membersOf(value.type).map((member): Type => {
    if (member.kind === 'string') return member;
    if (member.kind === 'boolean') return { kind: 'string', values: ['true', 'false'] };
    if (member.kind === 'null') return { kind: 'string', values: ['null'] };
    if (member.kind === 'number' && member.integer)
      return { kind: 'string', pattern: '^-?[0-9]+$', filled: true };
    return { kind: 'string', filled: true };
  });
  return members.reduce((all, one) => joinTypes(all, one), { kind: 'never' } as Type);
}

const isBoolean = (
  test: (...args: readonly Value[]) => boolean,
  label: string,
  limit?: Operation['limit'],
): Operation => ({
  label,
  type: boolean,
  apply: test,
  ...(limit ? { limit } : {}),
});

function arithmetic(
  label: string,
  type: (a: Node, b: Node) => Type,
  apply: (a: Value, b: Value) => Value,
): Operation {
  return { label, type: type, apply: apply, limit: needsExact(type) };
}

export const operations: Readonly<Record<OperationName, Operation>> = {
  // Booleans.
  not: isBoolean((a) => a === false, 'the operator !'),
  and: isBoolean((...args) => args.every((arg) => arg === true), 'the operator &&'),
  or: isBoolean((...args) => args.some((arg) => arg === true), 'the operator ||'),

  // Comparisons.
  equals: isBoolean((a, b) => equals(a, b), 'the operator =='),
  less: isBoolean((a, b) => compare(a, b) < 0, 'the operator <', needsNoList),
  /** Of a string, a list or an object. */
  empty: isBoolean((a) => isEmpty(a), 'a comparison with an empty value'),
  /** `is(x, 'object')`: the kind is a literal, as std.type names it. */
  is: isBoolean((a, b) => kindTest(a, b) === true, 'std.type'),
  /** `has(map, key)`. */
  has: isBoolean(
    (map, key) => isObject(map) && (map as { has(key: string): boolean } & Value).has(key as string),
    'std.objectHas',
  ),

  // Integers.
  add: arithmetic('the operator +', sum, add),
  subtract: arithmetic('the operator -', difference, subtract),
  multiply: arithmetic('the operator *', product, multiply),
  modulo: {
    label: 'the operator %',
    type: remainder,
    apply: modulo,
    limit: firstLimit(needsIntegers, needsPositive),
  },
  divide: {
    label: 'the operator /',
    type: () => numberType,
    apply: divide,
    limit: neverExact,
  },
  /** std.floor(a / b). */
  quotient: {
    label: 'std.floor(a / b)',
    type: quotient,
    apply: (a, b) => Math.floor(divide(a, b)),
    limit: firstLimit(needsIntegers, needsPositive, needsNatural),
  },
  minimum: fromLibrary('min', ordered(Math.min), needsIntegers),
  maximum: fromLibrary('max', ordered(Math.max), needsIntegers),

  // Text.
  /** Strings only; `toText` makes one of anything. */
  concat: {
    label: 'the operator +',
    type: nonEmptyText,
    apply: (...args) => args.join(''),
  },
  toText: {
    label: 'std.toString',
    type: textType,
    apply: (value) => toText(value),
    limit: needsScalar,
  },
  /** `format('%05d', x)`: one verb for one integer, or `%5s` for one string; the form is a literal. */
  format: {
    label: 'the operator %',
    type: text,
    apply: (form, value) => fromLibrary('format', text).apply(form, [value]),
    limit: needsLiteral(0, 'write the form as a literal'),
  },
  length: fromLibrary('length', count),
  /** std.substr(s, from, length). */
  substring: fromLibrary('substr', text),
  startsWith: fromLibrary('startsWith', boolean),
  endsWith: fromLibrary('endsWith', boolean),
  /** Whether a string contains another. */
  contains: isBoolean((whole, part) => (whole as string).includes(part as string), 'std.member'),
  split: fromLibrary('split', () => arrayOf(stringType, true), needsFilledSeparator),
  characters: fromLibrary('stringChars', () => arrayOf({ kind: 'string', filled: true })),
  replace: fromLibrary('strReplace', text, needsFilledSeparator),
  strip: fromLibrary('stripChars', text),
  stripLeft: fromLibrary('lstripChars', text),
  stripRight: fromLibrary('rstripChars', text),
  trim: fromLibrary('trim', text),
  asciiLower: fromLibrary('asciiLower', text, needsAscii),
  asciiUpper: fromLibrary('asciiUpper', text, needsAscii),
  repeat: fromLibrary('repeat', text, needsIntegersSecond),
  parseInt: fromLibrary('parseInt', () => integer(-largest, largest), needsDigits),
  /** `join(separator, list)`, of strings. */
  join: fromLibrary('join', text, (_, list) => needsStrings(list)),
  /** std.manifestJsonMinified. */
  json: {
    label: 'std.manifestJsonMinified',
    type: () => ({ kind: 'string', filled: true }),
    apply: fromLibrary('manifestJsonMinified', text).apply,
    limit: needsPlainNumbers,
  },
  sha1: fromLibrary('sha1', () => ({ kind: 'string', pattern: '^[0-9a-f]+$', filled: true })),
  sha256: fromLibrary('sha256', () => ({ kind: 'string', pattern: '^[0-9a-f]+$', filled: true })),
  sha512: fromLibrary('sha512', () => ({ kind: 'string', pattern: '^[0-9a-f]+$', filled: true })),
  base64: fromLibrary('base64', () => ({ kind: 'string', pattern: '^[A-Za-z0-9+/=]*$' }), needsBase64),

  // Lists.
  any: fromLibrary('any', boolean),
  all: fromLibrary('all', boolean),
  /** `member(list, value)`; lists of strings or integers. */
  member: fromLibrary('member', boolean),
  sort: fromLibrary('sort', sameList, needsStrings),
  /** std.set: sorted, without duplicates. */
  set: fromLibrary('set', sameList, needsStrings),
  reverse: fromLibrary('reverse', sameList),
  range: fromLibrary(
    'range',
    (a, b) => arrayOf(integer(rangeOf(a as Node).minimum, rangeOf(b as Node).maximum)),
    needsIntegers,
  ),
  /** `slice(list, from, to)`: items from `from` up to before `to`. */
  slice: {
    label: 'a slice',
    type: (list: Node) => arrayOf(itemsOf(list)),
    apply: (list, from, to) => (list as List).slice(from as number, to as number),
    limit: (_: Node, from: Node, to: Node) => needsIntegers(from, to),
  },

  // Objects.
  /** Names of the fields, sorted. */
  keys: fromLibrary('objectFields', () => arrayOf(stringType)),
};

function needsIntegersSecond(_: Node, times: Node): Limit | undefined {
  return needsIntegers(times);
}
