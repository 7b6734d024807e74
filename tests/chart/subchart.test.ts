// An exported chart inside of another one: it renders what it renders by itself, also under another name.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadChartApp } from '../../tools/chart/app.ts';
import { exportChart } from '../../tools/chart/export.ts';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import { writeFileAtomic } from '../../tools/shared/files.ts';
import type { Json } from '../../tools/shared/json.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-subchart-'));
const values = {
  replicas: 0,
  env: { A: 'yes' },
  httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }] },
};

beforeAll(async () => {
  const files = await exportChart(await loadChartApp('dispatch', repository));
  for (const file of files) {
    await writeFileAtomic(path.join(folder, 'alone', file.path), file.content);
    await writeFileAtomic(path.join(folder, 'parent/charts/dispatch', file.path), file.content);
  }
  const dependency = 'dependencies:\n  - { name: dispatch, version: "*", alias: queue }\n';
  await writeFileAtomic(
    path.join(folder, 'parent/Chart.yaml'),
    `apiVersion: v2\nname: parent\nversion: 1.0.0\n${dependency}`,
  );
  await writeFileAtomic(path.join(folder, 'alone.json'), JSON.stringify(values));
  const given = { global: { registry: 'example.org' }, queue: values };
  await writeFileAtomic(path.join(folder, 'parent.json'), JSON.stringify(given));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function render(helm: 'helm3' | 'helm4', chart: string): Promise<readonly Json[]> {
  const args = ['template', 'release', path.join(folder, chart), '-f', path.join(folder, `${chart}.json`)];
  const { stdout } = await runProgram(helm, [...args, '--kube-version', 'v1.35.0']);
  return readYamlDocuments(stdout, { file: 'helm' }).filter((document) => document !== null);
}

it.each(['helm3', 'helm4'] as const)('a chart is the same inside of another one, under %s', async (helm) => {
  const alone = await render(helm, 'alone');
  expect(alone.length).toBeGreaterThan(4);
  expect(await render(helm, 'parent')).toEqual(alone);
});
