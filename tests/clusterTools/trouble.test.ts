// What is told of pods that do not run: from answers as kubectl gives them.
import { describe, expect, it } from 'vitest';
import type { Kubectl } from '../../tools/cluster/client/kubectl.ts';
import { createRedaction } from '../../tools/cluster/client/redact.ts';
import { explainPod } from '../../tools/cluster/rollout/pods.ts';
import { explainTrouble, readLastLog } from '../../tools/cluster/rollout/trouble.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

const terminated = { exitCode: 137, reason: 'OOMKilled' };

function container(state: JsonObject, rest: JsonObject = {}): JsonObject {
  return { name: 'app', ready: false, state, ...rest };
}

function pod(status: JsonObject, name = 'web-1', owner = 'replicas'): JsonObject {
  const metadata = { name, namespace: 'shop', ownerReferences: [{ uid: owner }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, status };
}

function podOf(...containerStatuses: readonly JsonObject[]): JsonObject {
  return pod({ phase: 'Pending', containerStatuses });
}

const unscheduled = {
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no node' }],
};

describe('the reason of a pod', () => {
  it.each<readonly [string, JsonObject, string]>([
    ['that runs', podOf({ ...container({ running: {} }), ready: true }), ''],
    ['that is not ready', podOf(container({ running: {} })), 'app: runs, and is not ready'],
    ['that waits as all do', podOf(container({ waiting: { reason: 'PodInitializing' } })), ''],
    [
      'that crashes',
      podOf(
        container(
          { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 10s' } },
          { lastState: { terminated } },
        ),
      ),
      'app: CrashLoopBackOff: back-off 10s, the last one ended with exit code 137 (OOMKilled)',
    ],
    ['that ended badly', podOf(container({ terminated })), 'app: ended with exit code 137 (OOMKilled)'],
    ['that ended well', podOf(container({ terminated: { exitCode: 0 } })), ''],
    ['without a node', pod(unscheduled), 'Unschedulable: no node'],
    ['that was evicted', pod({ phase: 'Failed', reason: 'Evicted', message: 'full' }), 'Evicted: full'],
    [
      'whose first container fails before it',
      pod({
        initContainerStatuses: [
          { name: 'wait', state: { waiting: { reason: 'ErrImagePull', message: 'none' } } },
        ],
        containerStatuses: [container({ waiting: { reason: 'PodInitializing' } })],
      }),
      'wait: ErrImagePull: none',
    ],
    [
      'that sends sequences to the terminal',
      podOf(container({ waiting: { reason: 'Bad', message: '\u001b[2Jtwo\nlines' } })),
      'app: Bad: two lines',
    ],
  ])('%s', (_, object, reason) => {
    expect(explainPod(object)).toBe(reason);
  });
});

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  stringData: { password: 'correct-horse' },
};
const workload: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', uid: 'deployment' },
  spec: {
    selector: {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['a', 'b'] },
        { key: 'old', operator: 'DoesNotExist' },
      ],
    },
  },
};
const replicas: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'web-x', namespace: 'shop', uid: 'replicas', ownerReferences: [{ uid: 'deployment' }] },
};
const crashed = container({ terminated: { exitCode: 1, message: 'no login with correct-horse' } });

/** Answers as kubectl does, and keeps what it was asked. */
function answer(items: readonly JsonObject[], log: string | ToolError) {
  const asked: string[] = [];
  const kubectl: Kubectl = {
    cluster: { context: 'test', cluster: 'test', server: '', namespace: 'default' },
    warnings: new Set(),
    redact: createRedaction([secret]),
    run: async (args) => {
      asked.push(args.join(' '));
      const said = args[0] === 'get' ? JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) : log;
      if (said instanceof ToolError) throw said;
      return { stdout: said, stderr: '', exitCode: 0 };
    },
  };
  return { kubectl, asked };
}

describe('the pods behind a workload', () => {
  it('are those that it owns, and values of Secrets are masked in what is told of them', async () => {
    const foreign = pod({ containerStatuses: [crashed] }, 'foreign', 'somebody');
    const { kubectl, asked } = answer([foreign, pod({ containerStatuses: [crashed] }), replicas], '');
    expect(await explainTrouble(kubectl, workload)).toEqual([
      'Pod/web-1: app: ended with exit code 1 (no login with ***)',
    ]);
    expect(asked).toEqual(['get replicasets,pods -n shop -l app=web,tier in (a,b),!old -o json']);
  });

  it('are cut where there are many', async () => {
    const pods = Array.from({ length: 9 }, (_, at) => pod({ containerStatuses: [crashed] }, `web-${at}`));
    const lines = await explainTrouble(answer([replicas, ...pods], '').kubectl, workload);
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('and 4 pods more');
  });

  it('give the end of the log of the last one in trouble', async () => {
    const pods = [
      pod({ containerStatuses: [crashed] }, 'first'),
      pod({ containerStatuses: [crashed] }, 'last'),
    ];
    const log = `${Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n')}\n\u001b[31mcorrect-horse\n\n`;
    const { kubectl, asked } = answer([replicas, ...pods, pod({}, 'fine')], log);
    const lines = await readLastLog(kubectl, workload);
    expect(lines).toHaveLength(10);
    expect(lines.slice(-2)).toEqual(['line 29', '***']);
    expect(asked.at(-1)).toBe('logs last -n shop --all-containers --tail=10');
  });

  it('are no further failure where they or their logs cannot be read', async () => {
    const refused = new ToolError('kubectl-failed', { said: 'forbidden' });
    const { kubectl } = answer([replicas, pod({ containerStatuses: [crashed] })], refused);
    expect(await readLastLog(kubectl, workload)).toEqual([]);
    const silent = { ...kubectl, run: () => Promise.reject(refused) };
    expect(await explainTrouble(silent, workload)).toEqual([]);
  });

  it('do not hide an interruption', async () => {
    const stop = new ToolError('interrupted', { command: 'kubectl' });
    const { kubectl } = answer([], '');
    const stopped = { ...kubectl, run: () => Promise.reject(stop) };
    await expect(explainTrouble(stopped, workload)).rejects.toBe(stop);
  });
});
