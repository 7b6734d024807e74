// The engines behind the port agree, and one that is missing says so.
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createEvaluator } from '../../tools/jsonnet/engines/index.ts';
import { JsonnetError } from '../../tools/jsonnet/errors.ts';
import type { EvaluationRequest } from '../../tools/jsonnet/port.ts';
import { findProgram } from '../../tools/process/find.ts';
import { build } from '../cli/build.ts';
import { run } from '../cli/run.ts';
import { fixtures } from './tankaCases.ts';

/** Our own command is a program with the command line of `jsonnet`. */
let program: string;
let goJsonnet: string;

beforeAll(async () => {
  build();
  goJsonnet = (await findProgram('jsonnet')).path;
  program = writeProgram(`exec '${process.execPath}' '${path.resolve('tools/cli/bin.cjs')}' jsonnet "$@"`);
});

function writeProgram(script: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'jsonnet');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const names = ['twinhull', 'node-jsonnet', 'our own program', 'go-jsonnet'] as const;

const engineOf = (name: string): string => {
  if (name === 'go-jsonnet') return `binary:${goJsonnet}`;
  return name === 'our own program' ? `binary:${program}` : name;
};
const create = (name: string) => createEvaluator(engineOf(name));

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
    const engine = engineOf(name);
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
    for (const file of [program, goJsonnet]) {
      const words = ['show', 'environments/release', '--jsonnet-implementation', `binary:${file}`];
      const { exitCode, stderr } = await run(words, { cwd });
      expect(exitCode).toBe(1);
      expect(stderr).toContain('it has no native functions, and helmTemplate is one');
      expect(stderr).toContain('[engine-natives]');
    }
  });

  test('gets no more than what Tanka gives it', async () => {
    const seen = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'seen');
    const evaluator = await createEvaluator(
      `binary:${writeProgram(`printf '%s\\n' "$@" > '${seen}'; echo 1`)}`,
    );
    await evaluator.evaluate({ ...request, virtualFiles: {}, maxStack: 7 });
    expect(readFileSync(seen, 'utf8').split('\n').slice(2, 10)).toEqual([
      ...[
        '--max-stack',
        '7',
        '--ext-code',
        'text="=a="',
        '--ext-code',
        'code=[1, null]',
        '--tla-code',
        'name="n"',
      ],
    ]);
    await evaluator.evaluate({ entry: '/some/file.jsonnet' });
    expect(readFileSync(seen, 'utf8')).toBe('/some/file.jsonnet\n');
  });

  test('that is there or not, evaluates what `spec.exportJsonnetImplementation` says', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);
    const exportTo = (out: string) =>
      run(['export', path.join(root, out), '.', '--max-stack', '90'], { cwd: root });
    write('jsonnetfile.json', '{}');
    write(
      'main.jsonnet',
      "local f(n) = if n == 0 then 0 else 1 + f(n - 1); { a: { apiVersion: 'v1', kind: 'X', metadata: { name: 'n' }, n: f(200) } }",
    );
    write('spec.json', JSON.stringify({ spec: { exportJsonnetImplementation: `binary:${goJsonnet}` } }));
    expect((await exportTo('out')).stderr).toContain('max stack frames exceeded');
    write(
      'main.jsonnet',
      "{ a: { apiVersion: 'v1', kind: 'X', metadata: { name: (import 'tk').env.metadata.name } } }",
    );
    expect(await exportTo('out')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(readFileSync(path.join(root, 'out', 'v1.X-..yaml'), 'utf8')).toContain('name: .\n');
    write('spec.json', JSON.stringify({ spec: { exportJsonnetImplementation: 'binary:./nowhere' } }));
    expect((await exportTo('other')).stderr).toContain('[engine-missing]');
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
