// What the API server stores of an object, laid beside what the comparison says that it stores.
import { type Manifest, nameOf } from '../../tools/manifests/manifest.ts';
import { type Change, findChanges } from '../../tools/parity/compare/compare.ts';
import { mergeStringData } from '../../tools/parity/normalise/aliases.ts';
import { type Server, toStored } from '../../tools/parity/normalise/stored.ts';
import { readBehaviour } from '../../tools/parity/schema/behaviour.ts';
import { type Place as ChangedPlace, root } from '../../tools/parity/schema/place.ts';
import { createTypes } from '../../tools/parity/schema/types.ts';
import { isJsonObject, type JsonObject } from '../../tools/shared/json.ts';
import { readBundle } from '../../tools/validate/schemas.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Resources } from './resources.ts';

/** What is known of Kubernetes 1.35. */
export function knownServer(): Server {
  return { types: createTypes(readBundle('1.35')), behaviour: readBehaviour('1.35') };
}

export interface Place {
  readonly cluster: Cluster;
  readonly resources: Resources;
  /** Of objects that have none. */
  readonly namespace: string;
}

/** The object as it would be returned, without being stored; a sentence where it is refused. */
export async function dryCreate(
  object: Manifest,
  { cluster, resources, namespace }: Place,
): Promise<JsonObject | string> {
  const folder = await resources.folderOf(object, namespace);
  const query = { dryRun: 'All', fieldValidation: 'Strict' };
  const { status, body } = await cluster.request('POST', folder, object, { query });
  if (!isJsonObject(body)) throw new Error(`the API server answered ${status}: ${String(body)}`);
  return status < 300 ? body : `${object.kind}/${nameOf(object)}: ${String(body.message)}`;
}

/** Sentences; none where what the server returned is what it was said to store. */
export function listDifferences(sent: Manifest, returned: JsonObject, server: Server): readonly string[] {
  const { apiVersion, kind } = sent;
  const written = kind === 'Secret' ? (mergeStringData(sent) as Manifest) : sent;
  const [ours, theirs] = [written, { ...withoutOwn(returned), apiVersion, kind }].map((object) =>
    toStored(object, server, () => undefined),
  );
  const at = {
    type: server.types.kind(apiVersion, kind),
    place: root,
    options: { types: server.types, embedded: false },
  };
  const assigned = [
    ...(server.behaviour?.assigned[`${apiVersion}/${kind}`] ?? []),
    ...(ownPaths[kind] ?? []),
  ];
  return findChanges(ours, theirs, at)
    .filter(({ place }) => !assigned.some((path) => isBelow(spell(place), path)))
    .map((change) => `${kind}/${nameOf(sent)} ${describe(change)}`);
}

/** What the server writes into objects of these kinds. */
const ownPaths: Readonly<Record<string, readonly string[]>> = {
  PersistentVolumeClaim: ['metadata.finalizers'],
};

/** As tables write places: `metadata.annotations[example.org/name]`, and `spec.ports[].nodePort` for all entries. */
function spell({ pattern, key }: ChangedPlace): string {
  return pattern.replace(/\{\}$/, `[${key}]`);
}

/** Without what the server writes into every object. */
function withoutOwn(returned: JsonObject): JsonObject {
  const { uid, creationTimestamp, managedFields, resourceVersion, generation, ...metadata } =
    returned.metadata as JsonObject;
  return { ...returned, metadata };
}

function isBelow(place: string, path: string): boolean {
  return place.startsWith(path) && /^(?:$|[.[{])/.test(place.slice(path.length));
}

function describe({ place, before, after, kind }: Change): string {
  const [said, stored] = [before, after].map((value) => JSON.stringify(value) ?? 'nothing');
  return kind === 'order'
    ? `${place.path}: the order differs`
    : `${place.path}: ${said}, stored is ${stored}`;
}
