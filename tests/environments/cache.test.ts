// What export keeps is used again, and never when anything that it was made from is another.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '../../tools/environments/cache/cache.ts';
import { Interpreter } from '../../tools/jsonnet/index.ts';
import { formatResult } from '../../tools/jsonnet/output.ts';
import { build } from '../cli/build.ts';
import { run } from '../cli/run.ts';
import { createKeptProject, type KeptProject, kept, library, main, readTree } from './cacheProject.ts';

let project: KeptProject;

beforeEach(() => {
  project = createKeptProject();
});

describe('what was exported', () => {
  test('is used again when nothing has changed', async () => {
    const first = await project.exportAll();
    expect(await project.exportAll()).toBe(first);
    project.markEntries();
    expect(await project.exportAll()).toContain(kept);
    expect(await project.exportAll('--no-cache')).toBe(first);
  });

  const changes: readonly (readonly [string, () => readonly string[]])[] = [
    ['the entry point', () => edit('environments/a/main.jsonnet', main.replace("'config'", "'other'"))],
    [
      'an imported file',
      () => edit('lib/library.libsonnet', library.replace('data: data', 'data: data { x: "1" }')),
    ],
    [
      'a file that an imported file imports',
      () => edit('lib/nested/shape.libsonnet', "{ apiVersion: 'v2', kind: 'ConfigMap' }"),
    ],
    ['an imported text', () => edit('environments/a/text.txt', 'second text')],
    ['imported bytes', () => edit('environments/a/bytes.bin', 'ba')],
    [
      'a file that is found earlier on the import path',
      () =>
        edit('environments/a/library.libsonnet', library.replace('data: data', 'data: data { own: "1" }')),
    ],
    ['an external variable', () => ['-V', 'stage=prod']],
    ['an external variable that is code now', () => ['-V', 'x=y', '--ext-code', 'stage="dev" + "!"']],
    ['a top-level argument', () => ['-A', 'suffix=-x']],
    [
      'spec.namespace',
      () =>
        edit(
          'environments/a/spec.json',
          '{ "metadata": { "labels": { "team": "web" } }, "spec": { "namespace": "other" } }',
        ),
    ],
    [
      'a label of the environment',
      () =>
        edit(
          'environments/a/spec.json',
          '{ "metadata": { "labels": { "team": "db" } }, "spec": { "namespace": "shop" } }',
        ),
    ],
    ['--format', () => ['--format', 'new-{{.kind}}']],
    ['--extension', () => ['--extension', 'yml']],
    ['--target', () => ['-t', '!configmap/.*']],
  ];

  test.each(changes)('is not used when there is another: %s', async (_, change) => {
    const first = await project.exportAll();
    project.markEntries();
    const words = change();
    const second = await project.exportAll(...words);
    expect(second).not.toContain(kept);
    expect(second).not.toBe(first);
    expect(await project.exportAll('--no-cache', ...words)).toBe(second);
  });

  test('is used when a file appears that stands behind what is imported', async () => {
    await project.exportAll();
    project.markEntries();
    project.write('environments/a/vendor/library.libsonnet', library);
    expect(await project.exportAll()).toContain(kept);
  });

  test('is not used when a file that it needs is gone', async () => {
    await project.exportAll();
    rmSync(path.join(project.root, 'lib/library.libsonnet'));
    const { exitCode, stderr } = await run(
      [
        'export',
        path.join(project.root, 'gone'),
        'environments',
        '-r',
        '-c',
        project.cache,
        '-V',
        'stage=dev',
      ],
      { cwd: project.root },
    );
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('library.libsonnet'),
    });
  });

  test('is not used for another stack, another engine, or another version of the program', async () => {
    await project.exportAll();
    project.markEntries();
    expect(await project.exportAll('--max-stack', '400')).not.toContain(kept);
    expect(await project.exportAll('--jsonnet-implementation', 'node-jsonnet')).not.toContain(kept);
    const open = (tool: string) =>
      openCache({ folder: project.cache, tool, keepsSecrets: true, covers: () => true });
    open('1.0.0').write('question', 'answer', {});
    expect(await open('1.0.0').read('question')).toBe('answer');
    expect(await open('1.0.1').read('question')).toBeUndefined();
  });

  test('is not used when the file of an external variable has changed', async () => {
    project.write('stage.jsonnet', "'from a file'");
    const words = ['-V', 'x=y', '--ext-code-file', 'stage=stage.jsonnet'];
    const first = await project.exportAll(...words);
    project.markEntries();
    expect(await project.exportAll(...words)).toContain(kept);
    project.write('stage.jsonnet', "'from another'");
    expect(await project.exportAll(...words)).toBe(first.replace('from a file', 'from another'));
  });
});

function edit(file: string, text: string): readonly string[] {
  project.write(file, text);
  return [];
}

