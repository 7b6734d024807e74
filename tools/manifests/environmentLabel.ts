// The label by which resources of an environment are found again.
import { createHash } from 'node:crypto';
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import type { Environment } from './environment.ts';
import { type Manifest, mapOf, withMetadata } from './manifest.ts';

/** Its key. */
export const environmentLabel = 'tanka.dev/environment';

const defaultFields: readonly string[] = ['.metadata.name', '.metadata.namespace'];

/**
 * 48 hexadecimal digits of SHA-256 over the values of the fields, joined by `:`. The fields are those of
 * `spec.tankaEnvLabelFromFields`; a path may lead into labels. Throws ToolError `label-field`.
 */
export function environmentLabelOf(environment: Environment): string {
  const listed = environment.spec.tankaEnvLabelFromFields ?? [];
  const fields = listed.length > 0 ? listed : defaultFields;
  const text = fields.map((field) => fieldValue(environment, field)).join(':');
  return createHash('sha256').update(text).digest('hex').slice(0, 48);
}

/** A copy with the label; one that is there already is replaced. */
export function injectLabel(manifest: Manifest, label: string): Manifest {
  return withMetadata(manifest, { labels: { ...mapOf(manifest, 'labels'), [environmentLabel]: label } });
}

function fieldValue(environment: Environment, field: string): string {
  const keys = field.replace(/^\./, '').split('.');
  let value: Json | undefined = environment as unknown as Json;
  for (const [index, key] of keys.entries()) {
    if (!isJsonObject(value)) throw new ToolError('label-field', { field });
    // Keys of labels contain dots themselves: the longest match wins.
    const rest: string = keys.slice(index).join('.');
    if (Object.hasOwn(value, rest)) return fieldText(value[rest], field);
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return fieldText(value, field);
}

/** What counts for the fields that an environment may leave out. */
const absent: Readonly<Record<string, string>> = {
  'metadata.name': '',
  'metadata.namespace': '',
  'spec.apiServer': '',
  'spec.diffStrategy': '',
  'spec.applyStrategy': '',
  'spec.injectLabels': 'false',
  'spec.expectVersions.tanka': '',
  'spec.exportJsonnetImplementation': '',
};

function fieldText(value: Json | undefined, field: string): string {
  if (typeof value !== 'object' && value !== undefined) return String(value);
  const name = field.replace(/^\./, '');
  const text = value === undefined && Object.hasOwn(absent, name) ? absent[name] : undefined;
  if (text === undefined) throw new ToolError('label-field', { field });
  return text;
}
