// What the comparison takes for stored is what the API server stores.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injectNamespace } from '../../tools/manifests/namespace.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { ownCorpus, readReleases } from '../parity/corpus/release.ts';
import { listNamespaces } from './reality/isolate.ts';
import { createResources, type Resources } from './resources.ts';
import { dryCreate, knownServer, listDifferences } from './stored.ts';

const releases = readReleases(ownCorpus);
const server = knownServer();

let cluster: Cluster;
let resources: Resources;

beforeAll(async () => {
  cluster = await startCluster({ controllers: false, crds: crdDirectory });
  resources = createResources(cluster.request);
});

afterAll(() => cluster?.stop());

async function makeNamespace(name: string): Promise<void> {
  const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  await cluster.request('POST', '/api/v1/namespaces', object);
}

describe('the stored form of every object', () => {
  it.each(releases)('of the release $id is the one that the API server returns', async (release) => {
    const { objects, namespace } = release;
    for (const name of [namespace, ...listNamespaces(objects)]) await makeNamespace(name);
    const place = { cluster, resources, namespace };
    const differences: string[] = [];
    for (const object of objects) {
      const sent = injectNamespace(object, namespace);
      differences.push(...listDifferences(sent, await dryCreate(sent, place), server));
    }
    expect(differences).toEqual([]);
  });

  it('differs where something else was sent', async () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { mode: 'fast' } };
    const returned = await dryCreate(config, { cluster, resources, namespace: 'default' });
    const sent = { ...config, metadata: { name: 'c', namespace: 'default' } };
    expect(listDifferences(sent, returned, server)).toEqual([]);
    expect(listDifferences({ ...sent, data: { mode: 'slow' } }, returned, server)).toEqual([
      'ConfigMap/c data.mode: "slow", stored is "fast"',
    ]);
  });
});
