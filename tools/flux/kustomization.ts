// What kustomize-controller builds: the folder's own kustomization with what the Flux Kustomization adds to it.
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { listAt, mapsAt, textOf } from './objects.ts';

/** Fields that are taken over where the Flux Kustomization has them. */
const overrides: Readonly<Record<string, string>> = {
  targetNamespace: 'namespace',
  namePrefix: 'namePrefix',
  nameSuffix: 'nameSuffix',
};

/** Lists whose entries come behind those of the folder. */
const additions = ['patches', 'patchesStrategicMerge', 'components'] as const;

/**
 * The kustomization to build for a Flux Kustomization's `spec`. `own` is the one in the folder, or names what was
 * found there.
 */
export function extendKustomization(own: JsonObject, spec: JsonObject): JsonObject {
  const extended: Record<string, Json> = { ...own };
  for (const [from, to] of Object.entries(overrides)) {
    if (typeof spec[from] === 'string') extended[to] = spec[from];
  }
  for (const field of additions) {
    const added = listAt(spec, field).map((entry) => (field === 'patches' ? withoutUnknown(entry) : entry));
    if (added.length > 0) extended[field] = [...listAt(own, field), ...added];
  }
  const images = mergeImages(mapsAt(own, 'images'), mapsAt(spec, 'images'));
  if (images.length > 0) extended.images = images;
  // A kustomization without resources is refused as empty; its components may still have some.
  if (listAt(own, 'resources').length === 0) extended.buildMetadata = ['originAnnotations'];
  return extended;
}

/** Of a patch, Flux hands on its text and its target. */
function withoutUnknown(patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  return { patch: textOf(patch.patch), ...(isJsonObject(patch.target) ? { target: patch.target } : {}) };
}

/** An image of the same name is changed: name by itself, tag and digest together. */
function mergeImages(own: readonly JsonObject[], added: readonly JsonObject[]): readonly JsonObject[] {
  const merged = new Map(own.map((image) => [textOf(image.name), image]));
  for (const image of added) {
    const name = textOf(image.name);
    const { newTag, digest, ...rest } = merged.get(name) ?? { name };
    const isPinned = Boolean(image.newTag || image.digest);
    const pin = isPinned ? { newTag: image.newTag, digest: image.digest } : { newTag, digest };
    const known = Object.entries(pin).filter((entry): entry is [string, Json] => Boolean(entry[1]));
    merged.set(name, {
      ...rest,
      ...(image.newName ? { newName: image.newName } : {}),
      ...Object.fromEntries(known),
    });
  }
  return [...merged.values()];
}

/** The kustomization of a folder without one: everything that was found. */
export function listKustomization(resources: readonly string[]): JsonObject {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    ...(resources.length > 0 ? { resources } : { namespace: '_placeholder' }),
  };
}
