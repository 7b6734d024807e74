// Which files a kustomization takes its resources from, and whether it stays inside of the checkout, without building it.
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { listKustomization } from '../../../flux/kustomization.ts';
import { listAt } from '../../../flux/objects.ts';
import { readYaml, readYamlDocuments } from '../../../manifests/yaml/read.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/json.ts';
import { compareStrings } from '../../../shared/order.ts';

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a folder has a kustomization of its own. */
export function hasKustomization(folder: string): boolean {
  return findKustomization(folder) !== undefined;
}

function findKustomization(folder: string): string | undefined {
  return names.map((name) => path.join(folder, name)).find((file) => resolve(file)?.isFolder === false);
}

/** The kustomization of a folder, or the one that Flux makes for a folder without. Throws what the YAML reader throws. */
export function readKustomization(folder: string): JsonObject {
  const file = findKustomization(folder);
  if (file === undefined) return listKustomization(scan(folder, folder));
  const content = readYaml(readFileSync(file, 'utf8'), { file });
  return isJsonObject(content) ? content : {};
}

/** All YAML files below, and folders with a kustomization of their own instead of what is in them. */
function scan(folder: string, base: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareStrings(a.name, b.name));
  return entries.flatMap((entry) => {
    const place = path.join(folder, entry.name);
    const name = `./${path.relative(base, place)}`;
    if (!entry.isDirectory()) return /\.ya?ml$/.test(entry.name) ? [name] : [];
    return hasKustomization(place) ? [name] : scan(place, base);
  });
}

export interface Reach {
  /** Files of resources, as absolute paths. */
  readonly files: ReadonlySet<string>;
  /** Nothing that it names is outside of the checkout. */
  readonly contained: boolean;
}

interface Walk {
  readonly root: string;
  readonly files: Set<string>;
  readonly folders: Set<string>;
  contained: boolean;
}

/** Of a folder with a kustomization, or with `own` in the place of it. What cannot be read reaches nothing. */
export function walkKustomization(folder: string, root: string, own?: JsonObject): Reach {
  const walk: Walk = { root, files: new Set(), folders: new Set(), contained: true };
  visit(folder, walk, own);
  return walk;
}

function visit(folder: string, walk: Walk, own?: JsonObject): void {
  if (walk.folders.has(folder)) return;
  walk.folders.add(folder);
  const content = own ?? tryRead(folder);
  check(content, folder, walk);
  for (const field of ['resources', 'bases', 'components']) {
    for (const entry of listAt(content, field)) {
      const found = resolve(placeOf(entry, folder));
      if (found?.isFolder) visit(found.place, walk);
      else if (found) walk.files.add(found.place);
    }
  }
  for (const field of ['generators', 'transformers', 'validators']) {
    for (const entry of listAt(content, field)) checkPlugin(entry, folder, walk);
  }
}

interface Found {
  /** Without links. */
  readonly place: string;
  readonly isFolder: boolean;
}

/** Whether there is a folder at a path, inside of the checkout. */
export function hasFolder(place: string, root: string): boolean {
  return resolve(place)?.isFolder === true && isInside(place, root);
}

/** What is at a path, through links; undefined for nothing, and for links that go in circles. */
function resolve(place: string | undefined): Found | undefined {
  try {
    const real = place === undefined ? undefined : realpathSync(place);
    return real === undefined ? undefined : { place: real, isFolder: statSync(real).isDirectory() };
  } catch {
    return undefined;
  }
}

function tryRead(folder: string): JsonObject {
  try {
    return readKustomization(folder);
  } catch {
    return {};
  }
}

/** Configuration of a plugin, in a file, a folder or on the spot, may name files too. */
function checkPlugin(entry: Json, folder: string, walk: Walk): void {
  if (typeof entry !== 'string') return;
  const found = resolve(placeOf(entry, folder));
  if (found?.isFolder) return visit(found.place, walk);
  try {
    const text = found ? readFileSync(found.place, 'utf8') : entry;
    for (const document of readYamlDocuments(text, { file: 'plugin' })) check(document, folder, walk);
  } catch {
    walk.contained = false;
  }
}

/** Whatever text may be a path counts as one: kustomize has many fields for them. */
function check(value: Json, folder: string, walk: Walk): void {
  if (Array.isArray(value)) for (const item of value) check(item, folder, walk);
  else if (isJsonObject(value)) for (const item of Object.values(value)) check(item, folder, walk);
  else if (typeof value === 'string') {
    for (const text of [value, value.slice(value.indexOf('=') + 1)]) {
      const place = placeOf(text, folder);
      if (place !== undefined && !isInside(place, walk.root)) walk.contained = false;
    }
  }
}

/** Undefined for texts of several lines, which are inline content. */
function placeOf(text: Json, folder: string): string | undefined {
  return typeof text === 'string' && text !== '' && !/[\n\0]/.test(text)
    ? path.resolve(folder, text)
    : undefined;
}

/** By its real path where it exists; what does not exist cannot be read. */
function isInside(place: string, root: string): boolean {
  const found = resolve(place);
  return found === undefined || found.place === root || found.place.startsWith(`${root}${path.sep}`);
}
