// When a wait ends before its time: containers that crash again and again, or that cannot be started.
import { describe, expect, it } from 'vitest';
import type { Kubectl } from '../../tools/cluster/client/kubectl.ts';
import { createJudge } from '../../tools/cluster/rollout/stuck.ts';
import { waitForRollout } from '../../tools/cluster/rollout/wait.ts';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

const revision = 'deployment.kubernetes.io/revision';

function workload(kind: string, rest: JsonObject = {}): Manifest {
  const annotations = { [revision]: '2', 'deprecated.daemonset.template.generation': '2' };
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'shop', uid: 'web', generation: 2, annotations },
    spec: { selector: { matchLabels: { app: 'web' } } },
    status: { observedGeneration: 2, updateRevision: 'web-2' },
    ...rest,
  };
}

function replicaSet(uid: string, number: string): JsonObject {
  const metadata = { name: uid, uid, annotations: { [revision]: number }, ownerReferences: [{ uid: 'web' }] };
  return { kind: 'ReplicaSet', metadata };
}

const sets = [replicaSet('old', '1'), replicaSet('new', '2')];

interface PodOptions {
  readonly owner?: string;
  readonly metadata?: JsonObject;
  readonly isInit?: boolean;
}

function pod(reason: string, restartCount: number, options: PodOptions = {}): JsonObject {
  const { owner = 'new', metadata = {}, isInit = false } = options;
  const statuses = [{ name: 'app', restartCount, state: { waiting: { reason, message: 'why' } } }];
  return {
    kind: 'Pod',
    metadata: { name: 'web-1', uid: 'pod', ownerReferences: [{ uid: owner }], ...metadata },
    status: { [isInit ? 'initContainerStatuses' : 'containerStatuses']: statuses },
  };
}

const crashed = 'app of Pod/web-1 has crashed 3 times';
const crashing = (options?: PodOptions) => pod('CrashLoopBackOff', 3, options);

function marked(label: string, value: string): JsonObject {
  return crashing({ owner: 'web', metadata: { labels: { [label]: value } } });
}

describe('a container that crashes', () => {
  it.each<readonly [string, JsonObject, JsonObject, string | undefined]>([
    ['three times', workload('Deployment'), crashing(), crashed],
    ['three times before the others', workload('Deployment'), crashing({ isInit: true }), crashed],
    ['twice', workload('Deployment'), pod('CrashLoopBackOff', 2), undefined],
    ['and is to start now', workload('Deployment'), pod('ContainerCreating', 5), undefined],
    ['in the old ReplicaSet', workload('Deployment'), crashing({ owner: 'old' }), undefined],
    [
      'in a pod that is being deleted',
      workload('Deployment'),
      crashing({ metadata: { deletionTimestamp: 'now' } }),
      undefined,
    ],
    [
      'while the change is not observed',
      workload('Deployment', { status: { observedGeneration: 1 } }),
      crashing(),
      undefined,
    ],
    ['in a StatefulSet', workload('StatefulSet'), marked('controller-revision-hash', 'web-2'), crashed],
    [
      'in an old pod of a StatefulSet',
      workload('StatefulSet'),
      marked('controller-revision-hash', 'web-1'),
      undefined,
    ],
    ['in a DaemonSet', workload('DaemonSet'), marked('pod-template-generation', '2'), crashed],
    [
      'in an old pod of a DaemonSet',
      workload('DaemonSet'),
      marked('pod-template-generation', '1'),
      undefined,
    ],
    ['in a Job, which has a limit of its own', workload('Job'), crashing({ owner: 'web' }), undefined],
  ])('%s', (_, object, crasher, reason) => {
    expect(createJudge()(object, [...sets, crasher], 0)).toBe(reason);
  });
});

describe('a container that cannot be started', () => {
  const late = (reason: string) => `app of Pod/web-1 could not be started for 30 seconds: ${reason}: why`;

  it.each([
    'ImagePullBackOff',
    'ErrImagePull',
    'InvalidImageName',
    'CreateContainerConfigError',
    'CreateContainerError',
    'RunContainerError',
  ])('because of %s is given half a minute', (reason) => {
    const judge = createJudge();
    const look = (now: number) => judge(workload('Deployment'), [...sets, pod(reason, 0)], now);
    expect([1000, 31_000, 31_001].map(look)).toEqual([undefined, undefined, late(reason)]);
  });

  it('counts through reasons that take turns, and anew after it has started', () => {
    const judge = createJudge();
    const look = (reason: string, now: number) => judge(workload('Job'), [pod(reason, 0)], now);
    expect(look('ErrImagePull', 0)).toBeUndefined();
    expect(look('ImagePullBackOff', 30_001)).toBe(late('ImagePullBackOff'));
    expect(look('ContainerCreating', 31_000)).toBeUndefined();
    expect(look('ErrImagePull', 32_000)).toBeUndefined();
  });
});

describe('a wait', () => {
  it('ends with rollout-failed and the reason long before its time', async () => {
    const object = workload('Deployment');
    const kubectl: Kubectl = {
      cluster: { context: 'test', cluster: 'test', server: '', namespace: 'default' },
      warnings: new Set(),
      redact: (text) => text,
      run: async ([, what]) => {
        const items = what === '-f' ? [object] : [...sets, crashing()];
        return { stdout: JSON.stringify({ kind: 'List', items }), stderr: '', exitCode: 0 };
      },
    };
    const wait = waitForRollout(kubectl, [object], { timeout: 60_000, progress: () => undefined });
    await expect(wait).rejects.toMatchObject({
      code: 'rollout-failed',
      message: expect.stringContaining(`0/1 updated, ${crashed}\n    Pod/web-1: app: CrashLoopBackOff: why`),
    });
  }, 10_000);
});
