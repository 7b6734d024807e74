// Hooks of an environment beside those of a chart with the same objects, under the real Helm: order, policies, failures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hooksOf, splitHooks } from '../../tools/cluster/hooks/hooks.ts';
import { runHooks } from '../../tools/cluster/hooks/run.ts';
import { type Manifest, metadataOf, nameOf } from '../../tools/manifests/manifest.ts';
import type { ToolError } from '../../tools/shared/diagnostics.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { waitFor } from '../cluster/wait.ts';
import { type Helm, helms, runHelm } from './helm.ts';
import { failing, job } from './objects.ts';
import { connectTo, createNamespace, within } from './tools.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

function hook(object: JsonObject, weight: number, policy?: string): JsonObject {
  const annotations = {
    'helm.sh/hook': 'pre-install,pre-upgrade',
    'helm.sh/hook-weight': String(weight),
    ...(policy === undefined ? {} : { 'helm.sh/hook-delete-policy': policy }),
  };
  return { ...object, metadata: { ...metadataOf(object), annotations } };
}

function plain(kind: string, name: string): JsonObject {
  return { apiVersion: 'v1', kind, metadata: { name } };
}

/** No node has the label. */
function stuck(name: string): JsonObject {
  const base = job(name) as { readonly spec: { readonly template: { readonly spec: JsonObject } } };
  const spec = { ...base.spec.template.spec, nodeSelector: { 'twinhull.test/none': 'true' } };
  return { ...base, spec: { ...base.spec, template: { spec } } };
}

interface Attempt {
  readonly namespace: string;
  readonly objects: readonly JsonObject[];
  /** That a hook may take. */
  readonly seconds?: number;
}

/** Runs the hooks once more in the namespace; undefined when all is well. */
async function runOurs({ namespace, objects, seconds = 20 }: Attempt): Promise<ToolError | undefined> {
  const manifests = objects.map((object) => within(namespace, object));
  const hooks = hooksOf(splitHooks(manifests).hooks, 'pre-apply', true);
  const kubectl = await connectTo(cluster, manifests);
  const run = { timeout: seconds * 1000, say: () => undefined, progress: () => undefined };
  return runHooks(kubectl, hooks, run).then(
    () => undefined,
    (error: ToolError) => error,
  );
}

async function runTheirs(helm: Helm, { namespace, objects, seconds = 20 }: Attempt): Promise<string> {
  const chart = join(cluster.directory, 'charts', namespace);
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: hooks\nversion: 1.0.0\n');
  const stream = objects.map((object) => JSON.stringify(object)).join('\n---\n');
  writeFileSync(join(chart, 'templates', 'hooks.yaml'), stream);
  const args = ['upgrade', '--install', 'hooks', chart, '--namespace', namespace, '--timeout', `${seconds}s`];
  const { exitCode, stderr } = await runHelm(cluster, helm, args);
  return exitCode === 0 ? '' : stderr;
}

const kinds = 'jobs,configmaps,secrets,serviceaccounts,pods';

/** What the namespace has of our objects, in the order in which it was made. */
async function list(namespace: string): Promise<readonly Manifest[]> {
  const { stdout } = await cluster.kubectl(['get', kinds, '--namespace', namespace, '--output', 'json']);
  const items = (JSON.parse(stdout) as { readonly items: readonly Manifest[] }).items;
  return items.filter(
    (item) =>
      'helm.sh/hook' in ((metadataOf(item).annotations ?? {}) as JsonObject) &&
      !metadataOf(item).deletionTimestamp,
  );
}

/** `Job/migrate` with the state that it has: whether an earlier one was replaced. */
async function describeLeft(namespace: string, before: readonly Manifest[] = []): Promise<readonly string[]> {
  const uids = new Set(before.map((object) => metadataOf(object).uid));
  const left = await list(namespace);
  return left
    .map(
      (object) =>
        `${object.kind}/${nameOf(object)} ${uids.has(metadataOf(object).uid as string) ? 'kept' : 'new'}`,
    )
    .sort();
}

/** The same in three namespaces, each with its own tool. */
async function compare(name: string, act: (attempt: Attempt, tool: 'ours' | Helm) => Promise<unknown>) {
  const tools = ['ours', ...helms] as const;
  const results = await Promise.all(
    tools.map(async (tool) => {
      const namespace = await createNamespace(cluster, `${name}-${tool}`);
      return act({ namespace, objects: [] }, tool);
    }),
  );
  const [ours, helm3, helm4] = results;
  return { ours, helm3, helm4 };
}

/** How it ended, as far as tools of different words can be compared. */
async function attempt(tool: 'ours' | Helm, request: Attempt): Promise<'done' | 'failed' | 'exists already'> {
  const said = tool === 'ours' ? ((await runOurs(request))?.message ?? '') : await runTheirs(tool, request);
  if (said === '') return 'done';
  return said.includes('already exists') ? 'exists already' : 'failed';
}

