// `environments/dispatch/kind` as its users have it: one Secret, then diff, apply, status, prune and delete.
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Outcome, run } from '../cli/run.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { beginJournal } from './journal.ts';
import { listEverything } from './leftovers.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const environment = 'environments/dispatch/kind';
const namespace = 'default';

let cluster: Cluster;
let project: string;
let kubeconfig: string;
let atFirst: readonly string[];

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
  kubeconfig = join(cluster.directory, 'kind');
  copyFileSync(cluster.kubeconfig, kubeconfig);
  await cluster.kubectl(['config', 'rename-context', 'test', 'kind-kind', '--kubeconfig', kubeconfig]);
  project = copyProject();
  await waitFor('the namespace', async () => isReady(await listEverything(cluster, namespace)));
  await addSecret();
  atFirst = await listEverything(cluster, namespace);
});

afterAll(() => cluster?.stop());

/** Kubernetes itself makes these, sooner or later. */
function isReady(names: readonly string[]): boolean {
  return ['serviceaccount/default', 'configmap/kube-root-ca.crt'].every((name) => names.includes(name));
}

/** The repository's library and the one environment, which tests change. */
function copyProject(): string {
  const folder = join(cluster.directory, 'repository');
  mkdirSync(join(folder, environment), { recursive: true });
  for (const name of ['lib', 'schemas']) symlinkSync(join(repository, name), join(folder, name));
  copyFileSync(join(repository, 'jsonnetfile.json'), join(folder, 'jsonnetfile.json'));
  cpSync(join(repository, environment), join(folder, environment), { recursive: true });
  return folder;
}

async function addSecret(): Promise<void> {
  const stringData = {
    DATABASE_URL: 'postgres://dispatch@database.example.test/dispatch',
    DISPATCH_AGENT_TOKEN: 'agent-token',
    DISPATCH_AUTH_PASSWORD: 'password',
    DISPATCH_AUTH_USERNAME: 'operator',
    GITHUB_TOKEN: 'github-token',
  };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'dispatch' }, stringData };
  await cluster.request('POST', `/api/v1/namespaces/${namespace}/secrets`, secret);
}

async function twinhull(command: string, ...words: readonly string[]): Promise<Outcome> {
  const line = [command, environment, ...words];
  return run(line, { cwd: project, env: { KUBECONFIG: kubeconfig } });
}

async function succeed(command: string, ...words: readonly string[]): Promise<Outcome> {
  const outcome = await twinhull(command, ...words);
  expect(outcome.exitCode, outcome.stderr).toBe(0);
  return outcome;
}

const apply = (...words: readonly string[]) => succeed('apply', '--auto-approve', 'always', ...words);

/** Writes the environment with other values in `config`, or beside it. */
function want(config: string, beside = ''): void {
  const text = readFileSync(join(repository, environment, 'main.jsonnet'), 'utf8');
  const changed = text.replace('config: {', `${beside}\n    config: {\n      ${config}`);
  writeFileSync(join(project, environment, 'main.jsonnet'), changed);
}

const route =
  "httpRoute: { enabled: true, parentRefs: [{ name: 'web' }], hostnames: ['dispatch.example.test'] },";
const lanes =
  "lanes: [{ id: 'only', title: 'Only', claimable: true, role: 'default' }], laneAliases: { normal: 'only', escalated: 'only' },";

async function read(path: string): Promise<JsonObject> {
  return (await cluster.request('GET', path)).body as JsonObject;
}

it('is all new to a fresh cluster, and a diff exits with 16', async () => {
  const { exitCode, stdout, stderr } = await twinhull('diff');
  expect(exitCode, stderr).toBe(16);
  expect(stdout.match(/^--- LIVE\/\S+/gm)).toEqual([
    '--- LIVE/apps.v1.Deployment.default.dispatch',
    '--- LIVE/v1.Service.default.dispatch',
    '--- LIVE/v1.ServiceAccount.default.dispatch',
  ]);
  expect(stdout).not.toMatch(/^-[^-]/m);
  expect(stderr).toMatch(/Hooks that an apply runs:\n {2}pre-install,pre-upgrade .*Job\/dispatch-migrate\n/);
});

it('is applied: the migration first, then the rollout until it is ready', async () => {
  const end = await beginJournal(cluster, namespace);
  await apply('--wait');
  const journal = await end();
  expect(journal[0]).toBe('Job/dispatch-migrate made');
  expect(journal.indexOf('Job/dispatch-migrate complete')).toBeLessThan(
    journal.indexOf('Deployment/dispatch generation 1'),
  );
  const { status } = await read(`/apis/apps/v1/namespaces/${namespace}/deployments/dispatch`);
  expect(status).toMatchObject({ readyReplicas: 1, updatedReplicas: 1 });
});

it('has no differences then, and status shows that it is ready', async () => {
  expect((await twinhull('diff')).exitCode).toBe(0);
  const { stdout } = await succeed('status');
  expect(stdout).toMatch(/Deployment\/dispatch .*1\/1/);
  expect(stdout).not.toMatch(/missing|failed/);
});

it('rolls one Deployment when a lane changes', async () => {
  want(lanes);
  const { stderr } = await twinhull('diff');
  expect(stderr).toMatch(/Pods that are replaced:\n {2}Deployment\/dispatch in default/);
  const end = await beginJournal(cluster, namespace);
  await apply('--wait');
  const journal = await end();
  expect(journal.filter((line) => /generation/.test(line))).toEqual(['Deployment/dispatch generation 2']);
  expect(journal.indexOf('Job/dispatch-migrate complete')).toBeLessThan(
    journal.indexOf('Deployment/dispatch generation 2'),
  );
});

it('loses a dropped HTTPRoute by prune, and nothing else', async () => {
  want(lanes, route);
  await apply();
  const before = await listEverything(cluster, namespace);
  expect(before).toContain('httproute.gateway.networking.k8s.io/dispatch');
  want(lanes);
  expect(await succeed('diff', '--exit-zero')).toMatchObject({ stdout: '' });
  const withPrune = await twinhull('diff', '--with-prune');
  expect(withPrune.exitCode).toBe(16);
  expect(withPrune.stdout.match(/^--- LIVE\/\S+/gm)).toEqual([
    '--- LIVE/gateway.networking.k8s.io.v1.HTTPRoute.default.dispatch',
  ]);
  await succeed('prune', '--auto-approve', 'always');
  const gone = before.filter((name) => !name.startsWith('httproute'));
  expect(await listEverything(cluster, namespace)).toEqual(gone);
  expect((await succeed('prune')).stderr).toContain('Nothing found to prune.');
});

it('is stopped by a migration that fails, with the old pods still running', async () => {
  const deployment = `/apis/apps/v1/namespaces/${namespace}/deployments/dispatch`;
  const before = await read(deployment);
  want(lanes, "env: { TWINHULL_TEST_FAIL: 'true' }, migrations: { activeDeadlineSeconds: 5 },");
  const { exitCode, stderr } = await twinhull('apply', '--auto-approve', 'always', '--timeout', '30s');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/Job\/dispatch-migrate[\s\S]*\[hook-failed\]/);
  expect((await read(deployment)).metadata).toMatchObject({
    generation: (before.metadata as JsonObject).generation,
  });
});

it('leaves nothing of its own after delete', async () => {
  await succeed('delete', '--auto-approve', 'always');
  await waitFor(
    'everything to go',
    async () => JSON.stringify(await listEverything(cluster, namespace)) === JSON.stringify(atFirst),
  );
  expect((await twinhull('diff')).exitCode).toBe(16);
});
