// Boundary cases: each place of the values at each of its limits, in forms that are allowed and in forms that are not.
import type { JsonPath } from '../../schema/json.ts';
import { type Schema, type SchemaNode, typesOf } from '../../schema/schema.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { chooseWay, type FullSchema } from './conjoin.ts';
import { type DrawContext, drawName, drawValue, mapDefaults } from './draw.ts';
import { knownDefaultOf } from './examine.ts';
import { integerCases, textCases } from './scalars.ts';

/** One place set to one value. */
export interface Goal {
  /** Keys from the root. */
  readonly path: readonly string[];
  readonly value: Json;
}

export interface Goals {
  /** Each allowed where it stands; several together, or an assert, may still refuse it. */
  readonly allowed: readonly Goal[];
  /** Each refused, or a null that deletes what may be absent. */
  readonly forbidden: readonly Goal[];
}

/** Goals for every fixed path of a schema without references; what is inside of lists and maps is set with them. */
export function listGoals(schema: Schema, context: DrawContext): Goals {
  const places = listPlaces(schema, []);
  const isAllowed = (goal: Goal): boolean => context.examiner.accepts(schema, withGoal({}, goal));
  return {
    allowed: places
      .flatMap(({ path, node }) => distinct(allowedValues(node, context)).map((value) => ({ path, value })))
      .filter(isAllowed),
    forbidden: places.flatMap(({ path, node, parent }) => [
      ...distinct(forbiddenValues(node)).map((value) => ({ path, value })),
      ...unknownKeys(path, parent),
    ]),
  };
}

interface Place {
  readonly path: readonly string[];
  readonly node: SchemaNode;
  readonly parent: Schema;
}

/** Properties at fixed paths, the inner ones only of objects that have some. */
function listPlaces(schema: Schema, at: readonly string[]): readonly Place[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, node]) => {
    const path = [...at, key];
    const isStruct = typeof node !== 'boolean' && Object.keys(node.properties ?? {}).length > 0;
    return [{ path, node, parent: schema }, ...(isStruct ? listPlaces(node, path) : [])];
  });
}

/** Each map at fixed paths set to each of these, and to one with all words as keys, whether allowed or not. */
export function listProbes(
  schema: Schema,
  maps: readonly JsonObject[],
  context: DrawContext,
): readonly Goal[] {
  return listPlaces(schema, []).flatMap(({ path, node }) => {
    if (typeof node === 'boolean' || !typesOf(node).includes('object') || node.properties !== undefined)
      return [];
    return [mapOfWords(node, 1, context), ...maps].map((value) => ({ path, value }));
  });
}

/** What a place can hold, at its limits. */
function allowedValues(node: SchemaNode, context: DrawContext): readonly Json[] {
  if (typeof node === 'boolean') return [];
  const alternatives = node.anyOf ?? node.oneOf;
  if (alternatives !== undefined) {
    const { anyOf, oneOf, ...rest } = node;
    return alternatives.flatMap((alternative) =>
      allowedValues({ ...rest, allOf: [...(rest.allOf ?? []), alternative] }, context),
    );
  }
  const way = chooseWay(node, context.random);
  if (way === undefined) return [];
  if (way.const !== undefined) return [way.const];
  if (way.enum !== undefined) return way.enum;
  return typesOf(way).flatMap((type) => valuesOfType(type, way, context));
}

function valuesOfType(type: string, schema: FullSchema, context: DrawContext): readonly Json[] {
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    case 'integer':
      return integerCases(schema);
    case 'number':
      return [...integerCases(schema), 0.5, 0.1, 1e-7].filter((number) => (schema.minimum ?? -1) <= number);
    case 'string':
      return textCases(schema, context.random);
    case 'array':
      return listCases(schema, context);
    default:
      return objectCases(schema, context);
  }
}

function listCases(schema: FullSchema, context: DrawContext): readonly Json[] {
  const items = Array.isArray(schema.items) ? true : ((schema.items ?? true) as SchemaNode);
  const drawn = (length: number): Json =>
    drawValue({ ...schema, minItems: length, maxItems: length } as Schema, context) ?? [];
  const single = allowedValues(items, context).map((item) => [item]);
  return [[], ...single, drawn(2), drawn(3), ...withCompanion(schema, context, single)];
}

