// A Kubernetes object as plain data, and the parts of it that the pipeline looks at.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** An object that has been verified: `apiVersion` and `kind` are strings, and metadata is what it should be. */
export interface Manifest {
  readonly [key: string]: Json;
  readonly apiVersion: string;
  readonly kind: string;
}

/** A manifest, and where in the evaluated output it stands: `.web.deployment`, `.list.items[2]`. */
export interface PlacedManifest {
  readonly path: string;
  readonly manifest: Manifest;
}

/** Anything with an array `items` counts as a List, whatever its kind. */
export function isList(manifest: JsonObject): boolean {
  return Array.isArray(manifest.items);
}

/** Empty for objects without metadata. */
export function metadataOf(manifest: JsonObject): JsonObject {
  const metadata = manifest.metadata;
  return isJsonObject(metadata) ? metadata : {};
}

/** '' when there is none: objects with `generateName` have no name yet. */
export function nameOf(manifest: JsonObject): string {
  return textOf(metadataOf(manifest).name);
}

/** '' when there is none: most objects have a name. */
export function generateNameOf(manifest: JsonObject): string {
  return textOf(metadataOf(manifest).generateName);
}

/** '' for cluster-wide objects. */
export function namespaceOf(manifest: JsonObject): string {
  return textOf(metadataOf(manifest).namespace);
}

/** Annotations or labels; empty when there are none. */
export function mapOf(manifest: JsonObject, key: 'annotations' | 'labels'): JsonObject {
  const map = metadataOf(manifest)[key];
  return isJsonObject(map) ? map : {};
}

/** `Deployment/web`: what targets are matched against. */
export function kindNameOf(manifest: Manifest): string {
  return `${manifest.kind}/${nameOf(manifest)}`;
}

/** A copy with other metadata. Manifests are never changed in place: evaluated values may be shared. */
export function withMetadata(manifest: Manifest, changes: JsonObject): Manifest {
  return { ...manifest, metadata: { ...metadataOf(manifest), ...changes } };
}

/** No more than what finds the object: values of Secrets stay here. `namespace` is for one that names none. */
export function toReference(object: JsonObject, namespace = ''): Manifest {
  const { apiVersion, kind } = object as Manifest;
  const place = namespaceOf(object) || namespace;
  return {
    apiVersion,
    kind,
    metadata: { name: nameOf(object), ...(place === '' ? {} : { namespace: place }) },
  };
}

/** Everything in one stream for kubectl, in its order. */
export function formatList(manifests: readonly JsonObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
