// Flux's kinds as plain data, and how to look into them without trusting that they are what they should be.
import { type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

export const groups = {
  HelmRelease: 'helm.toolkit.fluxcd.io',
  Kustomization: 'kustomize.toolkit.fluxcd.io',
  OCIRepository: 'source.toolkit.fluxcd.io',
  HelmRepository: 'source.toolkit.fluxcd.io',
  GitRepository: 'source.toolkit.fluxcd.io',
  HelmChart: 'source.toolkit.fluxcd.io',
} as const;
export type FluxKind = keyof typeof groups;

/** Whether it is an object of this kind, in whatever version. */
export function isFlux(object: Json, kind: FluxKind): object is Manifest {
  return (
    isJsonObject(object) && object.kind === kind && textOf(object.apiVersion).startsWith(`${groups[kind]}/`)
  );
}

/** The object's `spec`; empty where it is no map. */
export function specOf(object: JsonObject): JsonObject {
  return mapAt(object, 'spec');
}

/** A map inside of a map; empty where there is none. */
export function mapAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** A list inside of a map; empty where there is none. */
export function listAt(object: JsonObject, key: string): readonly Json[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

/** The maps in a list inside of a map. */
export function mapsAt(object: JsonObject, key: string): readonly JsonObject[] {
  return listAt(object, key).filter(isJsonObject);
}

/** The texts in a map inside of a map. */
export function textsAt(object: JsonObject, key: string): Readonly<Record<string, string>> {
  const entries = Object.entries(mapAt(object, key));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** A text, or '' for anything else. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Which object another one names. */
export interface Reference {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A reference inside of an object: without a namespace of its own it stays in that of the object. */
export function referenceOf(reference: JsonObject, namespace: string): Reference {
  return {
    kind: textOf(reference.kind),
    namespace: textOf(reference.namespace) || namespace,
    name: textOf(reference.name),
  };
}

/** `Kind namespace/name`. */
export function formatReference({ kind, namespace, name }: Reference): string {
  return `${kind} ${namespace && `${namespace}/`}${name}`;
}

/** How an object is referred to. */
export function refer(object: Manifest): Reference {
  return { kind: object.kind, namespace: namespaceOf(object), name: nameOf(object) };
}
