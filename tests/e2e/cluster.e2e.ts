// The control plane that the other tests stand on: it does what a cluster does, and leaves nothing behind.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { certificateOf } from '../cluster/arguments.ts';
import { createClient } from '../cluster/client.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { claim, deployment, failing, job, paths, read, readConditions, statefulSet } from './objects.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
});

afterAll(async () => {
  await cluster?.stop();
});

async function create(path: string, object: JsonObject): Promise<void> {
  expect((await cluster.request('POST', path, object)).status).toBe(201);
}

describe('the control plane', () => {
  it('tells its version', async () => {
    expect(cluster.version).toBe('1.35.4');
    const { stdout } = await cluster.kubectl(['version', '--output', 'json']);
    expect(JSON.parse(stdout).serverVersion).toMatchObject({
      gitVersion: 'v1.35.4',
      major: '1',
      minor: '35',
    });
  });

  it('has two Ready nodes', async () => {
    const { stdout } = await cluster.kubectl(['get', 'nodes', '--no-headers']);
    expect(stdout.match(/^node-\d +Ready /gm)).toHaveLength(2);
  });

  it('refuses a wrong token', async () => {
    const args = [
      '--server',
      cluster.server,
      '--insecure-skip-tls-verify',
      '--token',
      'wrong',
      'get',
      'nodes',
    ];
    const { stderr } = await cluster.kubectl(args, { exitCodes: [1] });
    expect(stderr).toContain('must be logged in');
  });

  it('is asked while it still writes its certificate, and trusted when that is there', async () => {
    const certificate = join(cluster.directory, 'half-written.crt');
    writeFileSync(certificate, '');
    const port = Number(new URL(cluster.server).port);
    const client = createClient({ port, token: cluster.token, certificate });
    await expect(client.request('GET', '/readyz')).rejects.toThrow('certificate');
    copyFileSync(certificateOf(cluster.directory), certificate);
    expect((await client.request('GET', '/readyz')).status).toBe(200);
    client.close();
  });
});

describe('workloads', () => {
  it('makes a Deployment available', async () => {
    await create(paths.deployments, deployment('fine'));
    const path = `${paths.deployments}/fine`;
    await waitFor('two replicas', async () => (await read(cluster, path, ['status', 'readyReplicas'])) === 2);
    expect(await readConditions(cluster, path)).toMatchObject({ Available: 'True' });
  });

  it('keeps a Deployment unavailable whose pods are told to fail', async () => {
    await create(paths.deployments, deployment('crashing', failing));
    const pods = '/api/v1/namespaces/default/pods?labelSelector=app%3Dcrashing';
    const reason = ['items', 0, 'status', 'containerStatuses', 0, 'state', 'waiting', 'reason'];
    await waitFor('a crash', async () => (await read(cluster, pods, reason)) === 'CrashLoopBackOff');
    expect(await readConditions(cluster, `${paths.deployments}/crashing`)).toMatchObject({
      Available: 'False',
    });
  });

  it('completes a Job', async () => {
    await create(paths.jobs, job('fine'));
    const path = `${paths.jobs}/fine`;
    await waitFor('the Job', async () => (await readConditions(cluster, path)).Complete === 'True');
  });

  it('fails a Job whose pods are told to fail', async () => {
    await create(paths.jobs, job('failing', failing));
    const path = `${paths.jobs}/failing`;
    await waitFor('the failure', async () => (await readConditions(cluster, path)).Failed === 'True');
  });

  it('deletes pods with their owner', async () => {
    await create(paths.deployments, deployment('gone'));
    const pods = '/api/v1/namespaces/default/pods?labelSelector=app%3Dgone';
    const count = async () => ((await read(cluster, pods, ['items'])) as readonly unknown[]).length;
    await waitFor('the pods', async () => (await count()) === 2);
    await cluster.request('DELETE', `${paths.deployments}/gone`);
    await waitFor('their end', async () => (await count()) === 0);
  });

  it('runs privileged containers', async () => {
    const args = ['run', 'privileged', '--image', 'example.test/app:1', '--privileged'];
    await cluster.kubectl(args);
    await cluster.kubectl(['wait', 'pod/privileged', '--for', 'condition=Ready', '--timeout', '30s']);
  });
});

