// Random values of a schema: what a user could write, with the defaults left out or set.
import { coalesceValues } from '../../schema/defaults.ts';
import { type Schema, type SchemaNode, typesOf } from '../../schema/schema.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Random } from '../../shared/random.ts';
import { chooseWay, type FullSchema, joinNodes } from './conjoin.ts';
import { type Examiner, knownDefaultOf } from './examine.ts';
import { drawInteger, drawNumber, drawPlainNumber, drawString } from './scalars.ts';
import { drawKey, drawText, isDrawable } from './texts.ts';

/** What drawing one document shares. */
export interface DrawContext {
  readonly random: Random;
  readonly examiner: Examiner;
  /** How likely a property that may be absent is set. */
  readonly density: number;
  /** Texts that occur in the values: drawn again, they become references and duplicates. */
  readonly seen: string[];
  /** What occurs in the application's manifests: drawn as keys and texts, it clashes with what is computed. */
  readonly words: readonly string[];
  /** Texts of the defaults that other values may refer to. */
  readonly names?: readonly string[];
}

const attempts = 8;
const deepest = 6;

/** A value that the schema allows, as far as it can be found. Undefined: nothing satisfies the schema. */
export function drawValue(node: SchemaNode, context: DrawContext, depth = 0): Json | undefined {
  let last: Json | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const way = chooseWay(node, context.random);
    if (way === undefined) continue;
    last = drawWay(way, context, depth);
    if (!context.examiner.isHard(node) || context.examiner.accepts(node, last)) return last;
  }
  const [example] = typeof node === 'boolean' ? [] : (node.examples ?? []);
  return example ?? last;
}

