// When both sides count as equal, how a difference is told, and how a case becomes small.
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../tools/manifests/yaml/read.ts';
import { type Answers, compareAnswers, compareObjects } from '../../tools/prove/compare.ts';
import { formatCommand, formatFailingValues } from '../../tools/prove/reproduce.ts';
import { type Shrinkable, shrink } from '../../tools/prove/shrink.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { requestOf } from '../chart/shop.ts';

const object = (spec: JsonObject, name = 'x'): JsonObject => ({
  ...{ apiVersion: 'v1', kind: 'Thing', metadata: { name } },
  spec,
});

describe('objects are equal', () => {
  it.each([
    ['whatever their order', [object({}, 'a'), object({}, 'b')], [object({}, 'b'), object({}, 'a')]],
    ['whatever the order of their keys', [object({ a: 1, b: 2 })], [object({ b: 2, a: 1 })]],
    ['when null stands for nothing in a map', [object({ a: null, b: [{ c: null }] })], [object({ b: [{}] })]],
    ['when zero is negative', [object({ a: -0 })], [object({ a: 0 })]],
  ])('%s', (_, helm, twin) => {
    expect(compareObjects(helm, twin)).toBeUndefined();
  });
});

describe('objects differ', () => {
  it.each([
    ['in a value', object({ a: [1, { b: 'x' }] }), object({ a: [1, { b: 'y' }] }), '.spec.a[1].b'],
    ['in a type', object({ a: '1' }), object({ a: 1 }), '.spec.a'],
    ['in a null inside of a list', object({ a: [null] }), object({ a: [] }), '.spec.a'],
    ['in the order of a list', object({ a: [1, 2] }), object({ a: [2, 1] }), '.spec.a[0]'],
    ['in an empty map', object({ a: {} }), object({}), '.spec.a'],
    ['in false and nothing', object({ a: false }), object({}), '.spec.a'],
    ['in a key of Object.prototype', object({ constructor: 'x' }), object({}), '.spec.constructor'],
  ])('%s', (_, helm, twin, place) => {
    expect(compareObjects([helm], [twin])).toMatchObject({
      kind: 'object',
      details: [
        `v1 Thing - x ${place}`,
        expect.stringMatching(/^Helm: /),
        expect.stringMatching(/^Jsonnet: /),
      ],
    });
  });

  it('in what is there, and how often', () => {
    expect(compareObjects([], [object({})])?.details).toEqual([
      'v1 Thing - x: not there in Helm, there in Jsonnet',
    ]);
    expect(compareObjects([object({}), object({})], [object({})])?.details).toEqual([
      'v1 Thing - x: there 2 times in Helm, there in Jsonnet',
    ]);
  });
});

describe('answers', () => {
  const refused = { kind: 'refused', by: 'assert', sentences: ['no'] } as const;
  const bySchema = { kind: 'refused', by: 'schema', sentences: ['x'] } as const;
  const rendered = { kind: 'rendered', manifests: [] } as const;
  const says = (sentence: string) => ({ kind: 'refused', by: 'assert', sentence }) as const;

  it.each<[string, Answers, string | undefined]>([
    ['agree on a sentence', { helm: says('no'), twin: refused, sentences: [] }, undefined],
    ['agree on another violated guard', { helm: says('nor'), twin: refused, sentences: ['nor'] }, undefined],
    ['differ in the sentence', { helm: says('nor'), twin: refused, sentences: [] }, 'refusal'],
    [
      'agree on the schema',
      { helm: { kind: 'refused', by: 'schema' }, twin: bySchema, sentences: [] },
      undefined,
    ],
    ['differ in who refuses', { helm: says('x'), twin: bySchema, sentences: ['x'] }, 'refusal'],
    ['differ when only Helm refuses', { helm: says('no'), twin: rendered, sentences: ['no'] }, 'refusal'],
    [
      'differ when only Jsonnet refuses',
      { helm: { kind: 'rendered', objects: [] }, twin: refused, sentences: [] },
      'refusal',
    ],
    [
      'differ when Helm breaks',
      { helm: { kind: 'broke', problem: 'x' }, twin: refused, sentences: [] },
      'helm',
    ],
    [
      'differ when the application breaks, whatever Helm says',
      {
        helm: says('x'),
        twin: { kind: 'broken', error: new ToolError('usage', { problem: 'x' }) },
        sentences: ['x'],
      },
      'application',
    ],
  ])('%s', (_, answers, kind) => {
    expect(compareAnswers(answers)?.kind).toBe(kind);
  });
});

describe('a case becomes small', () => {
  const { release, capabilities } = requestOf({});
  const plain = { release, capabilities };

  async function shrinkTo(start: Shrinkable, shows: (candidate: Shrinkable) => boolean, budget = 500) {
    let asked = 0;
    const small = await shrink(start, {
      ...{ plain, mayShow: () => true, slots: 2, budget },
      shows: async (candidate) => {
        asked++;
        return shows(candidate);
      },
    });
    return { ...small, asked };
  }

  const values: JsonObject = {
    a: { b: [1, 2, { c: 'needle in hay', d: 500 }], e: true },
    f: 'x'.repeat(50),
    g: { h: { i: { j: [] } } },
  };

  it('keeps only what shows the difference', async () => {
    const shows = ({ request }: Shrinkable): boolean => JSON.stringify(request.values).includes('needle');
    const { request } = await shrinkTo({ request: requestOf(values), sets: ['a.b=1'] }, shows);
    expect(request.values).toEqual({ a: { b: [{ c: 'needle' }] } });
  });

  it('takes the plainest release, capabilities and flags that show it', async () => {
    const start: Shrinkable = {
      request: {
        values,
        release: { ...release, name: 'other', namespace: 'odd', isInstall: false, isUpgrade: true },
        capabilities: { kubeVersion: 'v1.1.0', apiVersions: ['a/v1', 'b/v1'] },
      },
      sets: ['a=1', 'b=2', 'c=3'],
    };
    const { request, sets } = await shrinkTo(
      start,
      (candidate) => candidate.sets.includes('b=2') && candidate.request.release.isUpgrade,
    );
    expect(sets).toEqual(['b=2']);
    expect(request).toEqual({
      values: {},
      release: { ...release, isInstall: false, isUpgrade: true },
      capabilities,
    });
  });

  it('gives up in time', async () => {
    const { asked } = await shrinkTo({ request: requestOf(values), sets: [] }, () => false, 7);
    expect(asked).toBe(7);
  });
});

describe('a failure can be had again', () => {
  it.each<JsonObject>([
    { a: 'no', b: ['', '~', { '012': '{{ é\n"' }], c: 1e21, d: null, 'y ': -0.5 },
    { '\u0001': 'tab\t', e: { f: {} } },
    {},
  ])('from values that Helm reads as they are: %j', (values) => {
    expect(readYaml(formatFailingValues(values), { file: 'x' })).toEqual(values);
  });

  it('by a command that says all that is not as usual', () => {
    const request = requestOf({});
    const failure = {
      ...({ helm: 'helm3', index: 1, occurrences: 1, sets: ['a\\.b=1'] } as const),
      request: { ...request, capabilities: { kubeVersion: 'v1.30.0', apiVersions: ['a/v1'] } },
      difference: { kind: 'object', place: '', details: [] } as const,
    };
    expect(formatCommand(failure, { app: 'shop', file: 'v.yaml', chartDir: 'my chart' })).toBe(
      "twinhull chart prove shop --helm 3 --values v.yaml --chart 'my chart' --release-name corner --namespace town --kube-version v1.30.0 --api-versions a/v1 --set 'a\\.b=1'",
    );
  });
});
