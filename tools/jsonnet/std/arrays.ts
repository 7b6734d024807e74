// std functions that walk arrays (and strings, where Jsonnet treats them as arrays of characters).
import { add, equals, expectBoolean, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import {
  element,
  type Frame,
  type FunctionValue,
  isFunction,
  isList,
  type Lazy,
  type List,
  Thunk,
  typeName,
  type Value,
} from '../evaluation/values.ts';
import { splitCharacters } from './characters.ts';
import { expectCallable, expectInt, expectItems, expectList } from './check.ts';
import { type Builtin, define } from './define.ts';

/** `func(...args)`, evaluated on first use. */
function delayCall(func: FunctionValue, ...args: Lazy[]): Thunk {
  return args.length === 1
    ? new Thunk(callWithOne, [func, args[0]])
    : new Thunk(callWithTwo, [func, args[0], args[1]]);
}

function callWithOne(frame: Frame): Value {
  return (frame[0] as FunctionValue).call([frame[1] as Lazy]);
}

function callWithTwo(frame: Frame): Value {
  return (frame[0] as FunctionValue).call([frame[1] as Lazy, frame[2] as Lazy]);
}

function makeArray(sz: Value, func: Value): List {
  const size = expectInt(sz);
  const call = expectCallable(func, 1);
  const list: List = [];
  for (let at = 0; at < size; at++) list.push(delayCall(call, at));
  return list;
}

function range(from: Value, to: Value): List {
  const first = expectInt(from);
  const last = expectInt(to);
  const list: number[] = [];
  for (let n = first; n <= last; n++) list.push(n);
  return list;
}

/** The elements of an array or a string; another type is refused with `complaint` and its name. */
function itemsOr(complaint: string, value: Value): List {
  if (isList(value)) return value;
  if (typeof value === 'string') return splitCharacters(value);
  throw runtimeError(`${complaint}, got ${typeName(value)}`);
}

function functionOr(complaint: string, value: Value, count: number): FunctionValue {
  if (value !== null && isFunction(value)) return expectCallable(value, count);
  throw runtimeError(`${complaint}, got ${typeName(value)}`);
}

function map(func: Value, arr: Value): List {
  const call = functionOr('std.map first param must be function', func, 1);
  const items = itemsOr('std.map second param must be array / string', arr);
  return items.map((item) => delayCall(call, item));
}

function mapWithIndex(func: Value, arr: Value): List {
  const call = functionOr('std.mapWithIndex first param must be function', func, 2);
  const items = itemsOr('std.mapWithIndex second param must be array', arr);
  return items.map((item, index) => delayCall(call, index, item));
}

function filter(func: Value, arr: Value): List {
  const list = expectList(arr);
  const call = expectCallable(func, 1);
  const kept: List = [];
  for (let at = 0; at < list.length; at++) {
    const item = list[at] as Lazy;
    if (expectBoolean(call.call([item]))) kept.push(item);
  }
  return kept;
}

function filterMap(filterFunc: Value, mapFunc: Value, arr: Value): List {
  functionOr('std.filterMap first param must be function', filterFunc, 1);
  functionOr('std.filterMap second param must be function', mapFunc, 1);
  if (!isList(arr)) throw runtimeError(`std.filterMap third param must be array, got ${typeName(arr)}`);
  return map(mapFunc, filter(filterFunc, arr));
}

function flatMap(func: Value, arr: Value): Value {
  const call = expectCallable(func, 1);
  const items = itemsOr('std.flatMap second param must be array / string', arr);
  if (typeof arr === 'string')
    return join(
      '',
      items.map((item) => call.call([item])),
    );
  const result: List = [];
  for (let at = 0; at < items.length; at++) {
    for (const item of expectList(call.call([items[at]]))) result.push(item);
  }
  return result;
}

function foldl(func: Value, arr: Value, init: Value): Value {
  const call = expectCallable(func, 2);
  const items = itemsOr('foldl second parameter should be string or array', arr);
  let value = init;
  for (let at = 0; at < items.length; at++) value = call.call([value, items[at]]);
  return value;
}

function foldr(func: Value, arr: Value, init: Value): Value {
  const call = expectCallable(func, 2);
  const items = itemsOr('foldr second parameter should be string or array', arr);
  let value = init;
  for (let at = items.length - 1; at >= 0; at--) value = call.call([items[at], value]);
  return value;
}

/** Nulls are left out, with their separator. */
export function join(sep: Value, arr: Value): Value {
  const list = expectList(arr);
  if (typeof sep === 'string') return joinStrings(sep, list);
  if (isList(sep)) return joinLists(sep, list);
  throw runtimeError(`join first parameter should be string or array, got ${typeName(sep)}`);
}

function joinStrings(sep: string, list: List): string {
  const parts: string[] = [];
  for (let at = 0; at < list.length; at++) {
    const item = element(list, at);
    if (typeof item === 'string') parts.push(item);
    else if (item !== null) throw runtimeError(`Unexpected type ${typeName(item)}, expected string`);
  }
  return parts.join(sep);
}

function joinLists(sep: List, list: List): List {
  const result: List = [];
  let first = true;
  for (let at = 0; at < list.length; at++) {
    const item = element(list, at);
    if (item === null) continue;
    const items = expectList(item);
    if (!first) for (const part of sep) result.push(part);
    for (const part of items) result.push(part);
    first = false;
  }
  return result;
}

function deepJoin(arr: Value): string {
  const parts: string[] = [];
  collectStrings(arr, parts);
  return parts.join('');
}

function collectStrings(value: Value, parts: string[]): void {
  if (typeof value === 'string') parts.push(value);
  else if (isList(value)) for (let at = 0; at < value.length; at++) collectStrings(element(value, at), parts);
  else throw runtimeError(`Expected string or array, got ${typeName(value)}`);
}

/** The sum of all; what is not an array is added as `+` adds it. */
function flattenArrays(arrs: Value): Value {
  const items = itemsOr('foldl second parameter should be string or array', arrs);
  const result: List = [];
  for (let at = 0; at < items.length; at++) {
    const item = element(items, at);
    if (!isList(item)) return addRest(add(result, item), items, at + 1);
    for (const part of item) result.push(part);
  }
  return result;
}

function addRest(start: Value, items: List, from: number): Value {
  let sum = start;
  for (let at = from; at < items.length; at++) sum = add(sum, element(items, at));
  return sum;
}

function flattenDeep(value: Value): List {
  const result: List = [];
  collectElements(value, result);
  return result;
}

function collectElements(value: Value, result: List): void {
  if (!isList(value)) result.push(value);
  else for (let at = 0; at < value.length; at++) collectElements(element(value, at), result);
}

function repeat(what: Value, count: Value): Value {
  if (typeof what === 'string') return what.repeat(Math.max(0, expectInt(count)));
  if (!isList(what)) throw runtimeError('std.repeat first argument must be an array or a string');
  const result: List = [];
  for (let times = expectInt(count); times > 0; times--) for (const item of what) result.push(item);
  return result;
}

/** Stops at the first element that equals `decisive`; without one it is the opposite. */
function decide(name: string, decisive: boolean): (arr: Value) => boolean {
  return (arr) => {
    if (!isList(arr)) throw runtimeError(`${name}() parameter should be an array, got ${typeName(arr)}`);
    for (let at = 0; at < arr.length; at++) {
      const item = element(arr, at);
      if (typeof item !== 'boolean') {
        throw runtimeError(`element "${toText(item)}" of type ${typeName(item)} is not a boolean`);
      }
      if (item === decisive) return decisive;
    }
    return !decisive;
  };
}

/** The index of the first element equal to `value`, or -1. */
function indexOf(list: List, value: Value): number {
  for (let at = 0; at < list.length; at++) if (equals(element(list, at), value)) return at;
  return -1;
}

function member(arr: Value, x: Value): boolean {
  return isMember(arr, x);
}

/** Whether an array has the element, or a string the part. */
export function isMember(arr: Value, x: Value): boolean {
  if (typeof arr === 'string') {
    if (typeof x !== 'string') throw runtimeError(`Unexpected type ${typeName(x)}, expected string`);
    return arr.includes(x);
  }
  if (isList(arr)) return indexOf(arr, x) >= 0;
  throw runtimeError('std.member first argument must be an array or a string');
}

function find(value: Value, arr: Value): List {
  if (!isList(arr)) throw runtimeError(`find second parameter should be an array, got ${typeName(arr)}`);
  const found: number[] = [];
  for (let at = 0; at < arr.length; at++) if (equals(element(arr, at), value)) found.push(at);
  return found;
}

function count(arr: Value, x: Value): number {
  return find(x, expectList(arr)).length;
}

function remove(arr: Value, elem: Value): List {
  const list = expectList(arr);
  const at = indexOf(list, elem);
  return at < 0 ? list : withoutIndex(list, at);
}

function removeAt(arr: Value, i: Value): List {
  const list = expectList(arr);
  const at = expectInt(i);
  if (at < 0 || at >= list.length)
    throw runtimeError(`Index ${at} out of bounds, not within [0, ${list.length})`);
  return withoutIndex(list, at);
}

function withoutIndex(list: List, at: number): List {
  return [...list.slice(0, at), ...list.slice(at + 1)];
}

export const arrayFunctions: readonly Builtin[] = [
  define('makeArray', ['sz', 'func'], makeArray),
  define('range', ['from', 'to'], range),
  define('repeat', ['what', 'count'], repeat),
  define('map', ['func', 'arr'], map),
  define('mapWithIndex', ['func', 'arr'], mapWithIndex),
  define('filter', ['func', 'arr'], filter),
  define('filterMap', ['filter_func', 'map_func', 'arr'], filterMap),
  define('flatMap', ['func', 'arr'], flatMap),
  define('foldl', ['func', 'arr', 'init'], foldl),
  define('foldr', ['func', 'arr', 'init'], foldr),
  define('join', ['sep', 'arr'], join),
  define('lines', ['arr'], (arr: Value) => join('\n', add(arr, ['']))),
  define('deepJoin', ['arr'], deepJoin),
  define('flattenArrays', ['arrs'], flattenArrays),
  define('flattenDeepArray', ['value'], flattenDeep),
  define('reverse', ['arr'], (arr: Value) => expectList(arr).slice().reverse()),
  define('all', ['arr'], decide('all', false)),
  define('any', ['arr'], decide('any', true)),
  define('member', ['arr', 'x'], member),
  define('contains', ['arr', 'elem'], (arr: Value, elem: Value) => indexOf(expectList(arr), elem) >= 0),
  define('find', ['value', 'arr'], find),
  define('count', ['arr', 'x'], count),
  define('remove', ['arr', 'elem'], remove),
  define('removeAt', ['arr', 'i'], removeAt),
  define('stringChars', ['str'], (str: Value) => expectItems(str).slice()),
];
