// Makes findings: one shape, stable ids, and no value of a Secret in any of them.
import { createHash } from 'node:crypto';
import { lastApplied } from '../../manifests/lastApplied.ts';
import { type Manifest, mapOf, metadataOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Finding, ObjectRef, RiskId } from '../model.ts';

export interface Draft {
  readonly code: string;
  readonly risk: RiskId;
  readonly path: string;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
  readonly rules?: readonly string[];
  readonly consequence: string;
  readonly remedy: string;
}

export function refOf(manifest: Manifest): ObjectRef {
  const { apiVersion, kind } = manifest;
  return { apiVersion, kind, namespace: namespaceOf(manifest), name: nameOf(manifest) };
}

export function createFinding(manifest: Manifest, draft: Draft): Finding {
  const object = refOf(manifest);
  const { code, risk, path, before, after, rules = [], consequence, remedy } = draft;
  const identity = [object.apiVersion, object.kind, object.namespace, object.name, code, path];
  return {
    id: `f${createHash('sha256').update(identity.join('\0')).digest('hex').slice(0, 12)}`,
    ...{ code, risk, object, path },
    ...(before === undefined ? {} : { before: maskValue(before, { manifest, path, code }) }),
    ...(after === undefined ? {} : { after: maskValue(after, { manifest, path, code }) }),
    ...{ rules, consequence, remedy },
  };
}

export const mask = '***';

interface Spot {
  readonly manifest: Manifest;
  readonly path: string;
  readonly code?: string;
}

/** A value that may be shown: what a Secret holds, or what left one, is hidden. */
export function maskValue(value: Json, { manifest, path, code }: Spot): Json {
  if (code === 'secret-in-plain-text') return hideLeaves(value);
  if (manifest.kind !== 'Secret') return value;
  if (/^(?:data|stringData)\b/.test(path)) return hideLeaves(value);
  return path === ''
    ? (maskSecret(value as JsonObject) as Json)
    : path.includes('last-applied')
      ? mask
      : value;
}

/** An object with the values of a Secret hidden; other objects are as they are. */
export function maskSecret(object: JsonObject): JsonObject {
  if (object.kind !== 'Secret') return object;
  const annotations = mapOf(object, 'annotations');
  return {
    ...object,
    ...(object.data === undefined ? {} : { data: hideLeaves(object.data) }),
    ...(object.stringData === undefined ? {} : { stringData: hideLeaves(object.stringData) }),
    ...(lastApplied in annotations
      ? { metadata: { ...metadataOf(object), annotations: { ...annotations, [lastApplied]: mask } } }
      : {}),
  };
}

function hideLeaves(value: Json): Json {
  if (Array.isArray(value)) return value.map(hideLeaves);
  if (!isJsonObject(value)) return mask;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, key === 'name' ? field : hideLeaves(field)]),
  );
}
