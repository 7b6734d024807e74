// `status` on a real control plane: what Tanka prints, and how far each resource is.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResourceStatus } from '../../tools/cluster/status.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type RunOptions, run } from '../cli/run.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { waitFor } from '../cluster/wait.ts';
import { deployment, failing, job } from './objects.ts';
import { serverMark, statusEnvironments, statusFixtures, writeStatusProject } from './statusProject.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

function status(cwd: string, words: readonly string[], options: RunOptions = {}) {
  return run(['status', ...words], {
    cwd,
    ...options,
    env: { KUBECONFIG: cluster.kubeconfig, ...options.env },
  });
}

/** A project with one environment of these resources in the namespace `default`; gives its folder. */
function writeProject(name: string, resources: readonly JsonObject[], spec: JsonObject = {}): string {
  const folder = join(cluster.directory, 'status', name);
  mkdirSync(join(folder, 'env'), { recursive: true });
  writeFileSync(join(folder, 'jsonnetfile.json'), '{}');
  writeFileSync(join(folder, 'env', 'main.jsonnet'), JSON.stringify(resources));
  const described = {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    spec: { contextNames: ['test'], ...spec },
  };
  writeFileSync(join(folder, 'env', 'spec.json'), JSON.stringify(described));
  return folder;
}

async function create(objects: readonly JsonObject[]): Promise<void> {
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  await cluster.kubectl(['apply', '--filename', '-'], { stdin });
}

/** The lines below `Resources:`, without the column that only ours has. */
function withoutLastColumn(text: string): string {
  const at =
    text
      .split('\n')
      .find((line) => line.endsWith('    STATUS'))
      ?.indexOf('    STATUS') ?? 0;
  const [head = '', table = ''] = text.split('Resources:\n');
  const cut = table.split('\n').map((line) => line.slice(0, at).trimEnd());
  return `${head}Resources:\n${cut.join('\n')}`;
}

