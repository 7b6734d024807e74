// The rows of `verify` on a project of its own, with the real second engine and the real kubeconform.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { findDifference } from '../../tools/verify/compare.ts';
import type { Row } from '../../tools/verify/row.ts';
import { exitCodeOf, verify } from '../../tools/verify/verify.ts';
import { shopProject } from '../chart/shop.ts';

const root = fileURLToPath(new URL('../fixtures/verify/project', import.meta.url));
const rows: Row[] = [];

beforeAll(async () => {
  const scope = { root, paths: [`${root}/environments`], kubernetesVersion: '1.35', today: '2026-01-01' };
  for await (const row of verify(scope)) rows.push(row);
});

function row(check: string, name: string): Row | undefined {
  return rows.find((candidate) => candidate.check === check && candidate.subject === `environments/${name}`);
}

describe('verify', () => {
  it('finds nothing wrong with an environment on which the engines agree', () => {
    expect(row('engines', 'good')?.status).toBe('ok');
    expect(row('manifests', 'good')?.status).toBe('ok');
  });

  it('names the library function that node-jsonnet lacks instead of failing', () => {
    expect(row('engines', 'newer')).toMatchObject({
      status: 'incomparable',
      detail: 'node-jsonnet has no std.sha256',
    });
    expect(row('manifests', 'newer')?.status).toBe('ok');
  });

  it('excuses what node-jsonnet is known to get wrong', () => {
    expect(row('engines', 'yaml')).toMatchObject({ status: 'incomparable' });
    expect(row('engines', 'yaml')?.detail).toContain('parseYaml');
    expect(row('engines', 'loop')?.detail).toContain('$');
  });

  it('compares what node-jsonnet may get wrong and has got right, and passes over branches that are not taken', () => {
    expect(row('engines', 'branch')?.status).toBe('ok');
  });

  it('does not pass where there is no environment', async () => {
    const empty = fileURLToPath(new URL('../fixtures/verify/empty', import.meta.url));
    const scope = {
      root: empty,
      paths: [`${empty}/environments`],
      kubernetesVersion: '1.35',
      today: '2026-01-01',
    };
    const all = async (): Promise<void> => {
      for await (const _ of verify(scope));
    };
    await expect(all()).rejects.toMatchObject({ code: 'environment-none' });
  });

  it('tells of a definition that cannot be read, and goes on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-verify-'));
    cpSync(root, folder, { recursive: true });
    const definition = path.join(folder, 'charts/web/crds/twice.yaml');
    mkdirSync(path.dirname(definition), { recursive: true });
    writeFileSync(definition, 'a: 1\na: 2\n');
    const paths = [path.join(folder, 'environments/good')];
    const found: Row[] = [];
    const scope = { root: folder, paths, kubernetesVersion: '1.35', today: '2026-01-01' };
    for await (const row of verify(scope)) found.push(row);
    expect(found[0]).toMatchObject({
      check: 'definitions',
      subject: 'charts/web/crds/twice.yaml',
      status: 'failed',
      findings: [expect.stringContaining('charts/web/crds/twice.yaml:2:1')],
    });
    expect(found.find(({ check }) => check === 'manifests')?.status).toBe('ok');
  });

  it('does without environments where there are applications', async () => {
    const found: string[] = [];
    const scope = {
      root: shopProject,
      paths: [],
      kubernetesVersion: '1.35',
      today: '2026-01-01',
      cases: { helm3: 1, helm4: 1 },
    };
    for await (const { check } of verify(scope)) found.push(check);
    expect([...new Set(found)]).toEqual(['schema', 'values', 'generated', 'lint', 'chart', 'proof']);
  });

  it('shows the trace of an environment that does not evaluate, and goes on', () => {
    expect(row('engines', 'broken')?.status).toBe('failed');
    expect(row('engines', 'broken')?.findings[0]).toContain('Field does not exist: missing');
    expect(row('manifests', 'broken')).toBeUndefined();
  });

  it('reports a misspelt field with the resource and the path', () => {
    expect(row('manifests', 'invalid')?.status).toBe('failed');
    expect(row('manifests', 'invalid')?.findings[0]).toMatch(/ConfigMap\/invalid.*dta/);
  });

  it('ends with 1 when something failed, with 2 when something could not run, else with 0', () => {
    const make = (status: Row['status']): Row => ({
      check: 'x',
      subject: 'y',
      status,
      detail: '',
      findings: [],
    });
    expect(exitCodeOf([make('ok'), make('incomparable')])).toBe(0);
    expect(exitCodeOf([make('blocked'), make('failed')])).toBe(1);
    expect(exitCodeOf([make('blocked'), make('ok')])).toBe(2);
    expect(exitCodeOf(rows)).toBe(1);
  });
});

describe('findDifference', () => {
  it('gives the path of the first difference', () => {
    expect(findDifference([{ a: 1, b: [1, 2] }], [{ a: 1, b: [1, 3] }])).toBe('[0].b[1]');
    expect(findDifference({ a: null }, {})).toBe('.a');
    expect(findDifference([], {})).toBe('.');
    expect(findDifference({ a: [0] }, { a: [0] })).toBeUndefined();
  });
});
