// Schemas that must hold together, as one: what `allOf`, chosen alternatives and `then` add to the keywords beside them.

import { type Schema, type SchemaNode, typesOf } from '../../schema/schema.ts';
import type { Random } from '../../shared/random.ts';

/** Keywords of draft-07 that `Schema` does not name. */
export interface FullSchema extends Schema {
  readonly if?: SchemaNode;
  readonly then?: SchemaNode;
  readonly else?: SchemaNode;
  readonly not?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly multipleOf?: number;
  readonly format?: string;
  readonly additionalItems?: SchemaNode;
}

type Choose = Pick<Random, 'pick' | 'chance'>;

/**
 * One way to satisfy a schema, without alternatives and conditions: of each `anyOf` and `oneOf` one is chosen, of a
 * condition one side. Undefined: nothing satisfies it. What it allows may still be refused, by `not` for example.
 */
export function chooseWay(node: SchemaNode, random: Choose): FullSchema | undefined {
  if (typeof node === 'boolean') return node ? {} : undefined;
  const {
    allOf = [],
    anyOf,
    oneOf,
    if: condition,
    then = true,
    else: otherwise = true,
    ...rest
  } = node as FullSchema;
  const parts: SchemaNode[] = [...allOf];
  if (anyOf !== undefined) parts.push(random.pick(anyOf));
  if (oneOf !== undefined) parts.push(random.pick(oneOf));
  if (condition !== undefined) parts.push(...(random.chance(0.5) ? [condition, then] : [otherwise]));
  let whole: FullSchema | undefined = rest;
  for (const part of parts) {
    const way = chooseWay(part, random);
    whole = way && whole && conjoin(whole, way);
  }
  return whole;
}

/** Both schemas as one; undefined when their types exclude each other. */
function conjoin(a: FullSchema, b: FullSchema): FullSchema | undefined {
  const type = commonTypes(a, b);
  if (type?.length === 0) return undefined;
  const choices = commonChoices(a, b);
  return {
    ...a,
    ...b,
    ...(type === undefined ? {} : { type }),
    ...(choices === undefined ? {} : { enum: choices }),
    ...bounds(a, b),
    ...(a.required || b.required
      ? { required: [...new Set([...(a.required ?? []), ...(b.required ?? [])])] }
      : {}),
    ...joinedChildren(a, b),
  };
}

/** Undefined when neither names a type. */
function commonTypes(a: Schema, b: Schema): readonly string[] | undefined {
  const [left, right] = [typesOf(a), typesOf(b)];
  if (left.length === 0 || right.length === 0) return [left, right].find((types) => types.length > 0);
  const isIn = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [
    ...left.filter((type) => isIn(right, type)),
    ...right.filter((type) => !left.includes(type) && isIn(left, type)),
  ];
}

function commonChoices(a: Schema, b: Schema): Schema['enum'] {
  if (a.enum === undefined || b.enum === undefined) return a.enum ?? b.enum;
  const known = new Set(a.enum.map((choice) => JSON.stringify(choice)));
  return b.enum.filter((choice) => known.has(JSON.stringify(choice)));
}

const lower = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'] as const;
const upper = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

function bounds(a: FullSchema, b: FullSchema): Partial<FullSchema> {
  const pick = (keys: readonly (keyof FullSchema)[], choose: (...numbers: number[]) => number) =>
    keys.flatMap((key) => {
      const given = [a[key], b[key]].filter((value): value is number => typeof value === 'number');
      return given.length === 0 ? [] : [[key, choose(...given)] as const];
    });
  return Object.fromEntries([...pick(lower, Math.max), ...pick(upper, Math.min)]);
}

function joinedChildren(a: FullSchema, b: FullSchema): Partial<FullSchema> {
  const properties = joinMaps(a.properties, b.properties);
  const patternProperties = joinMaps(a.patternProperties, b.patternProperties);
  const additional = joinNodes(a.additionalProperties, b.additionalProperties);
  const items =
    Array.isArray(a.items) || Array.isArray(b.items)
      ? b.items
      : joinNodes(a.items as SchemaNode, b.items as SchemaNode);
  return {
    ...(properties && { properties }),
    ...(patternProperties && { patternProperties }),
    ...(additional === undefined ? {} : { additionalProperties: additional }),
    ...(items === undefined ? {} : { items }),
  };
}

type Nodes = Readonly<Record<string, SchemaNode>>;

function joinMaps(a: Nodes | undefined, b: Nodes | undefined): Nodes | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map((key) => [key, joinNodes(own(a, key), own(b, key)) ?? true]));
}

function own(nodes: Nodes, key: string): SchemaNode | undefined {
  return Object.hasOwn(nodes, key) ? nodes[key] : undefined;
}

/** A node that only one side has stays the same object, so that what is known of it stays known. */
export function joinNodes(a: SchemaNode | undefined, b: SchemaNode | undefined): SchemaNode | undefined {
  if (a === undefined || a === true) return b ?? a;
  if (b === undefined || b === true) return a;
  return { allOf: [a, b] };
}
