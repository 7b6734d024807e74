// The chart of agents as its users have it, with controllers of their own: they wait for the control plane, and never
// migrate. The gate is taken from the cluster and run as the process that it is.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valueAt } from '../../tools/schema/json.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { helms, runHelm } from './helm.ts';
import { listEverything } from './leftovers.ts';

const chart = fileURLToPath(new URL('../../charts/agents', import.meta.url));

/** All that there can be, on an empty database. */
const values = {
  controllers: {
    enabled: true,
    autoscaling: { enabled: true },
    podDisruptionBudget: { enabled: true, minAvailable: 1 },
    env: { vars: { JANGAR_MIGRATIONS: ' SKIP ' } },
  },
  database: { url: 'postgresql://agents@empty.example.test/agents', createSecret: { enabled: true } },
  autoscaling: { enabled: true, targetMemoryUtilizationPercentage: 70 },
  podDisruptionBudget: { enabled: true },
  networkPolicy: { enabled: true, egress: { enabled: true } },
  metrics: { enabled: true, serviceMonitor: { enabled: true }, dashboard: { enabled: true } },
  runnerServiceAccount: { create: true, rbac: { create: true } },
  // Every container needs a request for memory: the limits below give none.
  resourceQuota: { enabled: true, hard: { pods: '50', 'requests.memory': '8Gi' } },
  limitRange: { enabled: true, limits: [{ type: 'Container', defaultRequest: { cpu: '10m' } }] },
  versionControlProvider: { enabled: true, provider: 'github' },
  envFromSecretRefs: ['modes'],
};

let cluster: Cluster;
let shims: string;

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
  shims = join(cluster.directory, 'shims');
  mkdirSync(shims);
  const wget = `#!${process.execPath}
fetch(process.argv.at(-1)).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1));
`;
  writeFileSync(join(shims, 'wget'), wget);
  chmodSync(join(shims, 'wget'), 0o755);
});

afterAll(() => cluster?.stop());

interface Container extends JsonObject {
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}

