// The side `live:` of a real API server: objects that another side names, without what only the server sets.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import type { Side } from '../../tools/parity/model.ts';
import { readSide } from '../../tools/parity/sides/index.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ controllers: false });
  await cluster.kubectl(['create', 'namespace', 'llm']);
});

afterAll(async () => {
  await cluster?.stop();
});

const config: Manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { on: 'yes' },
};
const role: Manifest = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'reader', labels: { a: 'b' } },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};
const service: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'llm' },
  spec: { ports: [{ port: 80 }] },
};
const unknown: Manifest = { apiVersion: 'example.org/v1', kind: 'Note', metadata: { name: 'first' } };
const absent: Manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'gone' } };

function sideOf(...manifests: readonly Manifest[]): Side {
  const objects = manifests.map((manifest) => ({ manifest, source: 'other' }));
  return { label: 'other', objects, missing: [], namespace: 'llm', release: 'web' };
}

function read(other: Side): Promise<Side> {
  return readSide('live:', { other, env: { KUBECONFIG: cluster.kubeconfig } });
}

it('gives the objects that are there, with their managed fields beside them', async () => {
  const items = [config, role, service].map((object) => JSON.stringify(object)).join('\n');
  await cluster.kubectl(['apply', '--server-side', '--namespace=llm', '--filename=-'], { stdin: items });
  const list = { apiVersion: 'v1', kind: 'List', items: [service, absent] };
  const side = await read(sideOf(config, role, unknown, list));
  expect(side).toMatchObject({ label: 'live:', live: true, missing: [], namespace: 'llm', release: 'web' });
  expect(side.objects.map(({ manifest }) => manifest)).toEqual([
    { ...config, metadata: { name: 'settings', namespace: 'llm' } },
    role,
    {
      ...service,
      spec: expect.objectContaining({
        type: 'ClusterIP',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      }),
    },
  ]);
  for (const object of side.objects) {
    expect(object).toMatchObject({
      source: 'live:',
      managedFields: [{ manager: 'kubectl', operation: 'Apply' }],
    });
  }
});

it('gives one object, or none', async () => {
  expect((await read(sideOf(role))).objects).toMatchObject([{ manifest: role }]);
  expect((await read(sideOf(absent))).objects).toEqual([]);
  expect((await read(sideOf(unknown))).objects).toEqual([]);
  expect((await read(sideOf())).objects).toEqual([]);
});

it('is refused where the user may not read', async () => {
  await cluster.kubectl(['create', 'serviceaccount', 'nobody', '--namespace=llm']);
  const { stdout } = await cluster.kubectl(['create', 'token', 'nobody', '--namespace=llm']);
  const { stdout: text } = await cluster.kubectl(['config', 'view', '--raw', '--output=json']);
  const kubeconfig = JSON.parse(text);
  kubeconfig.users[0].user = { token: stdout.trim() };
  const file = `${cluster.directory}/nobody.json`;
  writeFileSync(file, JSON.stringify(kubeconfig));
  const attempt = readSide('live:', { other: sideOf(absent), env: { KUBECONFIG: file } });
  await expect(attempt).rejects.toMatchObject({
    code: 'cluster-read',
    message: expect.stringContaining('forbidden'),
  });
});
