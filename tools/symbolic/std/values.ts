// Decisions on functions about what a value is, and how two values compare.
import { concrete, type Decisions, definition, each, native, operation } from './decision.ts';

export const valueDecisions: Decisions = {
  ...each(['isString', 'isNumber', 'isBoolean', 'isObject', 'isArray', 'isFunction', 'isNull'], native()),
  type: native(),
  length: native(),
  toString: operation('toText', 'of strings, numbers, booleans and null'),
  id: definition('function(x) x'),
  equals: definition('function(x, y) x == y'),
  primitiveEquals: definition(
    `function(x, y)
      if std.type(x) != std.type(y) then false
      else if std.isArray(x) || std.isObject(x) || std.isFunction(x)
      then error 'primitiveEquals operates on primitive types, got ' + std.type(x)
      else x == y`,
  ),
  assertEqual: definition(
    `function(a, b)
      local show(value) = if std.isString(value) then std.manifestJsonMinified(value) else std.toString(value);
      if a == b then true else error 'Assertion failed. ' + show(a) + ' != ' + show(b)`,
  ),
  xor: definition(
    `function(x, y)
      if std.isBoolean(x) && std.isBoolean(y) then x != y else error 'std.xor takes booleans'`,
  ),
  xnor: definition(
    `function(x, y)
      if std.isBoolean(x) && std.isBoolean(y) then x == y else error 'std.xnor takes booleans'`,
  ),
  ...each(
    [
      '__compare',
      '__compare_array',
      '__array_less',
      '__array_greater',
      '__array_less_or_equal',
      '__array_greater_or_equal',
    ],
    concrete('it belongs to the inside of the standard library', 'use the operators < and =='),
  ),
  ...each(
    ['extVar', 'native'],
    concrete('a chart is made before anything is given from outside', 'make it a value of the schema'),
  ),
  trace: native('prints nothing'),
};