describe('the status of an environment', () => {
  it.each(statusEnvironments)('is told as Tanka tells it: %s', async (name) => {
    const folder = join(cluster.directory, 'recorded', name);
    writeStatusProject(folder, cluster.server);
    const { exitCode, stdout, stderr } = await status(folder, [`environments/${name}`]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const recorded = readFileSync(join(statusFixtures, `${name}.txt`), 'utf8');
    expect(withoutLastColumn(stdout)).toBe(recorded.replaceAll(serverMark, cluster.server));
    expect(stdout).toMatch(/^ {2}\w+ +Deployment\/web +missing$/m);
  });

  it('tells of each resource how far it is, and marks hooks', async () => {
    const hook = (event: string) => ({ annotations: { 'helm.sh/hook': event } });
    const named = (object: JsonObject, metadata: JsonObject): JsonObject => ({
      ...object,
      metadata: { ...(object.metadata as JsonObject), ...metadata },
    });
    const applied = [
      deployment('good'),
      deployment('bad', failing),
      job('failed', failing),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } },
      named(job('migrate'), hook('pre-upgrade,pre-install')),
    ];
    await create(applied);
    const absent = [
      deployment('absent'),
      { apiVersion: 'example.org/v1', kind: 'Gadget', metadata: { name: 'strange' } },
      named(job('late'), hook('post-install')),
      named(job('check'), hook('test')),
      { ...job('x'), metadata: { generateName: 'x-' } },
    ];
    const folder = writeProject('each', [...applied, ...absent]);
    const tell = async () => (await status(folder, ['env'])).stdout.split('STATUS\n')[1] ?? '';
    const table = await waitFor('the end of all', async () => {
      const text = await tell();
      return /2\/2 ready/.test(text) && /BackoffLimit/.test(text) && /pre-upgrade: 1/.test(text) && text;
    });
    const cells = table.split('\n').map((line) => line.trim().split(/ {4,}/).slice(-2));
    expect(Object.fromEntries(cells)).toMatchObject({
      'ConfigMap/settings': 'ready',
      'Deployment/absent': 'missing',
      'Deployment/good': '2/2 ready',
      'Deployment/bad': expect.stringMatching(
        /^progressing: 0\/2 available \(Pod\/bad-\S+: app: CrashLoopBackOff, the last one ended with exit code 1/,
      ),
      'Job/failed': expect.stringMatching(
        /^failed: BackoffLimitExceeded: .* \(Pod\/failed-\w+: app: ended with exit code 1 \(Error\)\)$/,
      ),
      'Job/migrate': 'hook pre-install,pre-upgrade: 1 completed',
      'Job/late': 'hook post-install',
      'Job/check': 'hook test',
      'Job/': 'missing',
      'Gadget/strange': 'missing: the cluster does not know Gadget of example.org/v1',
    });
    const { stdout } = await status(folder, ['env', '--target', 'deployment/(?:bad|absent)', '--json']);
    const [{ resources, ...rest }] = JSON.parse(stdout) as [
      { readonly resources: readonly ResourceStatus[] },
    ];
    expect(rest).toMatchObject({ environment: 'env', context: 'test', server: cluster.server });
    expect(resources).toMatchObject([
      { kind: 'Deployment', namespace: 'default', name: 'absent', state: 'missing', text: '', pods: [] },
      {
        name: 'bad',
        state: 'progressing',
        pods: [expect.stringContaining('CrashLoopBackOff'), expect.anything()],
      },
    ]);
  });

  it('is told of several at once, in colours where they are wanted', async () => {
    const folder = writeProject('several', [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'none' } },
    ]);
    const { stdout } = await status(folder, ['env', 'env'], { color: true });
    expect(stdout.match(/^Context: test$/gm)).toHaveLength(2);
    expect(stdout).toContain('ConfigMap/none    \u001b[33mmissing\u001b[0m\n\nContext:');
    expect(stdout).toContain('\u001b[33mmissing\u001b[0m');
    expect(JSON.parse((await status(folder, ['env', 'env', '--json'])).stdout)).toHaveLength(2);
  });

  it('has no value of a Secret in it', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'login' },
      stringData: { password: 'correct-horse' },
    };
    const metadata = { name: 'talkative' };
    const spec = { restartPolicy: 'Never', containers: [{ name: 'app', image: 'example.test/app:1' }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec };
    await create([secret, { ...pod, spec: { ...spec, nodeName: 'no-such-node' } }]);
    const path = '/api/v1/namespaces/default/pods/talkative';
    const message = 'cannot log in with correct-horse';
    const patch = { status: { phase: 'Failed', reason: 'Refused', message } };
    const contentType = 'application/merge-patch+json';
    expect((await cluster.request('PATCH', `${path}/status`, patch, { contentType })).status).toBe(200);
    const folder = writeProject('secret', [secret, pod]);
    for (const words of [['env'], ['env', '--json']]) {
      const { stdout, stderr } = await status(folder, words);
      expect(stdout).toContain('cannot log in with ***');
      expect(stdout + stderr).not.toContain('correct-horse');
    }
  });

  it('cannot be told of a cluster that does not answer, or that nobody named', async () => {
    const folder = writeProject('away', [deployment('web')]);
    const kubeconfig = join(cluster.directory, 'away.json');
    const text = readFileSync(cluster.kubeconfig, 'utf8').replaceAll(cluster.server, 'https://127.0.0.1:1');
    writeFileSync(kubeconfig, text);
    const away = await status(folder, ['env'], { env: { KUBECONFIG: kubeconfig } });
    expect(away).toMatchObject({ exitCode: 1, stdout: '' });
    expect(away.stderr).toMatch(/connection refused|was refused/);
    const unset = writeProject('unset', [], { contextNames: [] });
    expect(await status(unset, ['env'])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('[cluster-unset]'),
    });
  });
});
