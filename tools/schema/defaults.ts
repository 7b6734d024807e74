// Defaults of a values schema, and Helm's way of laying a user's values over them.

import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { ownValue } from './json.ts';
import { inlineReferences, type Schema, type SchemaNode } from './schema.ts';

/**
 * The values of someone who sets nothing. Defaults count at fixed property paths only: Helm fills no list items and
 * no map values. An object's own `default` is completed by the defaults of its properties.
 */
export function defaultsOf(schema: Schema): JsonObject {
  const defaults = defaultOf(inlineReferences(schema));
  return isJsonObject(defaults) ? defaults : {};
}

/** The default of one schema without references, or undefined when a user who sets nothing gets nothing. */
export function defaultOf(node: SchemaNode): Json | undefined {
  if (typeof node === 'boolean') return undefined;
  const entries = Object.entries(node.properties ?? {}).flatMap(([key, property]): [string, Json][] => {
    const value = defaultOf(property);
    return value === undefined ? [] : [[key, value]];
  });
  if (node.default !== undefined && !isJsonObject(node.default)) return node.default;
  if (node.default === undefined && entries.length === 0) return undefined;
  return coalesceValues(Object.fromEntries(entries), node.default ?? {});
}

/**
 * What a chart's templates see, as Helm 4 does it: maps are merged deeply, lists and scalars replaced; a null deletes
 * a key that has a default and stays where there is none, in lists always; `{}` clears nothing. A map over something
 * else, or something else over a map, wins whole. Keys with defaults come first, in the order of the defaults.
 */
export function coalesceValues(defaults: JsonObject, values: JsonObject): JsonObject {
  const defaulted = Object.entries(defaults).flatMap(([key, fallback]): [string, Json][] => {
    const value = ownValue(values, key);
    if (value === undefined) return [[key, fallback]];
    if (value === null) return [];
    const deep = isJsonObject(fallback) && isJsonObject(value);
    return [[key, deep ? coalesceValues(fallback, value) : value]];
  });
  const others = Object.entries(values).filter(([key]) => !Object.hasOwn(defaults, key));
  return Object.fromEntries([...defaulted, ...others]);
}