describe('inline environments', () => {
  const inline = (names: string): string => `[{
    apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: name }, spec: { namespace: name },
    data: (import 'library.libsonnet').configMap(name, { stage: std.extVar('stage') }),
  } for name in ${names}]`;

  test('are listed and exported from what is kept, until their file changes', async () => {
    rmSync(path.join(project.root, 'environments/a'), { recursive: true });
    project.write('environments/main.jsonnet', inline("['b', 'c']"));
    const first = await project.exportAll();
    project.markEntries();
    expect(await project.exportAll()).toBe(first.replaceAll('kind: ', 'kind: Kept'));
    project.write('environments/main.jsonnet', inline("['b', 'c', 'd']"));
    const second = await project.exportAll();
    expect(second).toContain('name: d');
    expect(second).not.toContain(kept);
  });
});

describe('what is kept', () => {
  test('is readable by its owner alone', async () => {
    await project.exportAll();
    const [file = ''] = project.listEntries();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  test('has no Secrets, unless the user has chosen the folder', async () => {
    project.write('lib/nested/shape.libsonnet', "{ apiVersion: 'v1', kind: 'Secret' }");
    const folder = path.join(project.root, 'users-cache');
    const line = ['export', path.join(project.root, 'secret'), 'environments', '-r', '-V', 'stage=dev'];
    await run(line, { cwd: project.root, env: { TWINHULL_CACHE_DIR: folder } });
    expect(existsSync(path.join(folder, 'environments'))).toBe(false);
    await project.exportAll();
    expect(project.listEntries()).toHaveLength(1);
  });

  test('is not there when the evaluation also printed something', async () => {
    project.write('lib/nested/shape.libsonnet', "std.trace('seen', { apiVersion: 'v1', kind: 'ConfigMap' })");
    const line = ['environments', '-r', '-c', project.cache, '-V', 'stage=dev'];
    for (const out of ['one', 'two']) {
      const { stderr } = await run(['export', path.join(project.root, out), ...line], { cwd: project.root });
      expect(stderr).toContain('seen');
    }
  });

  test('is only of the entry points that --cache-envs matches', async () => {
    await project.exportAll('-e', 'environments/b', '-e', '^nothing');
    expect(project.listEntries()).toEqual([]);
    await project.exportAll('-e', 'environments/b', '-e', 'environments/a/main');
    expect(project.listEntries()).toHaveLength(1);
  });

  test('does not grow without end', () => {
    const open = () =>
      openCache({ folder: project.cache, tool: 'x', keepsSecrets: true, covers: () => true, limit: 5000 });
    for (let at = 0; at < 20; at++) {
      const opened = open();
      opened.write(at, 'x'.repeat(1000), {});
      opened.close();
    }
    expect(project.listEntries().length).toBeLessThan(5);
    expect(project.listEntries().length).toBeGreaterThan(2);
  });

  test('is no obstacle when it is damaged, or cannot be written', async () => {
    const first = await project.exportAll();
    for (const damage of ['', 'x', readFileSync(project.listEntries()[0] as string, 'utf8').slice(0, -5)]) {
      for (const file of project.listEntries()) writeFileSync(file, damage);
      expect(await project.exportAll()).toBe(first);
    }
    const line = ['export', path.join(project.root, 'nowhere'), 'environments', '-r', '-V', 'stage=dev'];
    expect((await run([...line, '-c', '/dev/null/nowhere'], { cwd: project.root })).exitCode).toBe(0);
  });

  test('is whole when several processes export at once', async () => {
    build();
    const bin = path.resolve('tools/cli/bin.cjs');
    const start = (at: number): Promise<number | null> =>
      new Promise((resolve) => {
        const words = [
          bin,
          'export',
          path.join(project.root, `many-${at}`),
          'environments',
          '-r',
          '-c',
          project.cache,
        ];
        spawn(process.execPath, [...words, '-V', 'stage=dev'], { cwd: project.root }).on('close', resolve);
      });
    expect(await Promise.all([1, 2, 3].map(start))).toEqual([0, 0, 0]);
    expect(project.listEntries()).toHaveLength(1);
    const [one, two, three] = [1, 2, 3].map((at) => readTree(path.join(project.root, `many-${at}`)));
    expect([two, three]).toEqual([one, one]);
  });
});

test('a file that changes in the middle of an evaluation has no name that could be found again', () => {
  let reads = 0;
  const importer = {
    resolve: (_: string, wanted: string) => wanted,
    read: (file: string) => Buffer.from(file === 'main' ? "[importstr 'a', importstr 'a']" : String(reads++)),
    missed: () => [],
  };
  const interpreter = new Interpreter();
  interpreter.run(
    { entry: 'main', importer, fingerprint: (content) => Buffer.from(content).toString('hex') },
    formatResult,
  );
  expect(interpreter.listInputs()?.get('a')).toBe('changing');
});