function drawWay(schema: FullSchema, context: DrawContext, depth: number): Json {
  const { random } = context;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  if (schema.examples?.length && random.chance(0.1)) return random.pick(schema.examples);
  switch (random.pick(typesFor(schema))) {
    case 'object':
      return drawObject(schema, context, depth);
    case 'array':
      return drawList(schema, context, depth);
    case 'string':
      return drawRemembered(schema, context);
    case 'integer':
      return drawInteger(schema, random);
    case 'number':
      return drawNumber(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return drawAnything(context, depth);
  }
}

const keywordTypes: readonly (readonly [type: string, keywords: readonly (keyof FullSchema)[]])[] = [
  ['object', ['properties', 'additionalProperties', 'patternProperties', 'required', 'propertyNames']],
  ['array', ['items', 'contains', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['pattern', 'minLength', 'maxLength', 'format']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/** Named ones, else those whose keywords occur, else `anything`. */
function typesFor(schema: FullSchema): readonly string[] {
  const named = typesOf(schema);
  if (named.length > 0) return named;
  const meant = keywordTypes.filter(([, keywords]) =>
    keywords.some((keyword) => schema[keyword] !== undefined),
  );
  return meant.length > 0 ? meant.map(([type]) => type) : ['anything'];
}

/** Texts that occur elsewhere come again, so that ids clash and references hit. */
function drawRemembered(schema: FullSchema, { random, seen, words }: DrawContext): string {
  const pool = random.chance(0.3) ? words : seen;
  const known = pool.length > 0 && random.chance(0.3) ? random.pick(pool) : undefined;
  const isFit = known !== undefined && matches(schema, known);
  const text = isFit ? known : drawString(schema, random);
  seen.push(text);
  return text;
}

function matches({ pattern }: FullSchema, text: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}

function drawList(schema: FullSchema, context: DrawContext, depth: number): Json {
  const { random } = context;
  const { minItems = 0, maxItems = Infinity, items = true, contains } = schema;
  const wanted = depth > deepest ? 0 : random.pick([0, 1, 1, 2, 2, 3, 5]);
  const length = Math.min(Math.max(minItems, wanted), maxItems);
  const nodeAt = (at: number): SchemaNode =>
    (Array.isArray(items) ? (items[at] ?? true) : items) as SchemaNode;
  const list = Array.from({ length }, (_, at) => drawValue(nodeAt(at), context, depth + 1) ?? null);
  if (contains !== undefined && length > 0) {
    const at = random.below(length);
    list[at] = drawValue(joinNodes(nodeAt(at), contains) ?? true, context, depth + 1) ?? null;
  }
  if (!schema.uniqueItems) return random.chance(0.1) ? repeatItem(list, random, maxItems) : list;
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
}

function repeatItem(list: readonly Json[], random: Random, maxItems: number): readonly Json[] {
  return list.length === 0 || list.length >= maxItems ? list : [...list, random.pick(list)];
}

function drawObject(schema: FullSchema, context: DrawContext, depth: number): Json {
  const entries = new Map<string, Json>();
  for (const [key, node] of Object.entries(schema.properties ?? {})) {
    if (!isSet(schema, key, context)) continue;
    const value = drawValue(node, context, depth + 1);
    if (value !== undefined) entries.set(key, value);
  }
  for (const key of deletedDefaults(schema, context)) entries.set(key, null);
  for (const [key, value] of drawOthers(schema, context, depth)) {
    if (!entries.has(key)) entries.set(key, value);
  }
  for (const key of schema.required ?? []) {
    if (entries.has(key) || Object.hasOwn(schema.properties ?? {}, key)) continue;
    entries.set(key, drawValue(schema.additionalProperties ?? true, context, depth + 1) ?? null);
  }
  return Object.fromEntries(entries);
}

/** Null removes what a map has by default. */
function deletedDefaults(schema: FullSchema, { random }: DrawContext): readonly string[] {
  return mapDefaults(schema).filter(() => random.chance(0.3));
}

/** The keys that a map has by default, properties not counted. */
export function mapDefaults(schema: Schema): readonly string[] {
  const { default: fallback, properties } = schema;
  return properties === undefined && isJsonObject(fallback) ? Object.keys(fallback) : [];
}

/** What is required and has no default must be set. */
function isSet(schema: FullSchema, key: string, { random, density }: DrawContext): boolean {
  const node = schema.properties?.[key];
  const isNeeded =
    schema.required?.includes(key) === true && (node === undefined || knownDefaultOf(node) === undefined);
  return isNeeded || random.chance(density);
}

/** Keys that are no properties: of patterns, or free ones. */
function drawOthers(
  schema: FullSchema,
  context: DrawContext,
  depth: number,
): readonly (readonly [string, Json])[] {
  const { random } = context;
  const {
    additionalProperties = true,
    patternProperties = {},
    properties,
    maxProperties = Infinity,
  } = schema;
  const kinds = Object.entries(patternProperties).map(([pattern, node]) => ({ pattern, node }));
  // Beside properties, further keys are allowed where nothing is said, and not meant.
  const isMeant =
    additionalProperties !== false && (properties === undefined || schema.additionalProperties !== undefined);
  const free = isMeant ? [{ pattern: undefined, node: additionalProperties }] : [];
  const choices = [...kinds, ...free];
  const wanted = depth > deepest ? 0 : random.pick([0, 1, 1, 2, 2, 3, 5]);
  const count =
    choices.length === 0 ? 0 : Math.min(Math.max(wanted, schema.minProperties ?? 0), maxProperties);
  return Array.from({ length: count }, () => {
    const { pattern, node } = random.pick(choices);
    return [drawName(schema, pattern, context), drawValue(node, context, depth + 1) ?? null] as const;
  });
}

/** The key of a map: one of the application's words, of the pattern, of `propertyNames`, or any. */
export function drawName(
  { propertyNames }: FullSchema,
  pattern: string | undefined,
  context: DrawContext,
): string {
  const { random, words } = context;
  if (pattern !== undefined) return drawString({ type: 'string', pattern }, random);
  const names = typeof propertyNames === 'object' ? propertyNames : {};
  const known = words.length > 0 && random.chance(0.35) ? random.pick(words) : undefined;
  if (known !== undefined && matches(names, known) && isDrawable(known)) return known;
  if (propertyNames === undefined) return drawKey(random);
  const name = drawValue(names.enum || names.const ? names : { ...names, type: 'string' }, context);
  return typeof name === 'string' && isDrawable(name) ? name : 'key';
}

/** JSON of any kind, small. */
function drawAnything(context: DrawContext, depth: number): Json {
  const { random } = context;
  switch (random.below(depth > deepest ? 5 : 7)) {
    case 0:
      return random.chance(0.5);
    case 1:
      return drawPlainNumber(random);
    case 2:
      return null;
    case 3:
    case 4:
      return drawText(random);
    case 5:
      return Array.from({ length: random.below(4) }, () => drawAnything(context, depth + 2));
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [drawKey(random), drawAnything(context, depth + 2)]),
      );
  }
}

const exampleShare = 0.35;

/** A document that a user could have written; now and then over one of the schema's examples, whose values go together. */
export function drawDocument(schema: Schema, context: DrawContext): JsonObject {
  const drawn = drawValue(schema, context);
  const document = isJsonObject(drawn) ? drawn : {};
  const examples = schema.examples?.filter(isJsonObject) ?? [];
  if (examples.length === 0 || !context.random.chance(exampleShare)) return document;
  return coalesceValues(context.random.pick(examples), document);
}
