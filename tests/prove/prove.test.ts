// A chart that is right is found to be right, in the same way each time.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartApp } from '../../tools/chart/app.ts';
import type { Insight } from '../../tools/chart/insight.ts';
import { createTwin } from '../../tools/chart/twin.ts';
import { formatArtefact } from '../../tools/prove/artefact.ts';
import { proveCase, proveChart } from '../../tools/prove/prove.ts';
import { loadShop, requestOf, shopChart } from '../chart/shop.ts';

let app: ChartApp;

beforeAll(async () => {
  app = await loadShop();
});

const both = ['helm3', 'helm4'] as const;

describe('a proof of a chart that is right', () => {
  it('finds no difference, and exercises all values', async () => {
    const proof = await proveChart({ app, chartDir: shopChart, helms: both, seed: 1, cases: 100 });
    expect(proof.failures).toEqual([]);
    expect(proof.coverage).toMatchObject({ open: [], reached: proof.coverage.total });
    for (const tally of proof.tallies) {
      expect(tally.equal + tally.refusedByAssert + tally.refusedBySchema).toBe(100);
      expect(Math.min(tally.equal, tally.refusedByAssert, tally.refusedBySchema)).toBeGreaterThan(3);
    }
  });

  it('is the same to the byte for a seed', async () => {
    const prove = async (seed: number): Promise<string> => {
      const proof = await proveChart({ app, chartDir: shopChart, helms: ['helm4'], seed, cases: 30 });
      return formatArtefact(app, shopChart, proof);
    };
    const first = await prove(5);
    expect(await prove(5)).toBe(first);
    expect(JSON.parse(first)).toMatchObject({
      ...{ app: 'shop', version: '1.2.3', seed: 5, cases: 30 },
      chart: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      helm: [{ version: expect.stringMatching(/^4\./), different: 0 }],
    });
  });

  it('tells what was not exercised, what is excused, and which excuses are wrong', async () => {
    const excuses = [
      { id: 'values.deadline: present', reason: 'for this test' },
      { id: 'values.mode: "nothing"', reason: 'wrong: it is the default' },
      { id: 'values.mod: "x"', reason: 'wrong: there is no such value' },
    ];
    const { coverage } = await proveChart({
      app,
      chartDir: shopChart,
      helms: ['helm4'],
      seed: 1,
      cases: 1,
      excuses,
    });
    expect(coverage.open).toContain('values.mode: "air"');
    expect(coverage.open).not.toContain('values.deadline: present');
    expect(coverage.excused).toEqual([excuses[0]]);
    expect(coverage.wrongExcuses).toEqual([
      { id: 'values.mode: "nothing"', problem: 'it was exercised' },
      { id: 'values.mod: "x"', problem: 'there is nothing of that name' },
    ]);
  });
});

describe('what a compiler knows of its chart', () => {
  const insight: Insight = {
    branches: {
      all: [
        { id: 'service', description: 'a Service' },
        { id: 'no service', description: 'none' },
        { id: 'never', description: 'out of reach' },
      ],
      taken: ({ values }) =>
        new Set([(values.service as { enabled: boolean }).enabled ? 'service' : 'no service']),
    },
    guards: {
      all: [{ id: 'unique', description: 'shelves are unique' }],
      violated: () => [{ id: 'unique', sentence: 'shelves: ids must be unique; rename one' }],
    },
  };

  it('is exercised and accounted for, too', async () => {
    const options = { app, chartDir: shopChart, helms: ['helm4'], seed: 1, cases: 40, insight } as const;
    const { coverage, failures } = await proveChart(options);
    expect(failures).toEqual([]);
    expect(coverage.open).toEqual(['branch: never']);
    expect(coverage.total).toBe(coverage.reached + 1);
  });

  const twice = [
    { id: 'a', title: 'A', open: true },
    { id: 'a', title: 'A', open: true },
  ];

  it('lets Helm end at another guard that is violated', async () => {
    const swapped: ChartApp = app;
    const request = requestOf({ shelves: twice, aliases: { b: 'c' } });
    const ours = createTwin(swapped).render(request);
    expect(ours).toMatchObject({ sentences: ['shelves: ids must be unique; rename one'] });
    const proof = await proveCase({ app, chartDir: shopChart, helms: both }, { request, sets: [] });
    expect(proof.tallies.map(({ refusedByAssert }) => refusedByAssert)).toEqual([1, 1]);
  });
});

describe('one case that is given', () => {
  it('is compared by itself', async () => {
    const scope = { app, chartDir: shopChart, helms: both };
    const proof = await proveCase(scope, { request: requestOf({ limit: 5 }), sets: ['limit=5'] });
    expect(proof.tallies.map(({ equal, different }) => [equal, different])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});
