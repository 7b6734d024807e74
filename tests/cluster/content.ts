// What a fresh control plane is given: nodes, a default storage class, and the custom resources that tests ask for.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import { valueAt } from '../../tools/schema/json.ts';
import type { Json } from '../../tools/shared/json.ts';
import type { Reply, Request } from './client.ts';
import { waitFor } from './wait.ts';

/** The CustomResourceDefinitions that tests need most. */
export const crdDirectory: string = fileURLToPath(new URL('crds', import.meta.url));

const nodeNames = ['node-1', 'node-2'];

/** Two nodes on which pods can be scheduled; resolves when they are Ready and pods can have a service account. */
export async function addNodes(request: Request): Promise<void> {
  for (const name of nodeNames) {
    const labels = {
      'kubernetes.io/hostname': name,
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
    };
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } };
    expectStatus(await request('POST', '/api/v1/nodes', node), [201, 409]);
    // The API server adds a taint that the disabled node lifecycle controller would take away.
    const patch = { spec: { taints: null } };
    const contentType = 'application/merge-patch+json';
    expectStatus(await request('PATCH', `/api/v1/nodes/${name}`, patch, { contentType }), [200]);
    await waitFor(`${name} to be Ready`, async () =>
      isReady((await request('GET', `/api/v1/nodes/${name}`)).body),
    );
  }
  const account = '/api/v1/namespaces/default/serviceaccounts/default';
  await waitFor('the default service account', async () => (await request('GET', account)).status === 200);
}

/** Claims of this default class get a volume from the stage in stages/claims.yaml, and may grow. */
export async function addStorageClass(request: Request): Promise<void> {
  const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations },
    provisioner: 'kubernetes.io/no-provisioner',
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: true,
  };
  expectStatus(await request('POST', '/apis/storage.k8s.io/v1/storageclasses', storageClass), [201]);
}

/** Installs CustomResourceDefinitions from a directory or from files; resolves when their kinds are served. */
export async function addCrds(request: Request, source: string | readonly string[]): Promise<void> {
  const crds = listFiles(source).flatMap((file) => readYamlDocuments(readFileSync(file, 'utf8'), { file }));
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const crd of crds) expectStatus(await request('POST', path, crd), [201]);
  for (const crd of crds) {
    const [group, plural, version] = [
      ['spec', 'group'],
      ['spec', 'names', 'plural'],
      ['spec', 'versions', 0, 'name'],
    ].map((place) => valueAt(crd, place));
    await waitFor(`${plural}.${group} to be served`, async () => {
      const { status } = await request('GET', `/apis/${group}/${version}/${plural}`);
      return status === 200;
    });
  }
}

function listFiles(source: string | readonly string[]): readonly string[] {
  if (typeof source !== 'string') return source;
  if (statSync(source).isFile()) return [source];
  const files = readdirSync(source).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => join(source, name));
}

function isReady(node: Json): boolean {
  const conditions = valueAt(node, ['status', 'conditions']);
  return (
    Array.isArray(conditions) && conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
  );
}

function expectStatus({ status, body }: Reply, expected: readonly number[]): void {
  if (!expected.includes(status))
    throw new Error(`the API server answered ${status}: ${JSON.stringify(body)}`);
}
