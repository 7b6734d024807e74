// Following a rollout on a real control plane: what is waited for, what ends it, and what is told of pods that do not run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLive } from '../../tools/cluster/client/live.ts';
import { readinessOf } from '../../tools/cluster/rollout/readiness.ts';
import { waitForRollout } from '../../tools/cluster/rollout/wait.ts';
import { kindNameOf, type Manifest } from '../../tools/manifests/manifest.ts';
import type { ToolError } from '../../tools/shared/diagnostics.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { waitFor } from '../cluster/wait.ts';
import { claim, deployment, failing, job, statefulSet } from './objects.ts';
import { connectTo, createNamespace, within } from './tools.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

/** A copy with other fields in its `spec`. */
function withSpec(object: JsonObject, fields: JsonObject): JsonObject {
  return { ...object, spec: { ...(object.spec as JsonObject), ...fields } };
}

function templateOf(object: JsonObject): { readonly metadata: JsonObject; readonly spec: JsonObject } {
  return (object.spec as { readonly template: ReturnType<typeof templateOf> }).template;
}

function daemonSet(name: string): JsonObject {
  const { selector, template } = deployment(name).spec as { readonly [key: string]: JsonObject };
  const spec = { selector: selector ?? {}, template: template ?? {} };
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name }, spec };
}

function pod(name: string): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: templateOf(deployment(name)).spec };
}

/** No node has the label. */
function stuck(object: JsonObject): JsonObject {
  const { metadata, spec } = templateOf(object);
  return withSpec(object, {
    template: { metadata, spec: { ...spec, nodeSelector: { 'twinhull.test/none': 'true' } } },
  });
}

/** Applies and gives what is to be waited for. */
async function apply(name: string, objects: readonly JsonObject[]): Promise<readonly Manifest[]> {
  await createNamespace(cluster, name);
  return change(name, objects);
}

async function change(name: string, objects: readonly JsonObject[]): Promise<readonly Manifest[]> {
  const manifests = objects.map((object) => within(name, object));
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  await cluster.kubectl(['apply', '--filename', '-'], { stdin });
  return manifests;
}

interface Followed {
  readonly error?: ToolError;
  readonly progress: readonly string[];
}

async function follow(
  manifests: readonly Manifest[],
  { seconds = 30, signal }: { readonly seconds?: number; readonly signal?: AbortSignal } = {},
): Promise<Followed> {
  const progress: string[] = [];
  const kubectl = await connectTo(cluster, manifests, signal);
  const options = { timeout: seconds * 1000, progress: (text: string) => void progress.push(text) };
  return waitForRollout(kubectl, manifests, options).then(
    () => ({ progress }),
    (error: ToolError) => ({ error, progress }),
  );
}

/** Whether kubectl itself says that it is rolled out, now. */
async function isRolledOut(manifest: Manifest): Promise<boolean> {
  const { namespace = '' } = manifest.metadata as { readonly namespace?: string };
  const args = ['rollout', 'status', kindNameOf(manifest), '--namespace', namespace, '--watch=false'];
  const { stdout, exitCode } = await cluster.kubectl(args, { exitCodes: [0, 1] });
  return exitCode === 0 && !/^Waiting/m.test(stdout);
}

async function verdictOf(manifest: Manifest): Promise<string> {
  const live = await readLive(await connectTo(cluster), [manifest]);
  return readinessOf(live.find(manifest) ?? {}).state;
}

