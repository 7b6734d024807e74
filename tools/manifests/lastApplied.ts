// What a client-side apply leaves in an object: a copy of what was applied.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { mapOf } from './manifest.ts';

/** The annotation, which may hold secrets. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Undefined where nothing was applied by a client; {} where it cannot be read. */
export function readLastApplied(object: JsonObject): JsonObject | undefined {
  const text = mapOf(object, 'annotations')[lastApplied];
  if (typeof text !== 'string') return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
