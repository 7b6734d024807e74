// `env add`, `env set` and `env remove`: as Tanka writes, and without losing anything.
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';
import { cases, createProject, readFiles, type SpecResult, store, writeKubeconfig } from './specCases.ts';

let cwd: string;

beforeAll(() => {
  process.env.KUBECONFIG = writeKubeconfig();
});

beforeEach(() => {
  cwd = createProject();
});

function write(file: string, text: string): string {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
  return path.join(cwd, file);
}

const env = (...words: readonly string[]) => run(['env', ...words], { cwd, input: 'yes\n' });

describe('writes what Tanka writes', () => {
  test.each(cases)('$name', async ({ name, lines }) => {
    const recorded = JSON.parse(readFileSync(path.join(store, `${name}.json`), 'utf8')) as SpecResult;
    let stdout = '';
    for (const words of lines) {
      const result = await run(words, { cwd, input: 'yes\n' });
      expect({ exitCode: result.exitCode, stderr: result.stderr }).toEqual({ exitCode: 0, stderr: '' });
      stdout += result.stdout.replaceAll(cwd, '<project>');
    }
    expect({ stdout, files: readFiles(cwd) }).toEqual({ stdout: recorded.stdout, files: recorded.files });
  });
});

describe('env add', () => {
  test.each([
    [['add'], "missing required argument 'path'"],
    [['add', 'a', '--diff-strategy', 'best'], 'Allowed choices are native, server'],
    [['add', 'a', '--diff-strategy', 'none'], 'Allowed choices are native, server'],
    [['add', 'a', '--context-name', 'te('], '--context-name `te(` is no regular expression'],
    [['add', 'a', '--server-from-context', 'te('], '--server-from-context `te(` is no regular expression'],
    [['add', 'a', '--server', 'x', '--context-name', 'y'], 'exclude each other'],
    [['add', 'a', '--server', 'x', '--server-from-context', 'one'], 'exclude each other'],
    [['add', 'a', '--server-from-context', 'three'], 'cluster-context'],
    [['add', 'a', '--server-from-context', 'lost'], 'the context lost has no cluster'],
    [['add', 'jsonnetfile.json/a'], 'file-write'],
  ])('refuses %j and makes nothing', async (words, problem) => {
    const { exitCode, stdout, stderr } = await env(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(problem);
    expect(readFiles(cwd)).toEqual({});
    expect(existsSync(path.join(cwd, 'a'))).toBe(false);
  });

  test('keeps an environment that is there (Tanka empties it)', async () => {
    write('a/main.jsonnet', '{ precious: true }');
    const { exitCode, stderr } = await env('add', 'a');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^Error: a has an environment already \(.*main\.jsonnet\).*\[environment-exists]\n$/,
    );
    expect(readFiles(cwd)).toEqual({ 'a/main.jsonnet': '{ precious: true }' });
  });

  test('takes a folder that has other files', async () => {
    write('a/values.yaml', 'a: 1');
    expect((await env('add', 'a')).exitCode).toBe(0);
    expect(Object.keys(readFiles(cwd))).toEqual(['a/main.jsonnet', 'a/spec.json', 'a/values.yaml']);
  });

  test('outside of a project makes no folder', async () => {
    const { stderr } = await run(['env', 'add', '/dev/null/x/y'], { cwd: '/' });
    expect(stderr).toContain('project-root');
  });
});

