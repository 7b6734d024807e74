// How changes are told: as a patch, as a histogram, and never with a secret.
import { describe, expect, it } from 'vitest';
import { createRedaction } from '../../tools/cluster/client/redact.ts';
import { toChange } from '../../tools/cluster/diff/clean.ts';
import { subsetOf, withEncodedData } from '../../tools/cluster/diff/subset.ts';
import { summarizeChanges } from '../../tools/cluster/diff/summary.ts';
import { colorPatch, formatChanges } from '../../tools/cluster/diff/text.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function configMap(data: JsonObject, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', namespace: 'shop', ...metadata },
    data,
  };
}

function secret(content: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...content };
}

function changesOf(...pairs: readonly { before?: JsonObject; after?: JsonObject }[]) {
  return pairs.flatMap((pair) => toChange(pair) ?? []);
}

describe('a change', () => {
  it('is none where only what the API server writes differs', () => {
    const live = configMap({ a: '1' }, { uid: 'x', resourceVersion: '7', generation: 2, managedFields: [] });
    const annotated = configMap(
      { a: '1' },
      { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
    );
    expect(changesOf({ before: live, after: configMap({ a: '1' }) })).toEqual([]);
    expect(changesOf({ before: annotated, after: configMap({ a: '1' }) })).toEqual([]);
  });

  it('is a patch with three lines around it', () => {
    const data = Object.fromEntries([...'abcdefgh'].map((key) => [key, '1']));
    const changes = changesOf({ before: configMap(data), after: configMap({ ...data, e: '2' }) });
    expect(formatChanges(changes)).toBe(`diff -u -N LIVE/v1.ConfigMap.shop.c MERGED/v1.ConfigMap.shop.c
--- LIVE/v1.ConfigMap.shop.c
+++ MERGED/v1.ConfigMap.shop.c
@@ -4,7 +4,7 @@
   b: "1"
   c: "1"
   d: "1"
-  e: "1"
+  e: "2"
   f: "1"
   g: "1"
   h: "1"
`);
  });

  it('quotes what is no text to other readers of YAML', () => {
    const patch = formatChanges(
      changesOf({ after: configMap({ y: 'yes', day: '2020-01-01', plain: 'word' }) }),
    );
    expect(patch).toContain('+  day: "2020-01-01"\n+  plain: word\n+  "y": "yes"\n');
  });

  it('has all lines of what comes or goes', () => {
    const [created] = changesOf({ after: configMap({ a: '1' }) });
    const [deleted] = changesOf({ before: configMap({ a: '1' }) });
    expect([created?.action, deleted?.action]).toEqual(['create', 'delete']);
    expect(formatChanges(created ? [created] : [])).toContain('@@ -0,0 +1,7 @@\n+apiVersion: v1\n');
    expect(formatChanges(deleted ? [deleted] : [])).toContain('@@ -1,7 +0,0 @@\n-apiVersion: v1\n');
  });

  it('keeps large numbers and long lines as they are', () => {
    const after = { ...configMap({ text: 'word '.repeat(40) }), spec: { runAsUser: 1000660000 } };
    const patch = formatChanges(changesOf({ after }));
    expect(patch).toContain('+  runAsUser: 1000660000\n');
    expect(patch.match(/^\+ {2}text: .*$/m)?.[0].length).toBeGreaterThan(200);
  });

  it.each([
    ['another value', secret({ data: { p: base64('old-one') } }), secret({ stringData: { p: 'new-one' } })],
    ['a new key', secret({}), secret({ stringData: { p: 'new-one' } })],
    ['a new Secret', undefined, secret({ data: { p: base64('new-one') } })],
    ['a Secret that goes', secret({ data: { p: base64('old-one') } }), undefined],
  ])('of a Secret is masked: %s', (_, before, after) => {
    const changes = changesOf({ ...(before && { before }), ...(after && { after }) });
    const text = formatChanges(changes) + JSON.stringify(changes);
    expect(changes).toHaveLength(1);
    expect(text).toContain('***');
    for (const value of ['old-one', 'new-one']) {
      expect(text).not.toContain(value);
      expect(text).not.toContain(base64(value));
    }
  });

  it('is none for a Secret that is written as text and stored in base64', () => {
    const pair = {
      before: secret({ data: { p: base64('one') } }),
      after: secret({ stringData: { p: 'one' } }),
    };
    expect(changesOf(pair)).toEqual([]);
  });
});

describe('a histogram', () => {
  it('counts every line, sorted by name, scaled to forty signs', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`k${index}`, '1']));
    const changes = changesOf(
      { before: configMap({}, { name: 'z' }), after: configMap(many, { name: 'z' }) },
      { before: configMap({ a: '1' }), after: configMap({ a: '2' }) },
    );
    const text = summarizeChanges(changes, (color, signs) =>
      color === 'green' ? signs : signs.toLowerCase(),
    );
    const [first = '', second = '', last = ''] = text.split('\n');
    expect(first).toMatch(/^v1\.ConfigMap\.shop\.c \| {4}2 \+?-?$/);
    expect(second).toMatch(/^v1\.ConfigMap\.shop\.z \| {3}82 \+{39}-$/);
    expect(last).toBe('2 files changed, 82 insertions(+), 2 deletions(-)');
  });
});

describe('colours', () => {
  it('are those of Tanka', () => {
    expect(colorPatch('diff -u -N a b\n@@ -1 +1 @@\n-x\n+y\n z\n')).toBe(
      '\u001b[34;1mdiff -u -N a b\u001b[0m\n\u001b[35;1m@@ -1 +1 @@\u001b[0m\n\u001b[31m-x\u001b[0m\n\u001b[32m+y\u001b[0m\n z\n',
    );
  });
});

describe('the subset of a live object', () => {
  it('has what the manifest sets, and entries of lists by their place', () => {
    const live = { a: 1, b: { c: 1, d: 2 }, list: [{ x: 1, y: 2 }, { x: 3 }], more: true };
    expect(subsetOf(live, { a: 2, b: { c: 5 }, list: [{ x: 9 }] })).toEqual({
      a: 1,
      b: { c: 1 },
      list: [{ x: 1 }, { x: 3 }],
    });
  });

  it('compares Secrets as they are stored', () => {
    expect(withEncodedData(secret({ data: { a: 'YQ==' }, stringData: { b: 'b' } }))).toEqual(
      secret({ data: { a: 'YQ==', b: 'Yg==' } }),
    );
  });
});

describe('texts of kubectl', () => {
  it('lose the values of Secrets, as they are and encoded', () => {
    const manifest = secret({ data: { a: base64('first-value') }, stringData: { b: 'second\nvalue' } });
    const redact = createRedaction([manifest as never]);
    const said = `invalid: first-value ${base64('first-value')} "second\\nvalue" ${base64('second\nvalue')}`;
    expect(redact(said)).toBe('invalid: *** *** "***" ***');
  });

  it('keep short words', () => {
    const redact = createRedaction([secret({ stringData: { a: 'on', b: 'yes' } }) as never]);
    expect(redact('yes, it is on')).toBe('yes, it is on');
  });
});
