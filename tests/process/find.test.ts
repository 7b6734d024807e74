// Real programs, found on a PATH of the test's own, in a cache of its own.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram, findProgramSync } from '../../tools/process/find.ts';
import { type ProgramName, programs } from '../../tools/process/programs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-find-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function createFolder(name: string): string {
  const created = path.join(folder, name);
  mkdirSync(created, { recursive: true });
  return created;
}

/** A program that prints a text whatever it is asked. */
function writeProgram(directory: string, name: string, text: string): string {
  const file = path.join(createFolder(directory), name);
  writeFileSync(file, `#!/bin/sh\necho '${text}'\n`);
  chmodSync(file, 0o755);
  return file;
}

function environment(cache: string, directories: readonly string[] = []): Record<string, string> {
  const programPath = directories.map((directory) => path.join(folder, directory)).join(path.delimiter);
  return { PATH: programPath, TWINHULL_CACHE_DIR: path.join(folder, cache), TWINHULL_OFFLINE: '1' };
}

describe('a program on PATH', () => {
  test('is taken when it is new enough, past others that are not', async () => {
    writeProgram('old', 'kubectl', '"gitVersion": "v1.19.3"');
    const fit = writeProgram('new', 'kubectl', '{"kustomizeVersion": "v5", "gitVersion": "v1.33.0-rc.1+x"}');
    writeProgram('newer', 'kubectl', '"gitVersion": "v1.36.0"');
    const found = await findProgram('kubectl', environment('unused', ['old', 'absent', 'new', 'newer']));
    expect(found).toEqual({ path: fit, version: '1.33.0' });
  });

  test('is refused by name and version when it is too old and nothing else can be had', async () => {
    const old = writeProgram('old-fmt', 'jsonnetfmt', 'Jsonnet reformatter v0.17.0');
    const failure = findProgram('jsonnetfmt', environment('empty', ['old-fmt']));
    await expect(failure).rejects.toMatchObject({
      code: 'program-version',
      message: expect.stringMatching(
        new RegExp(`>=0.20.0.*${old} \\(0.17.0\\).*TWINHULL_OFFLINE.*install jsonnetfmt`),
      ),
    });
  });

  test('gives way to the one that the user’s environment variable names', () => {
    writeProgram('on-path', 'helm', 'v3.20.0');
    const named = writeProgram('named', 'my-helm', 'v4.2.0');
    const env = environment('unused', ['on-path', 'named']);
    expect(findProgramSync('helm', env).version).toBe('3.20.0');
    expect(findProgramSync('helm', { ...env, TANKA_HELM_PATH: named })).toEqual({
      path: named,
      version: '4.2.0',
    });
    expect(findProgramSync('helm', { ...env, TANKA_HELM_PATH: 'my-helm' })).toEqual({
      path: named,
      version: '4.2.0',
    });
  });
});

describe('a program that the user names', () => {
  test('has to exist', async () => {
    const env = { ...environment('unused'), TANKA_KUSTOMIZE_PATH: '/nowhere/kustomize' };
    await expect(findProgram('kustomize', env)).rejects.toMatchObject({
      code: 'program-missing',
      message: expect.stringContaining('TANKA_KUSTOMIZE_PATH=/nowhere/kustomize is no program'),
    });
  });

  test('has to tell its version', async () => {
    const mute = writeProgram('mute', 'helm', 'hello');
    const failure = findProgram('helm', { ...environment('unused'), TANKA_HELM_PATH: mute });
    await expect(failure).rejects.toMatchObject({
      code: 'program-broken',
      message: expect.stringContaining(`${mute} version`),
    });
  });

  test('has to have an accepted version', async () => {
    const env = { ...environment('unused'), TWINHULL_HELM4_PATH: writeProgram('three', 'helm', 'v3.20.0') };
    await expect(findProgram('helm4', env)).rejects.toMatchObject({ code: 'program-version' });
  });
});

test('a program that is nowhere and cannot be had is missing, with how to get it', async () => {
  for (const name of ['go', 'kustomize', 'kubeconform', 'jsonnetfmt', 'jsonnet-lint'] as const) {
    const failure = findProgram(name, environment('empty'));
    await expect(failure).rejects.toMatchObject({
      code: 'program-missing',
      message: expect.stringContaining(programs[name].remedy),
    });
  }
});

describe.runIf(`${process.platform}-${process.arch}` === 'linux-x64')('a pinned copy', () => {
  const pinned: readonly (readonly [ProgramName, string])[] = [
    ['helm', '4.1.4'],
    ['helm3', '3.17.3'],
    ['helm4', '4.1.4'],
    ['kubectl', '1.35.2'],
  ];

  test.each(pinned)('of %s is version %s', (name, version) => {
    expect(findProgramSync(name, environment('pinned')).version).toBe(version);
  });

  test('is unpacked whole by three processes at once', async () => {
    const env = environment('raced');
    const script = `
      import { findProgramSync } from ${JSON.stringify(path.resolve('tools/process/find.ts'))};
      process.stdout.write(findProgramSync('helm3', ${JSON.stringify(env)}).version);`;
    const run = () => execa(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
    const outcomes = await Promise.all([run(), run(), run()]);
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(['3.17.3', '3.17.3', '3.17.3']);
    expect(readdirSync(path.join(folder, 'raced', 'programs'))).toEqual(['helm-3.17.3']);
  });
});

test('links on PATH are followed', () => {
  const file = writeProgram('real', 'helm', 'v3.20.0');
  symlinkSync(file, path.join(createFolder('links'), 'helm'));
  expect(findProgramSync('helm', environment('unused', ['links'])).path).toBe(
    path.join(folder, 'links', 'helm'),
  );
});
