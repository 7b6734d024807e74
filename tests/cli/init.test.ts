// `init`: what it makes is green at once, and nothing that was there is lost.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readTree } from '../tree.ts';
import { build } from './build.ts';
import { run } from './run.ts';

const repository = path.resolve('.');
let cwd: string;

beforeAll(build);

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'twinhull-init-'));
});

/** The package as npm would install it: only what is packed, and its dependencies beside it. */
function installPackage(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-package-'));
  const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(listed) as [{ files: readonly { path: string }[] }];
  const target = path.join(folder, 'node_modules', 'twinhull');
  for (const { path: file } of files) cpSync(file, path.join(target, file));
  for (const name of readdirSync('node_modules')) {
    if (!name.startsWith('.'))
      symlinkSync(path.resolve('node_modules', name), path.join(folder, 'node_modules', name));
  }
  mkdirSync(path.join(folder, 'node_modules', '.bin'));
  symlinkSync('../twinhull/tools/cli/bin.cjs', path.join(folder, 'node_modules', '.bin', 'twinhull'));
  return folder;
}

describe('the packed program', () => {
  let installation: string;

  beforeAll(() => {
    installation = installPackage();
  });

  function type(line: string, folder: string) {
    const [program = '', ...words] = line.split(' ');
    return spawnSync(program, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
  }

  test.each(['npx twinhull init', 'npx twinhull init --inline'])(
    '%s prints two commands, and both end well in an empty directory',
    (line) => {
      const folder = mkdtempSync(path.join(installation, 'empty-'));
      const { stdout, status } = type(line, folder);
      expect(status).toBe(0);
      const commands = [...stdout.matchAll(/^ {2}(npx twinhull .+)$/gm)].map(([, command = '']) => command);
      expect(commands).toEqual(['npx twinhull verify', 'npx twinhull show environments/default']);
      const [verified, shown] = commands.map((command) => type(command, folder));
      expect(verified?.stdout).toMatch(/^proof +charts\/hello +ok/m);
      expect(verified?.stdout).not.toMatch(/failed|could not run|not comparable/);
      expect(shown?.stdout).toContain('-text=Hello from the default environment');
      expect([verified?.status, shown?.status]).toEqual([0, 0]);
    },
  );
});

test('commands are printed with the package that npx was told to take', () => {
  const cache = path.join(cwd, '_npx', '0123');
  mkdirSync(path.join(cache, 'node_modules', '.bin'), { recursive: true });
  const packages = ['/tmp/my packages/twinhull.tgz'];
  writeFileSync(path.join(cache, 'package.json'), JSON.stringify({ _npx: { packages } }));
  const bin = path.join(cache, 'node_modules', '.bin', 'twinhull');
  symlinkSync(path.join(repository, 'tools/cli/bin.cjs'), bin);
  const folder = path.join(cwd, 'empty');
  mkdirSync(folder);
  const stdout = execFileSync(process.execPath, [bin, 'init'], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toContain("  npx --yes --package='/tmp/my packages/twinhull.tgz' twinhull verify\n");
});

test('commands are printed as the program was started, where npx would not find it', () => {
  const stdout = execFileSync(process.execPath, [path.join(repository, 'tools/cli/bin.cjs'), 'init'], {
    cwd,
    encoding: 'utf8',
  });
  expect(stdout).toContain(`  ${repository}/tools/cli/bin.cjs verify\n`);
});

test.each(['', ' --inline'])('init%s gives formatted Jsonnet', async (flag) => {
  await run(`init${flag}`.split(' '), { cwd });
  expect(await run(['fmt', '--test', '.'], { cwd })).toMatchObject({ exitCode: 0 });
});

test('init --inline tells no command that inline environments refuse', async () => {
  await run(['init', '--inline'], { cwd });
  const readme = readFileSync(path.join(cwd, 'README.md'), 'utf8');
  expect(readme).toContain("contextNames: ['kind-kind']");
  expect(readme).not.toContain('env set');
});

test('the environment is described as Tanka does it', async () => {
  await run(['init'], { cwd });
  const recorded = readFileSync('tests/fixtures/environments/tanka-specs/add.json', 'utf8');
  const { files } = JSON.parse(recorded) as { files: Readonly<Record<string, string>> };
  expect(readFileSync(path.join(cwd, 'environments/default/spec.json'), 'utf8')).toBe(
    files['environments/a/spec.json']?.replace('environments/a', 'environments/default'),
  );
});

test('a directory with files is refused, with the words of Tanka', async () => {
  writeFileSync(path.join(cwd, '.hidden'), '');
  const { exitCode, stdout, stderr } = await run(['init'], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^Error: error: directory not empty\. Use `-f` to force.*\[init-not-empty]\n$/);
  expect(Object.keys(readTree(cwd))).toEqual(['.hidden']);
});

test('beside what git and npm make, a project is made, and packages have no part in it', async () => {
  mkdirSync(path.join(cwd, '.git'));
  for (const file of ['package.json', 'package-lock.json']) writeFileSync(path.join(cwd, file), '{}');
  const environment = path.join(cwd, 'node_modules/other/environments/x');
  mkdirSync(environment, { recursive: true });
  for (const file of ['main.jsonnet', 'spec.json', '../../jsonnetfile.json'])
    writeFileSync(path.join(environment, file), '{   }');
  expect(await run(['init'], { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await run(['env', 'list', '--names'], { cwd });
  expect(stdout).toBe('environments/default\n');
  expect(await run(['fmt', '--test', '.'], { cwd })).toMatchObject({ exitCode: 0 });
});

test('--force keeps what is there, and says so', async () => {
  mkdirSync(path.join(cwd, 'environments'));
  writeFileSync(path.join(cwd, 'README.md'), 'mine');
  const { exitCode, stderr } = await run(['init', '-f'], { cwd });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 0,
    stderr: 'README.md was there already, and stays as it is\n',
  });
  expect(readFileSync(path.join(cwd, 'README.md'), 'utf8')).toBe('mine');
  expect(existsSync(path.join(cwd, 'environments/default/spec.json'))).toBe(true);
});

test('--force where a file is in the way of a folder makes nothing', async () => {
  writeFileSync(path.join(cwd, 'schemas'), 'mine');
  const { exitCode, stderr } = await run(['init', '-f'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('[file-write]');
  expect(Object.keys(readTree(cwd))).toEqual(['schemas']);
  expect(readdirSync(cwd)).toEqual(['schemas']);
});

test.each([
  ['1.32', '--k8s has no effect'],
  ['false', ''],
])('--k8s %s is accepted', async (version, said) => {
  const { exitCode, stderr } = await run(['init', '--k8s', version], { cwd });
  expect(exitCode).toBe(0);
  expect(stderr).toContain(said);
});
