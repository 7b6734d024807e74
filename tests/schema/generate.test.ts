// Generated files are made for every application, and a check names each one that is not current.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkGenerated,
  type Generator,
  generatedFiles,
  writeGenerated,
} from '../../tools/schema/generate.ts';
import { formatDiagnostic } from '../../tools/shared/diagnostics.ts';
import { readFixture } from './fixtures.ts';

let root: string;
const inRoot = (file: string): string => path.join(root, file);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'generate-'));
  for (const app of ['queue', 'other']) {
    mkdirSync(inRoot(`schemas/apps/${app}`), { recursive: true });
    writeFileSync(inRoot(`schemas/apps/${app}/values.schema.json`), readFixture('queue/values.schema.json'));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const all = ['other', 'queue'].flatMap((app) =>
  ['values.d.ts', 'values.md'].map((file) => `schemas/apps/${app}/${file}`),
);

describe('generated files', () => {
  it('are made for every application, without being written', async () => {
    const files = await generatedFiles(root);
    expect(files.map((file) => file.path)).toEqual(all);
    expect(files[3]?.content).toBe(readFixture('queue/values.md'));
    expect(readdirSync(inRoot('schemas/apps/queue'))).toEqual(['values.schema.json']);
  });

  it('are current after writing, and a second write changes nothing', async () => {
    expect(await writeGenerated(root)).toEqual({ written: all, removed: [] });
    expect(await checkGenerated(root)).toEqual([]);
    expect(await writeGenerated(root)).toEqual({ written: [], removed: [] });
    expect(readdirSync(inRoot('schemas/apps/queue'))).toEqual([
      'values.d.ts',
      'values.md',
      'values.schema.json',
    ]);
  });

  it('are named when missing, stale or superfluous, and mended by writing', async () => {
    await writeGenerated(root);
    rmSync(inRoot('schemas/apps/other/values.md'));
    writeFileSync(inRoot('schemas/apps/queue/values.d.ts'), '// edited by hand\n');
    mkdirSync(inRoot('schemas/apps/removed'));
    writeFileSync(inRoot('schemas/apps/removed/values.md'), '');
    writeFileSync(inRoot('schemas/apps/removed/notes.md'), 'mine');
    expect((await checkGenerated(root)).map(formatDiagnostic)).toEqual([
      'schemas/apps/other/values.md: error: schemas/apps/other/values.md is missing; run `twinhull generate` [generated-missing]',
      'schemas/apps/queue/values.d.ts: error: schemas/apps/queue/values.d.ts is not current; run `twinhull generate`, and change its source instead of the file [generated-stale]',
      'schemas/apps/removed/values.md: error: schemas/apps/removed/values.md is generated from nothing any more; run `twinhull generate` to remove it [generated-superfluous]',
    ]);
    expect(await writeGenerated(root)).toEqual({
      written: ['schemas/apps/other/values.md', 'schemas/apps/queue/values.d.ts'],
      removed: ['schemas/apps/removed/values.md'],
    });
    expect(await checkGenerated(root)).toEqual([]);
    expect(readFileSync(inRoot('schemas/apps/removed/notes.md'), 'utf8')).toBe('mine');
  });

  it('come from a registry to which rows can be added', async () => {
    const generator: Generator = {
      name: 'list',
      folder: 'lists',
      owns: () => true,
      generate: async () => [{ path: 'lists/a.txt', content: 'a\n' }],
    };
    expect((await checkGenerated(root, [generator])).map(({ file }) => file)).toEqual(['lists/a.txt']);
    await writeGenerated(root, [generator]);
    expect(readFileSync(inRoot('lists/a.txt'), 'utf8')).toBe('a\n');
  });

  it('stay untouched when one schema is broken', async () => {
    writeFileSync(inRoot('schemas/apps/queue/values.schema.json'), '{');
    await expect(writeGenerated(root)).rejects.toMatchObject({ code: 'schema-unreadable' });
    expect(readdirSync(inRoot('schemas/apps/other'))).toEqual(['values.schema.json']);
  });

  it('are none where there are no applications', async () => {
    rmSync(inRoot('schemas'), { recursive: true });
    expect(await generatedFiles(root)).toEqual([]);
    expect(await checkGenerated(root)).toEqual([]);
  });
});
