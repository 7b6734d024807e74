// The variables of a Flux Kustomization: from ConfigMaps and Secrets in order, and from itself, which count most.
import type { Manifest } from '../manifests/manifest.ts';
import { namespaceOf } from '../manifests/manifest.ts';
import type { JsonObject } from '../shared/json.ts';
import { formatReference, mapAt, mapsAt, type Reference, referenceOf, specOf, textsAt } from './objects.ts';

/** Keys of a ConfigMap or Secret with their values; undefined for a value that is encrypted. */
export type Entries = ReadonlyMap<string, string | undefined>;

export interface Variables {
  readonly values: ReadonlyMap<string, string>;
  /** Variables that are somewhere, with the place that hides their value. */
  readonly hidden: ReadonlyMap<string, string>;
  /** What may define any variable, and is not at hand. */
  readonly absent: readonly string[];
  /** What makes the whole of it senseless: variables that need each other. */
  readonly problems: readonly string[];
}

/** Undefined where the Kustomization substitutes nothing. `find` gives what a reference names, where it is at hand. */
export function readVariables(
  kustomization: Manifest,
  find: (reference: Reference) => Entries | undefined,
): Variables | undefined {
  const postBuild = specOf(kustomization).postBuild;
  if (postBuild === undefined || postBuild === null) return undefined;
  const values = new Map<string, string>();
  const hidden = new Map<string, string>();
  const absent: string[] = [];
  for (const source of mapsAt(mapAt(specOf(kustomization), 'postBuild'), 'substituteFrom')) {
    const reference = referenceOf({ ...source, namespace: null }, namespaceOf(kustomization));
    const entries = find(reference);
    if (entries === undefined && source.optional !== true) absent.push(formatReference(reference));
    for (const [name, value] of entries ?? []) define({ values, hidden }, name, { value, reference });
  }
  for (const [name, value] of Object.entries(textsAt(postBuild as JsonObject, 'substitute'))) {
    values.set(name, value.replaceAll('\n', ''));
    hidden.delete(name);
  }
  if (values.size === 0 && hidden.size === 0 && absent.length === 0) return undefined;
  return { values, hidden, absent, problems: findCycles(values) };
}

interface Definition {
  readonly value: string | undefined;
  readonly reference: Reference;
}

function define(
  { values, hidden }: { readonly values: Map<string, string>; readonly hidden: Map<string, string> },
  name: string,
  { value, reference }: Definition,
): void {
  if (value === undefined) {
    hidden.set(name, formatReference(reference));
    values.delete(name);
  } else {
    values.set(name, value.replaceAll('\n', ''));
    hidden.delete(name);
  }
}

/** Values are not substituted themselves, so that whoever writes such variables means something that cannot be. */
function findCycles(values: ReadonlyMap<string, string>): readonly string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const at = path.indexOf(name);
    if (at >= 0) cycles.push([...path.slice(at), name].join(' → '));
    if (at >= 0 || done.has(name)) return;
    for (const other of namesIn(values.get(name) ?? '')) if (values.has(other)) visit(other, [...path, name]);
    done.add(name);
  };
  for (const name of values.keys()) visit(name, []);
  return cycles.map((cycle) => `the variables ${cycle} are defined by each other`);
}

function namesIn(value: string): readonly string[] {
  return [...value.matchAll(/\$\{([\p{L}\p{Nd}_]+)/gu)].map((match) => match[1] as string);
}
