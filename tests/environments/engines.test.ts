// The engines behind the port agree, and one that is missing says so.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createEvaluator } from '../../tools/jsonnet/engines/index.ts';
import { JsonnetError } from '../../tools/jsonnet/errors.ts';
import type { EvaluationRequest } from '../../tools/jsonnet/port.ts';
import { build } from '../cli/build.ts';
import { run } from '../cli/run.ts';
import { fixtures } from './tankaCases.ts';

/** Our own command is a program with the command line of `jsonnet`. */
let program: string;

beforeAll(() => {
  build();
  program = writeProgram(`exec '${process.execPath}' '${path.resolve('tools/cli/bin.js')}' jsonnet "$@"`);
});

function writeProgram(script: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'jsonnet');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const names = ['twinhull', 'node-jsonnet', 'binary'] as const;

const create = (name: string) => createEvaluator(name === 'binary' ? `binary:${program}` : name);

const request: EvaluationRequest = {
  entry: 'main.jsonnet',
  snippet: `function(name, count=1) {
    tk: (import 'tk').env,
    text: std.extVar('text'),
    code: std.extVar('code'),
    name: name,
    count: count,
    library: (import 'shapes.libsonnet').configMap('x', {}).kind,
  }`,
  paths: [path.join(fixtures, 'projects', 'static', 'lib')],
  extVars: { text: { kind: 'string', value: '=a=' }, code: { kind: 'code', value: '[1, null]' } },
  tlas: { name: { kind: 'string', value: 'n' }, count: { kind: 'code', value: '1 + 1' } },
  virtualFiles: { tk: '{ env: 5 }' },
};

describe.each(names)('%s', (name) => {
  test('evaluates with libraries, variables, arguments and virtual files', async () => {
    expect(await (await create(name)).evaluate(request)).toEqual({
      tk: 5,
      text: '=a=',
      code: [1, null],
      name: 'n',
      count: 2,
      library: 'ConfigMap',
    });
  });

  test('searches the first library directory first', async () => {
    const projects = path.join(fixtures, 'projects', 'natives', 'lib');
    const paths = [path.join(projects, 'b'), path.join(projects, 'a')];
    const snippet = "importstr 'charts/web/Chart.yaml'";
    const text = await (await create(name)).evaluate({ entry: 'x', snippet, paths });
    expect(text).toContain('The chart of library b');
  });

  test('tells runtime errors with their trace', async () => {
    const attempt = (await create(name)).evaluate({ entry: 'x', snippet: "{ a: error 'boom' }" });
    await expect(attempt).rejects.toBeInstanceOf(JsonnetError);
    await expect(attempt).rejects.toMatchObject({ kind: 'runtime', message: 'boom' });
  });

  test('tells static errors with their place', async () => {
    const attempt = (await create(name)).evaluate({ entry: 'x', snippet: '{ a: }' });
    await expect(attempt).rejects.toMatchObject({ kind: 'static' });
  });

  test('ends deep recursion at the limit that is given', async () => {
    const snippet = 'local count(n) = if n == 0 then 0 else 1 + count(n - 1); count(300)';
    const evaluator = await create(name);
    expect(await evaluator.evaluate({ entry: 'x', snippet })).toBe(300);
    await expect(evaluator.evaluate({ entry: 'x', snippet, maxStack: 100 })).rejects.toThrow(
      'max stack frames',
    );
  });

  test('shows the same environments as the others', async () => {
    const engine = name === 'binary' ? `binary:${program}` : name;
    const cwd = path.join(fixtures, 'projects');
    const lines = [
      'show static/environments/default -V stage=x',
      'show inline --name dev',
      'env list inline',
    ];
    for (const line of lines) {
      const words = line.split(' ');
      const ours = await run(words, { cwd });
      expect(await run([...words, '--jsonnet-implementation', engine], { cwd })).toEqual(ours);
    }
  });
});

describe('a program', () => {
  test('that has no natives is refused for what needs them', async () => {
    const cwd = path.join(fixtures, 'projects', 'natives');
    const words = ['show', 'environments/release', '--jsonnet-implementation', `binary:${program}`];
    const { exitCode, stderr } = await run(words, { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('it has no native functions');
    expect(stderr).toContain('[engine-natives]');
  });

  test('that prints no JSON, or dies, has failed', async () => {
    for (const script of ['echo hello', 'exit 7', 'kill -9 $$']) {
      const evaluator = await createEvaluator(`binary:${writeProgram(script)}`);
      await expect(evaluator.evaluate(request)).rejects.toMatchObject({ code: 'engine-failed' });
    }
  });
});

test('an unknown engine lists those that there are', async () => {
  await expect(createEvaluator('cpp')).rejects.toThrow('expected twinhull, node-jsonnet or binary:PATH');
});

test('an engine for export comes from the environment', async () => {
  const out = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'out');
  const words = ['export', out, '.'];
  const cwd = path.join(fixtures, 'projects', 'engine');
  const { exitCode, stderr } = await run(words, { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('unknown jsonnet implementation: cpp');
});
