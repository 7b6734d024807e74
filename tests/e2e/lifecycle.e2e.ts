// Nothing of a control plane outlives its test, however that ends; and what does not come up says why.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startCluster } from '../cluster/cluster.ts';
import { createPart } from '../cluster/part.ts';
import { obtainPrograms, runGo } from '../cluster/programs.ts';
import { waitFor } from '../cluster/wait.ts';

const scratch = mkdtempSync(join(tmpdir(), 'twinhull-lifecycle-'));

afterAll(() => rmSync(scratch, { recursive: true }));

/** Every program of a control plane has its directory among its arguments. */
function listProcesses(directory: string): readonly string[] {
  const { stdout, error } = spawnSync('pgrep', ['-lf', directory], { encoding: 'utf8' });
  if (error) throw error;
  return stdout.trim().split('\n').filter(Boolean);
}

interface Abandoned {
  readonly child: ChildProcess;
  readonly directory: string;
}

async function abandon(...args: readonly string[]): Promise<Abandoned> {
  const script = fileURLToPath(new URL('abandoned.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const directory = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('it ended before it had started a control plane')));
  });
  return { child, directory };
}

async function expectNothing(directory: string): Promise<void> {
  await waitFor('all processes to end', async () => listProcesses(directory).length === 0, 5_000);
  await waitFor('all files to go', async () => !existsSync(directory), 5_000);
}

describe('a control plane', () => {
  it('is gone when stop resolves', async () => {
    const { directory, stop } = await startCluster();
    expect(listProcesses(directory)).toHaveLength(6);
    await stop();
    expect(listProcesses(directory)).toEqual([]);
    expect(existsSync(directory)).toBe(false);
  });

  it.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)('is gone when %s ends its test', async (signal) => {
    const { child, directory } = await abandon('wait');
    expect(listProcesses(directory)).toHaveLength(6);
    child.kill(signal);
    await expectNothing(directory);
  });

  it('neither keeps a program from ending nor outlives it', async () => {
    const { child, directory } = await abandon();
    await waitFor('the end of the program', async () => child.exitCode === 0, 10_000);
    await expectNothing(directory);
  });

  it('has parts that can be stopped twice and started again', async () => {
    const { etcd, controllers, request, stop } = await startCluster({ controllers: false });
    await etcd.stop('SIGKILL');
    await etcd.stop();
    await etcd.start();
    await waitFor('the API server', async () => (await request('GET', '/readyz')).status === 200);
    await controllers.stop();
    await stop();
  });
});

describe('a program that does not come up', () => {
  it('is an error with the end of its log', async () => {
    const part = createPart({
      program: 'sh',
      args: ['-c', 'echo the port is taken >&2; exit 3'],
      log: join(scratch, 'sh.log'),
      isReady: async () => false,
      onStart: () => undefined,
      onEnd: () => undefined,
    });
    await expect(part.start()).rejects.toThrow(/^sh ended while it was starting.*\n {2}the port is taken\n/);
  });

  it('is an error where there is no such program', async () => {
    const part = createPart({
      program: join(scratch, 'absent'),
      args: [],
      log: join(scratch, 'absent.log'),
      isReady: async () => false,
      onStart: () => undefined,
      onEnd: () => undefined,
    });
    await expect(part.start()).rejects.toThrow(/^absent ended/);
  });
});

describe('the programs', () => {
  it('cannot be built without Go, which says how to get it', async () => {
    const env = { TWINHULL_CACHE_DIR: join(scratch, 'cache'), PATH: scratch };
    await expect(obtainPrograms('1.35', env)).rejects.toThrow(
      'install Go 1.21 or later from https://go.dev/dl',
    );
  });

  it('cannot be built with a Go that is too old, which says what to do', async () => {
    writeFileSync(join(scratch, 'go.mod'), 'module example.test\n\ngo 99.0\n');
    const env = { ...process.env, GOTOOLCHAIN: 'local' };
    await expect(runGo(['build', '.'], { cwd: scratch, env })).rejects.toThrow(
      /requires go >= 99.0[\s\S]*Install that version from https:\/\/go.dev\/dl/,
    );
  });
});
