// What is in the cluster at one moment: which objects, and which version of its pod template each workload runs.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Manifest, mapOf, metadataOf, nameOf, namespaceOf } from '../../tools/manifests/manifest.ts';
import { valueAt } from '../../tools/schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../tools/shared/json.ts';
import type { Resources } from './resources.ts';

export interface ObservedObject {
  readonly uid: string;
  /** The pod template that the controller works towards, as its hash or revision; '' where there is none yet. */
  readonly revision: string;
  /** Whether a ReplicaSet makes the pods. */
  readonly replicaSet: boolean;
  /** The pods that the workload has, by UID. */
  readonly pods: ReadonlySet<string>;
}

/** Whether pods are being replaced: a Deployment begins with another ReplicaSet, the others by taking a pod away. */
export function isRolled(before: ObservedObject, after: ObservedObject): boolean {
  if (before.revision === after.revision || before.revision === '') return false;
  return before.replicaSet || before.pods.size === 0 || !keepsPods(before, after);
}

function keepsPods(before: ObservedObject, after: ObservedObject): boolean {
  return [...before.pods].every((pod) => after.pods.has(pod));
}

/** By `namespace/Kind/name`; what is being deleted is not there. */
export type Snapshot = ReadonlyMap<string, ObservedObject>;

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

export function keyOf(kind: string, namespace: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}

const rolling = ['Deployment', 'StatefulSet', 'DaemonSet'];

export interface Scope {
  readonly kinds: readonly Kind[];
  /** Objects outside of namespaces are looked at, too. */
  readonly namespaces: ReadonlySet<string>;
}

/** Waits until the controllers have done all their work in the namespaces, and reads all objects of the kinds. */
export async function takeSnapshot(resources: Resources, scope: Scope): Promise<Snapshot> {
  await waitUntilQuiet(resources, scope);
  const workloads = await readWorkloads(resources, scope);
  const lists = await readKinds(resources, scope);
  const objects = lists.flat().filter(isKept) as unknown as readonly Manifest[];
  return new Map(
    objects.map((object) => [
      keyOf(object.kind, namespaceOf(object), nameOf(object)),
      observe(object, workloads),
    ]),
  );
}

const apps = { apiVersion: 'apps/v1' };
const workloadKinds: readonly Kind[] = [
  ...rolling.map((kind) => ({ ...apps, kind })),
  { ...apps, kind: 'ReplicaSet' },
  { ...apps, kind: 'ControllerRevision' },
  { apiVersion: 'v1', kind: 'Pod' },
];

interface Workloads {
  readonly owners: readonly JsonObject[];
  readonly replicaSets: readonly JsonObject[];
  readonly revisions: readonly JsonObject[];
  readonly pods: readonly JsonObject[];
}

async function readWorkloads(resources: Resources, { namespaces }: Scope): Promise<Workloads> {
  const lists = await readKinds(resources, { kinds: workloadKinds, namespaces });
  const [deployments = [], sets = [], daemons = [], replicaSets = [], revisions = [], pods = []] = lists;
  return { owners: [...deployments, ...sets, ...daemons], replicaSets, revisions, pods };
}

function readKinds(
  resources: Resources,
  { kinds, namespaces }: Scope,
): Promise<readonly (readonly JsonObject[])[]> {
  const isMeant = (object: JsonObject): boolean => {
    const { namespace } = metadataOf(object);
    return namespace === undefined || namespaces.has(String(namespace));
  };
  const read = async ({ apiVersion, kind }: Kind) => (await resources.list(apiVersion, kind)).filter(isMeant);
  return Promise.all(kinds.map(read));
}

const deadline = 120_000;
const calmFor = 1_500;

/** Every controller has seen the newest generation, no pod is on its way out, and nothing changes for a while. */
async function waitUntilQuiet(resources: Resources, scope: Scope): Promise<void> {
  const start = Date.now();
  let last: readonly string[] = [];
  let since = start;
  let changes: readonly string[] = [];
  while (Date.now() - start < deadline) {
    const state = stateOf(await readWorkloads(resources, scope));
    const known = new Set(last);
    const moving = state.filter((line) => line.startsWith('busy ') || !known.has(line));
    if (moving.length > 0 || state.length !== last.length) [since, changes] = [Date.now(), moving];
    last = state;
    if (Date.now() - since > calmFor) return;
    await sleep(250);
  }
  throw new Error(`still at work after ${deadline / 1000} s:\n${changes.slice(0, 10).join('\n')}`);
}

/** A line for each object; those of objects that are being worked on begin with `busy`. */
function stateOf({ owners, replicaSets, revisions, pods }: Workloads): readonly string[] {
  return [
    ...owners.map((owner) => `${isSeen(owner) ? '' : 'busy '}${describe(owner)} ${statusOf(owner)}`),
    ...[...replicaSets, ...revisions].map(describe),
    ...pods.map((pod) => `${isKept(pod) ? '' : 'busy '}${describe(pod)}`),
  ];
}

function describe(object: JsonObject): string {
  const { namespace, name, uid } = metadataOf(object);
  return `${object.kind} ${namespace}/${name} ${uid}`;
}

function statusOf(owner: JsonObject): string {
  return JSON.stringify(valueAt(owner, ['status']));
}

function isSeen(owner: JsonObject): boolean {
  return valueAt(owner, ['status', 'observedGeneration']) === metadataOf(owner).generation;
}

function isKept(object: JsonObject): boolean {
  return metadataOf(object).deletionTimestamp === undefined;
}

function uidOf(object: JsonObject): string {
  return String(metadataOf(object).uid);
}

const nothing: ReadonlySet<string> = new Set();

function observe(object: Manifest, workloads: Workloads): ObservedObject {
  const uid = uidOf(object);
  if (object.apiVersion !== 'apps/v1' || !rolling.includes(object.kind))
    return { uid, revision: '', replicaSet: false, pods: nothing };
  const owners = new Set([uid, ...workloads.replicaSets.filter((set) => isOwned(set, uid)).map(uidOf)]);
  const pods = workloads.pods.filter((pod) => [...owners].some((owner) => isOwned(pod, owner)));
  return {
    uid,
    revision: revisionOf(object, workloads),
    replicaSet: object.kind === 'Deployment',
    pods: new Set(pods.map(uidOf)),
  };
}

function revisionOf(object: Manifest, { replicaSets, revisions }: Workloads): string {
  const uid = uidOf(object);
  if (object.kind === 'StatefulSet') return String(valueAt(object, ['status', 'updateRevision']) ?? '');
  const isDaemon = object.kind === 'DaemonSet';
  const own = (isDaemon ? revisions : replicaSets).filter((one) => isOwned(one, uid));
  const newest = isDaemon
    ? last(own, (revision) => revision.revision)
    : last(own, (set) => mapOf(set, 'annotations')['deployment.kubernetes.io/revision']);
  if (newest === undefined) return '';
  return String(mapOf(newest, 'labels')[isDaemon ? 'controller-revision-hash' : 'pod-template-hash']);
}

function last(
  objects: readonly JsonObject[],
  orderOf: (object: JsonObject) => Json | undefined,
): JsonObject | undefined {
  return objects.toSorted((a, b) => Number(orderOf(a)) - Number(orderOf(b))).at(-1);
}

function isOwned(object: JsonObject, uid: string): boolean {
  const { ownerReferences } = metadataOf(object);
  return (
    Array.isArray(ownerReferences) &&
    ownerReferences.some(
      (owner: Json) => isJsonObject(owner) && owner.uid === uid && owner.controller === true,
    )
  );
}
