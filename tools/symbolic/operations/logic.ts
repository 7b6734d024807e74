// Operations on booleans, comparisons, and questions about what a value is.
import { isObject, type JsonnetObject } from '../../jsonnet/evaluation/objects.ts';
import { compare, equals } from '../../jsonnet/evaluation/operators.ts';
import { isList, typeName, type Value } from '../../jsonnet/evaluation/values.ts';
import type { Node } from '../tree.ts';
import { booleanType, isKind } from '../types.ts';
import type { LogicOperation } from './names.ts';
import { fromLibrary, type Limit, type Operation } from './operation.ts';

function test(label: string, apply: Operation['apply'], limit?: Operation['limit']): Operation {
  return { label, type: () => booleanType, apply, ...(limit ? { limit } : {}) };
}

function needsOrder(a: Node, b: Node): Limit | undefined {
  if (isKind(a.type, 'string') && isKind(b.type, 'string')) return undefined;
  if (isKind(a.type, 'number') && isKind(b.type, 'number')) return undefined;
  return {
    reason: 'only two numbers or two strings have an order in templates',
    remedy: 'compare values whose schema gives both the same type',
  };
}

function isEmpty(value: Value): boolean {
  if (typeof value === 'string') return value === '';
  if (isList(value)) return value.length === 0;
  return isObject(value) && value.fieldNames().length === 0;
}

/** What templates look for in lists: values of one kind, compared as such. */
function needsComparable(_: Node, value: Node): Limit | undefined {
  if (isKind(value.type, 'string') || isKind(value.type, 'number')) return undefined;
  return {
    reason: 'templates look for one kind of value only',
    remedy: 'look for a string or a number, or use std.any with a comprehension that compares',
  };
}

export const logicOperations: Readonly<Record<LogicOperation, Operation>> = {
  not: test('the operator !', (a) => a === false),
  and: test('the operator &&', (...args) => args.every((arg) => arg === true)),
  or: test('the operator ||', (...args) => args.some((arg) => arg === true)),
  equals: test('the operator ==', (a, b) => equals(a, b)),
  less: test('the operator <', (a, b) => compare(a, b) < 0, needsOrder),
  /** Of a string, a list or an object. */
  empty: test('a comparison with an empty value', isEmpty),
  /** `is(x, 'object')`: the kind is a literal, as std.type names it. */
  is: test('std.type', (value, kind) => typeName(value) === kind),
  /** `has(map, key)`. */
  has: test('std.objectHas', (map, key) => (map as JsonnetObject).has(key as string)),
  any: fromLibrary('any', () => booleanType),
  all: fromLibrary('all', () => booleanType),
  /** `member(list, value)`. */
  member: fromLibrary('member', () => booleanType, needsComparable),
};
