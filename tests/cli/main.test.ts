// The command line itself: help, misuse, options that are accepted, exit codes.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../tools/cli/registry.ts';
import { run } from './run.ts';

const projects = path.resolve('tests/fixtures/environments/projects');
const names = Object.keys(commands);

describe('help', () => {
  test.each([[], ['help'], ['--help'], ['-h']])('lists all commands for %j', async (...words) => {
    const { exitCode, stdout, stderr } = await run(words.flat());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const name of names) expect(stdout).toContain(`  ${name} `);
  });

  test.each(names)('of %s shows its use and examples', async (name) => {
    const { exitCode, stdout, stderr } = await run([...name.split(' '), '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: twinhull ${name} `));
    expect(stdout).toMatch(/\nExamples:\n {2}\S/);
  });

  test('tells which options may be given several times', async () => {
    const { stdout } = await run(['apply', '--help']);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const option of ['-t, --target', '--accept-risk', '-V, --ext-str'])
      expect(text).toMatch(new RegExp(`${option} [^;]*(?:; !regex excludes)?; may be given several times`));
  });

  test.each(names)('of %s has no option that is wider than 110 columns', async (name) => {
    const { stdout } = await run([...name.split(' '), '--help']);
    const [, options = ''] = stdout.split('\nOptions:\n');
    const lines = (options.split('\nExamples:')[0] ?? '').split('\n');
    expect(lines.filter((line) => line.length > 110)).toEqual([]);
  });

  test('of the program has every command in a section that says what it is for', async () => {
    const { stdout } = await run([]);
    expect(stdout.match(/^\S.*:$/gm)?.slice(0, 3)).toEqual(['Projects:', 'Manifests:', 'Clusters:']);
    expect(stdout).not.toMatch(/^More:/m);
  });

  test.each(['show', 'env add', 'env rm', 'parity', 'tool'])(
    'help %s is what --help prints',
    async (name) => {
      const words = name.split(' ');
      const helped = await run(['help', ...words]);
      expect(helped).toEqual(await run([...words, '--help']));
      expect(helped.exitCode).toBe(0);
    },
  );

  test('help of what is not there says so', async () => {
    const { exitCode, stderr } = await run(['help', 'shwo']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('did you mean `twinhull show`?');
  });

  test('of a group lists its commands', async () => {
    const { exitCode, stdout } = await run(['tool', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: twinhull tool <command> /);
    expect(stdout).toContain('  tool jpath ');
    expect(stdout).not.toContain('  show ');
  });
});

test('--version tells the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await run(['--version'])).toEqual({ exitCode: 0, stdout: `twinhull ${version}\n`, stderr: '' });
});

describe('misuse', () => {
  test.each([
    [['shwo'], 'there is no command "shwo"; did you mean `twinhull show`?'],
    [['env', 'lst'], 'there is no command "env lst"; did you mean `twinhull env list`?'],
    [['qqqqqqqq'], 'see `twinhull --help`'],
    [['constructor'], 'there is no command "constructor"'],
    [['show'], "missing required argument 'path'"],
    [['show', '.', '--nmae', 'x'], "unknown option '--nmae'"],
    [['env', 'list', 'a', 'b'], 'too many arguments'],
    [['show', '.', '-V', 'x'], 'ext-str argument has wrong format: `x`. Expected `key=value`'],
    [['show', '.', '--tla-code-file', 'x'], 'tla-code-file argument has wrong format'],
    [['show', '.', '--max-stack', 'deep'], '--max-stack must be a number, not `deep`'],
    [['show', '.', '--log-level', 'loud'], '--log-level must be one of disabled, fatal'],
    [['apply', '.', '--accept-risk', 'R3'], '--accept-risk takes Kind/name, R1, R2'],
    [['apply', '.', '--accept-risk', 'selector'], 'selector-immutable, storage-shrunk'],
    [['show', '.', '-t', 'a"b'], '`a"b` has a quote inside of a value'],
    [['show', '.', '-q=x'], "unknown option '-q=x'"],
    [
      ['apply', '.', '--name', 'dev', '--auto-approve', 'always', '--dangerous-auto-approve'],
      'mutually exclusive',
    ],
  ])('%j', async (words, problem) => {
    const { exitCode, stdout, stderr } = await run(words, { cwd: path.join(projects, 'inline') });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/^Error: .*\[usage]\n$/s);
  });
});