describe('env set', () => {
  const original = `{
    "kind": "Environment",  "apiVersion": "tanka.dev/v1alpha1",
    "metadata": { "labels": {"team": "web", "1": "x"}, "annotations": {"b": 1.0, "a": 12345678901234567890} },
    "spec": {
        "namespace": "old", "future": [1,
          2],
        "contextNames": ["kind-kind"]
    },
    "extra": {}
}`;

  test('changes what was asked for, and no other byte', async () => {
    const file = write('a/spec.json', original);
    write('a/main.jsonnet', '{}');
    await chmod(file, 0o640);
    const { stdout, exitCode } = await env('set', 'a', '--namespace', 'new', '--diff-strategy', 'subset');
    expect({ stdout, exitCode }).toEqual({
      stdout: 'updated spec.namespace (`old` -> `new`)\nupdated spec.diffStrategy (`` -> `subset`)\n',
      exitCode: 0,
    });
    expect(readFileSync(file, 'utf8')).toBe(
      original
        .replace('"old"', '"new"')
        .replace('["kind-kind"]', '["kind-kind"],\n        "diffStrategy": "subset"')
        .replace('{ "labels"', '{ "name": "a", "namespace": "a/main.jsonnet", "labels"'),
    );
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test.each([
    [
      '{}',
      '{\n  "metadata": {\n    "name": "a",\n    "namespace": "a/main.jsonnet"\n  },\n  "spec": {\n    "namespace": "new"\n  }\n}',
    ],
    ['{"spec":{}}', '{"metadata": {"name":"a","namespace": "a/main.jsonnet"},"spec":{"namespace": "new"}}'],
    [
      '{\r\n\t"spec": null\r\n}\r\n',
      '{\r\n\t"metadata": {\r\n\t\t"name": "a",\r\n\t\t"namespace": "a/main.jsonnet"\r\n\t},\r\n\t"spec": {\r\n\t\t"namespace": "new"\r\n\t}\r\n}\r\n',
    ],
    [
      '{"spec":{"namespace":"x","namespace":"y"}}',
      '{"metadata": {"name":"a","namespace": "a/main.jsonnet"},"spec":{"namespace":"x","namespace":"new"}}',
    ],
  ])('finds its way in %j', async (before, after) => {
    const file = write('a/spec.json', before);
    write('a/main.jsonnet', '{}');
    expect((await env('set', 'a', '--namespace', 'new')).stderr).toBe('');
    expect(readFileSync(file, 'utf8')).toBe(after);
  });

  test('takes fields away that become empty, and leaves the switch alone that is not named', async () => {
    await env('add', 'a', '--server', 'https://x', '--inject-labels');
    await env('set', 'a', '--server', '', '--context-name', 'one', '--namespace', '');
    const { stdout } = await env('set', 'a', '--context-name', '', '--json');
    expect(JSON.parse(stdout)).toEqual([{ field: 'spec.contextNames', before: ['one'], after: [] }]);
    const { spec } = JSON.parse(readFileSync(path.join(cwd, 'a/spec.json'), 'utf8'));
    expect(spec).toEqual({ namespace: '', injectLabels: true, resourceDefaults: {}, expectVersions: {} });
  });

  test('takes the strategy away', async () => {
    await env('add', 'a', '--diff-strategy', 'subset');
    const { stdout, stderr } = await env('set', 'a', '--diff-strategy', '');
    expect({ stdout, stderr }).toEqual({
      stdout: 'updated spec.diffStrategy (`subset` -> ``)\n',
      stderr: '',
    });
    expect(readFiles(cwd)['a/spec.json']).not.toContain('diffStrategy');
  });

  test('from a folder below changes the environment itself (Tanka writes a second spec.json)', async () => {
    await env('add', 'a');
    mkdirSync(path.join(cwd, 'a/nested'));
    await env('set', 'a/nested', '--namespace', 'new');
    expect(Object.keys(readFiles(cwd))).toEqual(['a/main.jsonnet', 'a/spec.json']);
  });

  test('follows a link instead of replacing it', async () => {
    await env('add', 'a', '--namespace', 'old');
    write('b/main.jsonnet', '{}');
    symlinkSync('../a/spec.json', path.join(cwd, 'b/spec.json'));
    await env('set', 'b', '--namespace', 'new');
    expect(readFileSync(path.join(cwd, 'a/spec.json'), 'utf8')).toContain('"new"');
  });

  test.each([
    [['set', 'a', '--name', 'b'], 'rename the folder'],
    [['set', 'nowhere', '--namespace', 'b'], 'file-read'],
    [['set', 'a', '--context-name', 'one'], "take one away with --server ''"],
    [['set', 'inline', '--namespace', 'b'], 'environment-inline'],
    [['set', 'broken', '--namespace', 'b'], 'it is no JSON; line 1, column 11: expected a value, found "}"'],
    [['set', 'a', '--diff-strategy', 'none'], 'Allowed choices are native, server'],
    [['set', 'a', '--server', '', '--context-name', 'te('], '--context-name `te(` is no regular'],
  ])('refuses %j and changes nothing', async (words, problem) => {
    await env('add', 'a', '--server', 'https://x');
    await env('add', 'inline', '-i');
    write('broken/main.jsonnet', '{}');
    write('broken/spec.json', '{ "spec": }');
    const before = readFiles(cwd);
    const { exitCode, stdout, stderr } = await env(...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(problem);
    expect(readFiles(cwd)).toEqual(before);
  });

  test('without anything to change writes nothing', async () => {
    write('a/spec.json', '{}');
    write('a/main.jsonnet', '{}');
    expect(await env('set', 'a', '--namespace', 'default')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(readFiles(cwd)['a/spec.json']).toBe('{}');
  });
});

describe('env remove', () => {
  test.each(['no\n', 'y\n', ''])('keeps everything after the answer %j', async (input) => {
    await env('add', 'a');
    const { exitCode, stdout, stderr } = await run(['env', 'rm', 'a'], { cwd, input });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: 'Error: aborted by user [aborted]\n' });
    expect(stdout).toBe(
      `Permanently removing the environment located at '${cwd}/a'.\nPlease type 'yes' to confirm: `,
    );
    expect(Object.keys(readFiles(cwd))).toHaveLength(2);
  });

  test('removes inline environments and what was installed for them', async () => {
    await env('add', 'a', '-i');
    write('a/vendor/x/main.jsonnet', '{}');
    expect((await env('remove', 'a')).stdout).toContain(`Removed ${cwd}/a\n`);
    expect(existsSync(path.join(cwd, 'a'))).toBe(false);
  });

  test.each([
    ['.', 'it is the root of the project'],
    ['..', 'project-root'],
    ['lib', 'it has no main.jsonnet'],
    ['library', 'its main.jsonnet gives no environment'],
    ['failing', 'environments-failed'],
    ['a/main.jsonnet', 'it is no folder'],
    ['link', 'it is no folder'],
    ['away/x', 'it leads out of the project'],
    ['many', 'it holds another one'],
    ['nowhere', 'file-read'],
  ])('keeps %s', async (target, problem) => {
    await env('add', 'a');
    await env('add', 'many');
    await env('add', 'many/one');
    write('lib/x.libsonnet', '{}');
    write('library/main.jsonnet', '{}');
    write('failing/main.jsonnet', 'error "no"');
    symlinkSync('a', path.join(cwd, 'link'));
    const elsewhere = createProject();
    cpSync(path.join(cwd, 'a'), path.join(elsewhere, 'x'), { recursive: true });
    symlinkSync(elsewhere, path.join(cwd, 'away'));
    writeFileSync(path.join(cwd, 'tkrc.yaml'), '');
    const before = [readFiles(cwd), readFiles(elsewhere)];
    const { exitCode, stdout, stderr } = await env('rm', target);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(problem);
    if (/^it/.test(problem)) expect(stderr).toContain('[environment-kept]');
    expect([readFiles(cwd), readFiles(elsewhere)]).toEqual(before);
  });

  test('asks for none when one of several is refused', async () => {
    await env('add', 'a');
    const { stdout } = await env('rm', 'a', 'lib');
    expect(stdout).toBe('');
    expect(existsSync(path.join(cwd, 'a'))).toBe(true);
  });
});
