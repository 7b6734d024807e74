// What export keeps is used again, and never when anything that it was made from is another.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCache } from '../../tools/environments/cache.ts';
import { fingerprint, lookAtProgram } from '../../tools/environments/cacheInputs.ts';
import { build } from '../cli/build.ts';
import { run } from '../cli/run.ts';

let root: string;
let cache: string;
let exports = 0;

const main = `function(suffix='')
  local library = import 'library.libsonnet';
  {
    config: library.configMap('config' + suffix, {
      text: importstr 'text.txt',
      bytes: std.toString(importbin 'bytes.bin'),
      stage: std.extVar('stage'),
      tk: (import 'tk').env.metadata.labels.team,
    }),
  }`;

const library = `{ configMap(name, data): (import 'nested/shape.libsonnet') + { metadata: { name: name }, data: data } }`;

const files: Readonly<Record<string, string>> = {
  'jsonnetfile.json': '{}',
  'environments/a/spec.json': JSON.stringify({
    metadata: { labels: { team: 'web' } },
    spec: { namespace: 'shop' },
  }),
  'environments/a/main.jsonnet': main,
  'environments/a/text.txt': 'first text',
  'environments/a/bytes.bin': 'ab',
  'lib/library.libsonnet': library,
  'lib/nested/shape.libsonnet': "{ apiVersion: 'v1', kind: 'ConfigMap' }",
  'vendor/nested/other.libsonnet': '{}',
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
  cache = path.join(root, 'cache');
  for (const [file, text] of Object.entries(files)) write(file, text);
});

afterEach(() => {
  delete process.env.TANKA_HELM_PATH;
  delete process.env.TANKA_KUSTOMIZE_PATH;
  delete process.env.HELM_NAMESPACE;
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** Exports into a new folder, and gives all that was written. */
async function exportAll(...words: readonly string[]): Promise<string> {
  const out = path.join(root, `out-${exports++}`);
  const given = words.includes('-V') ? words : ['-V', 'stage=dev', ...words];
  const line = ['export', out, 'environments', '-r', '-c', cache, ...given];
  const { exitCode, stderr } = await run(line, { cwd: root });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return readTree(out);
}

function readTree(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return entries
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => `# ${name}\n${readFileSync(path.join(folder, name), 'utf8')}`)
    .join('\n');
}

function listEntries(): readonly string[] {
  const folder = path.join(cache, 'environments');
  return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

/** Marks what is kept, so that its use shows. */
function markEntries(): void {
  for (const file of listEntries()) {
    const content = readFileSync(file, 'utf8').replace(/^.*\n/, '').replaceAll('kind: ', 'kind: Kept');
    writeFileSync(file, `${fingerprint(content)}\n${content}`);
  }
}

const kept = 'kind: KeptConfigMap';

describe('what was exported', () => {
  test('is used again when nothing has changed', async () => {
    const first = await exportAll();
    expect(await exportAll()).toBe(first);
    markEntries();
    expect(await exportAll()).toContain(kept);
    expect(await exportAll('--no-cache')).toBe(first);
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
    const first = await exportAll();
    markEntries();
    const words = change();
    const second = await exportAll(...words);
    expect(second).not.toContain(kept);
    expect(second).not.toBe(first);
    expect(await exportAll('--no-cache', ...words)).toBe(second);
  });

  test('is used when a file appears that stands behind what is imported', async () => {
    await exportAll();
    markEntries();
    write('environments/a/vendor/library.libsonnet', library);
    expect(await exportAll()).toContain(kept);
  });

  test('is not used when a file that it needs is gone', async () => {
    await exportAll();
    rmSync(path.join(root, 'lib/library.libsonnet'));
    const { exitCode, stderr } = await run(
      ['export', path.join(root, 'gone'), 'environments', '-r', '-c', cache, '-V', 'stage=dev'],
      { cwd: root },
    );
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('library.libsonnet'),
    });
  });

  test('is not used for another stack, another engine, or another version of the program', async () => {
    await exportAll();
    markEntries();
    expect(await exportAll('--max-stack', '400')).not.toContain(kept);
    expect(await exportAll('--jsonnet-implementation', 'node-jsonnet')).not.toContain(kept);
    const open = (tool: string) => openCache({ folder: cache, tool, keepsSecrets: true, covers: () => true });
    open('1.0.0').write('question', 'answer', {});
    expect(await open('1.0.0').read('question')).toBe('answer');
    expect(await open('1.0.1').read('question')).toBeUndefined();
  });

  test('is not used when the file of an external variable has changed', async () => {
    write('stage.jsonnet', "'from a file'");
    const words = ['-V', 'x=y', '--ext-code-file', 'stage=stage.jsonnet'];
    const first = await exportAll(...words);
    markEntries();
    expect(await exportAll(...words)).toContain(kept);
    write('stage.jsonnet', "'from another'");
    expect(await exportAll(...words)).toBe(first.replace('from a file', 'from another'));
  });
});