/** A namespace with a Secret that would have everyone migrate. */
async function prepare(namespace: string): Promise<void> {
  const { request } = cluster;
  await request('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const stringData = { JANGAR_MIGRATIONS: 'auto', AGENTS_MIGRATIONS: 'auto' };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'modes' }, stringData };
  expect((await request('POST', `/api/v1/namespaces/${namespace}/secrets`, secret)).status).toBe(201);
  for (const path of ['serviceaccounts/default', 'configmaps/kube-root-ca.crt'])
    await waitFor(path, async () => {
      const { status } = await request('GET', `/api/v1/namespaces/${namespace}/${path}`);
      return status === 200;
    });
}

/** The specs of the pods of a role, as the cluster has them. */
async function listPods(namespace: string, role: string): Promise<readonly JsonObject[]> {
  const query = { labelSelector: `app.kubernetes.io/name=${role}` };
  const { body } = await cluster.request('GET', `/api/v1/namespaces/${namespace}/pods`, undefined, { query });
  return (body as JsonObject).items as readonly JsonObject[];
}

function environmentOf({ env }: Container): Readonly<Record<string, string>> {
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

interface Gate {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

/** The gate with the environment that the cluster gives it, and perhaps another address of the control plane. */
function startGate(gate: Container, changes: Readonly<Record<string, string>>): Gate {
  const [program = '', ...args] = gate.command;
  const path = `${shims}:${process.env.PATH}`;
  const child = spawn(program, args, {
    env: { ...environmentOf(gate), PERIOD: '0.1', ...changes, PATH: path },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { process: child, output: () => text, ended };
}

describe.each(helms)('%s', (helm) => {
  const namespace = `${helm}-agents`;
  let atFirst: readonly string[];
  let count = 0;

  const run = (more: JsonObject, ...args: readonly string[]) => {
    const file = join(cluster.directory, `${helm}-${count++}.json`);
    writeFileSync(file, JSON.stringify({ ...values, ...more }));
    return runHelm(cluster, helm, [...args, 'agents', chart, '--namespace', namespace, '--values', file]);
  };
  const succeed = async (more: JsonObject, ...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(more, ...args, '--wait', '--timeout', '60s');
    expect(exitCode, stderr).toBe(0);
    return stdout;
  };
  const controllersPod = async (): Promise<JsonObject> =>
    (await listPods(namespace, 'agents-controllers'))[0] as JsonObject;
  const gateOf = (pod: JsonObject): Container => valueAt(pod, ['spec', 'initContainers', 0]) as Container;

  beforeAll(async () => {
    await prepare(namespace);
    atFirst = await listEverything(cluster, namespace);
  });

  it('refuses controllers that would migrate, and makes nothing', async () => {
    const controllers = { enabled: true, env: { vars: { JANGAR_MIGRATIONS: 'auto' } } };
    const { exitCode, stderr } = await run({ controllers }, 'install');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'controllers.env.vars.JANGAR_MIGRATIONS: the controllers never migrate the database; remove it, or set it to skip',
    );
    expect(await listEverything(cluster, namespace)).toEqual(atFirst);
  });

  it('is installed, with its custom resources', async () => {
    const notes = await succeed({}, 'install');
    expect(notes).toContain('The controllers never migrate the database.');
    const { stdout } = await cluster.kubectl(['get', 'crds', '--output', 'name']);
    expect(stdout.match(/\.proompteng\.ai$/gm)).toHaveLength(19);
    const everything = await listEverything(cluster, namespace);
    for (const name of [
      'deployment.apps/agents',
      'deployment.apps/agents-controllers',
      'horizontalpodautoscaler.autoscaling/agents-controllers',
      'networkpolicy.networking.k8s.io/agents-controllers',
      'poddisruptionbudget.policy/agents-controllers',
      'role.rbac.authorization.k8s.io/agents',
      'secret/agents-db',
      'servicemonitor.monitoring.coreos.com/agents',
      'versioncontrolprovider.agents.proompteng.ai/github',
    ])
      expect(everything).toContain(name);
  });

  it('has controllers that skip, whatever a Secret says', async () => {
    const pod = await controllersPod();
    const [container] = valueAt(pod, ['spec', 'containers']) as unknown as readonly [Container];
    expect(environmentOf(container)).toMatchObject({ JANGAR_MIGRATIONS: 'skip', AGENTS_MIGRATIONS: 'skip' });
    expect(container.envFrom).toEqual([{ secretRef: { name: 'modes' } }]);
    const [plane] = await listPods(namespace, 'agents');
    expect(
      environmentOf(valueAt(plane ?? null, ['spec', 'containers', 0]) as Container).JANGAR_MIGRATIONS,
    ).toBe('auto');
  });

  it('shows the gate in the manifest, which waits until the control plane answers', async () => {
    const gate = gateOf(await controllersPod());
    expect(environmentOf(gate)).toMatchObject({
      JANGAR_MIGRATIONS: 'skip',
      CONTROL_PLANE: `http://agents.${namespace}:80/health`,
    });
    let status = 503;
    const server = createServer((_, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { output, ended } = startGate(gate, { CONTROL_PLANE: `http://127.0.0.1:${port}/health` });
    try {
      await waitFor('the gate to wait', async () => output().includes('migrations: waiting for'));
      const first = await Promise.race([
        ended,
        new Promise((resolve) => setTimeout(resolve, 1000, 'waiting')),
      ]);
      expect(first).toBe('waiting');
      status = 200;
      expect(await ended).toBe(0);
      expect(output()).toContain('migrations: the control plane answers');
    } finally {
      server.close();
    }
  });

  it('has a gate that ends a pod which would migrate', async () => {
    const { output, ended } = startGate(gateOf(await controllersPod()), { JANGAR_MIGRATIONS: 'auto' });
    expect(await ended).toBe(1);
    expect(output()).toContain("the mode is 'auto', but the controllers never migrate; set it to skip");
  });

  it('is upgraded: another URL of the database replaces the pods of both roles', async () => {
    const names = async () =>
      [...(await listPods(namespace, 'agents')), ...(await listPods(namespace, 'agents-controllers'))].map(
        (pod) => valueAt(pod, ['metadata', 'uid']),
      );
    const before = await names();
    const database = { ...values.database, url: 'postgresql://agents@other.example.test/agents' };
    await succeed({ database }, 'upgrade');
    await waitFor('the old pods to go', async () => (await names()).every((uid) => !before.includes(uid)));
    const { body } = await cluster.request('GET', `/api/v1/namespaces/${namespace}/secrets/agents-db`);
    const url = Buffer.from(String(valueAt(body, ['data', 'url'])), 'base64').toString();
    expect(url).toBe(database.url);
  });

  it('with a control plane that cannot migrate, sends nobody to it', async () => {
    const controlPlane = { env: { vars: { TWINHULL_TEST_FAIL: 'true' } } };
    const strategy = { type: 'Recreate' };
    const { exitCode } = await run({ controlPlane, strategy }, 'upgrade');
    expect(exitCode).toBe(0);
    const query = { labelSelector: 'kubernetes.io/service-name=agents' };
    const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
    await waitFor('the Service to have no ready pod', async () => {
      const { body } = await cluster.request('GET', path, undefined, { query });
      const slices = (body as JsonObject).items as readonly JsonObject[];
      const endpoints = slices.flatMap((slice) => (slice.endpoints ?? []) as readonly JsonObject[]);
      return endpoints.every((endpoint) => valueAt(endpoint, ['conditions', 'ready']) !== true);
    });
    await succeed({}, 'upgrade');
  });

  it('leaves nothing but custom resources when it is uninstalled', async () => {
    const args = ['uninstall', 'agents', '--namespace', namespace, '--wait', '--timeout', '60s'];
    const { exitCode, stderr } = await runHelm(cluster, helm, args);
    expect(exitCode, stderr).toBe(0);
    await waitFor('all to go', async () => {
      const left = await listEverything(cluster, namespace);
      return JSON.stringify(left) === JSON.stringify(atFirst);
    });
    const { stdout } = await cluster.kubectl(['get', 'crds', '--output', 'name']);
    expect(stdout.match(/\.proompteng\.ai$/gm)).toHaveLength(19);
  });
});
