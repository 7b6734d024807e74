// When an object of a cluster is ready: each state as a status that an API server may give.
import { describe, expect, it } from 'vitest';
import { hasRollout, readinessOf } from '../../tools/cluster/rollout/readiness.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';

const versions: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  ReplicationController: 'v1',
  Job: 'batch/v1',
  Pod: 'v1',
  PersistentVolumeClaim: 'v1',
  Service: 'v1',
  ConfigMap: 'v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
};

function object(kind: string, spec: JsonObject, status: JsonObject): JsonObject {
  const metadata = { name: 'x', namespace: 'shop', generation: 2 };
  return {
    apiVersion: versions[kind] ?? 'v1',
    kind,
    metadata,
    spec,
    status: { observedGeneration: 2, ...status },
  };
}

const condition = (type: string, status: string, rest: JsonObject = {}): JsonObject => ({
  conditions: [{ type, status, ...rest }],
});

type Row = readonly [kind: string, spec: JsonObject, status: JsonObject, verdict: string];

const three = { replicas: 3 };
const done = { replicas: 3, updatedReplicas: 3, availableReplicas: 3, readyReplicas: 3 };
const late = condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' });
const onDelete = { updateStrategy: { type: 'OnDelete' } };
const partition = { ...three, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } };
const waiting = (reason: string, message: string): Json => [
  { name: 'app', ready: false, state: { waiting: { reason, message } } },
];

