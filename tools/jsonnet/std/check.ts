// What library functions demand of their arguments, with the errors that go-jsonnet reports.
import { isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { expectFunction, expectNumber } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import {
  type FunctionValue,
  isList,
  type List,
  typeName,
  unexpectedType,
  type Value,
} from '../evaluation/values.ts';
import { formatBrief } from '../manifest/number.ts';
import { splitCharacters } from './characters.ts';

export function expectString(value: Value): string {
  if (typeof value !== 'string') throw unexpectedType(value, 'string');
  return value;
}

export function expectList(value: Value): List {
  if (!isList(value)) throw unexpectedType(value, 'array');
  return value;
}

export function expectObject(value: Value): JsonnetObject {
  if (!isObject(value)) throw unexpectedType(value, 'object');
  return value;
}

/** The function as a builtin calls it, with `count` arguments: one that takes fewer fails when it is called. */
export function expectCallable(value: Value, count: number): FunctionValue {
  const func = expectFunction(value);
  return func.parameters.length >= count ? func : refusing(func, count);
}

function refusing(func: FunctionValue, count: number): FunctionValue {
  const expected = `function expected ${func.parameters.length} positional argument(s)`;
  const call = (): never => {
    throw runtimeError(`${expected}, but got ${count}`);
  };
  return { isFunction: true, parameters: func.parameters, call };
}

/** A whole number of 32 bits. */
export function expectInt(value: Value): number {
  const number = expectNumber(value);
  if (number !== (number | 0)) throw runtimeError(`Expected an integer, but got ${formatBrief(number)}`);
  return number | 0;
}

/** What std.length counts and `[i]` reads: the elements of an array, the characters of a string. */
export function expectItems(value: Value): List {
  if (isList(value)) return value;
  if (typeof value === 'string') return splitCharacters(value);
  throw runtimeError(`Unexpected type ${typeName(value)}`);
}