/** Where a list demands some other item, each single item stands beside one that satisfies it. */
function withCompanion(
  { contains, items }: FullSchema,
  context: DrawContext,
  single: readonly Json[][],
): readonly Json[] {
  if (contains === undefined) return [];
  return single.map(([item = null]) => {
    const companion = drawValue({ allOf: [items as SchemaNode, contains] }, context) ?? null;
    return [companion, item];
  });
}

/** Structs with each property at each limit and absent, maps with each limit under a key. */
function objectCases(schema: FullSchema, context: DrawContext): readonly Json[] {
  const needed = drawValue(schema as Schema, { ...context, density: 0 });
  const base = isJsonObject(needed) ? needed : {};
  const properties = Object.entries(schema.properties ?? {});
  const inside = properties.flatMap(([key, node]) =>
    knownDefaultOf(node) === undefined
      ? allowedValues(node, context).map((value) => ({ ...base, [key]: value }))
      : [],
  );
  if (properties.length > 0) return [base, ...inside];
  const { additionalProperties: others = true } = schema;
  const keyed = typeof others === 'boolean' ? [] : allowedValues(others, context);
  const name = drawName(schema, undefined, context);
  const drawn = [0, 1, 2].map(() => drawValue(schema as Schema, context) ?? {});
  const references = (context.names ?? []).map((text) => ({ [name]: text }));
  const deleted = mapDefaults(schema as Schema).map((key) => [key, null] as const);
  const clashes = [1, 0.5, 0.5].map((share) => mapOfWords(schema, share, context));
  const without = [deleted, ...deleted.map((entry) => [entry])].map((entries) => Object.fromEntries(entries));
  return [{}, ...without, ...keyed.map((value) => ({ [name]: value })), ...drawn, ...clashes, ...references];
}

/** Keys that the application's manifests have, too: a map that is merged overrides what is computed. */
function mapOfWords(schema: FullSchema, share: number, context: DrawContext): JsonObject {
  const { additionalProperties: others = true, propertyNames = true } = schema;
  const { random, examiner, words } = context;
  if (others === false) return {};
  const names = words.filter((word) => examiner.accepts(propertyNames, word) && random.chance(share));
  return Object.fromEntries(names.map((word) => [word, drawValue(others, context, 2) ?? null]));
}

/** Other types, just beyond the limits, and null, which deletes a default and stays where there is none. */
function forbiddenValues(node: SchemaNode): readonly Json[] {
  if (typeof node === 'boolean') return [null];
  const types = typesOf(node);
  const { minimum, maximum, minLength, pattern, minItems = 0 } = node as FullSchema;
  return [
    null,
    ...(types.includes('string') ? [5] : types.length > 0 ? ['5'] : []),
    ...(types.includes('array') || types.includes('object') ? [false] : []),
    ...(types.includes('integer') && !types.includes('number') ? [1.5] : []),
    ...(minimum === undefined || minimum <= Number.MIN_SAFE_INTEGER ? [] : [minimum - 1]),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? [] : [maximum + 1]),
    ...(node.enum === undefined ? [] : ['no such choice']),
    ...(minLength === undefined && pattern === undefined ? [] : ['']),
    ...(minItems > 0 ? [[]] : []),
  ];
}

/** One for each struct: the key is misspelt, as it happens. */
function unknownKeys(path: readonly string[], parent: Schema): readonly Goal[] {
  const [first] = Object.keys(parent.properties ?? {});
  if (parent.additionalProperties !== false || path.at(-1) !== first) return [];
  return [{ path: [...path.slice(0, -1), `${first}s`], value: 'unknown' }];
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Whether both places can be set in one document. */
export function areApart(a: Goal, b: Goal): boolean {
  return a.path.some((key, at) => at < b.path.length && key !== b.path[at]);
}

/** The document with the place set; maps on the way are made. */
export function withGoal(document: JsonObject, { path, value }: Goal): JsonObject {
  return setAt(document, path, value) as JsonObject;
}

/** A copy with another value at a place. */
export function setAt(document: Json, path: JsonPath, value: Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(document)) {
    return document.map((item: Json, at) => (at === first ? setAt(item, rest, value) : item));
  }
  const map = isJsonObject(document) ? document : {};
  const before = Object.hasOwn(map, first) ? (map[first] ?? {}) : {};
  return Object.fromEntries([
    ...Object.entries(map).filter(([key]) => key !== first),
    [first, setAt(before, rest, value)],
  ]);
}
