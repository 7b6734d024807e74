// Fields with two names, and data that can be written in two ways.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { fieldOf, root } from '../schema/place.ts';
import type { Type } from '../schema/types.ts';
import type { Touch } from './stored.ts';

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

/** A Secret's texts are written into its data, where they win. What is no text stays, and has the wrong type there. */
export function mergeStringData(secret: JsonObject, touch: Touch = () => undefined): JsonObject {
  const { stringData, ...rest } = secret;
  if (!isJsonObject(stringData)) return secret;
  touch('N8', 'stringData');
  const place = fieldOf(root, 'data', false);
  const encoded = Object.entries(stringData).map(([key, text]) => {
    touch('N8', fieldOf(place, key, true).path);
    return [key, isText(text) ? Buffer.from(text ?? '').toString('base64') : text] as const;
  });
  const data = isJsonObject(rest.data) ? rest.data : {};
  return { ...rest, data: { ...data, ...Object.fromEntries(encoded) } };
}

function isText(value: Json): value is string | null {
  return typeof value === 'string' || value === null;
}
