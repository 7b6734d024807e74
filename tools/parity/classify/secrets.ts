// Values of Secrets wherever else they stand: what has left a Secret, or was written twice, is shown nowhere.
import type { Manifest } from '../../manifests/manifest.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Analysis } from '../compare/analyse.ts';
import type { Finding } from '../model.ts';
import { mask } from './finding.ts';

/** Shorter texts are words like any other: `true`, `postgres`. */
const shortest = 9;

/** The texts that the Secrets among the objects hold. */
export function listSecretTexts(objects: readonly Manifest[]): ReadonlySet<string> {
  const secrets = objects.filter(({ kind }) => kind === 'Secret');
  const texts = secrets.flatMap(({ data, stringData }) => [
    ...leavesOf(stringData),
    ...leavesOf(data).flatMap((text) => [text, Buffer.from(text, 'base64').toString()]),
  ]);
  return new Set(texts.filter((text) => text.length >= shortest));
}

/** The same and what the findings say has left a Secret that neither side has. */
export function withExposed(
  secrets: ReadonlySet<string>,
  findings: readonly Finding[],
  analysis: Analysis | undefined,
): ReadonlySet<string> {
  const paths = findings.filter(({ code }) => code === 'secret-in-plain-text').map(({ path }) => path);
  if (paths.length === 0) return secrets;
  const changes = analysis?.effective.filter(({ place }) => paths.includes(place.path)) ?? [];
  return new Set([
    ...secrets,
    ...changes.flatMap(({ after }) => leavesOf(isJsonObject(after) ? after.value : after)),
  ]);
}

/** A copy in which every text of a Secret is hidden. */
export function hideTexts<Kind extends Json>(value: Kind, hidden: ReadonlySet<string>): Kind {
  return (hidden.size === 0 ? value : hide(value, hidden)) as Kind;
}

function hide(value: Json, hidden: ReadonlySet<string>): Json {
  if (typeof value === 'string') return hidden.has(value) ? mask : value;
  if (Array.isArray(value)) return value.map((entry) => hide(entry, hidden));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, hide(field, hidden)]));
}

function leavesOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isJsonObject(value) ? Object.values(value).flatMap(leavesOf) : [];
}
