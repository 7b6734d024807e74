// The meaning of the operators, for values of any type. Errors name the types; the place is the caller's.
import { compareStrings } from '../../shared/order.ts';
import { manifestJson } from '../manifest/json.ts';
import { formatBrief, formatNumber } from '../manifest/number.ts';
import { JsonnetObject } from './objects.ts';
import { runtimeError } from './stack.ts';
import {
  element,
  type FunctionValue,
  isFunction,
  isList,
  type List,
  typeName,
  unexpectedType,
  type Value,
} from './values.ts';

export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return checkNumber(a + b);
  if (typeof a === 'string' || typeof b === 'string') return toText(a) + toText(b);
  if (a instanceof JsonnetObject) {
    if (b instanceof JsonnetObject) return new JsonnetObject(undefined, a, b);
    throw unexpectedType(b, 'object');
  }
  if (isList(a)) {
    if (isList(b)) return a.concat(b);
    throw unexpectedType(b, 'array');
  }
  if (typeof a === 'number') throw unexpectedType(b, 'number');
  throw runtimeError(`Unexpected type ${typeName(a)}`);
}

export function subtract(a: Value, b: Value): number {
  return checkNumber(expectNumber(a) - expectNumber(b));
}

export function multiply(a: Value, b: Value): number {
  return checkNumber(expectNumber(a) * expectNumber(b));
}

export function divide(a: Value, b: Value): number {
  const dividend = expectNumber(a);
  const divisor = expectNumber(b);
  if (divisor === 0) throw runtimeError('Division by zero.');
  return checkNumber(dividend / divisor);
}

export function modulo(a: Value, b: Value): number {
  const dividend = expectNumber(a);
  const divisor = expectNumber(b);
  if (divisor === 0) throw runtimeError('Division by zero.');
  return checkNumber(dividend % divisor);
}

type Bitwise = (a: bigint, b: bigint) => bigint;

/** An operator on 64-bit integers; both sides must be exact integers of a double. */
function bitwise(operation: Bitwise, shift = false): (a: Value, b: Value) => number {
  return (a, b) => {
    const left = expectSafeInteger(a);
    const right = expectSafeInteger(b);
    if (shift && right < 0) throw runtimeError('Shift by negative exponent.');
    return Number(BigInt.asIntN(64, operation(BigInt(Math.trunc(left)), BigInt(Math.trunc(right)))));
  };
}

function expectSafeInteger(value: Value): number {
  const number = expectNumber(value);
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return number;
  const range = `[${-Number.MAX_SAFE_INTEGER}, ${Number.MAX_SAFE_INTEGER}]`;
  throw runtimeError(`Bitwise operator argument ${formatBrief(number)} outside of range ${range}`);
}

export const shiftLeft: (a: Value, b: Value) => number = bitwise((a, b) => a << (b % 64n), true);
export const shiftRight: (a: Value, b: Value) => number = bitwise((a, b) => a >> (b % 64n), true);
export const bitAnd: (a: Value, b: Value) => number = bitwise((a, b) => a & b);
export const bitOr: (a: Value, b: Value) => number = bitwise((a, b) => a | b);
export const bitXor: (a: Value, b: Value) => number = bitwise((a, b) => a ^ b);

export function bitNot(value: Value): number {
  return Number(BigInt.asIntN(64, ~BigInt(Math.trunc(expectNumber(value)))));
}

/** Negative, zero or positive, for `<` and its kin; only numbers, strings and arrays have an order. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'number') {
    const right = expectNumber(b);
    return a < right ? -1 : a > right ? 1 : 0;
  }
  if (typeof a === 'string') {
    if (typeof b !== 'string') throw unexpectedType(b, 'string');
    return compareStrings(a, b);
  }
  if (!isList(a)) throw runtimeError(`Unexpected type ${typeName(a)}`);
  if (!isList(b)) throw unexpectedType(b, 'array');
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compare(element(a, at), element(b, at));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Jsonnet's `==`: by structure, hidden fields ignored. Functions cannot be compared. */
export function equals(a: Value, b: Value): boolean {
  if (a === null || typeof a !== 'object') return a === b;
  if (b === null || typeof b !== 'object') return false;
  if (isList(a)) return isList(b) && equalLists(a, b);
  if (isFunction(a)) return equalFunctions(b);
  return b instanceof JsonnetObject && equalObjects(a, b);
}

function equalFunctions(b: Value): boolean {
  if (b !== null && isFunction(b)) throw runtimeError('Cannot test equality of functions');
  return false;
}

function equalLists(a: List, b: List): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!equals(element(a, at), element(b, at))) return false;
  return true;
}

function equalObjects(a: JsonnetObject, b: JsonnetObject): boolean {
  const names = a.fieldNames();
  const others = b.fieldNames();
  if (names.length !== others.length || names.some((name, at) => name !== others[at])) return false;
  return names.every((name) => equals(a.get(name), b.get(name)));
}

/** std.toString: strings stay, everything else is written on one line. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  return manifestJson(value);
}

/** `target[index]`. */
export function indexValue(target: Value, index: Value): Value {
  if (target instanceof JsonnetObject) {
    if (typeof index !== 'string') throw unexpectedType(index, 'string');
    return target.get(index);
  }
  if (isList(target)) {
    const at = Math.trunc(expectNumber(index));
    if (at >= 0 && at < target.length) return element(target, at);
    throw outOfBounds(at, target.length);
  }
  if (typeof target === 'string') return indexString(target, Math.trunc(expectNumber(index)));
  throw runtimeError(`Value non indexable: ${goTypeName(target)}`);
}

function indexString(text: string, at: number): string {
  if (isPlain(text)) {
    if (at >= 0 && at < text.length) return text.charAt(at);
    throw outOfBounds(at, text.length);
  }
  const characters = Array.from(text);
  const character = characters[at];
  if (character === undefined) throw outOfBounds(at, characters.length);
  return character;
}

let lastPlain = '';

/** Whether code units are code points, as in nearly all texts; loops over one text ask once. */
export function isPlain(text: string): boolean {
  if (text === lastPlain) return true;
  if (/[\ud800-\udfff]/.test(text)) return false;
  lastPlain = text;
  return true;
}

function outOfBounds(at: number, length: number): Error {
  return runtimeError(`Index ${at} out of bounds, not within [0, ${length})`);
}

/** The name that go-jsonnet's own type has, which is what its message shows. */
function goTypeName(value: Value): string {
  const type = typeName(value);
  return `*jsonnet.value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

export function expectNumber(value: Value): number {
  if (typeof value === 'number') return value;
  throw unexpectedType(value, 'number');
}

export function expectBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw unexpectedType(value, 'boolean');
}

export function expectFunction(value: Value): FunctionValue {
  if (isFunction(value)) return value;
  throw unexpectedType(value, 'function');
}

/** Jsonnet has neither NaN nor infinities. */
export function checkNumber(value: number): number {
  if (Number.isFinite(value)) return value;
  throw runtimeError(Number.isNaN(value) ? 'Not a number' : 'Overflow');
}
