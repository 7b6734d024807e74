// Which cases a proof has, without asking Helm.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChartApp } from '../../tools/chart/app.ts';
import { createTwin } from '../../tools/chart/twin.ts';
import type { ProofCase } from '../../tools/prove/cases/case.ts';
import { generateCases } from '../../tools/prove/cases/generate.ts';
import { createInputs } from '../../tools/prove/cases/inputs.ts';
import { type Coverage, createLedger } from '../../tools/prove/coverage/ledger.ts';
import { createLook } from '../../tools/prove/coverage/look.ts';
import { listSights } from '../../tools/prove/coverage/values.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { inlineReferences } from '../../tools/schema/schema.ts';
import { isJsonObject, type Json } from '../../tools/shared/json.ts';
import { loadShop } from '../chart/shop.ts';

let app: ChartApp;

beforeAll(async () => {
  app = await loadShop();
});

interface Drawn {
  readonly cases: readonly ProofCase[];
  readonly coverage: Coverage;
}

interface Options {
  readonly kubeVersion?: string;
  readonly asked?: readonly string[];
  /** Of the schema. */
  readonly examples?: readonly Json[];
}

function draw(seed: number, count: number, { kubeVersion, asked = [], examples = [] }: Options = {}): Drawn {
  const schema = { ...inlineReferences(app.schema), examples };
  const twin = createTwin(app);
  const examiner = createExaminer(schema);
  const ledger = createLedger(listSights(schema), []);
  const look = createLook({ schema, twin, examiner, insight: {} });
  const source = readFileSync(app.entrypoint, 'utf8');
  const inputs = createInputs({ app: 'shop', kubeVersion, source });
  const cases = [
    ...generateCases({ schema, twin, examiner, ledger, look, source, asked, inputs, seed, count }),
  ];
  return { cases, coverage: ledger.close() };
}

function countOf(cases: readonly ProofCase[], isCounted: (one: ProofCase) => boolean): number {
  return cases.filter(isCounted).length;
}

describe('cases', () => {
  it('are the same for a seed, and others for another', () => {
    const text = (seed: number): string => JSON.stringify(draw(seed, 60).cases);
    expect(text(1)).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
  });

  it('begin with the defaults, and have some of each origin', () => {
    const { cases } = draw(1, 100);
    expect(cases.map(({ index }) => index)).toEqual(cases.map((_, at) => at));
    expect(cases[0]?.request.values).toEqual({});
    for (const origin of ['boundary', 'forbidden', 'random']) {
      expect(countOf(cases, (one) => one.origin === origin)).toBeGreaterThan(10);
    }
  });

  it('have every example of the schema as it stands', () => {
    const examples = [{ replicas: 2 }, { replicas: 3 }];
    const { cases } = draw(1, 10, { examples });
    expect(cases.filter(({ origin }) => origin === 'given').map(({ request }) => request.values)).toEqual(
      examples,
    );
  });

  it.each([1, 2, 3, 4, 5])('exercise all values and every assert of the shop for seed %i', (seed) => {
    const { cases, coverage } = draw(seed, 100);
    expect(coverage.open).toEqual([]);
    const places = new Set(cases.flatMap(({ twin }) => (twin.kind === 'refused' ? (twin.place ?? []) : [])));
    expect(places.size).toBe(2);
  });

  it('mostly render, also those that are random', () => {
    const { cases } = draw(3, 200);
    expect(countOf(cases, ({ twin }) => twin.kind === 'rendered')).toBeGreaterThan(100);
    const random = cases.filter(({ origin }) => origin === 'random');
    expect(countOf(random, ({ twin }) => twin.kind === 'rendered')).toBeGreaterThan(random.length / 2);
  });

  it('give whole numbers on the command line, with what they are in the values', () => {
    const { cases } = draw(1, 100);
    const twin = createTwin(app);
    const sets = cases.flatMap(({ sets: given, request }) =>
      given.map((set) => {
        const [path = '', value] = set.split('=');
        const found = path
          .split('.')
          .reduce<Json | undefined>(
            (at, key) => (isJsonObject(at) ? at[key] : undefined),
            twin.complete(request.values),
          );
        return [set, found === undefined ? value : String(found)];
      }),
    );
    expect(sets.length).toBeGreaterThan(20);
    expect(sets.filter(([set = '', value]) => !set.endsWith(`=${value}`))).toEqual([]);
  });

  it('vary the release and the cluster, within what the chart allows', () => {
    const { cases } = draw(1, 100, { kubeVersion: '>=1.31.0-0' });
    const versions = new Set(cases.map(({ request }) => request.capabilities.kubeVersion));
    expect([...versions].filter((version) => !/^v1\.3[1-9]\./.test(version))).toEqual([]);
    expect(versions.size).toBeGreaterThan(1);
    expect(new Set(cases.map(({ request }) => request.release.name)).size).toBeGreaterThan(4);
    const isUpgrade = countOf(cases, ({ request }) => request.release.isUpgrade);
    expect(isUpgrade).toBeGreaterThan(10);
    const monitors = countOf(cases, ({ request }) =>
      request.capabilities.apiVersions.includes('monitoring.coreos.com/v1'),
    );
    expect(monitors).toBeGreaterThan(10);
  });

  it('set variables that the application computes', () => {
    const { cases } = draw(1, 100);
    const overrides = countOf(cases, ({ request: { values }, twin }) => {
      return twin.kind === 'rendered' && isJsonObject(values.env) && Object.hasOwn(values.env, 'MODE');
    });
    expect(overrides).toBeGreaterThan(1);
  });

  it('use the texts that conditions ask for', () => {
    const asked = 'ONLY_A_CONDITION_KNOWS';
    const count = (cases: readonly ProofCase[]): number =>
      countOf(cases, ({ request }) => JSON.stringify(request.values).includes(asked));
    expect(count(draw(1, 200).cases)).toBe(0);
    expect(count(draw(1, 200, { asked: [asked] }).cases)).toBeGreaterThan(10);
  });
});
