// The values that random trees use, and random values of their types.
import type { Json } from '../../tools/shared/json.ts';
import type { Random } from '../../tools/shared/random.ts';
import type { Inputs } from '../../tools/symbolic/interpret.ts';
import {
  anyType,
  arrayOf,
  booleanType,
  integer,
  mapOf,
  nullType,
  numberType,
  type ObjectType,
  stringType,
  structOf,
  type Type,
  unionOf,
} from '../../tools/symbolic/types.ts';

const itemType = structOf([
  ['name', { type: stringType, required: true }],
  ['on', { type: booleanType, required: true }],
  ['port', { type: integer(1, 9), required: false }],
]);

export const fields: Readonly<Record<string, Type>> = {
  flag: booleanType,
  other: booleanType,
  third: booleanType,
  count: integer(0, 3),
  size: integer(-2, 2),
  high: integer(5, 9),
  ratio: numberType,
  name: stringType,
  title: stringType,
  tag: { kind: 'string', values: ['', 'a', 'b'] },
  mode: { kind: 'string', values: ['a', 'b', 'c'] },
  filled: { kind: 'string', filled: true },
  maybe: unionOf([nullType, stringType]),
  either: unionOf([stringType, mapOf(stringType)]),
  free: anyType,
  words: arrayOf(stringType),
  numbers: arrayOf(integer(-2, 2)),
  flags: arrayOf(booleanType),
  items: arrayOf(itemType),
  map: mapOf(stringType),
  struct: structOf([
    ['a', { type: stringType, required: true }],
    ['b', { type: booleanType, required: false }],
  ]),
};

export const valuesType: ObjectType = structOf(
  Object.entries(fields).map(([name, type]) => [name, { type, required: true }] as const),
);

export const words: readonly string[] = ['', 'a', 'b', 'c', 'A b', 'é𝄞', 'x', '{{', ' a '];
export const keys: readonly string[] = ['a', 'b', 'x', 'é'];

/** A value of the type. */
function drawJson(random: Random, type: Type): Json {
  switch (type.kind) {
    case 'null':
      return null;
    case 'boolean':
      return random.chance(0.5);
    case 'string':
      if (type.values) return random.pick(type.values);
      return random.pick(type.filled ? words.slice(1) : words);
    case 'number':
      if (!type.integer) return random.pick([0, 1, -1, 0.5, -2.25, 1e-7, 1e21, 3]);
      return type.minimum + random.below(type.maximum - type.minimum + 1);
    case 'array':
      return Array.from({ length: random.below(4) }, () => drawJson(random, type.items));
    case 'object':
      return drawObject(random, type);
    case 'union':
      return drawJson(random, random.pick(type.of));
    default:
      return random.pick<Json>([null, false, '', 'a', 0, 2, [], ['a'], {}, { a: 'x' }, { a: { b: [] } }]);
  }
}

function drawObject(random: Random, type: ObjectType): Json {
  const result: Record<string, Json> = {};
  for (const [name, known] of type.fields)
    if (known.required || random.chance(0.5)) result[name] = drawJson(random, known.type);
  if (type.rest) for (const key of keys) if (random.chance(0.4)) result[key] = drawJson(random, type.rest);
  return result;
}

/** Values for all trees that `Grower` makes. */
export function drawInputs(random: Random): Inputs {
  return { values: drawJson(random, valuesType) };
}