describe.concurrent('a rollout', () => {
  it('ends when all that has something to wait for is ready', async () => {
    const partitioned = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } };
    const manifests = await apply('ready', [
      deployment('web'),
      statefulSet('database'),
      withSpec(statefulSet('partitioned'), partitioned),
      daemonSet('agent'),
      job('migrate'),
      pod('alone'),
      claim('waiting', 'other'),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } },
    ]);
    const { error, progress } = await follow(manifests);
    expect(error).toBeUndefined();
    expect(progress.at(-1)).toBe('6 of 6 ready');
    for (const manifest of manifests.slice(0, 4)) expect(await isRolledOut(manifest)).toBe(true);
    // Nothing to wait for any more: one look is enough.
    expect((await follow(manifests)).progress).toHaveLength(1);
  });

  it('agrees with kubectl while it is under way', async () => {
    const [web, agent, set] = await apply('stuck', [
      stuck(deployment('web')),
      stuck(daemonSet('agent')),
      stuck(statefulSet('database')),
    ]);
    for (const manifest of [web, set] as Manifest[]) {
      expect([await isRolledOut(manifest), await verdictOf(manifest)]).toEqual([false, 'progressing']);
    }
    // It wants as many pods as there are nodes for it: none.
    await waitFor('the DaemonSet', async () => (await verdictOf(agent as Manifest)) === 'ready');
    expect(await isRolledOut(agent as Manifest)).toBe(true);
  });

  it('that waits for a change sees the change, not what was before', async () => {
    await follow(await apply('changed', [deployment('web')]));
    const crashing = await change('changed', [deployment('web', failing)]);
    const { error } = await follow(crashing, { seconds: 4 });
    expect(error).toMatchObject({ code: 'rollout-timeout', args: { count: '1 of 1', seconds: '4' } });
    expect(error?.message).toMatch(
      /Deployment\/web in namespace changed: 1\/2 updated\n {4}Pod\/web-\w+-\w+: app: CrashLoopBackOff, the last one ended with exit code 1 \(Error\)/,
    );
  });

  it('fails at once with a failed Job, and tells of its pod', async () => {
    const manifests = await apply('failing', [stuck(deployment('late')), job('migrate', failing)]);
    const { error } = await follow(manifests);
    expect(error).toMatchObject({ code: 'rollout-failed', args: { count: '1 of 2' } });
    expect(error?.message).toMatch(
      /Job\/migrate in namespace failing: BackoffLimitExceeded: .*\n {4}Pod\/migrate-\w+: app: ended with exit code 1 \(Error\)\n/,
    );
  });

  it('fails when the deadline of a Deployment has passed', async () => {
    const object = withSpec(deployment('web', failing), { progressDeadlineSeconds: 2 });
    const { error } = await follow(await apply('deadline', [object]));
    expect(error).toMatchObject({ code: 'rollout-failed' });
    expect(error?.message).toContain('ProgressDeadlineExceeded, 0/2 available');
    expect(error?.message).toContain('CrashLoopBackOff');
  });

  it('that takes too long tells why pods have no node, and what is missing', async () => {
    const manifests = await apply('late', [stuck(deployment('web'))]);
    const absent = within('late', deployment('absent'));
    const { error, progress } = await follow([...manifests, absent], { seconds: 2 });
    expect(progress[0]).toMatch(/^0 of 2 ready; Deployment\/web in namespace late: /);
    expect(error).toMatchObject({ code: 'rollout-timeout', args: { count: '2 of 2' } });
    expect(error?.message).toContain('Unschedulable: 0/2 nodes are available');
    expect(error?.message).toContain('Deployment/absent in namespace late: missing');
  });

  it('does not wait for what is paused, suspended, scaled to nothing, or updated by hand', async () => {
    const manifests = await apply('idle', [
      withSpec(deployment('paused'), { paused: true }),
      withSpec(job('suspended'), { suspend: true }),
      withSpec(stuck(deployment('none')), { replicas: 0 }),
      withSpec(daemonSet('manual'), { updateStrategy: { type: 'OnDelete' } }),
    ]);
    expect((await follow(manifests)).error).toBeUndefined();
  });

  it('of a Job that goes by itself ends with it', async () => {
    const manifests = await apply('transient', [withSpec(job('transient'), { ttlSecondsAfterFinished: 0 })]);
    const path = '/apis/batch/v1/namespaces/transient/jobs/transient';
    await waitFor('its end', async () => (await cluster.request('GET', path)).status === 404);
    expect((await follow(manifests)).error).toBeUndefined();
  });

  it('is interrupted', async () => {
    const manifests = await apply('stopped', [stuck(deployment('web'))]);
    const controller = new AbortController();
    const following = follow(manifests, { signal: controller.signal });
    setTimeout(() => controller.abort(), 1500);
    const { error } = await following;
    expect(error).toMatchObject({ code: 'rollout-interrupted' });
    expect(error?.message).toMatch(
      /^everything was applied, .*\(0 of 1 ready; Deployment\/web in namespace stopped/,
    );
  });
});

describe('while the API server is away', () => {
  it('a rollout goes on waiting', async () => {
    const manifests = await apply('away', [withSpec(stuck(deployment('web')), { replicas: 1 })]);
    const following = follow(manifests);
    await cluster.apiserver.stop('SIGKILL');
    await cluster.apiserver.start();
    await change('away', [withSpec(deployment('web'), { replicas: 1 })]);
    expect((await following).error).toBeUndefined();
  });

  it('it fails in the end with what kubectl says', async () => {
    const manifests = await apply('gone', [stuck(deployment('web'))]);
    const following = follow(manifests, { seconds: 3 });
    await cluster.apiserver.stop('SIGKILL');
    const { error } = await following;
    await cluster.apiserver.start();
    expect(error).toMatchObject({ code: 'kubectl-failed' });
    expect(error?.message).toContain('refused');
  });
});
