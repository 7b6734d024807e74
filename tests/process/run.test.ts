// Programs that run, fail, hang and do not start, all of them real.
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../tools/process/find.ts';
import { runProgram, runProgramSync } from '../../tools/process/run.ts';

// Where there is none, kubeconform is built, which takes longer than a test may.
beforeAll(() => findProgram('kubeconform'), 300_000);

const chart = ['template', 'web', '/no/such/chart'];

describe('a program', () => {
  test('gets its arguments as they are, without a shell', async () => {
    const { stdout } = await runProgram('helm', ['version', '--template', '$(echo no) `no` {{ .Version }}']);
    expect(stdout).toMatch(/^\$\(echo no\) `no` v\d/);
  });

  test('reads what it is given, and nothing by default', async () => {
    const manifest = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    const args = ['-schema-location', '/none/{{ .ResourceKind }}.json', '-output', 'json', '-'];
    const options = { exitCodes: [0, 1] };
    const { stdout } = await runProgram('kubeconform', args, { ...options, stdin: manifest });
    expect(stdout).toContain('could not find schema for ConfigMap');
    expect((await runProgram('kubeconform', args, options)).stdout).toContain('"resources": []');
  });

  test('that fails is an error with its exit code and what it said', async () => {
    const failure = {
      code: 'program-failed',
      message: expect.stringMatching(/`helm template .* exit code 1, .*\/no\/such/),
    };
    await expect(runProgram('helm', chart)).rejects.toMatchObject(failure);
    expect(() => runProgramSync('helm', chart)).toThrow(expect.objectContaining(failure));
  });

  test('may answer with an exit code', async () => {
    const { exitCode, stderr } = await runProgram('helm', chart, { exitCodes: [0, 1] });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('/no/such/chart') });
    expect(runProgramSync('helm', chart, { exitCodes: [1] }).exitCode).toBe(1);
  });

  test('that takes too long is ended', async () => {
    const failure = {
      code: 'program-timeout',
      message: expect.stringContaining('longer than 0.005 seconds'),
    };
    await expect(runProgram('helm', ['version'], { timeout: 5 })).rejects.toMatchObject(failure);
    expect(() => runProgramSync('helm', ['version'], { timeout: 5 })).toThrow(
      expect.objectContaining(failure),
    );
  });

  test('that cannot be started is an error', async () => {
    const failure = runProgram('helm', ['version'], { cwd: '/no/such/folder' });
    await expect(failure).rejects.toMatchObject({ code: 'program-failed' });
  });

  test('runs where it is told and with the environment that it is told', async () => {
    const options = { cwd: tmpdir(), env: { HELM_CACHE_HOME: '/chosen' } };
    expect((await runProgram('helm', ['env', 'HELM_CACHE_HOME'], options)).stdout).toBe('/chosen\n');
  });
});
