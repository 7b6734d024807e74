// Predictions against reality: releases and changed releases are applied to a control plane, and watched.
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { listMutations } from '../parity/corpus/mutations/index.ts';
import { ownCorpus, readReleases } from '../parity/corpus/release.ts';
import { drawAll, drawSample, planTrials } from './reality/draw.ts';
import { defaultSeed, formatPage, pageFile } from './reality/page.ts';
import { type Result, runTrials } from './reality/run.ts';
import { countLimits, formatMiss, formatScore, listMisses } from './reality/score.ts';
import { createResources } from './resources.ts';

const isFull = process.env.TWINHULL_E2E === 'full';
const seed = Number(process.env.TWINHULL_E2E_SEED ?? defaultSeed);
const corpus = { releases: readReleases(ownCorpus), mutations: listMutations() };
const draws = isFull ? drawAll(corpus, seed) : drawSample(corpus, seed);
const trials = planTrials(draws, seed);
const minutes = 60_000;

let cluster: Cluster;
let results: readonly Result[];

beforeAll(async () => {
  process.stdout.write(`reality: seed ${seed}, ${draws.length} pairs, each applied in two ways\n`);
  cluster = await startCluster({ crds: crdDirectory });
  const stage = { cluster, resources: createResources(cluster.request) };
  results = await runTrials(stage, trials, (count) =>
    process.stdout.write(`reality: ${count} of ${trials.length}\n`),
  );
  process.stdout.write(formatScore(results));
}, 40 * minutes);

afterAll(() => cluster?.stop());

describe('what a comparison predicts', () => {
  it('is what happens, or a limit that is listed', () => {
    expect(listMisses(results).map(formatMiss)).toEqual([]);
  });

  it('is tried with changes that are refused, that restart, and that do nothing', () => {
    const seen = new Set(results.flatMap(({ outcomes }) => outcomes));
    expect([...seen]).toEqual(
      expect.arrayContaining(['refused', 'rolled out', 'deleted', 'created', 'nothing']),
    );
  });
});

if (isFull) {
  describe('all pairs', () => {
    it('are at least 300, with every mutation', () => {
      expect(draws.length).toBeGreaterThanOrEqual(300);
      expect(draws.map(({ mutation }) => mutation.id)).toEqual(corpus.mutations.map(({ id }) => id));
    });

    it('need every limit that is listed', () => {
      const stale = [...countLimits(results)].filter(([, count]) => count === 0);
      expect(stale.map(([{ id }]) => id)).toEqual([]);
    });

    it('are written down', async () => {
      writeFileSync(pageFile, await formatPage({ cluster, seed, results }));
    });
  });
}
