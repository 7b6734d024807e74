// std functions that order elements: sort, uniq, and the least and greatest element.
import { checkNumber, compare, equals, expectNumber } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import {
  element,
  type FunctionValue,
  isList,
  type Lazy,
  type List,
  typeName,
  type Value,
} from '../evaluation/values.ts';
import { splitCharacters } from './characters.ts';
import { expectCallable, expectList } from './check.ts';
import { type Builtin, type BuiltinParameter, define } from './define.ts';
import { identity } from './types.ts';

/** The key of an element; the identity needs no call. */
export function keyAt(list: List, at: number, keyF: FunctionValue): Value {
  return keyF === identity ? element(list, at) : keyF.call([list[at]]);
}

/** Stable. Keys are computed once, in order. */
export function sort(arr: Value, keyF: Value): List {
  const list = expectList(arr);
  const key = expectCallable(keyF, 1);
  const keys: Value[] = [];
  for (let at = 0; at < list.length; at++) keys.push(keyAt(list, at, key));
  if (keys.length < 2) return list;
  const order = comparison(keys);
  if (key === identity) return keys.sort(order);
  const indexes = keys.map((_, at) => at);
  indexes.sort((a, b) => order(keys[a] as Value, keys[b] as Value));
  return indexes.map((at) => list[at] as Lazy);
}

type Comparison = (a: Value, b: Value) => number;

/** The quickest comparison that fits all keys; keys without a common order are an error. */
function comparison(keys: readonly Value[]): Comparison {
  const type = typeof keys[0];
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at] as Value;
    // Comparing neighbours of different types throws, as an insertion sort would.
    if (typeof key !== type || (type === 'object' && !isList(key))) compare(key, keys[at - 1] as Value);
  }
  if (type === 'number') return (a, b) => (a as number) - (b as number);
  return compare;
}

/** Drops elements whose key equals the key before; the first of each run stays. */
export function uniq(arr: Value, keyF: Value): List {
  const list = itemsToFold(arr);
  const key = expectCallable(keyF, 1);
  if (list.length < 2) return list;
  const result: List = [list[0] as Lazy];
  let last = keyAt(list, 0, key);
  for (let at = 1; at < list.length; at++) {
    const next = keyAt(list, at, key);
    if (equals(last, next)) continue;
    result.push(list[at] as Lazy);
    last = next;
  }
  return result;
}

function itemsToFold(arr: Value): List {
  if (isList(arr)) return arr;
  if (typeof arr === 'string') return splitCharacters(arr);
  throw runtimeError(`foldl second parameter should be string or array, got ${typeName(arr)}`);
}

/** The first element whose key comes before (`sign` -1) or after (1) all others. */
function extreme(sign: 1 | -1): (arr: Value, keyF: Value, onEmpty: Value | undefined) => Value {
  return (arr, keyF, onEmpty) => {
    const list = expectList(arr);
    const key = expectCallable(keyF, 1);
    if (list.length === 0) {
      if (onEmpty === undefined) throw runtimeError('Expected at least one element in array. Got none');
      return onEmpty;
    }
    let best = element(list, 0);
    let bestKey = keyAt(list, 0, key);
    for (let at = 1; at < list.length; at++) {
      const current = element(list, at);
      const currentKey = keyAt(list, at, key);
      if (Math.sign(compare(bestKey, currentKey)) !== -sign) continue;
      best = current;
      bestKey = currentKey;
    }
    return best;
  };
}

function sum(arr: Value): number {
  const list = expectList(arr);
  let total = 0;
  for (let at = 0; at < list.length; at++) total += expectNumber(element(list, at));
  return checkNumber(total);
}

function average(arr: Value): number {
  const list = expectList(arr);
  if (list.length === 0) throw runtimeError('Cannot calculate average of an empty array.');
  return sum(list) / list.length;
}

export const keyParameter: BuiltinParameter = { name: 'keyF', default: identity };
const onEmpty = { name: 'onEmpty', optional: true };

export const sortFunctions: readonly Builtin[] = [
  define('sort', ['arr', keyParameter], sort),
  define('uniq', ['arr', keyParameter], uniq),
  define('minArray', ['arr', keyParameter, onEmpty], extreme(-1)),
  define('maxArray', ['arr', keyParameter, onEmpty], extreme(1)),
  define('sum', ['arr'], sum),
  define('avg', ['arr'], average),
];
