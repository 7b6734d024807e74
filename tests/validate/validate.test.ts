// Real kubeconform over the fixtures: each folder's manifests give exactly the findings written beside them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findProgram } from '../../tools/process/find.ts';
import { formatDiagnostic } from '../../tools/shared/diagnostics.ts';
import { readBundle } from '../../tools/validate/schemas.ts';
import { validateManifests } from '../../tools/validate/validate.ts';

const fixtures = path.join(import.meta.dirname, '..', 'fixtures', 'validate');

// Where there is none, kubeconform is built, which takes longer than a test may.
beforeAll(() => findProgram('kubeconform'), 300_000);

function readManifests(folder: string): readonly unknown[] {
  const text = readFileSync(path.join(fixtures, folder, 'manifests.yaml'), 'utf8');
  return [...parseAllDocuments(text)].map((document) => document.toJS() as unknown);
}

describe('the findings of a fixture are those written beside it', () => {
  test.each(readdirSync(fixtures))('%s', async (folder) => {
    const findings = await validateManifests(readManifests(folder), { source: 'manifests.yaml' });
    const text = findings.map((finding) => `${formatDiagnostic(finding)}\n`).join('');
    await expect(text).toMatchFileSnapshot(path.join(fixtures, folder, 'findings.txt'));
  });
});

test('values of Secrets are in no finding', async () => {
  const findings = await validateManifests(readManifests('secret-values'));
  const shown = findings.map(formatDiagnostic).join('\n');
  expect(shown).toContain('/stringData/token');
  expect(shown).not.toMatch(/hunter2|73557355|true/);
});

test('every kind that comes with the package has a schema that kubeconform can use', async () => {
  const kinds = Object.keys(readBundle('1.35').kinds);
  const manifests = kinds.map((name) => {
    const [, apiVersion, kind] = /^(.*)\/([^/]+)$/.exec(name) ?? [];
    return { apiVersion, kind, metadata: { name: 'probe' } };
  });
  expect(kinds.length).toBeGreaterThan(130);
  const findings = await validateManifests(manifests);
  expect(findings.filter(({ code }) => code === 'manifest-no-schema')).toEqual([]);
});

test('findings keep the order of thousands of manifests that do not fit into one of kubeconform’s buffers', async () => {
  const manifests = Array.from({ length: 3000 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `settings-${index}` },
    data: { text: `${index} `.repeat(400), ...(index % 500 === 7 ? { wrong: index } : {}) },
  }));
  manifests.push({ ...manifests[0], data: { text: 'x'.repeat(5_000_000), wrong: 1 } } as never);
  const findings = await validateManifests(manifests);
  const wrong = [7, 507, 1007, 1507, 2007, 2507, 0].map((index) => `ConfigMap/settings-${index}`);
  expect(findings.map(({ args }) => args.resource)).toEqual(wrong);
});

test('the source of each finding may depend on the manifest', async () => {
  const manifests = [
    { apiVersion: 'v1', kind: 'Nothing' },
    { apiVersion: 'v1', kind: 'ConfigMap', dta: {} },
    5,
  ];
  const findings = await validateManifests(manifests, { source: (index) => `${index}.yaml` });
  expect(findings.map(({ file }) => file)).toEqual(['0.yaml', '1.yaml', '2.yaml']);
});

test('a Kubernetes version without schemas is refused with those that there are', async () => {
  await expect(validateManifests([], { kubernetesVersion: '1.8' })).rejects.toMatchObject({
    code: 'kubernetes-version',
    message: expect.stringContaining('only for 1.34, 1.35 and 1.36'),
  });
  await expect(validateManifests([], { kubernetesVersion: 'v1.35.4' })).resolves.toEqual([]);
});

test('without kubeconform and any way to get it nothing is taken for valid', async () => {
  const cache = mkdtempSync(path.join(tmpdir(), 'twinhull-validate-'));
  const env = { PATH: '', TWINHULL_CACHE_DIR: cache, TWINHULL_OFFLINE: '1' };
  const failure = validateManifests([{ apiVersion: 'v1', kind: 'ConfigMap' }], { env });
  await expect(failure).rejects.toMatchObject({ code: 'program-missing' });
  rmSync(cache, { recursive: true });
});

test('a kind is known when its definition is given beside the manifests', async () => {
  const [definition, ...widgets] = readManifests('own-definition');
  const findings = await validateManifests(widgets, { definitions: [definition, 'nothing', null] });
  expect(findings.map(({ code }) => code)).not.toContain('manifest-no-schema');
});
