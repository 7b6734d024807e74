// Where a chart differs from its Jsonnet although nothing is refused: docs/symbolic.md names these places, and no others.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileTrees } from '../../tools/chart/templates/files.ts';
import { readYaml } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { interpret } from '../../tools/symbolic/interpret.ts';
import { applicationOf, evaluateUnknown, type Properties } from '../symbolic/twice.ts';

const properties: Properties = {
  text: { type: 'string', default: '' },
  map: { type: 'object', additionalProperties: { type: 'string' }, default: {} },
  free: { type: 'object', default: {} },
};

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-exceptions-'));
mkdirSync(path.join(folder, 'templates'));
writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: app\nversion: 0.1.0\n');

afterAll(() => rmSync(folder, { recursive: true }));

interface Both {
  readonly jsonnet: Json | undefined;
  readonly helm: Json | undefined;
}

/** The value of an expression over `v` in Jsonnet and in Helm. */
async function evaluateBoth(helm: 'helm3' | 'helm4', expression: string, given: JsonObject): Promise<Both> {
  const values = { text: '', map: {}, free: {}, ...given };
  const file = path.join(folder, 'given.json');
  const escaped = JSON.stringify(values).replace(/\u0081/g, '\\u0081');
  writeFileSync(file, escaped);
  const expected = evaluateUnknown(applicationOf(properties, `local v = values; ${expression}`), (tree) => {
    for (const { path: name, content } of compileTrees(tree, { chartName: 'app' }).files)
      writeFileSync(path.join(folder, name), content);
    return tree.resources.map(({ value }) => interpret(value, { values }))[0] as JsonObject;
  });
  const { stdout } = await runProgram(helm, ['template', 'app', folder, '--values', file]);
  return { jsonnet: expected.data, helm: (readYaml(stdout, { file: 'helm' }) as JsonObject).data };
}

const exceptions: readonly (readonly [string, string, JsonObject, Json])[] = [
  ['the words <no value> in a text', 'v.text', { text: 'a<no value>b' }, 'ab'],
  ['line breaks at the end of a map that ends a file', 'v.map', { map: { k: '\n' } }, { k: '' }],
  ['an entry << of a map', 'v.free', { free: { '<<': { a: 1 } } }, { a: 1 }],
  ['a map with a control character in it', 'v.map', { map: { k: '\u0081' } }, null],
  [
    'JSON of anything, with very small and very large numbers',
    'std.manifestJsonMinified(v.free)',
    { free: { a: 1e-7, b: 1e21 } },
    '{"a":1e-7,"b":1e+21}',
  ],
];

describe.each(['helm3', 'helm4'] as const)('what differs in %s without being refused', (helm) => {
  it.each(exceptions)('%s', async (_, expression, given, result) => {
    const { jsonnet, helm: actual } = await evaluateBoth(helm, expression, given);
    expect(actual).toEqual(result);
    expect(jsonnet).not.toEqual(result);
  });

  it('does not differ for other values', async () => {
    const { jsonnet, helm: actual } = await evaluateBoth(helm, '[v.text, v.map, v.free]', {
      text: '<none>',
      map: { k: 'a\n', é: '{{' },
      free: { a: 0.5 },
    });
    expect(actual).toEqual(jsonnet);
  });
});

describe('docs/symbolic.md', () => {
  it('has a point for each of them', () => {
    const page = readFileSync(new URL('../../docs/symbolic.md', import.meta.url), 'utf8');
    const [, section = ''] = page.split('## Where a chart may still differ');
    expect(section.split('\n## ')[0]?.match(/^- /gm)?.length).toBe(exceptions.length + 1);
  });
});
