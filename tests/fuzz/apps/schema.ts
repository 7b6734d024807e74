// Random values schemas that keep the rules of the schema lint, each with what generated code may know about its values.
import type { SchemaNode } from '../../../tools/schema/schema.ts';
import type { Json } from '../../../tools/shared/json.ts';
import type { Random } from '../../../tools/shared/random.ts';
import {
  boolean,
  enumerated,
  type Field,
  integer,
  largest,
  listOf,
  mapOf,
  nothing,
  type StructType,
  type Type,
  text,
} from './types.ts';

export interface Typed {
  readonly schema: ObjectNode;
  readonly type: Type;
}

type ObjectNode = Exclude<SchemaNode, boolean>;

/** What a value is where it has a default, and where it has none: in lists, in maps, optional. */
interface Kind extends Typed {
  readonly fallback: Json;
}

/** Of Go templates, of YAML and of programs: names that are something else somewhere. */
const names: readonly string[] = [
  ...['name', 'image', 'port', 'labels', 'env', 'mode', 'size', 'hosts', 'rules', 'extra', 'debug', 'nested'],
  ...[
    'my-key',
    'on',
    'y',
    'Table',
    'index',
    'range',
    'default',
    'app.kubernetes.io/name',
    'first_one',
    'null',
  ],
];

const enumerations: readonly (readonly string[])[] = [
  ['', 'a', 'b'],
  ['debug', 'info', 'warn'],
  ['yes', 'no'],
  ['1', '2', '10'],
];

const asciiPatterns: readonly (readonly [string, string])[] = [
  ['^[a-zA-Z0-9-]*$', 'abc'],
  ['^[a-z]+$', 'word'],
  ['^[ -~]*$', 'A b'],
];

/** A schema of a whole values file. */
export function drawSchema(random: Random): Typed {
  const struct = drawStruct(random, { depth: 0, count: 4 + random.below(6), fixed: true });
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...struct.schema };
  return {
    type: struct.type,
    schema: { ...schema, properties: { ...schema.properties, global: { type: 'object' } } },
  };
}

interface StructShape {
  readonly depth: number;
  readonly count: number;
  /** At a fixed path, where defaults count. */
  readonly fixed: boolean;
}

function drawStruct(
  random: Random,
  { depth, count, fixed }: StructShape,
): Typed & { readonly type: StructType } {
  const chosen = distinct(Array.from({ length: count }, () => random.pick(names)));
  const fields = chosen.map((name) => ({ name, ...drawField(random, depth, fixed) }));
  const required = fields.filter(({ optional }) => !optional).map(({ name }) => name);
  const properties = Object.fromEntries(fields.map(({ name, schema }) => [name, schema]));
  return {
    schema: { type: 'object', additionalProperties: false, required, properties },
    type: {
      kind: 'struct',
      fields: fields.map(({ name, type, optional }): Field => ({ name, type, optional })),
    },
  };
}

interface DrawnField extends Typed {
  readonly optional: boolean;
}

function drawField(random: Random, depth: number, fixed: boolean): DrawnField {
  if (fixed && depth < 2 && random.chance(0.15)) {
    const struct = drawStruct(random, { depth: depth + 1, count: 1 + random.below(4), fixed: true });
    return { type: struct.type, schema: { ...struct.schema, default: {} }, optional: false };
  }
  const { schema, type, fallback } = drawKind(random, depth);
  if (random.chance(fixed ? 0.2 : 0.4)) return { schema, type, optional: true };
  return { schema: fixed ? { ...schema, default: fallback } : schema, type, optional: false };
}

function drawKind(random: Random, depth: number): Kind {
  const structured = depth < 2 && random.chance(0.45);
  return structured ? random.pick(structures)(random, depth + 1) : random.pick(scalars)(random);
}

