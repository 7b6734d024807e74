// Objects that are being changed: copies that may be written to, and how fields are reached in them.
import type { Manifest } from '../../../tools/manifests/manifest.ts';

export type Draft = null | boolean | number | string | Draft[] | DraftMap;

export interface DraftMap {
  [key: string]: Draft;
}

export function copyObjects(objects: readonly Manifest[]): DraftMap[] {
  // Not structuredClone: what an alias has made one thing has to be two.
  return JSON.parse(JSON.stringify(objects)) as DraftMap[];
}

export function finishObjects(drafts: readonly DraftMap[]): readonly Manifest[] {
  return drafts as unknown as readonly Manifest[];
}

export function isMap(value: Draft | undefined): value is DraftMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `spec.template.spec`: no field of Kubernetes' own has a dot in its name. Labels and keys of data are read one by one. */
export function valueAt(map: DraftMap, path: string): Draft | undefined {
  let value: Draft | undefined = map;
  for (const key of path.split('.')) value = isMap(value) ? value[key] : undefined;
  return value;
}

export function mapAt(map: DraftMap, path: string): DraftMap | undefined {
  const value = valueAt(map, path);
  return isMap(value) ? value : undefined;
}

/** The list; empty, and then not connected with the object, where there is none. */
export function listAt(map: DraftMap, path: string): Draft[] {
  const value = valueAt(map, path);
  return Array.isArray(value) ? value : [];
}

export function mapsAt(map: DraftMap, path: string): DraftMap[] {
  return listAt(map, path).filter(isMap);
}

/** '' where there is no text. */
export function textAt(map: DraftMap, path: string): string {
  const value = valueAt(map, path);
  return typeof value === 'string' ? value : '';
}

export function hasAt(map: DraftMap, path: string): boolean {
  return (valueAt(map, path) ?? null) !== null;
}

/** Maps on the way are made where they are missing. */
export function setAt(map: DraftMap, path: string, value: Draft): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let target = map;
  for (const key of keys) {
    const next = target[key];
    const inner: DraftMap = isMap(next) ? next : {};
    target[key] = inner;
    target = inner;
  }
  target[last] = value;
}

export function removeAt(map: DraftMap, path: string): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  const target = keys.length === 0 ? map : mapAt(map, keys.join('.'));
  if (target) delete target[last];
}

export function nameOf(object: DraftMap): string {
  return textAt(object, 'metadata.name');
}

export function labelsOf(object: DraftMap): DraftMap {
  return mapAt(object, 'metadata.labels') ?? {};
}

export function annotationsOf(object: DraftMap): DraftMap {
  return mapAt(object, 'metadata.annotations') ?? {};
}
