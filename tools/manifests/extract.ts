// Finds the Kubernetes objects in evaluated output, at any depth, and unwraps Lists.
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import { goTypeOf } from './goTypes.ts';
import { isList, type PlacedManifest } from './manifest.ts';
import { isSecretField, maskAll, maskSecrets } from './mask.ts';
import { verifyManifest } from './verify.ts';
import { formatYamlV3 } from './yaml/write.ts';

/** Where a walk is: the keys and indices that lead there, and the nearest object around it. */
interface Place {
  readonly path: readonly string[];
  readonly container: JsonObject;
  /** Why the container is no manifest. */
  readonly reason: string;
  /** What is here belongs to a Secret. */
  readonly isSecret?: boolean;
}

/** Tanka's word where there is no object whose fields could be missing. */
const nothingAround = '%!s(<nil>)';

/**
 * Every object with `apiVersion` and `kind`, in the order of the walk: keys sorted, null fields skipped. Throws
 * ToolError: `manifest-expected` at a primitive, `manifest-fields` at an object without name or with broken labels.
 */
export function extractManifests(value: Json): PlacedManifest[] {
  const found: PlacedManifest[] = [];
  walk(value, { path: [], container: {}, reason: nothingAround }, found);
  return found;
}

/** Lists replaced by their items, which may be Lists themselves. Throws ToolError like extractManifests. */
export function unwrapLists(manifests: readonly PlacedManifest[]): PlacedManifest[] {
  return manifests.flatMap((placed) => (isList(placed.manifest) ? unwrapLists(itemsOf(placed)) : [placed]));
}

function itemsOf({ path, manifest }: PlacedManifest): PlacedManifest[] {
  return (manifest.items as Json[]).map((item, index) => {
    const itemPath = `${path}.items[${index}]`;
    if (!isJsonObject(item)) throw new ToolError('list-item', { path: itemPath, type: goTypeOf(item) });
    return { path: itemPath, manifest: verifyManifest(item, itemPath) };
  });
}

function walk(value: Json, place: Place, found: PlacedManifest[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      walk(item, { ...place, path: [...place.path, `[${index}]`] }, found);
    }
  } else if (isJsonObject(value)) walkObject(value, place, found);
  else failAtPrimitive(value, place);
}

function walkObject(
  raw: JsonObject,
  { path, isSecret: isInside = false }: Place,
  found: PlacedManifest[],
): void {
  const object = withoutMarker(raw);
  const reason = whyNoManifest(object);
  if (reason === undefined) {
    const at = formatPath(path);
    found.push({ path: at, manifest: verifyManifest(object, at) });
    return;
  }
  for (const key of Object.keys(object).sort(compareStrings)) {
    const value = object[key] as Json;
    // What an `if` without `else` leaves behind.
    if (value === null) continue;
    const isSecret = isInside || isSecretField(object, key);
    const container = isInside ? maskAll(object) : object;
    walk(value, { path: [...path, key], container, reason, isSecret }, found);
  }
}

/** Without the private field of the ksonnet library. */
function withoutMarker(object: JsonObject): JsonObject {
  if (!Object.hasOwn(object, '__ksonnet')) return object;
  const { __ksonnet, ...rest } = object;
  return rest;
}

function whyNoManifest(object: JsonObject): string | undefined {
  for (const key of ['apiVersion', 'kind']) {
    const value = Object.hasOwn(object, key) ? (object[key] ?? null) : null;
    if (value === null) return `missing attribute "${key}"`;
    if (typeof value !== 'string') return `attribute "${key}" is not a string, it is a ${goTypeOf(value)}`;
    if (value === '') return `attribute "${key}" is empty`;
  }
  return undefined;
}

function failAtPrimitive(value: Json, { path, container, reason }: Place): never {
  const object = formatYamlV3(maskSecrets(container));
  const diagnostics = reason === nothingAround ? [explainOutput(value, path)] : [];
  const args = { path: formatPath(path.slice(0, -1)), reason, object };
  throw new ToolError('manifest-expected', args, { diagnostics });
}

const types: Readonly<Record<string, string>> = { string: 'text', number: 'number', boolean: 'boolean' };

/** What it is, and not its text: that may be secret. */
function explainOutput(value: Json, path: readonly string[]): Diagnostic {
  const type = value === null ? 'null' : `a ${types[typeof value]}`;
  const what = path.length === 0 ? type : `a list with ${type} at ${formatPath(path)}`;
  return { code: 'manifest-output', severity: 'error', args: { what } };
}

function formatPath(path: readonly string[]): string {
  return `.${path.join('.')}`;
}
