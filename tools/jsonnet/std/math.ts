// std functions about numbers.
import { checkNumber, compare, divide, expectNumber, modulo, multiply } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { force, type Lazy, typeName, type Value } from '../evaluation/values.ts';
import { type Builtin, define, lazy } from './define.ts';
import {
  arcsine,
  arctangent,
  arctangent2,
  cosine,
  exponential,
  hypotenuse,
  logarithm,
  power,
  sine,
  splitExponent,
  tangent,
} from './real.ts';

function real(name: string, compute: (x: number) => number): Builtin {
  return define(name, ['x'], (x: Value) => checkNumber(compute(expectNumber(x))));
}

function real2(
  name: string,
  [a, b]: readonly [string, string],
  compute: (a: number, b: number) => number,
): Builtin {
  return define(name, [a, b], (x: Value, y: Value) => checkNumber(compute(expectNumber(x), expectNumber(y))));
}

function test(name: string, decide: (x: number) => boolean): Builtin {
  return define(name, ['x'], (x: Value) => decide(expectNumber(x)));
}

/** Halves are rounded away from zero. */
function round(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}

function numberOr(complaint: string, value: Value): number {
  if (typeof value === 'number') return value;
  throw runtimeError(`${complaint}, got ${typeName(value)}`);
}

function absolute(n: Value): number {
  const number = numberOr('std.abs expected number', n);
  return number > 0 ? number : -number;
}

function sign(n: Value): number {
  const number = numberOr('std.sign expected number', n);
  return number > 0 ? 1 : number < 0 ? -1 : 0;
}

function max(a: Value, b: Value): number {
  const [x, y] = [
    numberOr('std.max first param expected number', a),
    numberOr('std.max second param expected number', b),
  ];
  // biome-ignore lint/complexity/useMathMinMax: of zeros of unlike signs the second one is meant
  return x > y ? x : y;
}

function min(a: Value, b: Value): number {
  const [x, y] = [
    numberOr('std.min first param expected number', a),
    numberOr('std.min second param expected number', b),
  ];
  // biome-ignore lint/complexity/useMathMinMax: of zeros of unlike signs the second one is meant
  return x < y ? x : y;
}

function clamp(x: Value, minVal: Value, maxVal: Lazy): Value {
  if (compare(x, minVal) < 0) return minVal;
  const highest = force(maxVal);
  return compare(x, highest) > 0 ? highest : x;
}

function naturalLog(x: Value): number {
  return checkNumber(logarithm(expectNumber(x)));
}

/** A constant, not a function: the value of `std.pi`. */
export const pi: number = Math.PI;

export const mathFunctions: readonly Builtin[] = [
  define('abs', ['n'], absolute),
  define('sign', ['n'], sign),
  define('max', ['a', 'b'], max),
  define('min', ['a', 'b'], min),
  define('clamp', ['x', 'minVal', lazy('maxVal')], clamp),
  real('ceil', Math.ceil),
  real('floor', Math.floor),
  real('round', round),
  real('sqrt', Math.sqrt),
  real('sin', sine),
  real('cos', cosine),
  real('tan', tangent),
  real('asin', arcsine),
  real('acos', (x) => Math.PI / 2 - arcsine(x)),
  real('atan', arctangent),
  real2('atan2', ['y', 'x'], arctangent2),
  real2('hypot', ['x', 'y'], hypotenuse),
  real2('pow', ['x', 'n'], power),
  real('log', logarithm),
  define('log2', ['x'], (x: Value) => divide(naturalLog(x), naturalLog(2))),
  define('log10', ['x'], (x: Value) => divide(naturalLog(x), naturalLog(10))),
  real('exp', exponential),
  real('mantissa', (x) => splitExponent(x)[0]),
  real('exponent', (x) => splitExponent(x)[1]),
  test('isEven', (x) => Math.trunc(x) % 2 === 0),
  test('isOdd', (x) => Math.trunc(x) % 2 !== 0),
  test('isInteger', Number.isInteger),
  test('isDecimal', (x) => !Number.isInteger(x)),
  define('modulo', ['x', 'y'], modulo),
  define('deg2rad', ['x'], (x: Value) => divide(multiply(x, pi), 180)),
  define('rad2deg', ['x'], (x: Value) => divide(multiply(x, 180), pi)),
];
