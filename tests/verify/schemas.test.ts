// The rows about schemas: one that is of no use fails alone, and one that is missing is noticed.
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chartChecks } from '../../tools/verify/charts.ts';
import type { Row } from '../../tools/verify/row.ts';
import { generatedChecks, schemaChecks } from '../../tools/verify/schemas.ts';
import { shopProject } from '../chart/shop.ts';

let root: string;
const shopSchema = 'schemas/apps/shop/values.schema.json';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'twinhull-schemas-'));
  cpSync(shopProject, root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

async function check(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const scope = { root, paths: [], kubernetesVersion: '1.35', today: '2026-01-01' };
  for (const { run } of [schemaChecks, generatedChecks]) {
    for await (const row of run(scope)) rows.push(row);
  }
  return rows;
}

describe('a schema', () => {
  it.each([
    ['{ "type": "int" }', '/type is "int"'],
    ['{ "patern": "x" }', 'did you mean pattern?'],
    ['{ "type": }', 'line 1, column 11: expected a value, found "}"'],
  ])('%s is a failed row beside the others', async (text, problem) => {
    const file = 'schemas/apps/bad/values.schema.json';
    write(file, text);
    const rows = await check();
    const failed = rows.find(({ subject }) => subject === file);
    expect(failed).toMatchObject({ check: 'schema', status: 'failed' });
    expect(failed?.findings.join('\n')).toContain(file);
    expect(failed?.findings.join('\n')).toContain(problem);
    expect(rows.find(({ subject }) => subject === shopSchema)?.check).toBe('schema');
    expect(rows.find(({ subject }) => subject === `${shopSchema}#/default`)?.status).toBe('ok');
    expect(rows.find(({ subject }) => subject === 'types and pages of values')?.status).toBe('failed');
    expect(rows.find(({ subject }) => subject === 'charts/shop')?.check).toBe('generated');
  });

  it('of no use fails the rows of its chart', async () => {
    write(shopSchema, '{ "type": "int" }');
    const rows: Row[] = [];
    const scope = { root, paths: [], kubernetesVersion: '1.35', today: '2026-01-01' };
    for await (const row of chartChecks.run(scope)) rows.push(row);
    expect(rows).toMatchObject([{ check: 'chart', subject: 'charts/shop', status: 'failed' }]);
    expect(rows[0]?.findings[0]).toMatch(
      /^schemas\/apps\/shop\/values\.schema\.json: error: .*\/type is "int"/,
    );
  });

  it('that is missing is a failed row where its application has a chart', async () => {
    const whole = path.join(root, shopSchema);
    renameSync(whole, whole.replace('values.', 'valuess.'));
    write('lib/apps/library/main.libsonnet', '{}');
    const rows = await check();
    expect(rows).toMatchObject([
      { check: 'schema', subject: shopSchema, status: 'failed', detail: 'is missing' },
    ]);
    expect(rows[0]?.findings).toEqual([
      `${shopSchema} is missing: lib/apps/shop/main.libsonnet needs it; schemas/apps/shop has valuess.schema.json, rename it [schema-missing]`,
    ]);
  });
});
