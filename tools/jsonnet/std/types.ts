// std functions about what a value is and how two values compare.

import { isObject } from '../evaluation/objects.ts';
import { add, compare, equals, expectBoolean, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import {
  element,
  isFunction,
  isList,
  type List,
  type TypeName,
  typeName,
  type Value,
} from '../evaluation/values.ts';
import { quoteString } from '../manifest/escape.ts';
import { countCharacters } from './characters.ts';
import { expectItems } from './check.ts';
import { type Builtin, define } from './define.ts';

/** Characters, elements, visible fields, or parameters without default. */
export function lengthOf(x: Value): number {
  if (typeof x === 'string') return countCharacters(x);
  if (isList(x)) return x.length;
  if (isObject(x)) return countFields(x.fields().values());
  if (isFunction(x)) return x.parameters.filter((parameter) => !parameter.optional).length;
  throw runtimeError(`Unexpected type ${typeName(x)}`);
}

function countFields(visibilities: Iterable<string>): number {
  let count = 0;
  for (const visibility of visibilities) if (visibility !== '::') count++;
  return count;
}

/** -1, 0 or 1; unlike `<` it says for every type why it has no order. */
function compareThreeWay(v1: Value, v2: Value): number {
  const [type1, type2] = [typeName(v1), typeName(v2)];
  if (type1 !== type2) throw runtimeError(`Comparison requires matching types. Got ${type1} and ${type2}`);
  if (isList(v1)) return compareLists(v1, v2 as List);
  if (type1 === 'function' || type1 === 'object' || type1 === 'boolean') {
    throw runtimeError(`Values of type ${type1} are not comparable.`);
  }
  return Math.sign(compare(v1, v2));
}

function compareLists(arr1: Value, arr2: Value): number {
  const [items1, items2] = [expectItems(arr1), expectItems(arr2)];
  const length = Math.min(items1.length, items2.length);
  for (let at = 0; at < length; at++) {
    const order = compareThreeWay(element(items1, at), element(items2, at));
    if (order !== 0) return order;
  }
  return Math.sign(items1.length - items2.length);
}

function primitiveEquals(x: Value, y: Value): boolean {
  const type = typeName(x);
  if (type !== typeName(y)) return false;
  if (type === 'function') throw runtimeError('Cannot test equality of functions');
  if (type === 'array' || type === 'object') {
    throw runtimeError(`primitiveEquals operates on primitive types, got ${type}`);
  }
  return x === y;
}

function assertEqual(a: Value, b: Value): boolean {
  if (equals(a, b)) return true;
  const show = (value: Value) => (typeof value === 'string' ? quoteString(value) : value);
  throw runtimeError(toText(add(add(add('Assertion failed. ', show(a)), ' != '), show(b))));
}

function isType(name: string, type: TypeName): Builtin {
  return define(name, ['v'], (v: Value) => typeName(v) === type);
}

/** The function that key parameters default to; sorting knows it and skips the calls. */
export const identity: Builtin = define('id', ['x'], (x: Value) => x);

export const typeFunctions: readonly Builtin[] = [
  isType('isString', 'string'),
  isType('isNumber', 'number'),
  isType('isBoolean', 'boolean'),
  isType('isObject', 'object'),
  isType('isArray', 'array'),
  isType('isFunction', 'function'),
  define('isNull', ['x'], (x: Value) => x === null),
  define('type', ['x'], typeName),
  define('length', ['x'], lengthOf),
  define('toString', ['a'], toText),
  identity,
  define('equals', ['x', 'y'], equals),
  define('primitiveEquals', ['x', 'y'], primitiveEquals),
  define('assertEqual', ['a', 'b'], assertEqual),
  define('xor', ['x', 'y'], (x: Value, y: Value) => expectBoolean(x) !== expectBoolean(y)),
  define('xnor', ['x', 'y'], (x: Value, y: Value) => expectBoolean(x) === expectBoolean(y)),
  define('__compare', ['v1', 'v2'], compareThreeWay),
  define('__compare_array', ['arr1', 'arr2'], compareLists),
  define('__array_less', ['arr1', 'arr2'], (a: Value, b: Value) => compareLists(a, b) === -1),
  define('__array_greater', ['arr1', 'arr2'], (a: Value, b: Value) => compareLists(a, b) === 1),
  define('__array_less_or_equal', ['arr1', 'arr2'], (a: Value, b: Value) => compareLists(a, b) <= 0),
  define('__array_greater_or_equal', ['arr1', 'arr2'], (a: Value, b: Value) => compareLists(a, b) >= 0),
];
