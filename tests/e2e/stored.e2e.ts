// What the comparison takes for stored is what the API server stores.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import { injectNamespace } from '../../tools/manifests/namespace.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { createRandom } from '../../tools/shared/random.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { applyMutation, type Change } from '../parity/corpus/mutation.ts';
import { listMutations } from '../parity/corpus/mutations/index.ts';
import { ownCorpus, readReleases } from '../parity/corpus/release.ts';
import { inParallel } from './parallel.ts';
import { drawAll } from './reality/draw.ts';
import { listNamespaces } from './reality/isolate.ts';
import { defaultSeed } from './reality/page.ts';
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

function namespaceOf(name: string): JsonObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

interface Outcome {
  readonly refusals: readonly string[];
  readonly differences: readonly string[];
  readonly taken: number;
}

/** Offers the objects to the API server, and compares what it returns. Nothing is made but namespaces. */
async function offer(objects: readonly Manifest[], namespace: string): Promise<Outcome> {
  for (const name of [namespace, ...listNamespaces(objects)])
    await cluster.request('POST', '/api/v1/namespaces', namespaceOf(name));
  const sent = objects.map((object) => injectNamespace(object, namespace));
  const answers = await inParallel(sent, 4, (object) => dryCreate(object, { cluster, resources, namespace }));
  const taken = answers.flatMap((answer, index) =>
    typeof answer === 'string' ? [] : [[sent[index] as Manifest, answer] as const],
  );
  return {
    refusals: answers.filter((answer) => typeof answer === 'string'),
    differences: taken.flatMap(([object, returned]) => listDifferences(object, returned, server)),
    taken: taken.length,
  };
}

describe('what a comparison takes for stored', () => {
  it.each(releases)('is what the API server returns of the release $id', async ({ objects, namespace }) => {
    expect(await offer(objects, namespace)).toEqual({
      refusals: [],
      differences: [],
      taken: objects.length,
    });
  });

  it('is what the API server returns of changed objects, where it takes them', async () => {
    const draws = drawAll({ releases, mutations: listMutations() }, defaultSeed);
    const changed = draws.flatMap(({ mutation, release }) => {
      const known = new Set(release.objects.map((object) => JSON.stringify(object)));
      const { baseline, candidate } = applyMutation(mutation, release, createRandom(defaultSeed)) as Change;
      return [...baseline, ...candidate].filter((object) => !known.has(JSON.stringify(object)));
    });
    const { differences, taken } = await offer(changed, 'changed');
    expect(differences).toEqual([]);
    expect(taken).toBeGreaterThan(300);
  });

  it('is not what it returns of something else', async () => {
    const metadata = { name: 'c', namespace: 'default' };
    const config = (mode: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { mode },
    });
    const [fast, slow] = [config('fast'), config('slow')];
    const returned = await dryCreate(fast, { cluster, resources, namespace: 'default' });
    expect(listDifferences(fast, returned as JsonObject, server)).toEqual([]);
    expect(listDifferences(slow, returned as JsonObject, server)).toEqual([
      'ConfigMap/c data.mode: "slow", stored is "fast"',
    ]);
  });
});