test.each(['env', 'tool', 'tool charts', 'env --json list --nmae'])('%s is no command', async (line) => {
  const { exitCode, stdout, stderr } = await run(line.split(' '), { cwd: path.join(projects, 'inline') });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('[usage]');
});

describe('accepts', () => {
  test.each([
    'show . --name dev --dangerous-allow-redirect --log-level debug --jsonnet-implementation go',
    'env ls',
    'env list --jsonnet-implementation=twinhull --max-stack=200',
    'env list --json=true --names=false',
    'eval . -A suffix=x --max-stack 0',
    'show . --log-level= --name=dev -A=suffix=x -t=.*/.*',
    'diff --help --diff-strategy= --color=',
    'apply --auto-approve= --dry-run= --apply-strategy= --help',
    '--names env list',
    'env --json list',
    'env -h',
    '-A suffix=x env list --names=true',
  ])('%s', async (line) => {
    const { exitCode, stderr } = await run(line.split(' '), { cwd: path.join(projects, 'inline') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('options of export that have nothing to change here', async () => {
    const out = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'out');
    const ignored = '-p 4 -c /tmp/x -e a -e b --mem-ballast-size-bytes 1'.split(' ');
    const words = ['export', out, '.', '--name', 'dev', ...ignored];
    expect((await run(words, { cwd: path.join(projects, 'inline') })).exitCode).toBe(0);
  });
});

test('a switch that is turned off is off', async () => {
  const { stdout } = await run(['env', 'list', '--json=false'], { cwd: path.join(projects, 'inline') });
  expect(stdout).toMatch(/^NAME/);
});

test('a word behind an option is its value, even if it looks like another option', async () => {
  const words = ['eval', '.', '-A', '-e=x', '-e=environments'];
  const { stderr } = await run(words, { cwd: path.join(projects, 'inline') });
  expect(stderr).toContain('-e');
  const { stdout } = await run(['eval', '.', '-A', 'suffix=-e=x', '-e=list'], {
    cwd: path.join(projects, 'inline'),
  });
  expect(stdout).toContain('-e=x');
});

test('export tells its progress to whoever watches, and wipes it away', async () => {
  const out = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'out');
  const words = ['export', out, '.', '--name', 'dev'];
  const { stderr, stdout } = await run(words, { cwd: path.join(projects, 'inline'), watched: true });
  expect(stdout).toBe('');
  expect(stderr).toBe('\r\u001b[2Kshop/dev\r\u001b[2K');
});

test('tool jpath --debug tells what it found where', async () => {
  const { stderr } = await run(['tool', 'jpath', '-d', '.'], { cwd: path.join(projects, 'inline') });
  expect(stderr).toContain(`main: ${projects}/inline/main.jsonnet\nrootDir: ${projects}/inline\n`);
});

describe('tool imports --check', () => {
  test('ends with 16 when the commit changed an imported file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    cpSync(path.join(projects, 'static'), folder, { recursive: true });
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], { cwd: folder });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'one');
    writeFileSync(path.join(folder, 'lib/shapes.libsonnet'), '{}');
    git('commit', '--quiet', '--all', '--message', 'two');
    const check = () => run(['tool', 'imports', 'environments/imports', '--check', 'HEAD'], { cwd: folder });
    expect(await check()).toEqual({
      exitCode: 16,
      stderr: '',
      stdout:
        'Rebuild required. File `environments/imports` imports `lib/shapes.libsonnet`, which has been changed in `HEAD`.\n',
    });
    writeFileSync(path.join(folder, 'stage.jsonnet'), '1');
    git('commit', '--quiet', '--all', '--message', 'three');
    expect((await check()).exitCode).toBe(0);
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    const linked = ['tool', 'imports', path.join(link, 'environments/imports'), '-c=HEAD~1'];
    expect((await run(linked, { cwd: folder })).exitCode).toBe(16);
    const unknown = await run(['tool', 'imports', 'environments/imports', '-c', 'nope'], { cwd: folder });
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stderr).toContain('invoking git: ');
    const file = path.join(folder, 'written');
    const option = await run(['tool', 'imports', 'environments/imports', `--check=--output=${file}`], {
      cwd: folder,
    });
    expect(option.stderr).toContain('invoking git: ');
    expect(existsSync(file)).toBe(false);
  });
});
