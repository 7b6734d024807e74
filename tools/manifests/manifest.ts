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

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