const scalars: readonly ((random: Random) => Kind)[] = [
  (random) => ({ schema: { type: 'string' }, type: text, fallback: random.pick(['', 'x', 'yes', 'a: b']) }),
  () => ({
    schema: { type: 'string', minLength: 1 },
    type: { kind: 'text', filled: true },
    fallback: 'full',
  }),
  drawPattern,
  drawEnumeration,
  drawInteger,
  drawInteger,
  (random) => ({ schema: { type: 'boolean' }, type: boolean, fallback: random.chance(0.5) }),
  (random) => ({ schema: { type: 'boolean' }, type: boolean, fallback: random.chance(0.5) }),
  () => ({ schema: { type: 'number' }, type: { kind: 'number' }, fallback: 0.5 }),
  () => ({
    schema: { type: ['string', 'null'] },
    type: { kind: 'choice', of: [text, nothing] },
    fallback: 'there',
  }),
];

function drawPattern(random: Random): Kind {
  if (random.chance(0.2))
    return {
      schema: { type: 'string', pattern: '^[0-9]{1,6}$' },
      type: { kind: 'text', ascii: true, digits: true, filled: true },
      fallback: '012',
    };
  const [pattern, fallback] = random.pick(asciiPatterns);
  return { schema: { type: 'string', pattern }, type: { kind: 'text', ascii: true }, fallback };
}

function drawEnumeration(random: Random): Kind {
  const values = random.pick(enumerations);
  return {
    schema: { type: 'string', enum: values },
    type: enumerated(values),
    fallback: random.pick(values),
  };
}

function drawInteger(random: Random): Kind {
  const [minimum, maximum] = random.pick([
    [0, 10],
    [1, 65535],
    [-1000, 1000],
    [0, 2_000_000],
    [-largest, largest],
  ] as const);
  const fallback = random.pick([minimum, maximum, Math.min(3, maximum)]);
  return { schema: { type: 'integer', minimum, maximum }, type: integer(minimum, maximum), fallback };
}

const structures: readonly ((random: Random, depth: number) => Kind)[] = [
  (random, depth) => drawList(random.pick(scalars)(random), random, depth),
  (random) => {
    const { schema } = { schema: { type: 'string' } as const };
    return {
      schema: { type: 'array', items: schema },
      type: listOf(text),
      fallback: random.pick([[], ['b', 'a']]),
    };
  },
  (random, depth) => {
    const struct = drawStruct(random, { depth, count: 1 + random.below(4), fixed: false });
    return { schema: { type: 'array', items: struct.schema }, type: listOf(struct.type), fallback: [] };
  },
  (random, depth) => drawList(drawKind(random, depth), random, depth),
  (random, depth) => drawMap(drawKind(random, depth)),
  (random) => drawMap(random.pick(scalars)(random)),
  () => drawMap({ schema: { type: 'string' }, type: text, fallback: 'v' }),
  () => drawMap(either),
  () => ({ schema: { type: 'object' }, type: { kind: 'free' }, fallback: {} }),
  () => ({ schema: { type: 'array' }, type: { kind: 'freeList' }, fallback: [] }),
  () => either,
];

function drawList({ schema, type, fallback }: Kind, random: Random, _depth: number): Kind {
  return {
    schema: { type: 'array', items: schema },
    type: listOf(type),
    fallback: random.chance(0.5) ? [] : [fallback],
  };
}

function drawMap({ schema, type, fallback }: Kind): Kind {
  return {
    schema: { type: 'object', additionalProperties: schema },
    type: mapOf(type),
    fallback: hasNull(fallback) ? {} : { key: fallback },
  };
}

/** A null in a default map would be dropped by some versions of Helm; the lint forbids it. */
function hasNull(value: Json): boolean {
  return JSON.stringify(value).includes('null');
}

const either: Kind = {
  schema: {
    anyOf: [
      { type: 'string' },
      { type: 'integer', minimum: -largest, maximum: largest },
      { type: 'boolean' },
      { type: 'object', additionalProperties: { type: 'string' } },
    ],
  },
  type: { kind: 'choice', of: [text, integer(-largest, largest), boolean, mapOf(text)] },
  fallback: 'either',
};

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
