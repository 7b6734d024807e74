// The twin of `helm template`: what it renders, and how it refuses.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTwin, type Twin } from '../../tools/chart/twin.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { loadShop, requestOf } from './shop.ts';

let shop: Twin;

beforeAll(async () => {
  shop = createTwin(await loadShop());
});

function render(values: JsonObject, twin: Twin = shop) {
  return twin.render(requestOf(values));
}

/** An application of one expression, with `x` as its only value. */
function twinOf(expression: string): Twin {
  const entrypoint = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-twin-')), 'main.libsonnet');
  writeFileSync(entrypoint, `{ chart: {}, render(values, release, chart, capabilities):: ${expression} }`);
  return createTwin({ entrypoint, schema: { type: 'object' } as Schema });
}

describe('the twin', () => {
  it('renders what the application makes of values over the defaults', () => {
    const result = render({ service: { enabled: false } });
    expect(result.kind === 'rendered' && result.manifests.map(({ kind }) => kind)).toEqual([
      'Deployment',
      'ConfigMap',
    ]);
  });

  it('gives release and capabilities of the request', () => {
    const { values, release } = requestOf({});
    const result = shop.render({
      values,
      release: { ...release, isInstall: false, isUpgrade: true },
      capabilities: { kubeVersion: 'v1.30.0', apiVersions: ['monitoring.coreos.com/v1'] },
    });
    const manifests = result.kind === 'rendered' ? result.manifests : [];
    expect(manifests.find(({ kind }) => kind === 'ConfigMap')).toMatchObject({
      metadata: { name: 'corner-shelves', namespace: 'town' },
      data: { upgrade: 'true', version: 'v1.30.0' },
    });
    expect(manifests.some(({ kind }) => kind === 'ServiceMonitor')).toBe(true);
  });

  it('is broken where two manifests are one object', () => {
    const result = render(
      {},
      twinOf("[{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } } for _ in [1, 2]]"),
    );
    expect(result).toMatchObject({ kind: 'broken', error: { code: 'duplicate-resource' } });
  });

  it('is the same for a request whatever came before it', () => {
    const first = render({});
    render({ replicas: 7 });
    render({ shelves: [] });
    expect(render({})).toEqual(first);
  });

  it('refuses what the schema does not allow', () => {
    expect(render({ replicas: '1' })).toEqual({
      kind: 'refused',
      by: 'schema',
      sentences: [expect.stringContaining('replicas is "1" (a string)')],
    });
  });

  it('refuses a default that is deleted and required', () => {
    expect(render({ tag: null })).toMatchObject({ kind: 'refused', by: 'schema' });
  });

  it("refuses with an assert's sentence, without a trace", () => {
    expect(render({ aliases: { a: 'nowhere' } })).toEqual({
      kind: 'refused',
      by: 'assert',
      sentences: ['aliases: each must be the id of a shelf'],
      place: expect.stringMatching(/main\.libsonnet:/),
    });
  });

  it.each([
    ['error "no " + values.x', 'no 1'],
    ['assert false : "never"; {}', 'never'],
    ['{ assert values.x == 2 : "not two" }', 'not two'],
    ['local f(x) = error "in f"; f(1)', 'in f'],
    ['assert values.x == 2; {}', 'Assertion failed'],
  ])('takes %s for a refusal', (expression, sentence) => {
    expect(render({ x: 1 }, twinOf(expression))).toMatchObject({
      kind: 'refused',
      by: 'assert',
      sentences: [sentence],
    });
  });

  it.each([
    'values.y',
    'error values.y',
    'assert values.y : "x"; {}',
    'assert "yes" : "x"; {}',
    'std.parseInt("a")',
    '"text"',
    '{ a: { apiVersion: "v1", kind: "ConfigMap" } }',
    'import "missing.libsonnet"',
    '{',
  ])('takes %s for a fault of the application', (expression) => {
    expect(render({ x: 1 }, twinOf(expression)).kind).toBe('broken');
  });

  it('drops fields that are null, and keeps items of lists that are', () => {
    const twin = twinOf(
      '{ a: { apiVersion: "v1", kind: "X", metadata: { name: "x", labels: null }, spec: { a: null, b: [null, { c: null }] } }, b: null }',
    );
    expect(render({}, twin)).toEqual({
      kind: 'rendered',
      manifests: [{ apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, spec: { b: [null, {}] } }],
    });
  });

  it('takes a List for its items', () => {
    const item = '{ apiVersion: "v1", kind: "X", metadata: { name: "x" } }';
    const result = render({}, twinOf(`{ apiVersion: "v1", kind: "List", items: [${item}] }`));
    expect(result).toMatchObject({ kind: 'rendered', manifests: [{ kind: 'X' }] });
  });

  it('keeps keys and texts that JavaScript or Jsonnet could take for something else', () => {
    const annotations = JSON.parse('{"__proto__": "a", "constructor": "%s", "é": "😀"}') as JsonObject;
    const result = render({ annotations });
    const [deployment] = result.kind === 'rendered' ? result.manifests : [];
    expect(JSON.stringify(deployment)).toContain('"__proto__":"a","constructor":"%s","é":"😀"');
  });
});
