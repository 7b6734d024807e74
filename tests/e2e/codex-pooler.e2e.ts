// The chart of codex-pooler as its users have it: installed with a Secret of its own, tested, clustered, taken over,
// uninstalled.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../tools/process/run.ts';
import { valueAt } from '../../tools/schema/json.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { clustered, credentials, ingressFor } from '../lib/codexPooler.ts';
import { writeChart } from './chart.ts';
import { helms, runHelm } from './helm.ts';
import { beginJournal } from './journal.ts';
import { listEverything } from './leftovers.ts';

const chart = fileURLToPath(new URL('../../charts/codex-pooler', import.meta.url));
const former = new URL('../fixtures/parity/codex-pooler/clustered.yaml', import.meta.url);

/** Nobody waits two minutes for a pod that is ready at once. */
const quick = { minReadySeconds: 0 };
const values = { secrets: credentials, app: quick };
const twoPods = {
  ...ingressFor('codex.example.test'),
  clustering: { enabled: true, cookie: { value: 'cookie' } },
  secrets: credentials,
  app: { ...clustered.app, ...quick },
  monitoring: { serviceMonitor: { enabled: true } },
};
const deployments = ['app', 'oban-scheduler', 'oban-worker'];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
});

afterAll(() => cluster?.stop());

/** What Kubernetes itself puts into a new namespace is there. */
async function prepare(namespace: string): Promise<readonly string[]> {
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
  await cluster.request('POST', '/api/v1/namespaces', body);
  const own = ['serviceaccount/default', 'configmap/kube-root-ca.crt'];
  const isReady = async (): Promise<boolean> => {
    const names = await listEverything(cluster, namespace);
    return own.every((name) => names.includes(name));
  };
  await waitFor('the namespace', isReady);
  return listEverything(cluster, namespace);
}

function writeValues(given: object): string {
  const text = JSON.stringify(given);
  const file = join(cluster.directory, `values-${createHash('sha256').update(text).digest('hex')}.json`);
  writeFileSync(file, text);
  return file;
}

async function read(namespace: string, path: string): Promise<JsonObject> {
  const folder = path.startsWith('deployments/') ? '/apis/apps/v1' : '/api/v1';
  return (await cluster.request('GET', `${folder}/namespaces/${namespace}/${path}`)).body as JsonObject;
}

/** How many ready pods a Service has. */
async function countReady(namespace: string, service: string): Promise<number> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const query = { labelSelector: `kubernetes.io/service-name=${service}` };
  const { body } = await cluster.request('GET', path, undefined, { query });
  const slices = (body as JsonObject).items as readonly JsonObject[];
  const endpoints = slices.flatMap((slice) => (slice.endpoints ?? []) as readonly JsonObject[]);
  return endpoints.filter((endpoint) => valueAt(endpoint, ['conditions', 'ready']) === true).length;
}

/** Helm keeps its releases in Secrets, too. */
function withoutReleases(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => !line.includes('sh.helm.release'));
}

