// Completion in real shells, and what it knows of every command.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../tools/cli/registry.ts';
import { build } from './build.ts';
import { run } from './run.ts';

let cwd: string;
let PATH: string;

beforeAll(async () => {
  build();
  const bin = mkdtempSync(path.join(tmpdir(), 'twinhull-bin-'));
  symlinkSync(path.resolve('tools/cli/bin.cjs'), path.join(bin, 'twinhull'));
  PATH = `${bin}:${process.env.PATH}`;
  cwd = mkdtempSync(path.join(tmpdir(), 'twinhull-completion-'));
  await run(['init'], { cwd });
  write('environments/two words/main.jsonnet', '{}');
  write(
    'environments/many/main.jsonnet',
    `[{
    apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: 'many/' + name }, spec: {}, data: {},
  } for name in ['dev', 'prod']]`,
  );
  write('environments/broken/main.jsonnet', 'error "no"');
  write('node_modules/x/main.jsonnet', '{}');
  write('.hidden/main.jsonnet', '{}');
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

/** Suggestions behind the first line, without what they are. */
async function suggest(line: string): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await run(['__complete', 'zsh', '--', ...line.split(' ')], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((row) => row.replace(/\t.*/, ''));
}

const folders = [
  'environments/broken',
  'environments/default',
  'environments/many',
  'environments/two words',
];

describe('suggests', () => {
  test.each([
    ['sh', ['words', 'show']],
    ['env ', ['words', 'list', 'add', 'set', 'remove']],
    ['tool imp', ['words', 'imports', 'importers', 'importers-count']],
    ['help chart e', ['words', 'export']],
    ['show ', ['words', ...folders]],
    ['show environments/default environments/d', ['words', 'environments/default']],
    ['show nowhere', ['files']],
    ['show ./e', ['words', ...folders.map((folder) => `./${folder}`)]],
    ['env ls ', ['words', ...folders]],
    ['env add x --diff-strategy ', ['words', 'native', 'server', 'subset', 'validate']],
    ['env add x --diff-strategy=s', ['words', '--diff-strategy=server', '--diff-strategy=subset']],
    ['show --log-level d', ['words', 'disabled', 'debug']],
    ['show environments/many --name ', ['words', 'many/dev', 'many/prod']],
    ['show environments/broken --name ', ['words']],
    ['show --max-stack ', ['words']],
    ['show -- --n', ['files']],
    ['show --tar', ['words', '--target']],
    ['env set a --name', ['words', '--namespace']],
    ['chart export ', ['words', 'hello', 'agents', 'codex-pooler', 'dispatch']],
    ['chart export --out ', ['folders']],
    ['chart template hello -f ', ['files']],
    ['parity acc', ['files', 'accept']],
    ['completion ', ['words', 'bash', 'zsh', 'fish']],
    ['nothing ', ['files']],
  ])('after %j', async (line, expected) => {
    expect(await suggest(line)).toEqual(expected);
  });

  test.each(Object.keys(commands))('the flags of %s that its help has', async (name) => {
    const { stdout } = await run([...name.split(' '), '--help']);
    const [, help = ''] = stdout.split('\nOptions:\n');
    const flags = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect(flags).toContain('--help');
    expect((await suggest(`${name} --`)).slice(1)).toEqual(flags);
  });

  test('plugins, and flags only when they are begun', async () => {
    const bin = mkdtempSync(path.join(tmpdir(), 'twinhull-bin-'));
    writeFileSync(path.join(bin, 'tk-hello'), '', { mode: 0o755 });
    const { stdout } = await run(['__complete', 'zsh', '--', ''], { cwd, env: { PATH: bin } });
    expect(stdout).toContain(`\nhello\t${bin}/tk-hello\n`);
    expect(stdout).not.toContain('--help');
    expect((await run(['__complete', 'zsh', '--', '--v'], { cwd })).stdout).toContain('--version\t');
  });
});

/** What a shell says to a script that has loaded the completion; every shell prints one suggestion per line. */
function inShell(shell: string, script: string): readonly string[] {
  const env = { ...process.env, PATH, HOME: cwd };
  const options = shell === 'zsh' ? ['-f'] : shell === 'bash' ? ['--norc'] : ['--no-config'];
  const stdout = execFileSync(shell, [...options, '-c', script], { cwd, env, encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

/** The words as bash gives them: `=` is one of its own. */
function inBash(...typed: readonly string[]): readonly string[] {
  const words = typed.map((word) => `'${word}'`).join(' ');
  return inShell(
    'bash',
    `eval "$(twinhull completion bash)"
    complete -p twinhull >/dev/null
    COMP_WORDS=(twinhull ${words}); COMP_CWORD=${typed.length}
    _twinhull
    printf '%s\\n' "\${COMPREPLY[@]}"`,
  );
}

/** The functions of the completion system, which need a line editor, print what they were given. */
function inZsh(...typed: readonly string[]): readonly string[] {
  const words = typed.map((word) => `'${word}'`).join(' ');
  return inShell(
    'zsh',
    `autoload -Uz compinit && compinit -D
    eval "$(twinhull completion zsh)"
    [[ $_comps[twinhull] == _twinhull ]] || print unregistered
    _describe() { print -rl -- "\${(@P)2}" }
    _files() { print -r -- "files $*" }
    words=(twinhull ${words}) CURRENT=${typed.length + 1}
    _twinhull`,
  );
}

function inFish(line: string): readonly string[] {
  return inShell('fish', `twinhull completion fish | source; complete --do-complete '${line}'`);
}

describe('bash completes', () => {
  test('commands', () => expect(inBash('env', 'a')).toEqual(['add']));
  test('environments', () => expect(inBash('show', 'environments/t')).toEqual(['environments/two\\ words']));
  test('words that are quoted', () =>
    expect(inBash('show', 'environments/two\\ w')).toEqual(['environments/two\\ words']));
  test('values behind a sign', () =>
    expect(inBash('env', 'add', 'x', '--diff-strategy', '=', 'su')).toEqual(['subset']));
  test('all values behind a sign', () =>
    expect(inBash('env', 'add', 'x', '--diff-strategy', '=')).toHaveLength(4));
  test('files', () => expect(inBash('validate', 'READ')).toEqual(['README.md']));
  test('folders', () => expect(inBash('generate', 'l')).toEqual(['lib']));
});

describe('zsh completes', () => {
  test('commands, with what they do', () =>
    expect(inZsh('env', 'a')).toEqual(['add:make a new environment']));
  test('environments', () =>
    expect(inZsh('show', 'environments/two\\ w')).toEqual(['environments/two words:']));
  test('files', () => expect(inZsh('validate', 'READ')).toEqual(['files']));
  test('folders', () => expect(inZsh('generate', 'l')).toEqual(['files -/']));
});

describe('fish completes', () => {
  test('commands, with what they do', () =>
    expect(inFish('twinhull env a')).toEqual(['add\tmake a new environment']));
  test('environments', () =>
    expect(inFish('twinhull show environments/d')).toEqual(['environments/default']));
  test('values behind a sign', () =>
    expect(inFish('twinhull env add x --diff-strategy=su')).toEqual(['--diff-strategy=subset']));
  test('files', () => expect(inFish('twinhull validate READ')).toEqual(['README.md']));
  test('files behind a sign', () =>
    expect(inFish('twinhull chart template hello --values=READ')).toEqual(['--values=README.md']));
  test('folders', () => expect(inFish('twinhull generate l')).toEqual(['lib/']));
});

test('an unknown shell is refused', async () => {
  const { exitCode, stderr } = await run(['completion', 'toString']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('expected bash, zsh or fish');
});