function edit(file: string, text: string): readonly string[] {
  write(file, text);
  return [];
}

describe('inline environments', () => {
  const inline = (names: string): string => `[{
    apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: name }, spec: { namespace: name },
    data: (import 'library.libsonnet').configMap(name, { stage: std.extVar('stage') }),
  } for name in ${names}]`;

  test('are listed and exported from what is kept, until their file changes', async () => {
    rmSync(path.join(root, 'environments/a'), { recursive: true });
    write('environments/main.jsonnet', inline("['b', 'c']"));
    const first = await exportAll();
    markEntries();
    expect(await exportAll()).toBe(first.replaceAll('kind: ', 'kind: Kept'));
    write('environments/main.jsonnet', inline("['b', 'c', 'd']"));
    const second = await exportAll();
    expect(second).toContain('name: d');
    expect(second).not.toContain(kept);
  });
});

function setVariable(name: string, value: string): void {
  process.env[name] = value;
}

describe('charts and kustomizations', () => {
  const program = (name: string, version: string): string => {
    const file = path.join(root, `${name}-${version}`);
    const script = `case "$1" in version) echo "v${version}";; *) for last; do :; done; cat "$last"/chart.yaml; echo "x: ${version}$HELM_NAMESPACE"; esac`;
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const manifestOf = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

  beforeEach(() => {
    process.env.TANKA_HELM_PATH = program('helm', '3.17.0');
    process.env.TANKA_KUSTOMIZE_PATH = program('kustomize', '5.4.0');
    write('environments/a/charts/web/chart.yaml', manifestOf('one'));
  });

  const useHelm = (): void =>
    write(
      'environments/a/main.jsonnet',
      "std.native('helmTemplate')('web', './charts/web', { calledFrom: std.thisFile })",
    );
  const useKustomize = (): void =>
    write(
      'environments/a/main.jsonnet',
      "std.native('kustomizeBuild')('./charts/web', { calledFrom: std.thisFile })",
    );

  const changes: readonly (readonly [string, () => void])[] = [
    ['a file of the chart', () => write('environments/a/charts/web/chart.yaml', manifestOf('two'))],
    ['a file in a folder of the chart', () => write('environments/a/charts/web/templates/new.yaml', '')],
    ['the version of helm', () => setVariable('TANKA_HELM_PATH', program('helm', '3.18.0'))],
    ['a variable that helm reads', () => setVariable('HELM_NAMESPACE', 'other')],
  ];

  test.each(changes)('are rendered again when there is another: %s', async (_, change) => {
    useHelm();
    await exportAll();
    markEntries();
    expect(await exportAll()).toContain(kept);
    change();
    expect(await exportAll()).not.toContain(kept);
  });

  test('are rendered again when the program of the same path has another version', () => {
    const states = ['3.17.0', '3.18.0'].map((version) =>
      lookAtProgram('helm', () => ({ path: '/helm', version })),
    );
    expect(new Set(states).size).toBe(2);
  });

  test('are not kept when a chart gives something else each time', async () => {
    useHelm();
    write('environments/a/charts/web/secret.yaml', '---\n# {{ randAlphaNum 5 }}\n');
    await exportAll();
    expect(listEntries()).toEqual([]);
  });

  test('are built again when a folder changes that a kustomization names', async () => {
    useKustomize();
    write('environments/a/charts/web/kustomization.yaml', '---\nresources: [../base]\n');
    write('environments/a/charts/base/kustomization.yaml', 'resources: []');
    await exportAll();
    expect(listEntries()).toHaveLength(1);
    markEntries();
    write('environments/a/charts/base/more.yaml', '');
    expect(await exportAll()).not.toContain(kept);
  });

  test('are not kept when a kustomization names something elsewhere', async () => {
    useKustomize();
    write(
      'environments/a/charts/web/kustomization.yaml',
      '---\nresources: ["https://example.com/base?ref=v1"]\n',
    );
    await exportAll();
    expect(listEntries()).toEqual([]);
  });

  test('are kept for each environment that uses them through a library', async () => {
    for (const name of ['a', 'b']) {
      write(`environments/${name}/main.jsonnet`, "(import 'charts.libsonnet')");
      write(`environments/${name}/spec.json`, `{ "spec": { "namespace": "${name}" } }`);
    }
    write('lib/charts.libsonnet', "std.native('helmTemplate')('web', './web', { calledFrom: std.thisFile })");
    write('lib/web/chart.yaml', manifestOf('one'));
    const byEnvironment = ['--format', '{{env.metadata.name}}'];
    await exportAll(...byEnvironment);
    markEntries();
    write('lib/web/chart.yaml', manifestOf('two'));
    expect(await exportAll(...byEnvironment)).not.toContain(kept);
  });
});

describe('what is kept', () => {
  test('is readable by its owner alone', async () => {
    await exportAll();
    const [file = ''] = listEntries();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
  });

  test('has no Secrets, unless the user has chosen the folder', async () => {
    write('lib/nested/shape.libsonnet', "{ apiVersion: 'v1', kind: 'Secret' }");
    const folder = path.join(root, 'users-cache');
    const line = ['export', path.join(root, 'secret'), 'environments', '-r', '-V', 'stage=dev'];
    await run(line, { cwd: root, env: { TWINHULL_CACHE_DIR: folder } });
    expect(existsSync(path.join(folder, 'environments'))).toBe(false);
    await exportAll();
    expect(listEntries()).toHaveLength(1);
  });

  test('is not there when the evaluation also printed something', async () => {
    write('lib/nested/shape.libsonnet', "std.trace('seen', { apiVersion: 'v1', kind: 'ConfigMap' })");
    const line = ['environments', '-r', '-c', cache, '-V', 'stage=dev'];
    for (const out of ['one', 'two']) {
      const { stderr } = await run(['export', path.join(root, out), ...line], { cwd: root });
      expect(stderr).toContain('seen');
    }
  });

  test('is only of the entry points that --cache-envs matches', async () => {
    await exportAll('-e', 'environments/b', '-e', '^nothing');
    expect(listEntries()).toEqual([]);
    await exportAll('-e', 'environments/b', '-e', 'environments/a/main');
    expect(listEntries()).toHaveLength(1);
  });

  test('does not grow without end', () => {
    const open = () =>
      openCache({ folder: cache, tool: 'x', keepsSecrets: true, covers: () => true, limit: 5000 });
    for (let at = 0; at < 20; at++) {
      const opened = open();
      opened.write(at, 'x'.repeat(1000), {});
      opened.close();
    }
    expect(listEntries().length).toBeLessThan(5);
    expect(listEntries().length).toBeGreaterThan(2);
  });

  test('is no obstacle when it is damaged, or cannot be written', async () => {
    const first = await exportAll();
    for (const damage of ['', 'x', readFileSync(listEntries()[0] as string, 'utf8').slice(0, -5)]) {
      for (const file of listEntries()) writeFileSync(file, damage);
      expect(await exportAll()).toBe(first);
    }
    const line = ['export', path.join(root, 'nowhere'), 'environments', '-r', '-V', 'stage=dev'];
    expect((await run([...line, '-c', '/dev/null/nowhere'], { cwd: root })).exitCode).toBe(0);
  });

  test('is whole when several processes export at once', async () => {
    build();
    const bin = path.resolve('tools/cli/bin.cjs');
    const start = (at: number): Promise<number | null> =>
      new Promise((resolve) => {
        const words = [bin, 'export', path.join(root, `many-${at}`), 'environments', '-r', '-c', cache];
        spawn(process.execPath, [...words, '-V', 'stage=dev'], { cwd: root }).on('close', resolve);
      });
    expect(await Promise.all([1, 2, 3].map(start))).toEqual([0, 0, 0]);
    expect(listEntries()).toHaveLength(1);
    const [one, two, three] = [1, 2, 3].map((at) => readTree(path.join(root, `many-${at}`)));
    expect([two, three]).toEqual([one, one]);
  });
});