describe('as Helm does it, hooks', () => {
  it('are made in the order of weight, name and kind', async () => {
    const objects = [
      hook(plain('ConfigMap', 'b'), 0),
      hook(plain('ServiceAccount', 'b'), 0),
      hook(plain('Secret', 'b'), 0),
      hook(plain('ConfigMap', 'a'), 0),
      hook(plain('Secret', 'z'), -1),
      hook(plain('ConfigMap', 'later'), 10),
      hook(plain('ConfigMap', 'soon'), 9),
    ];
    const { ours, helm3, helm4 } = await compare('order', async ({ namespace }, tool) => {
      expect(await attempt(tool, { namespace, objects })).toBe('done');
      const version = (object: Manifest) => Number(metadataOf(object).resourceVersion);
      const made = [...(await list(namespace))].sort((a, b) => version(a) - version(b));
      return made.map((object) => `${object.kind}/${nameOf(object)}`);
    });
    expect(ours).toHaveLength(objects.length);
    expect(ours).toEqual(helm3);
    expect(ours).toEqual(helm4);
  });

  it('are replaced and deleted as their policies say, also when a later one fails', async () => {
    const objects = [
      hook(job('kept'), 0),
      hook(job('tidy'), 1, 'hook-succeeded'),
      hook(plain('ConfigMap', 'plain'), 3, 'hook-succeeded'),
      hook(plain('ConfigMap', 'lasting'), 3, 'before-hook-creation'),
    ];
    const broken = [
      ...objects,
      hook(job('broken', failing), 4, 'before-hook-creation,hook-failed'),
      hook(job('never'), 5),
    ];
    const { ours, helm3, helm4 } = await compare('policies', async ({ namespace }, tool) => {
      const first = await attempt(tool, { namespace, objects });
      const afterFirst = await describeLeft(namespace);
      const before = await list(namespace);
      const second = await attempt(tool, { namespace, objects: broken });
      return { first, afterFirst, second, afterSecond: await describeLeft(namespace, before) };
    });
    expect(ours).toEqual({
      first: 'done',
      afterFirst: ['ConfigMap/lasting new', 'Job/kept new'],
      second: 'failed',
      afterSecond: ['ConfigMap/lasting new', 'Job/kept new'],
    });
    expect(ours).toEqual(helm4);
    // Before 3.18, what had succeeded stayed when a later one failed.
    const { afterSecond, ...rest } = helm3 as { readonly afterSecond: readonly string[] };
    expect(ours).toMatchObject(rest);
    expect(afterSecond).toEqual(expect.arrayContaining(['ConfigMap/lasting new', 'Job/kept new']));
  });

  it('that fail stay where no policy deletes them, and block the next where none replaces them', async () => {
    const objects = [hook(job('failed', failing), 0, 'hook-succeeded')];
    const { ours, helm3, helm4 } = await compare('block', async ({ namespace }, tool) => {
      const first = await attempt(tool, { namespace, objects });
      const before = await list(namespace);
      const mended = [hook(job('failed'), 0, 'hook-succeeded')];
      const second = await attempt(tool, { namespace, objects: mended });
      return { first, second, left: await describeLeft(namespace, before) };
    });
    expect(ours).toEqual({ first: 'failed', second: 'exists already', left: ['Job/failed kept'] });
    expect(ours).toEqual(helm3);
    // It applies the new one onto the earlier one, and what does not change is taken for done.
    expect({ ...(ours as JsonObject), second: 'failed' }).toEqual(helm4);
  });

  it('that do not end in time count as failed', async () => {
    const objects = [hook(stuck('late'), 0, 'hook-failed'), hook(plain('ConfigMap', 'never'), 1)];
    const { ours, helm3, helm4 } = await compare('late', async ({ namespace }, tool) => ({
      ended: await attempt(tool, { namespace, objects, seconds: 4 }),
      left: await describeLeft(namespace),
    }));
    expect(ours).toEqual({ ended: 'failed', left: [] });
    expect(ours).toEqual(helm3);
    expect(ours).toEqual(helm4);
  });

  it('that are Pods are waited for until they have succeeded', async () => {
    const { spec } = (job('x') as { readonly spec: { readonly template: { readonly spec: JsonObject } } })
      .spec.template;
    const pod = (name: string, metadata: JsonObject = {}): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, ...metadata },
      spec,
    });
    const good = hook(pod('good'), 0);
    const bad = { ...hook(pod('bad'), 1) };
    const annotations = { ...(metadataOf(bad).annotations as JsonObject), 'twinhull.test/fail': 'true' };
    const objects = [
      good,
      { ...bad, metadata: { name: 'bad', annotations } },
      hook(plain('ConfigMap', 'never'), 2),
    ];
    const { ours, helm3, helm4 } = await compare('pods', async ({ namespace }, tool) => ({
      ended: await attempt(tool, { namespace, objects }),
      left: await describeLeft(namespace),
    }));
    expect(ours).toEqual({ ended: 'failed', left: ['Pod/bad new', 'Pod/good new'] });
    expect(ours).toEqual(helm3);
    expect(ours).toEqual(helm4);
  });
});