const rows: readonly Row[] = [
  ['Deployment', three, done, 'ready: 3/3 ready'],
  ['Deployment', three, { ...done, observedGeneration: 1 }, 'progressing: not observed yet'],
  ['Deployment', three, { ...done, updatedReplicas: 1 }, 'progressing: 1/3 updated'],
  ['Deployment', three, { ...done, replicas: 4 }, 'progressing: 1 old to end'],
  ['Deployment', three, { ...done, availableReplicas: 2 }, 'progressing: 2/3 available'],
  [
    'Deployment',
    three,
    { ...done, availableReplicas: 2, ...late },
    'failed: ProgressDeadlineExceeded, 2/3 available',
  ],
  ['Deployment', three, { ...late, observedGeneration: 1 }, 'progressing: not observed yet'],
  ['Deployment', three, { ...done, ...condition('Progressing', 'False') }, 'ready: 3/3 ready'],
  ['Deployment', {}, {}, 'progressing: 0/1 updated'],
  ['Deployment', { replicas: 0 }, {}, 'ready: 0/0 ready'],
  ['Deployment', { ...three, paused: true }, { availableReplicas: 1 }, 'ready: paused, 1/3 available'],
  ['StatefulSet', three, done, 'ready: 3/3 ready'],
  ['StatefulSet', three, { ...done, observedGeneration: 1 }, 'progressing: not observed yet'],
  ['StatefulSet', three, { ...done, readyReplicas: 1 }, 'progressing: 1/3 ready'],
  ['StatefulSet', three, { ...done, updatedReplicas: 2 }, 'progressing: 2/3 updated'],
  ['StatefulSet', partition, { ...done, updatedReplicas: 0 }, 'progressing: 0/1 updated'],
  ['StatefulSet', partition, { ...done, updatedReplicas: 1 }, 'ready: 3/3 ready'],
  ['StatefulSet', { ...three, ...onDelete }, { ...done, updatedReplicas: 0 }, 'ready: 3/3 ready'],
  ['DaemonSet', {}, { desiredNumberScheduled: 2, updatedNumberScheduled: 1 }, 'progressing: 1/2 updated'],
  ['DaemonSet', {}, { desiredNumberScheduled: 2, updatedNumberScheduled: 2 }, 'progressing: 0/2 available'],
  ['DaemonSet', onDelete, { desiredNumberScheduled: 2, numberAvailable: 2 }, 'ready: 2/2 ready'],
  ['DaemonSet', {}, { desiredNumberScheduled: 0 }, 'ready: 0/0 ready'],
  ['ReplicaSet', three, { availableReplicas: 2 }, 'progressing: 2/3 available'],
  ['ReplicationController', three, { availableReplicas: 3 }, 'ready: 3/3 ready'],
  ['Job', { completions: 3 }, { succeeded: 1 }, 'progressing: 1/3 completed'],
  ['Job', {}, { succeeded: 1, ...condition('Complete', 'True') }, 'ready: 1 completed'],
  ['Job', {}, condition('Failed', 'True', { reason: 'DeadlineExceeded' }), 'failed: DeadlineExceeded'],
  ['Job', {}, condition('Failed', 'False'), 'progressing: 0/1 completed'],
  ['Job', { suspend: true }, {}, 'ready: suspended'],
  ['Pod', {}, { phase: 'Running', ...condition('Ready', 'True') }, 'ready: running'],
  ['Pod', {}, { phase: 'Running', ...condition('Ready', 'False') }, 'progressing: running'],
  ['Pod', {}, { phase: 'Succeeded' }, 'ready: completed'],
  ['Pod', {}, { phase: 'Failed', reason: 'Evicted', message: 'disk full' }, 'failed: Evicted: disk full'],
  ['Pod', {}, { phase: 'Failed' }, 'failed: failed'],
  ['Pod', {}, {}, 'progressing: pending'],
  [
    'Pod',
    {},
    { phase: 'Pending', containerStatuses: waiting('ImagePullBackOff', 'no such image') },
    'progressing: app: ImagePullBackOff: no such image',
  ],
  [
    'Pod',
    {},
    { phase: 'Pending', containerStatuses: waiting('ContainerCreating', '') },
    'progressing: pending',
  ],
  ['PersistentVolumeClaim', {}, { phase: 'Bound' }, 'ready: bound'],
  ['PersistentVolumeClaim', {}, { phase: 'Pending' }, 'progressing: not bound'],
  ['PersistentVolumeClaim', {}, { phase: 'Lost' }, 'failed: its volume is lost'],
  ['Service', { type: 'ClusterIP' }, {}, 'ready: '],
  ['Service', { type: 'LoadBalancer' }, {}, 'progressing: no address'],
  [
    'Service',
    { type: 'LoadBalancer' },
    { loadBalancer: { ingress: [{ ip: '10.0.0.1' }] } },
    'ready: address 10.0.0.1',
  ],
  ['CustomResourceDefinition', {}, condition('Established', 'True'), 'ready: established'],
  ['CustomResourceDefinition', {}, {}, 'progressing: not established'],
  [
    'CustomResourceDefinition',
    {},
    condition('NamesAccepted', 'False', { reason: 'PluralConflict' }),
    'failed: PluralConflict',
  ],
  ['ConfigMap', {}, {}, 'ready: '],
];

describe('readiness', () => {
  it.each(rows)('of a %s %j with %j is %s', (kind, spec, status, verdict) => {
    const { state, text } = readinessOf(object(kind, spec, status));
    expect(`${state}: ${text}`).toBe(verdict);
  });

  it('is not there for what is being deleted', () => {
    const leaving = { ...object('ConfigMap', {}, {}), metadata: { name: 'x', deletionTimestamp: 'now' } };
    expect(readinessOf(leaving)).toEqual({ state: 'progressing', text: 'being deleted' });
  });

  it('knows kinds by their group: others may be called the same', () => {
    const other = { ...object('Job', {}, {}), apiVersion: 'batch.example.org/v1' };
    expect(readinessOf(other)).toEqual({ state: 'ready', text: '' });
    expect(hasRollout(other)).toBe(false);
    expect(readinessOf({ ...other, kind: 'constructor', apiVersion: '' })).toEqual({
      state: 'ready',
      text: '',
    });
  });

  it('is waited for where it comes by itself', () => {
    const waited = Object.keys(versions).filter((kind) => hasRollout(object(kind, {}, {})));
    const never = ['PersistentVolumeClaim', 'Service', 'ConfigMap'];
    expect(waited).toEqual(Object.keys(versions).filter((kind) => !never.includes(kind)));
  });
});
