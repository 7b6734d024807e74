// Custom resources that charts bring are known where manifests are validated.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDefinitions } from '../../tools/validate/definitions.ts';
import { validateManifests } from '../../tools/validate/validate.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const run = (spec: unknown) => ({
  apiVersion: 'agents.proompteng.ai/v1alpha1',
  kind: 'VersionControlProvider',
  metadata: { name: 'github' },
  spec,
});

it('knows what the charts of the project define', async () => {
  const { documents: definitions } = await readDefinitions(repository);
  expect(await validateManifests([run({ provider: 'github' })], { definitions })).toEqual([]);
  const [finding] = await validateManifests([run({ provider: 5 })], { definitions });
  expect(finding?.path).toContain('provider');
});

it('knows nothing in a project without charts', async () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  expect(await readDefinitions(folder)).toEqual({ documents: [], unreadable: [] });
});

it('knows all that Helm would take for a definition, and what of it cannot be read', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'twinhull-definitions-'));
  const write = (file: string, text: string): void => {
    const place = path.join(root, 'charts', file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  };
  write('a/crds/one.yaml', 'of: one\n---\nof: two\n');
  write('a/crds/twice.yaml', 'of: 1\nof: 2\n');
  write('a/crds/folder.yaml/three.yml', 'of: three\n');
  write('b/crds/more/four.json', '{ "of": "four" }');
  write('b/crds/README.md', 'of: five\n');
  write('c/crds', 'of: six\n');
  const { documents, unreadable } = await readDefinitions(root);
  expect(documents).toEqual(['three', 'one', 'two', 'four'].map((of) => ({ of })));
  expect(unreadable).toMatchObject([
    { file: 'charts/a/crds/twice.yaml', error: { diagnostics: [{ span: { line: 2 } }] } },
    { file: 'charts/c/crds', error: { code: 'file-read' } },
  ]);
});
