// Native functions beyond what tanka.test.ts compares: faults, caches, and the engines that cannot have all of them.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createSession, type Session, type SessionOptions } from '../../tools/environments/session.ts';
import { fixtures } from './tankaCases.ts';

const root = path.join(fixtures, 'projects', 'natives');
const project = {
  root,
  base: root,
  entrypoint: path.join(root, 'environments', 'charts', 'main.jsonnet'),
  paths: [path.join(root, 'lib')],
};

function evaluate(code: string, options: SessionOptions = {}, session: Session = createSession(options)) {
  return session.evaluate({ project, environmentCode: 'null', script: code });
}

describe('refuses', () => {
  test.each([
    ["std.native('parseJson')(1)", "parseJson: argument 'json' must be a string, got number instead"],
    ["std.native('parseJson')('{')", 'JSON'],
    ["std.native('manifestJsonFromJson')('[1', 2)", 'JSON'],
    ["std.native('parseYaml')('a: 1\\nb: [')", 'parseYaml: line 2'],
    ["std.native('regexMatch')('(?=a)', 'a')", '(?='],
    ["std.native('sha256')([])", "sha256: argument 'str' must be a string, got array instead"],
    ["std.native('helmTemplate')('x', './none', {})", "'opts.calledFrom' is unset or empty"],
    ["std.native('helmTemplate')('x', './none', [])", "'opts' must be an object, got array instead"],
    [
      "std.native('helmTemplate')('x', './none', { calledFrom: std.thisFile })",
      "helmTemplate: Failed to find a chart at '",
    ],
    [
      "std.native('helmTemplate')('x', 'y', { calledFrom: std.thisFile, apiVersions: 'v1' })",
      "'opts.apiVersions' must be an array of strings, got string instead",
    ],
    ["(import 'a/main.libsonnet').web({ nameFormat: 'same' })", "Two resources share the same name 'same'"],
    [
      "(import 'a/main.libsonnet').web({ nameFormat: '{{ .kind | odd }}' })",
      'the function `odd` is not supported',
    ],
    ["(import 'a/main.libsonnet').web({ kubeVersion: 'x' })", 'kube'],
    [
      "std.native('kustomizeBuild')('./none', { calledFrom: std.thisFile })",
      "kustomizeBuild: Failed to find kustomization at '",
    ],
  ])('%s', async (code, problem) => {
    await expect(evaluate(code)).rejects.toThrow(problem);
  });
});

describe('charts', () => {
  test('of two libraries at the same relative path are two charts', async () => {
    const [a, b] = (await evaluate(
      `[std.objectFields((import 'a/main.libsonnet').web({})), std.objectFields((import 'b/main.libsonnet').web({}))]`,
    )) as string[][];
    expect(a).toContain('config_map_web_a');
    expect(b).toContain('config_map_web_b');
  });

  test('with other values or options are rendered anew', async () => {
    const render = (options: string) =>
      evaluate(`(import 'a/main.libsonnet').web(${options}).config_map_web_a.data.replicas`);
    expect(await render('{}')).toBe('1');
    expect(await render('{ values: { replicas: 2 } }')).toBe('2');
    expect(await render('{ values: { replicas: null } }')).toBeNull();
  });
});

test('a release that is called like a flag of helm is a wrong name', async () => {
  const folder = path.join(root, 'lib', 'a');
  const code = `std.native('helmTemplate')('--post-renderer=/bin/cat', './charts/web', { calledFrom: '${folder}/x' })`;
  await expect(evaluate(code)).rejects.toThrow('invalid release name');
});

describe('tanka-util', () => {
  test('works through the shim that is shipped', async () => {
    const shim = path.resolve('lib/tanka-util/main.libsonnet');
    const code = `local util = import '${shim}';
      util.helm.new('${path.join(root, 'lib', 'b', 'x.libsonnet')}').template('shop', './charts/web', { includeCRDs: false })`;
    expect(Object.keys((await evaluate(code)) as object)).toEqual([
      'config_map_web_b',
      'deployment_web_b',
      'job_web_hook',
    ]);
  });
});

describe('node-jsonnet', () => {
  test('calls the natives that take no objects', async () => {
    const code = "[std.native('manifestYamlFromJson')('{\"a\":1}'), std.native('regexMatch')('^a', 'ab')]";
    expect(await evaluate(code, { engine: 'node-jsonnet' })).toEqual(['a: 1\n', true]);
  });

  test('is refused for helmTemplate, with the reason', async () => {
    const attempt = evaluate("(import 'a/main.libsonnet').web({})", { engine: 'node-jsonnet' });
    await expect(attempt).rejects.toMatchObject({ code: 'engine-natives' });
  });
});
