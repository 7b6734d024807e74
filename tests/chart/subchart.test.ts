// Exported charts inside of another one: each renders what it renders by itself, and two of one kind share no pods.
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
import { isJsonObject, type Json, type JsonObject } from '../../tools/shared/json.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-subchart-'));
const queue = {
  replicas: 0,
  env: { A: 'yes' },
  httpRoute: { enabled: true, parentRefs: [{ name: 'gateway' }] },
};
const pool = (name: string) => ({ fullnameOverride: name, secrets: { existingSecret: name } });

async function writeParent(name: string, { app, names }: { app: string; names: readonly string[] }) {
  const rows = names.map((alias) => `  - { name: ${app}, version: "*", alias: ${alias} }`);
  const lines = ['apiVersion: v2', `name: ${name}`, 'version: 1.0.0', 'dependencies:', ...rows, ''];
  await writeFileAtomic(path.join(folder, name, 'Chart.yaml'), lines.join('\n'));
}

async function writeValues(name: string, values: JsonObject) {
  await writeFileAtomic(path.join(folder, `${name}.json`), JSON.stringify(values));
}

beforeAll(async () => {
  for (const [app, ...places] of [
    ['dispatch', 'alone', 'parent/charts/dispatch'],
    ['codex-pooler', 'twins/charts/codex-pooler'],
  ] as const)
    for (const file of await exportChart(await loadChartApp(app, repository)))
      for (const place of places) await writeFileAtomic(path.join(folder, place, file.path), file.content);
  await writeParent('parent', { app: 'dispatch', names: ['dispatch'] });
  await writeParent('twins', { app: 'codex-pooler', names: ['blue', 'green'] });
  await writeValues('alone', queue);
  await writeValues('parent', { global: { registry: 'example.org' }, dispatch: queue });
  await writeValues('twins', { blue: pool('blue'), green: pool('green') });
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

/** Of the pods of an object: what selects those of a Deployment, and gets the traffic of a Service. */
function selectorOf(object: Json): Json | undefined {
  const spec = isJsonObject(object) && isJsonObject(object.spec) ? object.spec : {};
  return isJsonObject(spec.selector) ? (spec.selector.matchLabels ?? spec.selector) : undefined;
}

it.each(['helm3', 'helm4'] as const)('two aliases of a chart share no selector, under %s', async (helm) => {
  const selectors = (await render(helm, 'twins')).map(selectorOf).filter((one) => one !== undefined);
  const names = selectors.map((one) => isJsonObject(one) && one['app.kubernetes.io/name']);
  expect(names.filter((name) => name === 'blue').length).toBeGreaterThan(3);
  expect(names.filter((name) => name === 'green')).toHaveLength(names.length / 2);
  expect(new Set(names)).toEqual(new Set(['blue', 'green']));
});