describe.concurrent('beyond Helm', () => {
  it('a failure has the reason of the pod, and nothing after it happens', async () => {
    const namespace = await createNamespace(cluster, 'reason');
    const objects = [hook(job('migrate', failing), 0), hook(plain('ConfigMap', 'never'), 1)];
    const error = await runOurs({ namespace, objects });
    expect(error).toMatchObject({ code: 'hook-failed', args: { hook: 'Job/migrate in namespace reason' } });
    expect(error?.message).toMatch(
      /BackoffLimitExceeded.*\n {2}Pod\/migrate-\w+: app: ended with exit code 1 \(Error\)\n/,
    );
    expect(await describeLeft(namespace)).toEqual(['Job/migrate new']);
  });

  it('one that comes too late has the reason of the scheduler', async () => {
    const namespace = await createNamespace(cluster, 'unscheduled');
    const error = await runOurs({ namespace, objects: [hook(stuck('late'), 0)], seconds: 2 });
    expect(error).toMatchObject({ code: 'hook-timeout', args: { seconds: '2' } });
    expect(error?.message).toMatch(/Pod\/late-\w+: Unschedulable: 0\/2 nodes are available/);
  });

  it('an earlier one that does not go has its finalizers named', async () => {
    const namespace = await createNamespace(cluster, 'held');
    const object = hook(plain('ConfigMap', 'held'), 0);
    const held = { ...object, metadata: { ...metadataOf(object), finalizers: ['twinhull.test/hold'] } };
    expect(await runOurs({ namespace, objects: [held] })).toBeUndefined();
    const error = await runOurs({ namespace, objects: [object], seconds: 2 });
    expect(error).toMatchObject({ code: 'hook-timeout' });
    expect(error?.message).toContain('held by the finalizers twinhull.test/hold');
  });

  it('one with a generated name is found under it', async () => {
    const namespace = await createNamespace(cluster, 'generated');
    const { name: _, ...metadata } = metadataOf(hook(job('x'), 0, 'hook-succeeded'));
    const object = { ...job('x'), metadata: { ...metadata, generateName: 'migrate-' } };
    expect(await runOurs({ namespace, objects: [object] })).toBeUndefined();
    expect(await describeLeft(namespace)).toEqual([]);
  });

  it('what the API server refuses fails with its words', async () => {
    const namespace = await createNamespace(cluster, 'refused');
    const object = hook({ ...job('refused'), spec: {} }, 0);
    expect(await runOurs({ namespace, objects: [object] })).toMatchObject({
      code: 'hook-failed',
      message: expect.stringContaining('spec.template'),
    });
  });

  it('an earlier one that nothing deletes is told with the way out', async () => {
    const namespace = await createNamespace(cluster, 'standing');
    const objects = [hook(plain('ConfigMap', 'standing'), 0, 'hook-failed')];
    expect(await runOurs({ namespace, objects })).toBeUndefined();
    const error = await runOurs({ namespace, objects });
    expect(error).toMatchObject({ code: 'hook-failed' });
    expect(error?.message).toContain('delete it by hand, or add that policy');
  });

  it('an interruption leaves everything as it is', async () => {
    const namespace = await createNamespace(cluster, 'stopped');
    const manifests = [within(namespace, hook(stuck('long'), 0, 'hook-failed'))];
    const controller = new AbortController();
    const kubectl = await connectTo(cluster, manifests, controller.signal);
    const run = { timeout: 60_000, say: () => undefined, progress: () => undefined };
    const running = runHooks(kubectl, splitHooks(manifests).hooks, run).catch((error: ToolError) => error);
    await waitFor('the Job', async () => (await list(namespace)).length === 1);
    controller.abort();
    expect(await running).toMatchObject({
      code: 'hook-interrupted',
      message: expect.stringContaining('the hook Job/long in namespace stopped ran, which goes on'),
    });
    expect(await describeLeft(namespace)).toEqual(['Job/long new']);
  });

  it('of two runs at once one ends well, and the other soon says that there are two', async () => {
    const namespace = await createNamespace(cluster, 'rivals');
    const objects = [hook(stuck('migrate'), 0)];
    const first = runOurs({ namespace, objects, seconds: 60 });
    await waitFor('the Job', async () => (await list(namespace)).length === 1);
    const before = await list(namespace);
    const start = performance.now();
    const second = runOurs({ namespace, objects: [hook(job('migrate'), 0)], seconds: 60 });
    const error = await first;
    expect(error).toMatchObject({ code: 'hook-failed' });
    expect(error?.message).toContain('somebody else runs this hook at the same time');
    expect(await second).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(30_000);
    expect(await describeLeft(namespace, before)).toEqual(['Job/migrate new']);
  });
});
