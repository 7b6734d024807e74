// The chart of dispatch as its users have it: installed, upgraded, rolled back, tested and uninstalled by Helm.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../tools/process/run.ts';
import { valueAt } from '../../tools/schema/json.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { helms, runHelm } from './helm.ts';
import { beginJournal } from './journal.ts';
import { listEverything } from './leftovers.ts';
import { keyOf, type ObservedObject, takeSnapshot } from './observe.ts';
import { createResources } from './resources.ts';

const chart = fileURLToPath(new URL('../../charts/dispatch', import.meta.url));

/** The groomer needs a model; without it one Secret is enough. */
const values = {
  config: { groomer: { enabled: false } },
  httpRoute: { enabled: true, parentRefs: [{ name: 'web' }], hostnames: ['dispatch.example.test'] },
};
const secret = {
  DATABASE_URL: 'postgres://dispatch@database.example.test/dispatch',
  DISPATCH_AGENT_TOKEN: 'agent',
  DISPATCH_AUTH_PASSWORD: 'password',
  DISPATCH_AUTH_USERNAME: 'operator',
  GITHUB_TOKEN: 'github',
};
const lane = { id: 'only', title: 'Only', claimable: true, role: 'default' };
const changedLanes = { lanes: [lane], laneAliases: { normal: 'only', escalated: 'only' } };
const failing = { env: { TWINHULL_TEST_FAIL: 'true' }, migrations: { activeDeadlineSeconds: 5 } };
const migration = ['Job/dispatch-migrate made', 'Job/dispatch-migrate complete', 'Job/dispatch-migrate gone'];

/** Lanes that are wrong, with what Helm says: of the schema each version has its own sentence. */
const wrongLanes: readonly (readonly [string, JsonObject, RegExp])[] = [
  [
    'a text as claimable',
    { lanes: [{ ...lane, claimable: 'yes' }] },
    /config[./]lanes[./]0[./]claimable\W.*(got string, want boolean|Expected: boolean, given: string)/,
  ],
  ['no lane', { lanes: [] }, /config[./]lanes\W.*(minItems: got 0, want 1|at least 1 items)/],
  [
    'two lanes of one id',
    { lanes: [lane, { ...lane, role: 'escalation' }] },
    /config\.lanes: lane ids must be unique, "only" occurs more than once; rename one/,
  ],
  [
    'an alias of a lane that there is not',
    { lanes: [lane] },
    /config\.laneAliases: "escalated" points to "frontier", which is no lane id; name a lane, or remove the alias/,
  ],
];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
});

afterAll(() => cluster?.stop());

/** A namespace with the Secret that the chart refers to. */
async function prepare(namespace: string): Promise<void> {
  const { request } = cluster;
  const core = { apiVersion: 'v1' };
  await request('POST', '/api/v1/namespaces', { ...core, kind: 'Namespace', metadata: { name: namespace } });
  const folder = `/api/v1/namespaces/${namespace}`;
  const body = { ...core, kind: 'Secret', metadata: { name: 'dispatch' }, stringData: secret };
  expect((await request('POST', `${folder}/secrets`, body)).status).toBe(201);
  const isThere = async (path: string) => (await request('GET', `${folder}/${path}`)).status === 200;
  for (const path of ['serviceaccounts/default', 'configmaps/kube-root-ca.crt'])
    await waitFor(path, () => isThere(path));
}

function writeValues(given: JsonObject): string {
  const text = JSON.stringify(given);
  const file = join(cluster.directory, `values-${createHash('sha256').update(text).digest('hex')}.json`);
  writeFileSync(file, text);
  return file;
}

/** The Deployment with its pods, once nothing changes any more. */
async function observe(namespace: string, name = 'dispatch'): Promise<ObservedObject> {
  const scope = { kinds: [{ apiVersion: 'apps/v1', kind: 'Deployment' }], namespaces: new Set([namespace]) };
  const snapshot = await takeSnapshot(createResources(cluster.request), scope);
  return snapshot.get(keyOf('Deployment', namespace, name)) as ObservedObject;
}

/** The time that the chart gives the failed Job is over: a day is a second now. */
async function shortenTime(path: string): Promise<void> {
  const { body } = await cluster.request('GET', path);
  expect(valueAt(body, ['spec', 'ttlSecondsAfterFinished'])).toBe(86_400);
  const contentType = 'application/merge-patch+json';
  await cluster.request('PATCH', path, { spec: { ttlSecondsAfterFinished: 1 } }, { contentType });
}