describe.concurrent.each(helms)('%s', (helm) => {
  const run = (namespace: string, ...args: readonly string[]): Promise<RunResult> =>
    runHelm(cluster, helm, [...args, '--namespace', namespace]);
  const succeed = async (namespace: string, ...args: readonly string[]): Promise<void> => {
    const { exitCode, stderr } = await run(namespace, ...args);
    expect(exitCode, stderr).toBe(0);
  };
  const given = (all: object): readonly string[] => [
    ...['--values', writeValues(all)],
    ...['--wait', '--timeout', '60s'],
  ];
  const uninstall = (namespace: string, name: string): Promise<void> =>
    succeed(namespace, 'uninstall', name, '--wait', '--timeout', '60s');
  const awaitOnly = async (namespace: string, names: readonly string[]): Promise<void> => {
    const isOnly = async (): Promise<boolean> =>
      JSON.stringify(await listEverything(cluster, namespace)) === JSON.stringify(names);
    await waitFor('the rest to go', isOnly);
  };

  describe.sequential('a release', () => {
    const namespace = `${helm}-codex`;
    let atFirst: readonly string[];

    beforeAll(async () => {
      atFirst = await prepare(namespace);
    });

    it('is installed for the first time with secrets.create: the migration has its Secret before the release has its own', async () => {
      const end = await beginJournal(cluster, namespace, ['Job', 'Secret', 'Deployment']);
      await succeed(namespace, 'install', 'codex', chart, ...given(values));
      const journal = withoutReleases(await end());
      expect(journal.slice(0, 6)).toEqual([
        'Secret/codex-migrations made',
        'Job/codex-migrations made',
        'Job/codex-migrations complete',
        'Job/codex-migrations gone',
        'Secret/codex-migrations gone',
        'Secret/codex-secrets made',
      ]);
      expect([...journal.slice(6)].sort()).toEqual(
        deployments.map((name) => `Deployment/codex-${name} generation 1`),
      );
      expect(await countReady(namespace, 'codex-app')).toBe(1);
      const { data } = await read(namespace, 'secrets/codex-secrets');
      expect(Object.keys(data as JsonObject)).toHaveLength(6);
    });

    it('is tested, and the pod that did it is gone', async () => {
      const before = await listEverything(cluster, namespace);
      const { exitCode, stdout, stderr } = await run(namespace, 'test', 'codex', '--timeout', '60s');
      expect(exitCode, stderr).toBe(0);
      expect(stdout).toMatch(/TEST SUITE: +codex-test\n.*\n.*\nPhase: +Succeeded/);
      expect(await listEverything(cluster, namespace)).toEqual(before);
    });

    it('is not upgraded to two replicas without acknowledgement, and nothing changes', async () => {
      const end = await beginJournal(cluster, namespace);
      const app = { ...quick, replicaCount: 2 };
      const args = given({ ...values, clustering: { enabled: true, cookie: { value: 'c' } }, app });
      const { exitCode, stderr } = await run(namespace, 'upgrade', 'codex', chart, ...args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/app\.replicaCount: several replicas .* set clustering\.enabled,/);
      expect(await end()).toEqual([]);
    });

    it('is upgraded to a cluster: migrated first, then all roles are members and two pods serve', async () => {
      const end = await beginJournal(cluster, namespace);
      await succeed(namespace, 'upgrade', 'codex', chart, ...given(twoPods));
      const journal = await end();
      expect(journal.slice(0, 3)).toEqual([
        'Job/codex-migrations made',
        'Job/codex-migrations complete',
        'Job/codex-migrations gone',
      ]);
      expect([...journal.slice(3)].sort()).toEqual(
        deployments.map((name) => `Deployment/codex-${name} generation 2`),
      );
      await waitFor('the app', async () => (await countReady(namespace, 'codex-app')) === 2);
      await waitFor('all members', async () => (await countReady(namespace, 'codex-cluster')) === 4);
      const { data } = await read(namespace, 'secrets/codex-secrets');
      expect(data).toHaveProperty('release-cookie');
    });

    it('leaves nothing when it is uninstalled, no Secret either', async () => {
      const before = await listEverything(cluster, namespace);
      for (const name of ['secret/codex-secrets', 'ingress.networking.k8s.io/codex'])
        expect(before).toContain(name);
      await uninstall(namespace, 'codex');
      await awaitOnly(namespace, atFirst);
    });
  });

  it('does not take over a Secret that somebody else made', async () => {
    const namespace = `${helm}-theirs`;
    await prepare(namespace);
    const metadata = { name: 'codex-pooler-secrets' };
    const body = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { 'database-url': 'theirs' } };
    await cluster.request('POST', `/api/v1/namespaces/${namespace}/secrets`, body);
    const before = await read(namespace, 'secrets/codex-pooler-secrets');

    const { exitCode, stderr } = await run(namespace, 'install', 'codex-pooler', chart, ...given(values));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Secret "codex-pooler-secrets".* exists and cannot be imported/);
    expect(await read(namespace, 'secrets/codex-pooler-secrets')).toEqual(before);

    // Another release makes its own beside it.
    await succeed(namespace, 'install', 'other', chart, ...given(values));
    expect(await read(namespace, 'secrets/codex-pooler-secrets')).toEqual(before);
    expect(await read(namespace, 'secrets/other-secrets')).toHaveProperty('data');
  });

  it('has two releases beside each other in one namespace', async () => {
    const namespace = `${helm}-pair`;
    const atFirst = await prepare(namespace);
    for (const name of ['one', 'two']) await succeed(namespace, 'install', name, chart, ...given(twoPods));
    for (const name of ['one', 'two']) {
      await waitFor('the app', async () => (await countReady(namespace, `${name}-app`)) === 2);
      await waitFor('all members', async () => (await countReady(namespace, `${name}-cluster`)) === 4);
    }
    const before = await read(namespace, 'deployments/two-app');
    await uninstall(namespace, 'one');
    expect((await read(namespace, 'deployments/two-app')).spec).toEqual(before.spec);
    expect(await countReady(namespace, 'two-app')).toBe(2);
    await uninstall(namespace, 'two');
    await awaitOnly(namespace, atFirst);
  });

  it('takes over a release of the former chart in place: what it made is changed, not made anew', async () => {
    const namespace = `${helm}-former`;
    await prepare(namespace);
    const text = readFileSync(former, 'utf8')
      .replaceAll('namespace: ai', `namespace: ${namespace}`)
      .replaceAll('.ai.svc', `.${namespace}.svc`)
      .replaceAll('[ai]', `[${namespace}]`);
    await succeed(namespace, 'install', 'prod', writeChart(join(cluster.directory, namespace), text));
    const kept = ['secrets/codex-pooler-secrets', 'services/codex-pooler-app'];
    const paths = [...kept, ...deployments.map((name) => `deployments/codex-pooler-${name}`)];
    const uids = async (): Promise<readonly unknown[]> =>
      Promise.all(paths.map(async (path) => valueAt(await read(namespace, path), ['metadata', 'uid'])));
    const before = await uids();
    expect(before).not.toContain(undefined);

    const takeover = { ...twoPods, fullnameOverride: 'codex-pooler' };
    await succeed(namespace, 'upgrade', 'prod', chart, ...given(takeover));
    expect(await uids()).toEqual(before);
    await waitFor('the app', async () => (await countReady(namespace, 'codex-pooler-app')) === 2);
  });
});
