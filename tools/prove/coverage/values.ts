// What can be seen of the values in a proof: each leaf of the schema in each of its kinds, and which of them a document shows.
import { type Schema, type SchemaNode, typesOf } from '../../schema/schema.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { FullSchema } from '../values/conjoin.ts';
import { type Examiner, knownDefaultOf } from '../values/examine.ts';

/** A part of a schema, and where its values stand: `config.lanes[].id`, `env.*`. */
interface Place {
  readonly node: SchemaNode;
  readonly path: string;
}

const deepest = 12;

/** The ids of all that a schema without references allows to see: `values.config.lanes[].role: absent`. */
export function listSights(schema: Schema): readonly string[] {
  return [...new Set(sightsOf({ node: schema, path: '' }, 0))];
}

function sightsOf(place: Place, depth: number): readonly string[] {
  const { node, path } = place;
  if (typeof node === 'boolean' || depth > deepest) return [];
  const own = path === '' ? [] : kindsOf(node).map((kind) => idOf(path, kind));
  const inner = innerPlaces(place).flatMap((inside) => [
    ...(inside.isOptional ? [idOf(inside.path, 'absent'), idOf(inside.path, 'present')] : []),
    ...sightsOf(inside, depth + 1),
  ]);
  return [...own, ...inner];
}

function idOf(path: string, kind: string): string {
  return `values.${path}: ${kind}`;
}

function kindsOf(schema: FullSchema): readonly string[] {
  if (schema.const !== undefined) return [];
  if (schema.enum !== undefined) return schema.enum.map((choice) => JSON.stringify(choice));
  const types = typesOf(schema);
  const kinds = types.flatMap((type) => kindsOfType(type, schema));
  return types.length > 1 ? [...types.map(typeName), ...kinds] : kinds;
}

function kindsOfType(type: string, schema: FullSchema): readonly string[] {
  switch (type) {
    case 'boolean':
      return ['true', 'false'];
    case 'array':
      return schema.minItems ? ['not empty'] : ['empty', 'not empty'];
    case 'object':
      return schema.properties === undefined ? ['empty', 'not empty'] : [];
    case 'null':
      return [];
    default:
      return schema.default === undefined ? [] : ['default', 'another'];
  }
}

function typeName(type: string): string {
  return type === 'null' ? 'null' : `a value of type ${type}`;
}

interface InnerPlace extends Place {
  readonly isOptional?: boolean;
  /** The key of a property; undefined for what has no fixed key. */
  readonly key?: string;
  readonly keyword: 'properties' | 'items' | 'others' | 'same';
}

/** Parts of a schema that are about parts of its values, and those that are about the same values. */
function innerPlaces({ node, path }: Place): readonly InnerPlace[] {
  if (typeof node === 'boolean') return [];
  const {
    allOf = [],
    anyOf = [],
    oneOf = [],
    then,
    else: otherwise,
    items,
    additionalProperties: others,
  } = node as FullSchema;
  const properties = Object.entries(node.properties ?? {}).map(([key, inner]): InnerPlace => {
    const isOptional = !(node.required?.includes(key) === true);
    return {
      node: inner,
      path: path === '' ? key : `${path}.${key}`,
      key,
      keyword: 'properties',
      isOptional,
    };
  });
  const same = [...allOf, ...anyOf, ...oneOf, then, otherwise].filter((inner) => inner !== undefined);
  return [
    ...properties,
    ...(isJsonObject(items) ? [{ node: items as Schema, path: `${path}[]`, keyword: 'items' } as const] : []),
    ...[
      ...Object.values(node.patternProperties ?? {}),
      ...(isJsonObject(others) ? [others as Schema] : []),
    ].map((inner) => ({ node: inner, path: `${path}.*`, keyword: 'others' }) as const),
    ...same.map((inner) => ({ node: inner, path, keyword: 'same' }) as const),
  ];
}

/** The ids of what a complete document shows. */
export function seeValues(schema: Schema, document: Json, examiner: Examiner): ReadonlySet<string> {
  const seen = new Set<string>();
  see({ node: schema, path: '' }, document, { seen, examiner });
  return seen;
}

interface Sight {
  readonly seen: Set<string>;
  readonly examiner: Examiner;
}

function see(place: Place, value: Json, sight: Sight): void {
  const { node, path } = place;
  if (typeof node === 'boolean') return;
  for (const kind of kindsSeen(node, value)) sight.seen.add(idOf(path, kind));
  for (const inside of innerPlaces(place)) seeInside(inside, value, sight);
}

function kindsSeen(schema: FullSchema, value: Json): readonly string[] {
  const text = typeof value === 'object' ? '' : JSON.stringify(value);
  const own =
    typesOf(schema).length < 2
      ? []
      : Object.entries(typeNames)
          .filter(([, isOf]) => isOf(value))
          .map(([type]) => typeName(type));
  if (schema.enum !== undefined) return [text];
  if (typeof value === 'boolean') return [text, ...own];
  if (Array.isArray(value)) return [value.length === 0 ? 'empty' : 'not empty', ...own];
  if (isJsonObject(value)) return [Object.keys(value).length === 0 ? 'empty' : 'not empty', ...own];
  return [text === JSON.stringify(knownDefaultOf(schema)) ? 'default' : 'another', ...own];
}

const typeNames: Readonly<Record<string, (value: Json) => boolean>> = {
  array: (value) => Array.isArray(value),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  null: (value) => value === null,
  number: (value) => typeof value === 'number',
  object: isJsonObject,
  string: (value) => typeof value === 'string',
};

function seeInside(inside: InnerPlace, value: Json, sight: Sight): void {
  const { keyword, key = '', path, node } = inside;
  if (keyword === 'same') {
    if (sight.examiner.accepts(node, value)) see(inside, value, sight);
  } else if (keyword === 'items') {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) see(inside, item, sight);
  } else if (!isJsonObject(value)) return;
  else if (keyword === 'others') for (const inner of Object.values(value)) see(inside, inner, sight);
  else {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    sight.seen.add(idOf(path, inner === undefined ? 'absent' : 'present'));
    if (inner !== undefined) see(inside, inner, sight);
  }
}
