// Sprig's functions on numbers. Whole ones are Go's int64, which wraps around.
import type { List, Value } from '../values.ts';
import { printInside } from '../values.ts';
import { add, divide, multiply } from './decimal.ts';
import { type Definitions, define } from './define.ts';

export const numbers: Definitions = {
  add: define('a*', (...values: List) => wrap(values.map(toInteger).reduce((a, b) => a + b, 0n))),
  add1: define('a', (value: Value) => wrap(toInteger(value) + 1n)),
  add1f: define('a', (value: Value) => calculate([value, 1], add)),
  addf: define('a*', (...values: List) => calculate([0, ...values], add)),
  atoi: define('s', (text: string) => (/^[-+]?\d+$/.test(text) ? clamp(BigInt(text.replace('+', ''))) : 0n)),
  biggest: define('aa*', (...values: List) => greatest(values.map(toInteger))),
  ceil: define('a', (value: Value) => Math.ceil(toFloat(value))),
  div: define('aa', (a: Value, b: Value) => wrap(toInteger(a) / toInteger(b))),
  divf: define('aa*', (...values: List) => calculate(values, divide)),
  float64: define('a', toFloat),
  floor: define('a', (value: Value) => Math.floor(toFloat(value))),
  int: define('a', toInteger),
  int64: define('a', toInteger),
  max: define('aa*', (...values: List) => greatest(values.map(toInteger))),
  maxf: define('aa*', (...values: List) => Math.max(...values.map(toFloat))),
  min: define('aa*', (...values: List) => -greatest(values.map((value) => -toInteger(value)))),
  minf: define('aa*', (...values: List) => Math.min(...values.map(toFloat))),
  mod: define('aa', (a: Value, b: Value) => toInteger(a) % toInteger(b)),
  mul: define('aa*', (...values: List) => wrap(values.map(toInteger).reduce((a, b) => a * b))),
  mulf: define('aa*', (...values: List) => calculate(values, multiply)),
  round: define('aif*', (value: Value, places: number, on = 0.5) => {
    const power = 10 ** places;
    const digit = power * toFloat(value);
    return (digit - Math.trunc(digit) >= on ? Math.ceil(digit) : Math.floor(digit)) / power;
  }),
  seq: define('i*', (...values: number[]) => sequence(values).join(' ')),
  sub: define('aa', (a: Value, b: Value) => wrap(toInteger(a) - toInteger(b))),
  subf: define('aa*', (...values: List) => calculate(values, (a, b) => add(a, -b))),
  toDecimal: define('a', (value: Value) => {
    const text = printInside(value);
    return /^[-+]?[0-7]+$/.test(text) ? BigInt(Number.parseInt(text, 8)) : 0n;
  }),
  until: define('i', (count: number) => steps(0, count, count < 0 ? -1 : 1)),
  untilStep: define('iii', (start: number, stop: number, step: number) => steps(start, stop, step)),
};

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function greatest(values: readonly bigint[]): bigint {
  const [first = 0n, ...others] = values;
  let found = first;
  for (const value of others) if (value > found) found = value;
  return found;
}

const largest = 2n ** 63n - 1n;

function clamp(value: bigint): bigint {
  return value > largest ? largest : value < -largest - 1n ? -largest - 1n : value;
}

/** As far as it can be read as a whole number; 0 for everything else. */
function toInteger(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isFinite(value) ? wrap(BigInt(Math.trunc(value))) : 0n;
  return typeof value === 'string' ? readInteger(value.replace(/\.0*$/, '')) : 0n;
}

/** With Go's prefixes: `010` is eight. */
function readInteger(text: string): bigint {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const plain = digits.toLowerCase().replace(/(?<=[\da-f])_(?=[\da-f])/g, '');
  const form = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  if (!/^(?:0x[\da-f]+|0b[01]+|0o[0-7]+|0|[1-9]\d*)$/.test(form)) return 0n;
  const value = BigInt(form) * (sign === '-' ? -1n : 1n);
  return value === clamp(value) ? value : 0n;
}

function toFloat(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  const isNumber = typeof value === 'string' && /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value);
  return isNumber ? Number(value) : 0;
}

/** On decimal numbers, so that 0.1 and 0.2 are 0.3. */
function calculate(values: List, operate: (a: number, b: number) => number): number {
  return values.map(toFloat).reduce((a, b) => operate(a, b));
}

const longest = 100_000;

function steps(start: number, stop: number, step: number): bigint[] {
  const isForward = stop >= start;
  if (isForward ? step <= 0 : step >= 0) return [];
  const length = Math.ceil((stop - start) / step);
  if (length > longest) throw new Error(`a list of ${length} numbers is too long`);
  return Array.from({ length }, (_, at) => BigInt(start + at * step));
}

function sequence(values: readonly number[]): bigint[] {
  const [first = 0, second = 0, third = 0] = values;
  if (values.length === 1) return to(1, first, first < 1 ? -1 : 1);
  if (values.length === 2) return to(first, second, second < first ? -1 : 1);
  if (values.length !== 3 || (third < first && second > 0)) return [];
  return steps(first, third + (third < first ? -1 : 1), second);
}

function to(start: number, end: number, step: number): bigint[] {
  return steps(start, end + step, step);
}
