// The values of a release: those that it refers to in their order, then its own, merged as helm-controller does.
import { applySet, type DraftMap, fromDraft, toDraft } from '../../../chart/set/strvals.ts';
import { formatReference, mapAt, mapsAt, referenceOf, specOf, textOf } from '../../../flux/objects.ts';
import type { Entries } from '../../../flux/variables.ts';
import { type Manifest, namespaceOf } from '../../../manifests/manifest.ts';
import { readYaml } from '../../../manifests/yaml/read.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import type { Missing } from '../../model.ts';
import type { EntriesOf } from './entries.ts';

export interface ComposedValues {
  readonly values: JsonObject;
  readonly missing: readonly Missing[];
}

/** What cannot be had is left out, and said to be missing. No message has a value in it. */
export function composeValues(helmRelease: Manifest, entriesOf: EntriesOf): ComposedValues {
  const spec = specOf(helmRelease);
  // Merged maps are shared where only one side has them, and setting a path then changes the own values too. That is
  // how a path wins over the own values although these are merged last, and how it loses in a map that both have.
  const own = toDraft(mapAt(spec, 'values')) as DraftMap;
  const missing: Missing[] = [];
  let merged: DraftMap = new Map();
  for (const reference of mapsAt(spec, 'valuesFrom')) {
    const entries = entriesOf(referenceOf({ ...reference, namespace: null }, namespaceOf(helmRelease)));
    const found = readReference(reference, entries);
    if (found === undefined) continue;
    const problem = 'problem' in found ? found.problem : undefined;
    if ('text' in found) merged = mergeReference({ merged, own, reference }, found.text, missing);
    if (problem !== undefined) missing.push(missingValues(reference, problem));
  }
  return { values: fromDraft(mergeDrafts(merged, own)) as JsonObject, missing };
}

type Found = { readonly text: string } | { readonly problem: string } | undefined;

/** Undefined for what may be absent and is. */
function readReference(reference: JsonObject, entries: Entries | undefined): Found {
  const key = textOf(reference.valuesKey) || 'values.yaml';
  const isOptional = reference.optional === true;
  if (entries === undefined) return isOptional ? undefined : { problem: 'it is not in the checkout' };
  if (!entries.has(key)) return isOptional ? undefined : { problem: `it has no key ${key}` };
  const text = entries.get(key);
  return text === undefined ? { problem: `its key ${key} is encrypted` } : { text };
}

interface Merging {
  readonly merged: DraftMap;
  readonly own: DraftMap;
  readonly reference: JsonObject;
}

function mergeReference({ merged, own, reference }: Merging, text: string, missing: Missing[]): DraftMap {
  const target = textOf(reference.targetPath);
  try {
    if (target === '') return mergeDrafts(merged, readMap(text));
    const all = mergeDrafts(merged, own);
    setPath(all, target, { text, isLiteral: reference.literal === true });
    return all;
  } catch {
    missing.push(
      missingValues(reference, target === '' ? 'it is no map in YAML' : `it cannot be set at ${target}`),
    );
    return merged;
  }
}

function missingValues(reference: JsonObject, problem: string): Missing {
  const name = formatReference(referenceOf(reference, ''));
  return { kind: 'valuesFrom', sentence: `values come from ${name}, but ${problem}` };
}

function readMap(text: string): DraftMap {
  const values = readYaml(text, { file: 'values' }) ?? {};
  if (!isJsonObject(values)) throw new Error('no map');
  return toDraft(values as Json) as DraftMap;
}

/** As Helm's `--set` reads it; a text in quotes stays one, and a literal is taken as it is. */
function setPath(
  values: DraftMap,
  target: string,
  { text, isLiteral }: { readonly text: string; readonly isLiteral: boolean },
): void {
  const isQuoted = /^'.*'$|^".*"$|^['"]$/s.test(text);
  if (isLiteral) applySet(`${target}=${text.replace(/[\\,[\]{}]/g, '\\$&')}`, values, 'string');
  else if (isQuoted) applySet(`${target}=${text.replace(/^['"]+|['"]+$/g, '')}`, values, 'string');
  else applySet(`${target}=${text}`, values, 'typed');
}

/** A new map, in which maps that only one side has are those of that side. */
function mergeDrafts(below: DraftMap, above: DraftMap): DraftMap {
  const merged: DraftMap = new Map(below);
  for (const [key, value] of above) {
    const other = merged.get(key);
    const isBoth = value instanceof Map && other instanceof Map;
    merged.set(key, isBoth ? mergeDrafts(other, value) : value);
  }
  return merged;
}
