// The Jsonnet library of this package is there for every project, behind all that the project has itself.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../cli/run.ts';

function createProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
  for (const [file, text] of Object.entries({ 'jsonnetfile.json': '{}', ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const main = "std.objectFieldsAll(import 'twinhull/main.libsonnet')";

test('a project without any library imports it', async () => {
  const cwd = createProject({ 'main.jsonnet': main });
  expect((await run(['eval', '.'], { cwd })).stdout).toBe('[\n  "environment"\n]');
});

test.each(['lib', 'vendor'])('a file of the same path in %s/ comes first', async (folder) => {
  const cwd = createProject({
    'main.jsonnet': main,
    [`${folder}/twinhull/main.libsonnet`]: '{ own: 1 }',
  });
  expect((await run(['eval', '.'], { cwd })).stdout).toBe('[\n  "own"\n]');
});

test('tool jpath prints the paths of the project only, as Tanka does', async () => {
  const cwd = createProject({ 'main.jsonnet': main });
  const { stdout } = await run(['tool', 'jpath', '.'], { cwd });
  expect(stdout).toBe(`${cwd}/vendor:${cwd}/vendor:${cwd}/lib:${cwd}`);
});

test('tool imports lists it', async () => {
  const cwd = createProject({ 'main.jsonnet': main });
  const { stdout } = await run(['tool', 'imports', '.'], { cwd });
  expect(JSON.parse(stdout)).toContainEqual(expect.stringMatching(/lib\/twinhull\/main\.libsonnet$/));
});
