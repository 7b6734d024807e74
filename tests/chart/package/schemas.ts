// Random values schemas that keep the rules of `lintSchema`: every kind of value, described and defaulted or not.
import type { Schema } from '../../../tools/schema/schema.ts';
import type { Json } from '../../../tools/shared/json.ts';
import type { Random } from '../../../tools/shared/random.ts';
import { hostileTexts } from './apps.ts';

const numbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  7,
  0.5,
  -0.25,
  1e-7,
  1e21,
  12345.678,
  2 ** 53 - 1,
  1 - 2 ** 53,
];

type Make = (random: Random, depth: number) => Schema;

const scalars: readonly Make[] = [
  (random) => ({ type: 'string', default: random.pick(hostileTexts) }),
  (random) => ({ type: 'number', default: random.pick(numbers) }),
  (random) => ({ type: 'boolean', default: random.chance(0.5) }),
  (random) => ({
    type: 'string',
    enum: hostileTexts.slice(0, 20),
    default: random.pick(hostileTexts.slice(0, 20)),
  }),
];

const others: readonly Make[] = [
  (random) => ({ type: 'object', default: randomMap(random, 2), examples: [randomMap(random, 2)] }),
  (random) => ({ type: 'array', default: randomList(random, 2), examples: [randomList(random, 2)] }),
  () => ({ type: 'string' }),
  (random) => ({ type: 'integer', minimum: 3, examples: [random.below(9) + 3] }),
  (random) => ({ type: 'object', examples: [randomMap(random, 1)] }),
];

/** An object schema with random properties, nested at most `depth` deep. */
export function randomSchema(random: Random, depth: number): Schema {
  const keys = new Set(Array.from({ length: 1 + random.below(6) }, () => randomKey(random)));
  const properties = [...keys].map((key) => [key, describe(random, randomProperty(random, depth))] as const);
  const required = properties.flatMap(([key, node]) =>
    'default' in node || random.chance(0.2) ? [key] : [],
  );
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

function randomProperty(random: Random, depth: number): Schema {
  if (depth > 0 && random.chance(0.4)) return { ...randomSchema(random, depth - 1), default: {} };
  if (depth > 0 && random.chance(0.1)) return randomSchema(random, 0);
  return random.pick(random.chance(0.6) ? scalars : others)(random, depth);
}

function describe(random: Random, schema: Schema): Schema {
  return { description: `${random.pick(hostileTexts)} ${random.pick(hostileTexts)} x`, ...schema };
}

function randomKey(random: Random): string {
  const key = random.chance(0.3)
    ? random.pick(hostileTexts)
    : random.pick(['a', 'image', 'port', 'n', 'on', 'x.y']);
  return key === '' || key === 'global' ? 'empty' : key;
}

function randomValue(random: Random, depth: number): Json {
  if (depth > 0 && random.chance(0.2)) return randomMap(random, depth - 1);
  if (depth > 0 && random.chance(0.2)) return randomList(random, depth - 1);
  return random.chance(0.2) ? random.pick(numbers) : random.chance(0.1) ? true : random.pick(hostileTexts);
}

function randomMap(random: Random, depth: number): Readonly<Record<string, Json>> {
  const keys = Array.from({ length: random.below(4) }, () => randomKey(random));
  return Object.fromEntries(keys.map((key) => [key, randomValue(random, depth)]));
}

function randomList(random: Random, depth: number): readonly Json[] {
  return Array.from({ length: random.below(4) }, () => randomValue(random, depth));
}