/** The UIDs of the pods that the Service sends traffic to. */
async function listServing(namespace: string, service = 'dispatch'): Promise<readonly unknown[]> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const query = { labelSelector: `kubernetes.io/service-name=${service}` };
  const { body } = await cluster.request('GET', path, undefined, { query });
  const slices = (body as JsonObject).items as readonly JsonObject[];
  const endpoints = slices.flatMap((slice) => (slice.endpoints ?? []) as readonly JsonObject[]);
  const ready = endpoints.filter((endpoint) => valueAt(endpoint, ['conditions', 'ready']) === true);
  return ready.map((endpoint) => valueAt(endpoint, ['targetRef', 'uid']));
}

// Most of the time is waiting, so both versions go side by side.
describe.concurrent.each(helms)('%s', (helm) => {
  const run = (namespace: string, ...args: readonly string[]): Promise<RunResult> =>
    runHelm(cluster, helm, [...args, '--namespace', namespace]);
  const succeed = async (namespace: string, ...args: readonly string[]): Promise<string> => {
    const { exitCode, stderr, stdout } = await run(namespace, ...args);
    expect(exitCode, stderr).toBe(0);
    return stdout;
  };
  const given = (more: JsonObject = {}): readonly string[] => [
    '--values',
    writeValues({ ...values, ...more }),
    ...['--wait', '--timeout', '60s'],
  ];

  describe.sequential('a release', () => {
    const namespace = `${helm}-one`;
    let atFirst: readonly string[];
    let installed: ObservedObject;

    beforeAll(async () => {
      await prepare(namespace);
      atFirst = await listEverything(cluster, namespace);
    });

    it.each(wrongLanes)('is refused with %s, and nothing is made', async (_, lanes, sentence) => {
      const config = { ...values.config, ...lanes };
      const { exitCode, stderr } = await run(namespace, 'install', 'dispatch', chart, ...given({ config }));
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(sentence);
      expect(await listEverything(cluster, namespace)).toEqual(atFirst);
    });

    it('is installed: the database is migrated, then the Deployment is made', async () => {
      const end = await beginJournal(cluster, namespace);
      await succeed(namespace, 'install', 'dispatch', chart, ...given());
      expect(await end()).toEqual([...migration, 'Deployment/dispatch generation 1']);
      installed = await observe(namespace);
      expect(await listServing(namespace)).toEqual([...installed.pods]);
    });

    it('is tested, and the pod that did it is gone', async () => {
      const before = await listEverything(cluster, namespace);
      expect(await succeed(namespace, 'test', 'dispatch')).toMatch(
        /TEST SUITE: +dispatch-test\n.*\n.*\nPhase: +Succeeded/,
      );
      expect(await listEverything(cluster, namespace)).toEqual(before);
    });

    it('is upgraded: the database is migrated, then the Deployment is changed', async () => {
      const end = await beginJournal(cluster, namespace);
      const config = { ...values.config, ...changedLanes };
      await succeed(namespace, 'upgrade', 'dispatch', chart, ...given({ config }));
      expect(await end()).toEqual([...migration, 'Deployment/dispatch generation 2']);
      const upgraded = await observe(namespace);
      expect(upgraded.revision).not.toBe(installed.revision);
      expect(await listServing(namespace)).toEqual([...upgraded.pods]);
    });

    it('goes on serving with the same pods where an upgrade fails to migrate', async () => {
      const before = await observe(namespace);
      const end = await beginJournal(cluster, namespace);
      const args = given({ ...failing, image: { tag: '0.6.0' } });
      const { exitCode, stderr } = await run(namespace, 'upgrade', 'dispatch', chart, ...args);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/pre-upgrade hooks failed/);
      expect(await end()).toEqual(['Job/dispatch-migrate made', 'Job/dispatch-migrate failed']);
      expect(await observe(namespace)).toEqual(before);
      expect(await listServing(namespace)).toEqual([...before.pods]);
    });

    it('is rolled back to the pods of the first revision, and the database is left alone', async () => {
      const end = await beginJournal(cluster, namespace);
      await succeed(namespace, 'rollback', 'dispatch', '1', '--wait', '--timeout', '60s');
      expect(await end()).toEqual(['Deployment/dispatch generation 3']);
      const { revision, pods } = await observe(namespace);
      expect(revision).toBe(installed.revision);
      expect(await listServing(namespace)).toEqual([...pods]);
    });

    it('is upgraded after a failure, whose Job is replaced', async () => {
      const end = await beginJournal(cluster, namespace);
      await succeed(namespace, 'upgrade', 'dispatch', chart, ...given({ replicas: 2 }));
      expect(await end()).toEqual([
        'Job/dispatch-migrate gone',
        ...migration,
        'Deployment/dispatch generation 4',
      ]);
    });

    it('differs by nothing but the Job with migrations.enabled=false', async () => {
      const render = async (enabled: boolean): Promise<readonly string[]> => {
        const args = given({ replicas: 2, migrations: { enabled } });
        return (await succeed(namespace, 'template', 'dispatch', chart, ...args)).split(/^---\n/m);
      };
      const [without, full] = [await render(false), await render(true)];
      const jobs = full.filter((document) => document.includes('\nkind: Job\n'));
      expect(jobs).toHaveLength(1);
      expect(without).toEqual(full.filter((document) => !jobs.includes(document)));

      const end = await beginJournal(cluster, namespace);
      const before = await observe(namespace);
      const args = given({ replicas: 2, migrations: { enabled: false } });
      await succeed(namespace, 'upgrade', 'dispatch', chart, ...args);
      expect(await end()).toEqual([]);
      expect(await observe(namespace)).toEqual(before);
    });

    it('leaves nothing when it is uninstalled', async () => {
      const before = await listEverything(cluster, namespace);
      expect(before).toContain('httproute.gateway.networking.k8s.io/dispatch');
      await succeed(namespace, 'uninstall', 'dispatch', '--wait', '--timeout', '60s');
      await waitFor(
        'all to go',
        async () => (await listEverything(cluster, namespace)).length <= atFirst.length,
      );
      expect(await listEverything(cluster, namespace)).toEqual(atFirst);
    });
  });

  it('makes nothing but the Job where an installation fails to migrate, and the Job goes in its time', async () => {
    const namespace = `${helm}-none`;
    await prepare(namespace);
    const atFirst = await listEverything(cluster, namespace);
    const end = await beginJournal(cluster, namespace);
    const { exitCode, stderr } = await run(namespace, 'install', 'dispatch', chart, ...given(failing));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/pre-install/);
    expect(await end()).toEqual(['Job/dispatch-migrate made', 'Job/dispatch-migrate failed']);

    await succeed(namespace, 'uninstall', 'dispatch', '--wait', '--timeout', '60s');
    const left = (await listEverything(cluster, namespace)).filter((name) => !atFirst.includes(name));
    expect(left).toContain('job.batch/dispatch-migrate');
    expect(left.filter((name) => !/^(job\.batch|pod)\/dispatch-migrate/.test(name))).toEqual([]);
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs/dispatch-migrate`;
    await shortenTime(path);
    await waitFor(
      'the Job to go',
      async () => (await listEverything(cluster, namespace)).length === atFirst.length,
    );
  });

  it('has two releases beside each other in one namespace', async () => {
    const namespace = `${helm}-two`;
    await prepare(namespace);
    const atFirst = await listEverything(cluster, namespace);
    const names = ['dispatch', 'dispatch-next'];
    for (const name of names) await succeed(namespace, 'install', name, chart, ...given());
    const [, kept] = [await observe(namespace, 'dispatch'), await observe(namespace, 'dispatch-next')];
    for (const name of names)
      expect(await listServing(namespace, name)).toEqual([...(await observe(namespace, name)).pods]);

    await succeed(namespace, 'uninstall', 'dispatch', '--wait', '--timeout', '60s');
    expect(await observe(namespace, 'dispatch-next')).toEqual(kept);
    expect(await listServing(namespace, 'dispatch-next')).toEqual([...kept.pods]);
    await succeed(namespace, 'test', 'dispatch-next');
    await succeed(namespace, 'uninstall', 'dispatch-next', '--wait', '--timeout', '60s');
    expect(await listEverything(cluster, namespace)).toEqual(atFirst);
  });
});
