// What makes two objects one object to a cluster, and how it is called in texts.
import { type Manifest, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import type { JsonObject } from '../../shared/json.ts';

/** '' for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
}

/** Group, kind, namespace and name: versions of a group show the same object. */
export function keyOf(object: JsonObject, namespace: string = namespaceOf(object)): string {
  const { apiVersion, kind } = object as Manifest;
  return [groupOf(apiVersion), kind, namespace, nameOf(object)].join('/');
}

/** `Deployment/web in namespace shop` */
export function describeObject(object: JsonObject): string {
  const namespace = namespaceOf(object);
  return `${String(object.kind)}/${nameOf(object)}${namespace === '' ? '' : ` in namespace ${namespace}`}`;
}
