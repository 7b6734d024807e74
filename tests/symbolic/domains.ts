// Which arguments each operation is tried with, and all the tuples of values that they make.
import type { Json } from '../../tools/shared/json.ts';
import { compareStrings } from '../../tools/shared/order.ts';
import type { OperationName } from '../../tools/symbolic/operations/index.ts';
import type { Type } from '../../tools/symbolic/types.ts';
import {
  type Argument,
  booleans,
  counts,
  ends,
  everything,
  forms,
  integers,
  keys,
  kinds,
  lists,
  literals,
  maps,
  needles,
  numbers,
  strings,
  times,
} from './arguments.ts';

/** Arguments that the evaluator may give to an operation, by place; what `limit` says of their types is another question. */
export const domains: Readonly<Record<OperationName, readonly (readonly Argument[])[]>> = {
  not: [booleans],
  and: [booleans, booleans],
  or: [booleans, booleans],
  equals: [everything, everything],
  less: [
    [...strings, ...integers, ...numbers, ...literals('b')],
    [...strings, ...integers, ...numbers, ...literals('b')],
  ],
  empty: [[...strings, ...lists, ...maps]],
  is: [everything, kinds],
  has: [maps, keys],
  add: [integers, integers],
  subtract: [integers, integers],
  multiply: [integers, integers],
  modulo: [integers, integers],
  divide: [integers, integers],
  quotient: [integers, integers],
  minimum: [
    [...integers, ...numbers],
    [...integers, ...numbers],
  ],
  maximum: [
    [...integers, ...numbers],
    [...integers, ...numbers],
  ],
  concat: [strings, [...strings, ...literals('', '%', '{{', '"', '\n')]],
  toText: [[...everything, ...numbers]],
  format: [forms, [...integers, ...strings, ...numbers]],
  length: [[...strings, ...lists, ...maps]],
  substring: [strings, counts, counts],
  startsWith: [strings, needles],
  endsWith: [strings, needles],
  contains: [strings, needles],
  split: [strings, needles],
  characters: [strings],
  replace: [strings, needles, [...strings.slice(0, 3), ...literals('', '$1', '$0', '\\', '%', 'é')]],
  strip: [strings, needles],
  stripLeft: [strings, needles],
  stripRight: [strings, needles],
  trim: [strings],
  isAscii: [strings],
  asciiLower: [strings],
  asciiUpper: [strings],
  repeat: [strings, times],
  parseInt: [strings],
  join: [needles, lists],
  json: [everything],
  sha1: [strings],
  sha256: [strings],
  sha512: [strings],
  base64: [strings],
  any: [lists.filter(({ name }) => name === 'booleans')],
  all: [lists.filter(({ name }) => name === 'booleans')],
  member: [lists, everything],
  sort: [lists],
  set: [lists],
  reverse: [lists],
  range: [ends, ends],
  slice: [lists, counts, counts],
  keys: [maps],
};

/** One choice of an argument for each place. */
export function combinations(places: readonly (readonly Argument[])[]): readonly (readonly Argument[])[] {
  return places.reduce<readonly (readonly Argument[])[]>(
    (all, place) => all.flatMap((some) => place.map((one) => [...some, one])),
    [[]],
  );
}

/** Values for all unknown arguments: up to `most` tuples, in which each value of each argument stands. */
export function tuplesOf(chosen: readonly Argument[], most: number): readonly (readonly Json[])[] {
  const pools = chosen.map((one) => ('values' in one ? one.values : [one.literal]));
  const all = pools.reduce((product, pool) => product * pool.length, 1);
  const count = Math.min(all, most);
  return Array.from({ length: count }, (_, at) =>
    pools.map((pool, place) => pickFrom(pool, { at, place, all: all <= most, pools })),
  );
}

interface Turn {
  readonly at: number;
  readonly place: number;
  readonly all: boolean;
  readonly pools: readonly (readonly Json[])[];
}

/** All tuples one after the other where there is room, else each pool at a pace of its own. */
function pickFrom(pool: readonly Json[], { at, place, all, pools }: Turn): Json {
  const before = pools.slice(0, place).reduce((product, { length }) => product * length, 1);
  const step = all
    ? Math.floor(at / before)
    : at * (place + 1) + place * 3 + Math.floor(at / pool.length) * place;
  return pool[step % pool.length] as Json;
}

/** Whether the value is one of the type. */
export function isOfType(value: Json, type: Type): boolean {
  switch (type.kind) {
    case 'never':
      return false;
    case 'any':
      return true;
    case 'union':
      return type.of.some((one) => isOfType(value, one));
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return (
        typeof value === 'string' &&
        (type.values === undefined || type.values.includes(value)) &&
        (type.filled !== true || value !== '') &&
        (type.pattern === undefined || new RegExp(type.pattern, 'u').test(value))
      );
    case 'number':
      return (
        typeof value === 'number' &&
        (!type.integer || Number.isInteger(value)) &&
        value >= type.minimum &&
        value <= type.maximum
      );
    case 'array':
      return (
        Array.isArray(value) &&
        (type.filled !== true || value.length > 0) &&
        value.every((one) => isOfType(one, type.items))
      );
    case 'object': {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
      const fields = value as Readonly<Record<string, Json>>;
      const names = Object.keys(fields).sort(compareStrings);
      const missing = [...type.fields].some(([name, one]) => one.required && !Object.hasOwn(fields, name));
      const fits = (name: string): boolean => {
        const expected = type.fields.get(name)?.type ?? type.rest;
        return expected !== undefined && isOfType(fields[name] as Json, expected);
      };
      return !missing && names.every(fits);
    }
  }
}
