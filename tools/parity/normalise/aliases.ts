// Fields with two names, and data that can be written in two ways.
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { Type } from '../schema/types.ts';

/** Older names of fields, which the API server keeps in step with the newer ones. */
const aliases: Readonly<Record<string, readonly (readonly [older: string, newer: string])[]>> = {
  'io.k8s.api.core.v1.PodSpec': [['serviceAccount', 'serviceAccountName']],
};

/** The structure with newer names only; the newer field wins. */
export function withoutAliases(fields: JsonObject, { name = '' }: Type): JsonObject {
  return (aliases[name] ?? []).reduce((current, [older, newer]) => {
    if (!(older in current)) return current;
    const { [older]: value = null, ...rest } = current;
    return newer in rest ? rest : { ...rest, [newer]: value };
  }, fields);
}

/** Whether a field is the older name of another. */
export function isAlias(type: string, field: string): boolean {
  return (aliases[type] ?? []).some(([older]) => older === field);
}

/** A Secret's texts are written into its data, where they win. */
export function mergeStringData(secret: JsonObject): JsonObject {
  const { stringData, ...rest } = secret;
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    Buffer.from(String(text ?? '')).toString('base64'),
  ]);
  const data = isJsonObject(rest.data) ? rest.data : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}
