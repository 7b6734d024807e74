// fmt and lint beyond what Tanka's recorded answers show: what is written, what is refused, what is left alone.
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileGlob } from '../../tools/environments/sources/glob.ts';
import { run } from '../cli/run.ts';

const crooked = '{ "a": 1 , b:[1,2]}\n';
const straight = '{ a: 1, b: [1, 2] }\n';

/** A project with the given files. */
function createProject(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'twinhull-')));
  for (const [name, text] of Object.entries({ 'jsonnetfile.json': '{}', ...files })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('fmt', () => {
  test('writes what is not formatted and leaves everything else alone', async () => {
    const cwd = createProject({ 'a.jsonnet': crooked, 'b.libsonnet': straight, 'c.txt': crooked });
    const before = statSync(path.join(cwd, 'b.libsonnet'), { bigint: true });
    const outcome = await run(['fmt', '.'], { cwd });
    expect(outcome).toEqual({ exitCode: 0, stdout: '', stderr: 'Formatted 1 files\n' });
    expect(readFileSync(path.join(cwd, 'a.jsonnet'), 'utf8')).toBe(straight);
    expect(readFileSync(path.join(cwd, 'c.txt'), 'utf8')).toBe(crooked);
    expect(statSync(path.join(cwd, 'b.libsonnet'), { bigint: true }).ino).toBe(before.ino);
    expect(readdirSync(cwd).sort()).toEqual(['a.jsonnet', 'b.libsonnet', 'c.txt', 'jsonnetfile.json']);
  });

  test('keeps the rights of files, and links', async () => {
    const cwd = createProject({ 'real/tool.jsonnet': crooked });
    chmodSync(path.join(cwd, 'real/tool.jsonnet'), 0o754);
    symlinkSync('real/tool.jsonnet', path.join(cwd, 'link.jsonnet'));
    expect((await run(['fmt', 'link.jsonnet'], { cwd })).exitCode).toBe(0);
    expect(lstatSync(path.join(cwd, 'link.jsonnet')).isSymbolicLink()).toBe(true);
    expect(readFileSync(path.join(cwd, 'real/tool.jsonnet'), 'utf8')).toBe(straight);
    expect(statSync(path.join(cwd, 'real/tool.jsonnet')).mode & 0o777).toBe(0o754);
  });

  test('writes nothing at all when one file does not parse, and says where', async () => {
    const cwd = createProject({
      'a.jsonnet': crooked,
      'bad.jsonnet': '{\n  a: 1\n  b: 2\n}\n',
      'c.jsonnet': crooked,
    });
    const outcome = await run(['fmt', '.'], { cwd });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stderr).toMatch(
      /^Error: bad\.jsonnet:3:3: error: .*nothing was formatted \[format-unreadable]\n$/,
    );
    expect(readFileSync(path.join(cwd, 'a.jsonnet'), 'utf8')).toBe(crooked);
  });

  test('names every file that does not parse', async () => {
    const cwd = createProject({ 'a.jsonnet': '{', 'b.jsonnet': crooked, 'c.jsonnet': "\n'open" });
    const { exitCode, stderr } = await run(['fmt', '--test', '.'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^Error: 2 files .*\[format-refused]\n {2}a\.jsonnet:1:\d+: .*\n {2}c\.jsonnet:2:1: .*\n$/,
    );
  });

  test('formats standard input, and tells of a change', async () => {
    expect(await run(['fmt', '-'], { input: crooked })).toEqual({
      exitCode: 0,
      stdout: straight,
      stderr: '',
    });
    expect(await run(['fmt', '-t', '-'], { input: crooked })).toMatchObject({
      exitCode: 16,
      stdout: straight,
    });
    expect(await run(['fmt', '-t', '-'], { input: straight })).toMatchObject({ exitCode: 0 });
    const broken = await run(['fmt', '-'], { input: '{' });
    expect(broken.exitCode).toBe(1);
    expect(broken.stderr).toContain('<stdin>:1:');
  });

  test('reads names that look like options or like standard input', async () => {
    const cwd = createProject({ '-x.jsonnet': crooked, 'a/-': crooked, '-': crooked });
    expect((await run(['fmt', '--', '-x.jsonnet', '-', 'a/-'], { cwd })).stderr).toBe('Formatted 3 files\n');
    expect(readFileSync(path.join(cwd, '-'), 'utf8')).toBe(straight);
  });

  test('finds files of folders beside the current one, which Tanka takes for dot files', async () => {
    const cwd = createProject({
      'lib/a.libsonnet': crooked,
      'vendor/b.libsonnet': crooked,
      'here/c.txt': '',
    });
    const { stderr, exitCode } = await run(['fmt', '-t', '../lib', '../vendor'], {
      cwd: path.join(cwd, 'here'),
    });
    expect(exitCode).toBe(16);
    expect(stderr).toBe('The following files are not properly formatted:\n../lib/a.libsonnet\n');
  });

  test('leaves out by absolute paths when the glob is one', async () => {
    const cwd = createProject({ 'lib/a.libsonnet': crooked, 'b.libsonnet': crooked });
    const { stdout } = await run(['fmt', '-t', '--json', '-e', `${cwd}/lib/*`, '.'], { cwd });
    expect(JSON.parse(stdout)).toEqual([{ file: 'b.libsonnet', formatted: false }]);
  });

  test.each([
    [['fmt', 'nowhere'], 'nowhere cannot be read: there is no such file or directory [file-read]'],
    [['fmt', '-e', '[a', '.'], 'the glob `[a` of --exclude has an unfinished'],
    [['lint', '-n', '0', '.'], '--parallelism must be a number greater than 0'],
    [['fmt'], "missing required argument 'files-or-folders'"],
  ])('refuses %j', async (words, problem) => {
    const { exitCode, stderr } = await run(words, { cwd: createProject({}) });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(problem);
  });

  test('handles more files than one process is given, in order', async () => {
    const names = Array.from({ length: 1000 }, (_, at) => `f${String(at).padStart(4, '0')}.libsonnet`);
    const cwd = createProject(Object.fromEntries(names.map((name) => [name, crooked])));
    const { stderr } = await run(['fmt', '-t', '.'], { cwd });
    expect(stderr.split('\n').slice(1, -1)).toEqual(names);
    expect((await run(['fmt', '.'], { cwd })).stderr).toBe('Formatted 1000 files\n');
    expect((await run(['fmt', '-t', '.'], { cwd })).exitCode).toBe(0);
  });
});

describe('globs', () => {
  test.each([
    ['**/.*', 'a/.b/c', true],
    ['**/.*', '.b', false],
    ['a*b', 'a/x/b', true],
    ['a?b', 'a/b', true],
    ['[!a]x', 'bx', true],
    ['[!a]x', 'ax', false],
    ['[^a]x', '^x', true],
    ['[a-c]x', 'bx', true],
    ['{a,b*}x', 'bbbx', true],
    ['{a,{b,c}}', 'c', true],
    ['{a,b}', 'a,b', false],
    ['a,b', 'a,b', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a.b', 'axb', false],
    ['a}b]', 'a}b]', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  test('that are hard to match are quick', () => {
    expect(compileGlob(`${'*a'.repeat(50)}b`)('a'.repeat(2000))).toBe(false);
  });
});

describe('lint', () => {
  test('finds what is wrong in files of one folder, also beside one that does not parse', async () => {
    const cwd = createProject({
      'lib/a.libsonnet': 'local unused = 1; {}\n',
      'lib/bad.libsonnet': '{\n',
      'lib/c.libsonnet': "import 'nowhere.libsonnet'\n",
    });
    const { exitCode, stdout, stderr } = await run(['lint', 'lib'], { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Error: Linting has failed for at least one file [lint-findings]\n',
    });
    for (const place of ['a.libsonnet:1:7-17 Unused', 'bad.libsonnet:2:1', 'c.libsonnet:1:1-27 couldn']) {
      expect(stdout).toContain(`${cwd}/lib/${place}`);
    }
  });

  test('gives findings as data', async () => {
    const cwd = createProject({
      'lib/a.libsonnet': 'local x = 1;\nlocal y = {\n  a: 1,\n};\n{ z: (1)(2) }\n',
      'lib/b.libsonnet': '{',
    });
    const { exitCode, stdout } = await run(['lint', 'lib', '--json'], { cwd });
    const at = (line: number, column: number, endLine: number, endColumn: number) => ({
      line,
      column,
      endLine,
      endColumn,
    });
    const [a, b] = [`${cwd}/lib/a.libsonnet`, `${cwd}/lib/b.libsonnet`];
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      { file: a, ...at(1, 7, 1, 12), message: 'Unused variable: x' },
      { file: a, ...at(2, 7, 4, 2), message: 'Unused variable: y' },
      { file: a, ...at(5, 6, 5, 12), message: expect.stringContaining('Called value must be a function') },
      { file: b, ...at(1, 2, 1, 2), message: expect.stringContaining('Unexpected: end of file') },
    ]);
    expect(JSON.parse((await run(['lint', 'lib', '--json', '-e=**'], { cwd })).stdout)).toEqual([]);
  });

  test('uses the import paths of the project and nothing else', async () => {
    const files = {
      'lib/a.libsonnet': '{}',
      'vendor/b.libsonnet': '{}',
      'environments/x/vendor/c.libsonnet': '{}',
    };
    const main = "[import 'a.libsonnet', import 'b.libsonnet', import 'c.libsonnet', (import 'tk').env]";
    const cwd = createProject({ ...files, 'environments/x/main.jsonnet': main });
    const elsewhere = createProject({ 'd.libsonnet': '{}' });
    process.env.JSONNET_PATH = elsewhere;
    try {
      expect(await run(['lint', 'environments'], { cwd })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
      writeFileSync(path.join(cwd, 'environments/x/main.jsonnet'), "import 'd.libsonnet'");
      expect((await run(['lint', 'environments'], { cwd })).stdout).toContain(
        'couldn\'t open import "d.libsonnet"',
      );
    } finally {
      delete process.env.JSONNET_PATH;
    }
  });

  test('says that a file belongs to no project', async () => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    writeFileSync(path.join(cwd, 'a.jsonnet'), '{}');
    const { exitCode, stdout } = await run(['lint', 'a.jsonnet'], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('a.jsonnet cannot be checked: unable to identify the project root');
    const [finding] = JSON.parse((await run(['lint', 'a.jsonnet', '--json'], { cwd })).stdout);
    expect(finding).toEqual({
      file: `${cwd}/a.jsonnet`,
      message: expect.stringMatching(/^cannot be checked: /),
    });
  });
});

describe('a program that crashes', () => {
  /** Fails on every call that has a file called bad. */
  function useCrashing(name: 'JSONNETFMT' | 'JSONNET_LINT'): void {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    const program = path.join(folder, 'program');
    writeFileSync(
      program,
      `#!/bin/sh
case "$*" in
  --version) echo v0.22.0 ;;
  *bad*) echo 'panic: out of luck' >&2; echo 'goroutine 1 [running]:' >&2; exit 2 ;;
esac
`,
    );
    chmodSync(program, 0o755);
    process.env[`TWINHULL_${name}_PATH`] = program;
  }

  test('costs one file of fmt', async () => {
    useCrashing('JSONNETFMT');
    try {
      const cwd = createProject({ 'a.jsonnet': '{}', 'bad.jsonnet': '{}', 'c.jsonnet': '{}' });
      const { stderr, exitCode } = await run(['fmt', '.'], { cwd });
      expect(exitCode).toBe(1);
      expect(stderr).toBe(
        'Error: bad.jsonnet: error: panic: out of luck; nothing was formatted [format-unreadable]\n',
      );
    } finally {
      delete process.env.TWINHULL_JSONNETFMT_PATH;
    }
  });

  test('costs one file of lint', async () => {
    useCrashing('JSONNET_LINT');
    try {
      const cwd = createProject({ 'a.jsonnet': '{}', 'bad.jsonnet': '{}', 'c.jsonnet': '{}' });
      const { stdout } = await run(['lint', '.'], { cwd });
      expect(stdout).toBe(`${cwd}/bad.jsonnet could not be checked to its end: panic: out of luck\n\n`);
    } finally {
      delete process.env.TWINHULL_JSONNET_LINT_PATH;
    }
  });
});
