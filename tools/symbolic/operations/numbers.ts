// Operations on integers. Go computes with 64 bits where Jsonnet computes with doubles: they agree within 2^53.
import { add, divide, modulo, multiply, subtract } from '../../jsonnet/evaluation/operators.ts';
import type { Value } from '../../jsonnet/evaluation/values.ts';
import type { Node } from '../tree.ts';
import { arrayOf, integer, isInteger, numberType, type Type } from '../types.ts';
import { firstLimit, needsExact, needsInt32, needsIntegers, rangeOf } from './limits.ts';
import type { NumberOperation } from './names.ts';
import { fromLibrary, type Limit, type Operation } from './operation.ts';

/** The type of a result that is an integer when both arguments are. */
function bounded(
  bounds: (a: Node, b: Node) => readonly [minimum: number, maximum: number],
): (a: Node, b: Node) => Type {
  return (a, b) => (isInteger(a.type) && isInteger(b.type) ? integer(...bounds(a, b)) : numberType);
}

const sum = bounded((a, b) => [
  rangeOf(a).minimum + rangeOf(b).minimum,
  rangeOf(a).maximum + rangeOf(b).maximum,
]);

const difference = bounded((a, b) => [
  rangeOf(a).minimum - rangeOf(b).maximum,
  rangeOf(a).maximum - rangeOf(b).minimum,
]);

const product = bounded((a, b) => {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const corners = [
    x.minimum * y.minimum,
    x.minimum * y.maximum,
    x.maximum * y.minimum,
    x.maximum * y.maximum,
  ];
  return [Math.min(...corners), Math.max(...corners)];
});

/** As large as the divisor allows, with the sign of the dividend. */
const remainder = bounded((a, b) => {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const size = Math.max(Math.abs(y.minimum), Math.abs(y.maximum), 1) - 1;
  return [Math.max(Math.min(x.minimum, 0), -size), Math.min(Math.max(x.maximum, 0), size)];
});

const quotient = bounded((a, b) => {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  const least = Math.max(1, y.minimum);
  return [Math.floor(Math.min(x.minimum / least, 0)), Math.floor(Math.max(x.maximum / least, 0))];
});

function ordered(pick: (x: number, y: number) => number): (a: Node, b: Node) => Type {
  return (a, b) => ({
    kind: 'number',
    integer: isInteger(a.type) && isInteger(b.type),
    minimum: pick(rangeOf(a).minimum, rangeOf(b).minimum),
    maximum: pick(rangeOf(a).maximum, rangeOf(b).maximum),
  });
}

/** A divisor that may be zero fails in both worlds, but with other words. */
function needsPositive(_: Node, divisor: Node): Limit | undefined {
  if (rangeOf(divisor).minimum > 0) return undefined;
  return { reason: 'the divisor may be zero or negative', remedy: 'give it a minimum of 1 in the schema' };
}

/** Jsonnet rounds down, templates towards zero. */
function needsNatural(dividend: Node): Limit | undefined {
  if (rangeOf(dividend).minimum >= 0) return undefined;
  return { reason: 'the dividend may be negative', remedy: 'give it a minimum of 0 in the schema' };
}

function neverExact(): Limit {
  return {
    reason: 'the result may be a fraction, which templates compute in decimals',
    remedy: 'use std.floor(a / b) of integers',
  };
}

type Binary = (a: Node, b: Node) => Type;

function arithmetic(label: string, type: Binary, apply: (a: Value, b: Value) => Value): Operation {
  return { label, type, apply, limit: needsExact(type) };
}

const dividing = firstLimit(needsIntegers, needsPositive);

export const numberOperations: Readonly<Record<NumberOperation, Operation>> = {
  add: arithmetic('the operator +', sum, add),
  subtract: arithmetic('the operator -', difference, subtract),
  multiply: arithmetic('the operator *', product, multiply),
  modulo: { label: 'the operator %', type: remainder, apply: modulo, limit: dividing },
  divide: { label: 'the operator /', type: () => numberType, apply: divide, limit: neverExact },
  quotient: {
    label: 'std.floor(a / b)',
    type: quotient,
    apply: (a, b) => Math.floor(divide(a, b)),
    limit: firstLimit(dividing, needsNatural),
  },
  minimum: fromLibrary('min', ordered(Math.min), needsIntegers),
  maximum: fromLibrary('max', ordered(Math.max), needsIntegers),
  range: fromLibrary(
    'range',
    (from, to) =>
      arrayOf(integer(rangeOf(from).minimum, Math.max(rangeOf(from).minimum, rangeOf(to).maximum))),
    needsInt32,
  ),
};
