// Texts of kubectl may quote what an object holds; values of Secrets are masked in them.
import type { Manifest } from '../../manifests/manifest.ts';
import { isJsonObject } from '../../shared/json.ts';

/** Shorter values would mask ordinary words, and are no secrets. */
const shortest = 4;

/** Replaces every value of a Secret among the manifests, as it is and in base64, by `***`. */
export function createRedaction(manifests: readonly Manifest[]): (text: string) => string {
  const values = manifests.filter(({ kind }) => kind === 'Secret').flatMap(listValues);
  const sorted = [...new Set(values)].filter(({ length }) => length >= shortest);
  // The longest first: one value may be part of another.
  sorted.sort((a, b) => b.length - a.length);
  return (text) => sorted.reduce((masked, value) => masked.replaceAll(value, '***'), text);
}

function listValues({ data, stringData }: Manifest): readonly string[] {
  const encoded = isJsonObject(data) ? Object.values(data).map(String) : [];
  const plain = isJsonObject(stringData) ? Object.values(stringData).map(String) : [];
  const lines = [...plain, ...encoded.map(decode)].flatMap((value) => [
    value,
    value.trim(),
    JSON.stringify(value).slice(1, -1),
  ]);
  return [...encoded, ...plain.map((value) => Buffer.from(value).toString('base64')), ...lines];
}

function decode(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}
