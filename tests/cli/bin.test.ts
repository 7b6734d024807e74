// The program as users start it: a process with real streams.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from './build.ts';

const bin = path.resolve('tools/cli/bin.cjs');
const cwd = path.resolve('tests/fixtures/environments/projects/inline');
let cache: string;

beforeAll(build);

beforeEach(() => {
  cache = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'cache');
});

function start(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [bin, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TWINHULL_CACHE_DIR: cache, ...env },
  });
}

test.each(['bin.cjs', 'bin.js'])('npx finds the program where it once linked it: %s', (name) => {
  const link = path.join(path.dirname(cache), 'twinhull');
  symlinkSync(path.resolve('tools/cli', name), link);
  expect(execFileSync(link, ['--version'], { encoding: 'utf8' })).toMatch(/^twinhull \d/);
});

describe('compiled code', () => {
  test('is kept for the next run of the command, and changes nothing', () => {
    const first = start(['show', '.', '--name', 'dev']);
    expect(readdirSync(path.join(cache, 'code'))).toHaveLength(1);
    const second = start(['show', '.', '--name', 'dev']);
    expect(first.stdout).toContain('name: shop');
    expect([second.stdout, second.stderr, second.status]).toEqual([first.stdout, '', 0]);
    expect(start(['env', 'list', '--names']).stdout).toBe('shop/dev\nshop/prod\nshop/test\n');
    expect(readdirSync(path.join(cache, 'code'))).toHaveLength(2);
  });

  test('that is damaged is not used', () => {
    start(['--version']);
    const [file = ''] = readdirSync(path.join(cache, 'code'));
    writeFileSync(path.join(cache, 'code', file), 'damaged');
    expect(start(['--version']).stdout).toMatch(/^twinhull \d/);
  });

  test('is not needed', () => {
    expect(start(['--version'], { TWINHULL_CACHE_DIR: '/dev/null/nowhere' }).stdout).toMatch(/^twinhull \d/);
  });

  test('of an earlier build is removed, of another installation is not', () => {
    start(['--version']);
    const [current = ''] = readdirSync(path.join(cache, 'code'));
    const older = current.replace(process.version, 'v1.0.0');
    const elsewhere = `other${current}`;
    for (const name of [older, elsewhere]) writeFileSync(path.join(cache, 'code', name), '');
    start(['show', '.', '--name', 'dev']);
    const kept = readdirSync(path.join(cache, 'code'));
    expect(kept).not.toContain(older);
    expect(kept).toEqual(expect.arrayContaining([current, elsewhere]));
  });
});

test('a second opinion loads inside of the program', () => {
  const words = ['show', '.', '--name', 'dev', '--jsonnet-implementation', 'node-jsonnet'];
  for (const _ of ['fresh', 'kept']) {
    const { stdout, stderr } = start(words);
    expect(stderr).toBe('');
    expect(stdout).toContain('name: shop');
  }
});

test('a full disk behind a redirection is told, with exit code 1', () => {
  const script = `'${process.execPath}' '${bin}' show . --name dev > /dev/full`;
  const { status, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
  expect(stderr).toMatch(/^Error: the output could not be written: ENOSPC.* \[output-write]\n$/);
  expect(status).toBe(1);
});

test('a reader that has seen enough is no failure', () => {
  const script = `('${process.execPath}' '${bin}' eval . --tla-code "stages=std.makeArray(3000, std.toString)"; echo $? >&2) | head -c 10`;
  const { stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
  expect(stderr).toBe('0\n');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends apply while its second environment is rendered',
  async (signal) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    const write = (name: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    };
    const endless = `std.trace('begun', 0) + std.foldl(function(a, _) std.foldl(function(b, n) b + n, numbers, a), numbers, 0)`;
    const sources = { first: '{}', second: `local numbers = std.range(1, 1000000); { a: ${endless} }` };
    for (const [name, source] of Object.entries(sources)) {
      const spec = { spec: { contextNames: ['test'] } };
      write(`${name}/spec.json`, JSON.stringify(spec));
      write(`${name}/main.jsonnet`, source);
    }
    write('jsonnetfile.json', '{}');
    const context = { name: 'test', context: { cluster: 'test', user: 'test' } };
    const clusters = [{ name: 'test', cluster: { server: 'https://127.0.0.1:1' } }];
    write('config', JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters, contexts: [context] }));
    const env = { ...process.env, TWINHULL_CACHE_DIR: cache, KUBECONFIG: path.join(folder, 'config') };
    const child = spawn(process.execPath, [bin, 'apply', 'first', 'second'], { cwd: folder, env });
    const ended = once(child, 'exit');
    const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    let said = '';
    for await (const chunk of child.stderr) {
      said += chunk;
      if (said.includes('begun')) child.kill(signal);
    }
    clearTimeout(killer);
    expect(said).toContain('begun');
    expect(await ended).toEqual([null, signal]);
  },
);

test('without dist/ the remedy is told', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
  mkdirSync(path.join(folder, 'tools/cli'), { recursive: true });
  cpSync(bin, path.join(folder, 'tools/cli/bin.cjs'));
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'tools/cli/bin.cjs')], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('run `npm run build`');
});

test('the library renders environments and applications from JavaScript', () => {
  const code = `
    import { renderApp, renderEnvironment, ToolError } from 'twinhull';
    import { evaluateSnippet } from 'twinhull/jsonnet';
    const shown = await renderEnvironment(${JSON.stringify(cwd)}, { name: 'dev', targets: ['configmap/.*'] });
    const app = await renderApp('dispatch', { config: { authMode: 'basic' } }, { namespace: 'tools' });
    const unknown = await renderApp('nothing').catch((error) => error instanceof ToolError && error.code);
    const wrong = await renderApp('dispatch', { replica: 2 }).catch((error) => error.message);
    console.log(JSON.stringify({
      shown: shown.map(({ kind, metadata }) => kind + '/' + metadata.name),
      namespaces: [...new Set(app.map(({ metadata }) => metadata.namespace))],
      unknown,
      wrong: wrong.includes('did you mean "replicas"'),
      two: evaluateSnippet('x', '1 + 1'),
    }));`;
  const stdout = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual({
    shown: ['ConfigMap/shop'],
    namespaces: ['tools'],
    unknown: 'app-unknown',
    wrong: true,
    two: '2\n',
  });
});
