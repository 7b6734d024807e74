// std functions about sets: sorted arrays without duplicates. They walk both sides once, as go-jsonnet does,
// so that what they make of arrays that are no sets is the same.
import { add, compare, equals } from '../evaluation/operators.ts';
import { type FunctionValue, force, isList, type Lazy, type List, type Value } from '../evaluation/values.ts';
import { expectCallable, expectItems } from './check.ts';
import { type Builtin, define, lazy } from './define.ts';
import { keyAt, keyParameter, sort, uniq } from './sort.ts';
import { identity } from './types.ts';

interface Walk {
  readonly a: List;
  readonly b: List;
  /** Where the walk ended: in at least one side there is nothing left. */
  readonly restA: number;
  readonly restB: number;
  readonly taken: List;
}

interface Takes {
  readonly onlyA?: boolean;
  readonly onlyB?: boolean;
  readonly both?: boolean;
}

/** Walks both sides in step until one ends, and takes the elements asked for; of equal ones a's. */
function walk(sides: readonly [Value, Value], keyF: Value, takes: Takes): Walk {
  const [a, b] = [expectItems(sides[0]), expectItems(sides[1])];
  const taken: List = [];
  let [i, j] = [0, 0];
  if (a.length === 0 || b.length === 0) return { a, b, restA: i, restB: j, taken };
  const key: FunctionValue = expectCallable(keyF, 1);
  let [keyA, keyB] = [keyAt(a, 0, key), keyAt(b, 0, key)];
  for (;;) {
    const order = equals(keyA, keyB) ? 0 : compare(keyA, keyB);
    if (order === 0 ? takes.both : order < 0 && takes.onlyA) taken.push(a[i] as Lazy);
    if (order > 0 && takes.onlyB) taken.push(b[j] as Lazy);
    if (order <= 0) i++;
    if (order >= 0) j++;
    if (i >= a.length || j >= b.length) return { a, b, restA: i, restB: j, taken };
    if (order <= 0) keyA = keyAt(a, i, key);
    if (order >= 0) keyB = keyAt(b, j, key);
  }
}

/** `taken + side[from:]`; a string's rest stays a string, and `+` makes text of both. */
function addRest(taken: List, side: Value, from: number): Value {
  if (typeof side === 'string') return add(taken, Array.from(side).slice(from).join(''));
  const list = side as List;
  if (from === 0 && taken.length === 0) return list;
  for (let at = from; at < list.length; at++) taken.push(list[at] as Lazy);
  return taken;
}

function union(a: Value, b: Value, keyF: Value): Value {
  const { a: left, restA, restB, taken } = walk([a, b], keyF, { onlyA: true, onlyB: true, both: true });
  return restA >= left.length ? addRest(taken, b, restB) : addRest(taken, a, restA);
}

function intersection(a: Value, b: Value, keyF: Value): List {
  return walk([a, b], keyF, { both: true }).taken;
}

function difference(a: Value, b: Value, keyF: Value): Value {
  const { a: left, restA, taken } = walk([a, b], keyF, { onlyA: true });
  return restA >= left.length ? taken : addRest(taken, a, restA);
}

/** Arrays known to be sets of numbers or of strings, or not to be: looking twice into a long one is common. */
const ascending = new WeakMap<List, boolean>();
const worthwhile = 32;

/** Whether all elements are evaluated, of the type of `x`, and in ascending order. */
function isAscending(list: List, x: Value): boolean {
  let known = ascending.get(list);
  if (known === undefined) {
    const type = typeof list[0];
    known =
      (type === 'number' || type === 'string') &&
      list.every((item, at) => isNext(list, at, typeof item === type));
    ascending.set(list, known);
  }
  return known && typeof x === typeof list[0];
}

function isNext(list: List, at: number, sameType: boolean): boolean {
  return sameType && (at === 0 || compare(list[at - 1] as Value, list[at] as Value) < 0);
}

function member(x: Lazy, arr: Value, keyF: Value): boolean {
  if (keyF === identity && isList(arr) && arr.length > worthwhile) {
    const value = force(x);
    if (isAscending(arr, value)) return isInAscending(arr as Value[], value);
  }
  return intersection([x] as Value, arr, keyF).length > 0;
}

function isInAscending(list: readonly Value[], x: Value): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = compare(x, list[middle] as Value);
    if (order === 0) return true;
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return false;
}

export const setFunctions: readonly Builtin[] = [
  define('set', ['arr', keyParameter], (arr: Value, keyF: FunctionValue) => uniq(sort(arr, keyF), keyF)),
  define('setMember', [lazy('x'), 'arr', keyParameter], member),
  define('setUnion', ['a', 'b', keyParameter], union),
  define('setInter', ['a', 'b', keyParameter], intersection),
  define('setDiff', ['a', 'b', keyParameter], difference),
];
