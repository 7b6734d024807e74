// Programs on PATH as commands.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from './build.ts';
import { run } from './run.ts';

const bin = path.resolve('tools/cli/bin.cjs');
let folder: string;

beforeAll(build);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-plugins-'));
});

function install(name: string, script: string, mode = 0o755): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, mode);
}

const env = () => ({ ...process.env, PATH: `${folder}:${process.env.PATH}` });

function start(words: readonly string[], input = '') {
  return spawnSync(process.execPath, [bin, ...words], { env: env(), encoding: 'utf8', input });
}

const show = `printf '[%s]' "$@"; cat; echo " $EXECUTABLE"`;

describe('a plugin', () => {
  test.each(['twinhull-hello', 'tk-hello'])('called %s gets its words, the streams and our path', (name) => {
    install(name, show);
    const { stdout, stderr, status } = start(
      ['hello', 'a b', '--flag=$(x)', '--help', '', '--', '*'],
      'input',
    );
    expect({ stdout, stderr, status }).toEqual({
      stdout: `[a b][--flag=$(x)][--help][][--][*]input ${bin}\n`,
      stderr: '',
      status: 0,
    });
  });

  test('does not get the mark that Tanka wants before its options', () => {
    install('tk-hello', show);
    expect(start(['hello', '--', 'a', '--b']).stdout).toBe(`[a][--b] ${bin}\n`);
  });

  test('decides on the exit code', () => {
    install('tk-hello', 'exit 7');
    expect(start(['hello']).status).toBe(7);
  });

  test('that was ended by a signal is told as a shell tells it', () => {
    install('tk-hello', 'kill -KILL $$');
    expect(start(['hello']).status).toBe(137);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('is told of %s, and waited for', async (signal) => {
    install('tk-hello', `trap 'echo told; exit 3' TERM INT; echo ready; while :; do sleep 0.05; done`);
    const child = spawn(process.execPath, [bin, 'hello'], {
      env: env(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    const code = await new Promise((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
        if (text.includes('ready')) child.kill(signal);
      });
      child.on('close', resolve);
    });
    expect({ stdout, code }).toEqual({ stdout: 'ready\ntold\n', code: 3 });
  });

  test('of ours comes before one of Tanka, and the first folder of PATH before the others', () => {
    install('tk-hello', 'echo tanka');
    install('more/twinhull-hello', 'echo ours');
    install('more/tk-hello', 'echo later');
    const PATH = `${folder}:${folder}/more:${process.env.PATH}`;
    const stdout = execFileSync(process.execPath, [bin, 'hello'], {
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
    expect(stdout).toBe('ours\n');
    const list = execFileSync(process.execPath, [bin, '--help'], {
      env: { ...process.env, PATH },
      encoding: 'utf8',
    });
    expect(list).toMatch(new RegExp(`\nPlugins:\n  hello +${folder}/more/twinhull-hello\n`));
  });

  test('that cannot be started is told', () => {
    writeFileSync(path.join(folder, 'tk-hello'), '#!/nowhere\n', { mode: 0o755 });
    const { status, stderr } = start(['hello']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/could not be started .*\[program-failed]\n$/);
  });
});

describe('is no plugin', () => {
  test.each(['show', 'env', 'help', 'tool'])('what is called as %s is here', async (name) => {
    install(`twinhull-${name}`, 'echo plugin');
    install(`tk-${name}`, 'echo plugin');
    expect((await run([name, '--help'], { env: env() })).stdout).toContain('Usage: twinhull');
    expect((await run([], { env: env() })).stdout).not.toContain('Plugins:');
  });

  test('a file that may not be run, a folder, a name that leads elsewhere', async () => {
    install('tk-text', 'echo', 0o644);
    mkdirSync(path.join(folder, 'tk-folder'));
    install('tk-sub/x', 'echo plugin');
    install('tk--x', 'echo plugin');
    for (const name of ['text', 'folder', 'sub/x', '-x', '../tk-sub/x', '']) {
      const { exitCode, stderr } = await run([name], { env: env() });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringContaining('there is no command'),
      });
    }
    expect((await run([], { env: env() })).stdout).not.toContain('Plugins:');
  });

  test('what only a relative folder of PATH has', async () => {
    install('tk-hello', 'echo plugin');
    const { stderr } = await run(['hello'], { cwd: folder, env: { PATH: `.::${path.basename(folder)}` } });
    expect(stderr).toContain('there is no command "hello"');
  });
});
