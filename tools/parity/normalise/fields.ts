// Changes at a path of plain fields, in a copy.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** The object with another value at the path; unchanged where the path leads through something that is no map. */
export function withField(
  object: JsonObject,
  [first = '', ...rest]: readonly string[],
  value: Json,
): JsonObject {
  if (rest.length === 0) return { ...object, [first]: value };
  const inner = object[first];
  return isJsonObject(inner) ? { ...object, [first]: withField(inner, rest, value) } : object;
}
