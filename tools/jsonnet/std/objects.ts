// std functions about objects.

import { createObject, isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { expectBoolean, indexValue } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import {
  element,
  type Frame,
  type FunctionValue,
  force,
  isFunction,
  isList,
  type Lazy,
  Thunk,
  typeName,
  type Value,
} from '../evaluation/values.ts';
import { expectCallable, expectObject, expectString } from './check.ts';
import { type Builtin, define, lazy } from './define.ts';

/** `object[name]`, evaluated on first use. */
function delayField(object: JsonnetObject, name: string): Thunk {
  return new Thunk(readField, [object, name]);
}

function readField(frame: Frame): Value {
  return (frame[0] as JsonnetObject).get(frame[1] as string);
}

function fieldNames(object: Value, hidden: boolean): string[] {
  return [...expectObject(object).fieldNames(hidden)];
}

function hasField(object: Value, name: Value, hidden: boolean): boolean {
  const visibility = expectObject(object).fields().get(expectString(name));
  return visibility !== undefined && (hidden || visibility !== '::');
}

function values(object: Value, hidden: boolean): Lazy[] {
  return fieldNames(object, hidden).map((name) => delayField(object as JsonnetObject, name));
}

function keysAndValues(object: Value, hidden: boolean): JsonnetObject[] {
  return fieldNames(object, hidden).map((name) => {
    const value = delayField(object as JsonnetObject, name);
    return createObject(
      new Map<string, Lazy>([
        ['key', name],
        ['value', value],
      ]),
    );
  });
}

function getField(o: Value, f: Value, fallback: Lazy, hidden: Value): Value {
  const found = hasField(expectObject(o), expectString(f), expectBoolean(hidden));
  return found ? indexValue(o, f) : force(fallback);
}

function mapWithKey(func: Value, obj: Value): Value {
  if (!isFunction(func))
    throw runtimeError(`std.mapWithKey first param must be function, got ${typeName(func)}`);
  if (!isObject(obj)) throw runtimeError(`std.mapWithKey second param must be object, got ${typeName(obj)}`);
  const call = expectCallable(func, 2);
  const fields = new Map<string, Lazy>();
  for (const name of obj.fieldNames())
    fields.set(name, new Thunk(callWithField, [call, name, delayField(obj, name)]));
  return createObject(fields);
}

function callWithField(frame: Frame): Value {
  return (frame[0] as FunctionValue).call([frame[1] as string, frame[2] as Lazy]);
}

/** RFC 7396; fields are merged when they are used. */
function mergePatch(target: Lazy, patch: Value): Value {
  if (!isObject(patch)) return patch;
  const base = force(target);
  const below = isObject(base) ? base : undefined;
  const fields = new Map<string, Lazy>();
  if (below) for (const name of below.fieldNames()) fields.set(name, delayField(below, name));
  for (const name of patch.fieldNames()) {
    if (patch.get(name) === null) fields.delete(name);
    else fields.set(name, new Thunk(mergeField, [fields.get(name) ?? null, patch, name]));
  }
  return createObject(fields);
}

function mergeField(frame: Frame): Value {
  return mergePatch(force(frame[0] as Lazy), (frame[1] as JsonnetObject).get(frame[2] as string));
}

/** Without nulls, empty arrays and empty objects, at any depth. */
function prune(a: Value): Value {
  if (isList(a)) {
    const kept: Value[] = [];
    for (let at = 0; at < a.length; at++) keep(prune(element(a, at)), (value) => kept.push(value));
    return kept;
  }
  if (!isObject(a)) return a;
  const fields = new Map<string, Lazy>();
  for (const name of a.fieldNames()) keep(prune(a.get(name)), (value) => fields.set(name, value));
  return createObject(fields);
}

function keep(value: Value, add: (value: Value) => void): void {
  if (value === null) return;
  if (isList(value) && value.length === 0) return;
  if (isObject(value) && value.fields().size === 0) return;
  add(value);
}

export const objectFunctions: readonly Builtin[] = [
  define('objectFields', ['o'], (o: Value) => fieldNames(o, false)),
  define('objectFieldsAll', ['o'], (o: Value) => fieldNames(o, true)),
  define('objectFieldsEx', ['obj', 'hidden'], (obj: Value, hidden: Value) =>
    fieldNames(obj, expectBoolean(hidden)),
  ),
  define('objectHas', ['o', 'f'], (o: Value, f: Value) => hasField(o, f, false)),
  define('objectHasAll', ['o', 'f'], (o: Value, f: Value) => hasField(o, f, true)),
  define('objectHasEx', ['obj', 'fname', 'hidden'], (obj: Value, name: Value, hidden: Value) =>
    hasField(expectObject(obj), expectString(name), expectBoolean(hidden)),
  ),
  define('objectValues', ['o'], (o: Value) => values(o, false)),
  define('objectValuesAll', ['o'], (o: Value) => values(o, true)),
  define('objectKeysValues', ['o'], (o: Value) => keysAndValues(o, false)),
  define('objectKeysValuesAll', ['o'], (o: Value) => keysAndValues(o, true)),
  define('objectRemoveKey', ['obj', 'key'], (obj: Value, key: Value) =>
    expectObject(obj).without(expectString(key)),
  ),
  define(
    'get',
    ['o', 'f', { ...lazy('default'), default: null }, { name: 'inc_hidden', default: true }],
    getField,
  ),
  define('mapWithKey', ['func', 'obj'], mapWithKey),
  define('mergePatch', [lazy('target'), 'patch'], mergePatch),
  define('prune', ['a'], prune),
];
