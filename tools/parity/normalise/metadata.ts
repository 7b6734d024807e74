// Labels and annotations that tools write about themselves.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { templatePath } from '../graph/workloads.ts';
import { fieldOf, root } from '../schema/place.ts';
import type { Context } from './meaning.ts';
import type { Touch } from './stored.ts';

const managedLabels: readonly RegExp[] = [
  /^helm\.sh\/chart$/,
  /^app\.kubernetes\.io\/(?:managed-by|version)$/,
  // Others, such as prune, are decisions.
  /^(?:helm|kustomize)\.toolkit\.fluxcd\.io\/(?:name|namespace|checksum)$/,
  /^argocd\.argoproj\.io\/instance$/,
  /^tanka\.dev\//,
  /^chart$/,
  /^heritage$/,
];

const managedAnnotations: readonly RegExp[] = [
  /^meta\.helm\.sh\//,
  /^kubectl\.kubernetes\.io\/last-applied-configuration$/,
  /^deployment\.kubernetes\.io\/revision$/,
  /^argocd\.argoproj\.io\/tracking-id$/,
  // Others, such as prune, are decisions.
  /^(?:helm|kustomize)\.toolkit\.fluxcd\.io\/(?:name|namespace|checksum)$/,
  /^config\.kubernetes\.io\/(?:origin|path|index)$/,
  /^tanka\.dev\//,
];

/** Annotations of a pod template that restart pods when configuration changes. */
const checksum: RegExp = /(?:^|[./-])checksum(?:[./-]|$)/;

/** The object without what tools manage in its own metadata, and without checksums of equal content. */
export function withoutManaged(object: JsonObject, context: Context, touch: Touch): JsonObject {
  const isManaged = {
    labels: (key: string) => !context.selected.has(key) && matches(managedLabels, key),
    annotations: (key: string) => matches(managedAnnotations, key),
  };
  const bare = withMetadata(object, '', (metadata) =>
    dropKeys(metadata, isManaged, (key) => touch('N13', `metadata.${key}`)),
  );
  const path = templatePath(String(object.kind));
  if (!context.configEqual || !path) return bare;
  return withMetadata(bare, path, (metadata) =>
    levelChecksums(metadata, (key) => touch('N14', `${path}.metadata.${key}`)),
  );
}

/** Every checksum of equal content is the same; that there is one restarts pods when the content changes. */
function levelChecksums(metadata: JsonObject, levelled: (path: string) => void): JsonObject {
  const { annotations } = metadata;
  if (!isJsonObject(annotations)) return metadata;
  const keys = Object.keys(annotations).filter((key) => checksum.test(key));
  for (const key of keys)
    levelled(fieldOf({ ...root, path: 'annotations', pattern: 'annotations' }, key, true).path);
  return {
    ...metadata,
    annotations: { ...annotations, ...Object.fromEntries(keys.map((key) => [key, '(checksum)'])) },
  };
}

function matches(expressions: readonly RegExp[], key: string): boolean {
  return expressions.some((expression) => expression.test(key));
}

type Predicates = Readonly<Partial<Record<'labels' | 'annotations', (key: string) => boolean>>>;

function dropKeys(metadata: JsonObject, predicates: Predicates, dropped: (path: string) => void): JsonObject {
  const result: Record<string, Json> = { ...metadata };
  for (const [field, isDropped] of Object.entries(predicates)) {
    const map = metadata[field];
    if (!isJsonObject(map)) continue;
    const gone = Object.keys(map).filter((key) => isDropped(key));
    for (const key of gone) dropped(fieldOf({ ...root, path: field, pattern: field }, key, true).path);
    const kept = Object.entries(map).filter(([key]) => !gone.includes(key));
    if (kept.length === 0) delete result[field];
    else result[field] = Object.fromEntries(kept);
  }
  return result;
}

/** A copy with the metadata at a path of plain fields changed. */
function withMetadata(
  object: JsonObject,
  path: string,
  change: (metadata: JsonObject) => JsonObject,
): JsonObject {
  const [first = '', ...rest] = path === '' ? ['metadata'] : path.split('.');
  const inner = object[first];
  if (!isJsonObject(inner)) return object;
  if (path === '') return { ...object, metadata: change(inner) };
  return { ...object, [first]: withMetadata(inner, rest.join('.'), change) };
}
