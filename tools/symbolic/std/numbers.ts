// Decisions on functions about numbers.
import { concrete, type Decisions, definition, each, native, operation } from './decision.ts';

export const numberDecisions: Decisions = {
  abs: definition('function(n) if n > 0 then n else -n'),
  sign: definition('function(n) if n > 0 then 1 else if n < 0 then -1 else 0'),
  max: operation('maximum', 'of integers'),
  min: operation('minimum', 'of integers'),
  clamp: definition(
    'function(x, minVal, maxVal) if x < minVal then minVal else if x > maxVal then maxVal else x',
  ),
  floor: native('of integers, and of the quotient of two integers'),
  ceil: native('of integers'),
  round: native('of integers'),
  isInteger: native('decided by the type: number or integer'),
  isDecimal: definition('function(x) !std.isInteger(x)'),
  isEven: definition('function(x) (if x < 0 then std.ceil(x) else std.floor(x)) % 2 == 0', 'of integers'),
  isOdd: definition('function(x) (if x < 0 then std.ceil(x) else std.floor(x)) % 2 != 0', 'of integers'),
  modulo: operation('modulo', 'of integers, by a positive one'),
  mod: definition('function(a, b) a % b'),
  ...each(
    [
      'sqrt',
      'sin',
      'cos',
      'tan',
      'asin',
      'acos',
      'atan',
      'atan2',
      'hypot',
      'pow',
      'log',
      'log2',
      'log10',
      'exp',
      'mantissa',
      'exponent',
      'deg2rad',
      'rad2deg',
    ],
    concrete(
      'templates do not compute with fractions as Jsonnet does',
      'compute it from constants, or make the result a value of its own',
    ),
  ),
};
