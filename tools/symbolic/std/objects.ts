// Decisions on functions about objects.
import { concrete, type Decisions, definition, definitionOfDepth, native } from './decision.ts';

export const objectDecisions: Decisions = {
  objectFields: native(),
  objectFieldsAll: native(),
  objectFieldsEx: definition(
    'function(obj, hidden) if hidden then std.objectFieldsAll(obj) else std.objectFields(obj)',
  ),
  objectHas: native(),
  objectHasAll: native(),
  objectHasEx: definition(
    'function(obj, fname, hidden) if hidden then std.objectHasAll(obj, fname) else std.objectHas(obj, fname)',
  ),
  objectValues: definition('function(o) [o[k] for k in std.objectFields(o)]'),
  objectValuesAll: definition('function(o) [o[k] for k in std.objectFieldsAll(o)]'),
  objectKeysValues: definition('function(o) [{ key: k, value: o[k] } for k in std.objectFields(o)]'),
  objectKeysValuesAll: definition('function(o) [{ key: k, value: o[k] } for k in std.objectFieldsAll(o)]'),
  objectRemoveKey: concrete(
    'hidden fields and references to the removed field would have to stay',
    'use a comprehension: { [k]: o[k] for k in std.objectFields(o) if k != name }',
  ),
  get: native(),
  mapWithKey: definition('function(func, obj) { [k]: func(k, obj[k]) for k in std.objectFields(obj) }'),
  mergePatch: definitionOfDepth(
    ['patch'],
    `local merge(target, patch) =
      if !std.isObject(patch) then patch
      else
        local base = if std.isObject(target) then target else {};
        { [k]: base[k] for k in std.objectFields(base) if !std.objectHas(patch, k) } +
        {
          [k]: merge(std.get(base, k, null, false), patch[k])
          for k in std.objectFields(patch) if patch[k] != null
        };
    merge`,
    'where the types say how deep the objects are',
  ),
  prune: definitionOfDepth(
    ['a'],
    `local isKept(value) = value != null && value != [] && value != {};
    local prune(value) =
      if std.isArray(value) then [x for x in [prune(item) for item in value] if isKept(x)]
      else if std.isObject(value)
      then { [k]: prune(value[k]) for k in std.objectFields(value) if isKept(prune(value[k])) }
      else value;
    prune`,
    'where the types say how deep the value is',
  ),
};
