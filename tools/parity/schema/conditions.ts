// Conditions of measured rules: what the fields beside a place have to be.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** Text, number or boolean: equal; null: absent; else present, absent or another, or a text that matches. */
export type Condition =
  | string
  | number
  | boolean
  | null
  | { readonly exists: true }
  | { readonly not: Json }
  | { readonly matches: string };

/** By field; a name with dots is a path below the object. */
export type Conditions = Readonly<Record<string, Condition>>;

/** Whether the fields of an object are as all conditions say. */
export function holds(conditions: Conditions, object: JsonObject): boolean {
  return Object.entries(conditions).every(([path, condition]) => isMet(condition, valueAt(object, path)));
}

/** The value at a field, or at a path of fields. */
function valueAt(object: JsonObject, path: string): Json | undefined {
  const keys = path.split('.');
  return keys.reduce<Json | undefined>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    object,
  );
}

function isMet(condition: Condition, value: Json | undefined): boolean {
  if (condition === null) return value === undefined || value === null;
  if (typeof condition !== 'object') return value === condition;
  if ('exists' in condition) return value !== undefined && value !== null;
  if ('not' in condition) return value !== condition.not;
  return typeof value === 'string' && new RegExp(condition.matches).test(value);
}
