// The custom resources of a chart, which are the same for all values, are part of the proof.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChartApp } from '../../tools/chart/app.ts';
import { packageFiles } from '../../tools/chart/package/index.ts';
import { proveCase } from '../../tools/prove/prove.ts';
import { writeFileAtomic } from '../../tools/shared/files.ts';
import { loadShop, requestOf, shopChart, shopProject } from '../chart/shop.ts';
import { run } from '../cli/run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-crds-'));

function crd(plural: string, scope = 'Namespaced') {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.org` },
    spec: { group: 'example.org', scope, names: { plural } },
  };
}

const crds = [crd('shelves'), crd('lanes')];
let app: ChartApp;

beforeAll(async () => {
  app = { ...(await loadShop()), crds };
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The shop's chart with these files in `crds/`. */
async function chartWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const chartDir = path.join(folder, name);
  cpSync(shopChart, chartDir, { recursive: true });
  for (const [file, content] of Object.entries(files))
    await writeFileAtomic(path.join(chartDir, 'crds', file), content);
  return chartDir;
}

async function prove(chartDir: string): Promise<readonly number[]> {
  const given = { request: requestOf({}), sets: [] };
  const { tallies } = await proveCase({ app, chartDir, helms: ['helm4'] }, given);
  return tallies.map(({ equal }) => equal);
}

const one = JSON.stringify(crds[0]);
const other = JSON.stringify(crds[1]);

describe('a proof of a chart with custom resources', () => {
  it('takes those that are exported', async () => {
    const chartDir = await chartWith('exported', {});
    for (const file of packageFiles(app))
      if (file.path.startsWith('crds/')) await writeFileAtomic(path.join(chartDir, file.path), file.content);
    expect(await prove(chartDir)).toEqual([1]);
  });

  it('takes the same in other files, and what Helm does not read there', async () => {
    const files = { 'all.yml': `${other}\n---\n# nothing\n---\n${one}\n`, 'README.md': 'kind: none' };
    expect(await prove(await chartWith('together', files))).toEqual([1]);
  });

  it.each([
    ['changed', { 'a.yaml': one, 'b.json': JSON.stringify(crd('lanes', 'Cluster')) }, '.spec.scope'],
    ['missing', { 'a.yaml': one }, 'lanes.example.org: not there in Helm'],
    [
      'more',
      { 'a.yaml': one, 'deeper/b.yaml': other, 'c.yaml': JSON.stringify(crd('boxes')) },
      'boxes.example.org: there in Helm',
    ],
    [
      'twice',
      { 'a.yaml': one, 'b.yaml': other, 'c.yaml': other },
      'lanes.example.org: there 2 times in Helm',
    ],
  ])('refuses one that is %s', async (name, files, problem) => {
    await expect(prove(await chartWith(name, files))).rejects.toMatchObject({
      code: 'prove-crds',
      message: expect.stringContaining(problem),
    });
  });

  it('is not written down by the command then', async () => {
    const chartDir = await chartWith('command', { 'a.yaml': one });
    const words = ['chart', 'prove', 'shop', '--chart', chartDir, '--helm', '4', '--cases', '1', '--write'];
    const { exitCode, stderr } = await run(words, { cwd: shopProject });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[prove-crds]')]);
    expect(existsSync(path.join(chartDir, 'equivalence.json'))).toBe(false);
  });
});