describe('claims', () => {
  it('are bound, and may grow', async () => {
    await create(paths.claims, claim('data'));
    const path = `${paths.claims}/data`;
    await waitFor('a volume', async () => (await read(cluster, path, ['status', 'phase'])) === 'Bound');
    const grown = { spec: { resources: { requests: { storage: '2Gi' } } } };
    const contentType = 'application/merge-patch+json';
    expect((await cluster.request('PATCH', path, grown, { contentType })).status).toBe(200);
  });

  it('of a StatefulSet are bound one after the other, so that all its pods run', async () => {
    await create(paths.statefulSets, statefulSet('database'));
    const ready = ['status', 'readyReplicas'];
    await waitFor(
      'two replicas',
      async () => (await read(cluster, `${paths.statefulSets}/database`, ready)) === 2,
    );
    expect(await read(cluster, `${paths.claims}/data-database-1`, ['status', 'phase'])).toBe('Bound');
  });

  it('wait where their class has no provisioner', async () => {
    await create(paths.claims, claim('waiting', 'other'));
    await create(paths.claims, claim('bound'));
    const bound = `${paths.claims}/bound`;
    await waitFor('the other', async () => (await read(cluster, bound, ['status', 'phase'])) === 'Bound');
    expect(await read(cluster, `${paths.claims}/waiting`, ['status', 'phase'])).toBe('Pending');
  });
});

describe('the API server', () => {
  it('refuses to change the selector of a Deployment', async () => {
    await create(paths.deployments, deployment('selected'));
    const path = `${paths.deployments}/selected`;
    const labels = { app: 'other' };
    const spec = { selector: { matchLabels: labels }, template: { metadata: { labels } } };
    const contentType = 'application/merge-patch+json';
    const { status, body } = await cluster.request('PATCH', path, { spec }, { contentType });
    expect(status).toBe(422);
    expect(body).toMatchObject({ message: expect.stringContaining('field is immutable') });
  });

  it('refuses an environment variable that occurs twice when applied by the server', async () => {
    const env = ['one', 'two'].map((value) => ({ name: 'TWICE', value }));
    const patch = ['apply', '--server-side', '--filename', '-'];
    const base = deployment('twice');
    const containers = [{ name: 'app', image: 'example.test/app:1', env }];
    const template = { metadata: { labels: { app: 'twice' } }, spec: { containers } };
    const stdin = JSON.stringify({
      ...base,
      spec: { selector: { matchLabels: { app: 'twice' } }, template },
    });
    const { stderr } = await cluster.kubectl(patch, { stdin, exitCodes: [1] });
    expect(stderr).toContain('duplicate entries for key [name="TWICE"]');
  });

  it('checks custom resources, their CEL rules included', async () => {
    const route = (name: string, value: string) => {
      const headers = [{ type: 'Exact', name: 'host', value: 'a' }];
      const rules = [{ matches: [{ headers, path: { type: 'PathPrefix', value } }] }];
      return {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name },
        spec: { rules },
      };
    };
    const path = '/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes';
    await create(path, route('good', '/a'));
    const { status, body } = await cluster.request('POST', path, route('bad', '/a//b'));
    expect({ status, body }).toMatchObject({ status: 422, body: { reason: 'Invalid' } });
  });

  it('is killed and started again without losing anything', async () => {
    await create(paths.deployments, deployment('lasting'));
    const path = `${paths.deployments}/lasting`;
    const uid = await read(cluster, path, ['metadata', 'uid']);
    await cluster.apiserver.stop('SIGKILL');
    await expect(cluster.request('GET', path)).rejects.toThrow('ECONNREFUSED');
    await cluster.apiserver.start();
    expect(await read(cluster, path, ['metadata', 'uid'])).toBe(uid);
    await create(paths.jobs, job('afterwards'));
    const afterwards = `${paths.jobs}/afterwards`;
    await waitFor('the Job', async () => (await readConditions(cluster, afterwards)).Complete === 'True');
  });
});
