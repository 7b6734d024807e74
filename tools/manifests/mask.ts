// Errors show objects; what Secrets hold stays out of them.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

const mask = '***';

/** The object with the values of Secrets masked, wherever in it they are. */
export function maskSecrets(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      isSecretField(object, key) ? maskValues(value) : maskInside(value),
    ]),
  );
}

/** The same for an object inside of a field that `isSecretField` tells of. */
export function maskAll(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(object).map((key) => [key, mask]));
}

/** `stringData` is secret in anything: what has it and is no Secret only lacks its kind. */
export function isSecretField({ kind }: JsonObject, key: string): boolean {
  if (key === 'stringData') return true;
  return key === 'data' && typeof kind === 'string' && kind.toLowerCase() === 'secret';
}

function maskValues(value: Json): Json {
  if (value === null) return value;
  return isJsonObject(value) ? maskAll(value) : mask;
}

function maskInside(value: Json): Json {
  if (Array.isArray(value)) return value.map(maskInside);
  return isJsonObject(value) ? maskSecrets(value) : value;
}
