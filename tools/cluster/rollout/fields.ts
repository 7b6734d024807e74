// Fields of objects as a cluster gives them: what is absent counts as zero or as nothing.
import { valueAt } from '../../schema/json.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';

/** 0 where there is none. */
export function numberAt(object: JsonObject, ...path: readonly string[]): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : 0;
}

/** '' where there is none. */
export function textAt(object: JsonObject, ...path: readonly string[]): string {
  const value = valueAt(object, path);
  return typeof value === 'string' ? value : '';
}

/** The objects of a list; empty where there is none. */
export function listAt(object: JsonObject, ...path: readonly string[]): readonly JsonObject[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts of a list; empty where there is none. */
export function textsAt(object: JsonObject, ...path: readonly string[]): readonly string[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** The object at a path; empty where there is none. */
export function objectAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  const value = valueAt(object, path);
  return isJsonObject(value) ? value : {};
}

/** A condition of the status, where it is `status`. */
export function findCondition(object: JsonObject, type: string, status = 'True'): JsonObject | undefined {
  return listAt(object, 'status', 'conditions').find(
    (condition) => condition.type === type && condition.status === status,
  );
}

/** `BackoffLimitExceeded: Job has reached the specified backoff limit` */
export function explainCondition(condition: JsonObject): string {
  return [textAt(condition, 'reason'), textAt(condition, 'message')].filter((text) => text !== '').join(': ');
}
