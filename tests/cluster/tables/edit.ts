// Values with one place in them changed, without touching the original.
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';
import type { Path } from './schema.ts';
import type { Value } from './table.ts';

/** What stands at a path. */
export function getAt(value: Value, path: Path): Value {
  let at: Value = value;
  for (const part of path) {
    if (typeof part === 'number') at = Array.isArray(at) ? (at as Json[])[part] : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, part) ? at[part] : undefined;
  }
  return at;
}

/**
 * The value with something else at a path; undefined removes the field or list entry. What is missing on the way is
 * taken from `spare`.
 */
export function setAt(value: JsonObject, path: Path, item: Value, spare?: JsonObject): JsonObject {
  return setInner(value, path, item, spare) as JsonObject;
}

function setInner(value: Value, path: Path, item: Value, spare: Value): Value {
  const [part, ...rest] = path;
  if (part === undefined) return item;
  const base = value === undefined ? spare : value;
  const inner = setInner(getAt(base, [part]), rest, item, getAt(spare, [part]));
  return typeof part === 'number'
    ? setEntry((Array.isArray(base) ? base : []) as readonly Json[], part, inner)
    : setField(isJsonObject(base) ? base : {}, part, inner);
}

function setField(value: JsonObject, key: string, item: Value): JsonObject {
  const { [key]: _, ...rest } = value;
  return item === undefined ? rest : { ...value, [key]: item };
}

function setEntry(list: readonly Json[], index: number, item: Value): readonly Json[] {
  const added = item === undefined ? [] : [item];
  return [...list.slice(0, index), ...added, ...list.slice(index + 1)];
}

/** Whether two JSON values are the same, whatever the order of keys. */
export function isSame(a: Value, b: Value): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys: equal texts are equal values. */
export function canonical(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? '';
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join()}}`;
}
