// Containers that more time does not help: they crash again and again, or cannot be started for half a minute.
import { mapOf, nameOf } from '../../manifests/manifest.ts';
import { runBounded } from '../../shared/bounded.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { explainCondition, listAt, numberAt, objectAt, textAt } from './fields.ts';
import { clean } from './pods.ts';
import { listOwned } from './trouble.ts';

/** Gives why a workload will not come up, given what it owns and the time in milliseconds; undefined where it may. */
export type Judge = (workload: JsonObject, owned: readonly JsonObject[], now: number) => string | undefined;

/** Remembers since when a container could not be started: its status does not tell. */
export function createJudge(): Judge {
  const since = new Map<string, number>();
  return (workload, owned, now) => {
    const reasons = listNewPods(workload, owned).flatMap((pod) =>
      listContainers(pod).map((container) => {
        const place = `${nameOf(pod)} ${textAt(container, 'name')}`;
        const key = `${textAt(pod, 'metadata', 'uid')} ${place}`;
        if (!isUnstartable(container)) since.delete(key);
        else if (!since.has(key)) since.set(key, now);
        const told = `${textAt(container, 'name')} of Pod/${nameOf(pod)}`;
        if (workload.kind !== 'Job' && isCrashing(container))
          return `${told} has crashed ${numberAt(container, 'restartCount')} times`;
        const isLate = now - (since.get(key) ?? now) > longestUnstartable;
        return isLate ? `${told} could not be started for 30 seconds: ${explainWait(container)}` : '';
      }),
    );
    return reasons.find((reason) => reason !== '');
  };
}

const mostRestarts = 3;
const longestUnstartable = 30_000;

/** Reasons of the kubelet that come back until somebody changes something. */
const unstartable: ReadonlySet<string> = new Set([
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

function waitingOf(container: JsonObject): JsonObject {
  return objectAt(container, 'state', 'waiting');
}

function isUnstartable(container: JsonObject): boolean {
  return unstartable.has(textAt(waitingOf(container), 'reason'));
}

/** A Job says itself how often its pods may fail. */
function isCrashing(container: JsonObject): boolean {
  const isBackingOff = textAt(waitingOf(container), 'reason') === 'CrashLoopBackOff';
  return isBackingOff && numberAt(container, 'restartCount') >= mostRestarts;
}

function explainWait(container: JsonObject): string {
  return clean(explainCondition(waitingOf(container)));
}

function listContainers(pod: JsonObject): readonly JsonObject[] {
  return [...listAt(pod, 'status', 'initContainerStatuses'), ...listAt(pod, 'status', 'containerStatuses')];
}

/** Those of what was applied last: a crash of an old one may be what the new one mends. */
function listNewPods(workload: JsonObject, owned: readonly JsonObject[]): readonly JsonObject[] {
  // Until its controller has seen the change, the revision that it names is the old one.
  if (!isObserved(workload)) return [];
  return owned.filter(
    (pod) =>
      pod.kind === 'Pod' &&
      textAt(pod, 'metadata', 'deletionTimestamp') === '' &&
      isOfNewRevision(pod, workload, owned),
  );
}

/** Jobs and Pods have no revisions, and do not count what was observed. */
function isObserved(workload: JsonObject): boolean {
  if (workload.kind === 'Job' || workload.kind === 'Pod') return true;
  return numberAt(workload, 'status', 'observedGeneration') >= numberAt(workload, 'metadata', 'generation');
}

function isOfNewRevision(pod: JsonObject, workload: JsonObject, owned: readonly JsonObject[]): boolean {
  const isMarked = (label: string, value: unknown): boolean =>
    value !== undefined && value !== '' && mapOf(pod, 'labels')[label] === value;
  switch (workload.kind) {
    case 'Deployment':
      return owned.some((set) => isOwner(set, pod) && isSameRevision(set, workload));
    case 'StatefulSet':
      return isMarked('controller-revision-hash', textAt(workload, 'status', 'updateRevision'));
    case 'DaemonSet':
      return isMarked('pod-template-generation', mapOf(workload, 'annotations')[daemonGeneration]);
    default:
      return true;
  }
}

/** Deprecated for ten years, and nothing else in a DaemonSet tells its pods apart. */
const daemonGeneration = 'deprecated.daemonset.template.generation';

function isOwner(owner: JsonObject, object: JsonObject): boolean {
  const uid = textAt(owner, 'metadata', 'uid');
  return listAt(object, 'metadata', 'ownerReferences').some((reference) => reference.uid === uid);
}

function isSameRevision(set: JsonObject, deployment: JsonObject): boolean {
  const [own, wanted] = [set, deployment].map((object) => mapOf(object, 'annotations')[revision]);
  return own !== undefined && own === wanted;
}

const revision = 'deployment.kubernetes.io/revision';

/** Gives of which workloads it is certain that they will not come up, and why; nothing where it was just asked. */
export type Inspection = (workloads: readonly JsonObject[]) => Promise<ReadonlyMap<JsonObject, string>>;

/** Looks at the pods of a few workloads, every few seconds: each of them is a call of kubectl. */
export function createInspection(kubectl: Kubectl): Inspection {
  const judge = createJudge();
  let next = performance.now() + pause;
  return async (workloads) => {
    const found = new Map<JsonObject, string>();
    if (performance.now() < next) return found;
    await runBounded(workloads.slice(0, mostInspected), concurrency, async (workload) => {
      const reason = judge(workload, await listOwned(kubectl, workload), performance.now());
      if (reason !== undefined) found.set(workload, reason);
    });
    next = performance.now() + pause;
    return found;
  };
}

/** Milliseconds. */
const pause = 3000;
const mostInspected = 10;
const concurrency = 4;
