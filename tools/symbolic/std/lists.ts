// Decisions on functions about lists and sets.
import {
  concrete,
  type Decisions,
  definition,
  definitionOfSets,
  native,
  operation,
  operationOf,
} from './decision.ts';

const folds: Decisions = {
  foldl: native('the accumulator must be simple'),
  foldr: definition(
    `function(func, arr, init)
      local items = std.reverse(if std.isString(arr) then std.stringChars(arr) else arr);
      std.foldl(function(accumulator, item) func(item, accumulator), items, init)`,
  ),
  sum: definition(
    `function(arr)
      local add(total, x) = if std.isNumber(x) then total + x else error 'std.sum takes numbers';
      std.foldl(add, arr, 0)`,
    'of integers',
  ),
  avg: concrete('the result is a fraction', 'use std.floor(std.sum(list) / std.length(list))'),
  minArray: definition(
    `function(arr, keyF=std.id, onEmpty=error 'Expected at least one element in array. Got none')
      if !std.isArray(arr) then error 'std.minArray takes a list'
      else if arr == [] then onEmpty
      else std.foldl(function(best, x) if keyF(x) < keyF(best) then x else best, arr, arr[0])`,
  ),
  maxArray: definition(
    `function(arr, keyF=std.id, onEmpty=error 'Expected at least one element in array. Got none')
      if !std.isArray(arr) then error 'std.maxArray takes a list'
      else if arr == [] then onEmpty
      else std.foldl(function(best, x) if keyF(x) > keyF(best) then x else best, arr, arr[0])`,
  ),
  any: operation('any'),
  all: operation('all'),
  count: definition('function(arr, x) std.length([item for item in arr if item == x])'),
};

const loops: Decisions = {
  makeArray: definition('function(sz, func) [func(i) for i in std.range(0, sz - 1)]'),
  map: definition(
    'function(func, arr) [func(x) for x in (if std.isString(arr) then std.stringChars(arr) else arr)]',
  ),
  mapWithIndex: native(),
  filter: definition('function(func, arr) [x for x in arr if func(x)]'),
  filterMap: definition('function(filter_func, map_func, arr) [map_func(x) for x in arr if filter_func(x)]'),
  flatMap: definition(
    `function(func, arr)
      if std.isString(arr) then std.join('', [func(x) for x in std.stringChars(arr)])
      else [y for x in arr for y in func(x)]`,
  ),
  flattenArrays: definition('function(arrs) [x for list in arrs for x in list]', 'of lists of lists'),
  find: definition(
    `function(value, arr)
      if !std.isArray(arr) then error 'std.find takes a list'
      else std.flattenArrays(std.mapWithIndex(function(i, x) if x == value then [i] else [], arr))`,
  ),
};

const sets: Decisions = {
  sort: operationOf('sort', ['arr'], 'of strings, without key function'),
  set: operationOf('set', ['arr'], 'of strings, without key function'),
  uniq: native('of a list that std.sort made, without key function'),
  setMember: definitionOfSets(['arr'], 'function(x, arr) std.member(arr, x)'),
  setUnion: definitionOfSets(['a', 'b'], 'function(a, b) std.set(a + b)'),
  setInter: definitionOfSets(['a', 'b'], 'function(a, b) [x for x in a if std.member(b, x)]'),
  setDiff: definitionOfSets(['a', 'b'], 'function(a, b) [x for x in a if !std.member(b, x)]'),
};

export const listDecisions: Decisions = {
  ...folds,
  ...loops,
  ...sets,
  range: operation('range', 'of integers'),
  repeat: operation('repeat', 'of strings; the number must not be negative'),
  slice: native('without step, and not from the end'),
  reverse: operation('reverse'),
  join: operation('join', 'of strings'),
  lines: definition(`function(arr) std.join('\\n', arr + [''])`),
  deepJoin: concrete(
    'how deep the lists are is not known before the values are',
    "use std.join('', std.flattenArrays(lists))",
  ),
  flattenDeepArray: concrete(
    'how deep the lists are is not known before the values are',
    'use std.flattenArrays, once for each level',
  ),
  member: native('of texts in a text, of strings or numbers in lists'),
  contains: operation('member', 'of strings or numbers in lists'),
  remove: concrete('templates remove all or none', 'use a comprehension: [x for x in list if x != item]'),
  removeAt: concrete('templates do not remove by number', 'use list[:i] + list[i + 1:]'),
};
