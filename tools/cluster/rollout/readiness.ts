// Whether an object of a cluster has become what it was told to be, by the rules of `kubectl rollout status`.
import { valueAt } from '../../schema/json.ts';
import type { JsonObject } from '../../shared/json.ts';
import { groupOf } from '../client/identity.ts';
import { explainCondition, findCondition, listAt, numberAt, textAt } from './fields.ts';
import { explainPod } from './pods.ts';

export interface Readiness {
  readonly state: 'ready' | 'progressing' | 'failed';
  /** `1/3 updated`, `CrashLoopBackOff`; '' where there is nothing to tell. */
  readonly text: string;
}

type Rule = (object: JsonObject) => Readiness;

const ready = (text: string): Readiness => ({ state: 'ready', text });
const progressing = (text: string): Readiness => ({ state: 'progressing', text });
const failed = (text: string): Readiness => ({ state: 'failed', text });

/** By group and kind. */
const rules: Readonly<Record<string, Rule>> = {
  'apps/Deployment': observed(readDeployment),
  'apps/StatefulSet': observed(readStatefulSet),
  'apps/DaemonSet': observed(readDaemonSet),
  'apps/ReplicaSet': observed(readReplicas),
  '/ReplicationController': observed(readReplicas),
  'batch/Job': readJob,
  '/Pod': readPod,
  '/PersistentVolumeClaim': readClaim,
  '/Service': readService,
  'apiextensions.k8s.io/CustomResourceDefinition': readDefinition,
};

/** Of an object as the cluster has it. What no rule knows is ready because it exists. */
export function readinessOf(object: JsonObject): Readiness {
  if (textAt(object, 'metadata', 'deletionTimestamp') !== '') return progressing('being deleted');
  return rules[keyOf(object)]?.(object) ?? ready('');
}

/** Whether there is something to wait for after it was applied. Claims may wait for a first consumer, addresses for ever. */
export function hasRollout(object: JsonObject): boolean {
  const key = keyOf(object);
  return Object.hasOwn(rules, key) && key !== '/PersistentVolumeClaim' && key !== '/Service';
}

function keyOf({ apiVersion, kind }: JsonObject): string {
  return `${groupOf(String(apiVersion))}/${String(kind)}`;
}

/** A status that its controller wrote before the last change tells nothing. */
function observed(rule: Rule): Rule {
  return (object) =>
    numberAt(object, 'status', 'observedGeneration') < numberAt(object, 'metadata', 'generation')
      ? progressing('not observed yet')
      : rule(object);
}

/** The API server sets one replica where none is given. */
function replicasOf(object: JsonObject): number {
  return valueAt(object, ['spec', 'replicas']) === undefined ? 1 : numberAt(object, 'spec', 'replicas');
}

function readDeployment(object: JsonObject): Readiness {
  const wanted = replicasOf(object);
  const status = (name: string): number => numberAt(object, 'status', name);
  const [all, updated, available] = [
    status('replicas'),
    status('updatedReplicas'),
    status('availableReplicas'),
  ];
  // Nothing rolls out while it is paused, and its deadline stands still.
  if (valueAt(object, ['spec', 'paused']) === true) return ready(`paused, ${available}/${wanted} available`);
  const stalled = findCondition(object, 'Progressing', 'False');
  if (stalled?.reason === 'ProgressDeadlineExceeded')
    return failed(`ProgressDeadlineExceeded, ${available}/${wanted} available`);
  if (updated < wanted) return progressing(`${updated}/${wanted} updated`);
  if (all > updated) return progressing(`${all - updated} old to end`);
  if (available < updated) return progressing(`${available}/${updated} available`);
  return ready(`${available}/${wanted} ready`);
}

function readStatefulSet(object: JsonObject): Readiness {
  const wanted = replicasOf(object);
  const readyReplicas = numberAt(object, 'status', 'readyReplicas');
  if (readyReplicas < wanted) return progressing(`${readyReplicas}/${wanted} ready`);
  // Somebody deletes its pods by hand, at a time of their own.
  if (textAt(object, 'spec', 'updateStrategy', 'type') === 'OnDelete')
    return ready(`${readyReplicas}/${wanted} ready`);
  const partition = numberAt(object, 'spec', 'updateStrategy', 'rollingUpdate', 'partition');
  const toUpdate = Math.max(0, wanted - partition);
  const updated = numberAt(object, 'status', 'updatedReplicas');
  return updated < toUpdate
    ? progressing(`${updated}/${toUpdate} updated`)
    : ready(`${readyReplicas}/${wanted} ready`);
}

function readDaemonSet(object: JsonObject): Readiness {
  const status = (name: string): number => numberAt(object, 'status', name);
  const [wanted, updated, available] = [
    status('desiredNumberScheduled'),
    status('updatedNumberScheduled'),
    status('numberAvailable'),
  ];
  const rolls = textAt(object, 'spec', 'updateStrategy', 'type') !== 'OnDelete';
  if (rolls && updated < wanted) return progressing(`${updated}/${wanted} updated`);
  if (available < wanted) return progressing(`${available}/${wanted} available`);
  return ready(`${available}/${wanted} ready`);
}

function readReplicas(object: JsonObject): Readiness {
  const wanted = replicasOf(object);
  const available = numberAt(object, 'status', 'availableReplicas');
  return available < wanted
    ? progressing(`${available}/${wanted} available`)
    : ready(`${available}/${wanted} ready`);
}

function readJob(object: JsonObject): Readiness {
  const failure = findCondition(object, 'Failed');
  if (failure) return failed(explainCondition(failure));
  const succeeded = numberAt(object, 'status', 'succeeded');
  if (findCondition(object, 'Complete')) return ready(`${succeeded} completed`);
  if (valueAt(object, ['spec', 'suspend']) === true) return ready('suspended');
  return progressing(`${succeeded}/${numberAt(object, 'spec', 'completions') || 1} completed`);
}

function readPod(object: JsonObject): Readiness {
  const phase = textAt(object, 'status', 'phase');
  if (phase === 'Succeeded') return ready('completed');
  const reason = explainPod(object);
  if (phase === 'Failed') return failed(reason || 'failed');
  return findCondition(object, 'Ready')
    ? ready('running')
    : progressing(reason || phase.toLowerCase() || 'pending');
}

function readClaim(object: JsonObject): Readiness {
  const phase = textAt(object, 'status', 'phase');
  if (phase === 'Bound') return ready('bound');
  return phase === 'Lost' ? failed('its volume is lost') : progressing('not bound');
}

function readService(object: JsonObject): Readiness {
  if (textAt(object, 'spec', 'type') !== 'LoadBalancer') return ready('');
  const addresses = listAt(object, 'status', 'loadBalancer', 'ingress').map(
    (entry) => textAt(entry, 'ip') || textAt(entry, 'hostname'),
  );
  return addresses.length === 0 ? progressing('no address') : ready(`address ${addresses.join(', ')}`);
}

function readDefinition(object: JsonObject): Readiness {
  const refused = findCondition(object, 'NamesAccepted', 'False');
  if (refused) return failed(explainCondition(refused));
  return findCondition(object, 'Established') ? ready('established') : progressing('not established');
}
