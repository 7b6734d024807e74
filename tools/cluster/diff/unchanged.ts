// Objects that an apply certainly leaves as they are: kubectl needs a tenth of a second of computing for each, we do not.
import { readLastApplied } from '../../manifests/lastApplied.ts';
import { type Manifest, mapOf, metadataOf } from '../../manifests/manifest.ts';
import { listKindOf, type Type, type Types } from '../../parity/schema/types.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../shared/json.ts';
import { withEncodedData } from './subset.ts';

/**
 * Whether a client-side apply would send nothing: what was applied last is what is to be applied, and the live object
 * still has all of it. False where that is not certain.
 */
export function isUnchanged(manifest: Manifest, live: JsonObject | undefined, types: Types): boolean {
  if (live === undefined || metadataOf(live).deletionTimestamp !== undefined) return false;
  if (hasNull(manifest) || !sameJson(readLastApplied(live), withAnnotations(manifest))) return false;
  const wanted = withEncodedData(withoutNamespace(manifest, live));
  return contains(live, wanted, types.kind(manifest.apiVersion, manifest.kind), types);
}

/** kubectl writes the annotations down even where there are none. */
function withAnnotations(manifest: Manifest): JsonObject {
  return { ...manifest, metadata: { ...metadataOf(manifest), annotations: mapOf(manifest, 'annotations') } };
}

/** Every custom resource gets a namespace here, and one outside of namespaces does not keep it. */
function withoutNamespace(manifest: Manifest, live: JsonObject): JsonObject {
  const { namespace, ...metadata } = metadataOf(manifest);
  return namespace !== undefined && metadataOf(live).namespace === undefined
    ? { ...manifest, metadata }
    : manifest;
}

function hasNull(value: Json): boolean {
  if (typeof value !== 'object') return false;
  return value === null || Object.values(value).some(hasNull);
}

function contains(live: Json | undefined, wanted: Json, type: Type | undefined, types: Types): boolean {
  if (isJsonObject(wanted)) {
    if (!isJsonObject(live)) return false;
    return Object.entries(wanted).every(
      ([key, value]) => Object.hasOwn(live, key) && contains(live[key], value, types.field(type, key), types),
    );
  }
  if (!Array.isArray(wanted)) return live === wanted;
  if (!Array.isArray(live) || live.length !== wanted.length) return false;
  // Entries without a key are replaced all together, and with them what the server has added.
  if (!isMerged(type)) return sameJson(live, wanted);
  return wanted.every((item, index) => contains(live[index], item as Json, types.item(type), types));
}

function isMerged(type: Type | undefined): boolean {
  return type?.schema['x-kubernetes-patch-merge-key'] !== undefined && listKindOf(type) !== 'atomic';
}
