// Applications with templates that people read: each folder of the fixtures is one.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileTrees, type Templates } from '../../../tools/chart/templates/files.ts';
import type { ProofApp } from '../../../tools/prove/prove.ts';
import { defaultsOf } from '../../../tools/schema/defaults.ts';
import type { Schema } from '../../../tools/schema/schema.ts';
import { writeFileAtomic } from '../../../tools/shared/files.ts';
import { evaluateApplication, type SymbolicApplication } from '../../../tools/symbolic/index.ts';

const fixtures: string = fileURLToPath(new URL('../../fixtures/templates', import.meta.url));

export const names: readonly string[] = readdirSync(fixtures);

export interface Fixture extends ProofApp {
  readonly folder: string;
  readonly chart: { readonly name: string; readonly version: string; readonly appVersion: string };
}

export function readFixture(name: string): Fixture {
  const folder = path.join(fixtures, name);
  const schema = JSON.parse(readFileSync(path.join(folder, 'values.schema.json'), 'utf8')) as Schema;
  const entrypoint = path.join(folder, 'main.libsonnet');
  return { name, folder, entrypoint, schema, chart: { name, version: '0.3.0', appVersion: '1.2.3' } };
}

/** The trees of a fixture, while they are grown. */
export function evaluateFixture<T>(
  { entrypoint, schema, chart }: Fixture,
  use: (trees: SymbolicApplication) => T,
): T {
  const source = readFileSync(entrypoint, 'utf8');
  const parts = { hasNotes: source.includes('  notes('), hasTests: source.includes('  tests(') };
  return evaluateApplication({ entrypoint, paths: [], schema, chart, ...parts }, use);
}

export function compileFixture(fixture: Fixture): Templates {
  return evaluateFixture(fixture, (trees) => compileTrees(trees, { chartName: fixture.name }));
}

/** Writes the chart of a fixture into a folder of its own. */
export async function writeChart(fixture: Fixture): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-templates-'));
  const { name, version, appVersion } = fixture.chart;
  const files = [
    {
      path: 'Chart.yaml',
      content: `apiVersion: v2\n${Object.entries({ name, version, appVersion })
        .map(([key, value]) => `${key}: ${value}\n`)
        .join('')}`,
    },
    { path: 'values.yaml', content: JSON.stringify(defaultsOf(fixture.schema)) },
    { path: 'values.schema.json', content: JSON.stringify(fixture.schema) },
    ...compileFixture(fixture).files,
  ];
  for (const file of files) await writeFileAtomic(path.join(folder, file.path), file.content);
  return folder;
}
