// Values of a release against what helm-controller's own code (fluxcd/pkg/chartutil 1.27.2) composes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entries } from '../../../tools/flux/variables.ts';
import { composeValues } from '../../../tools/parity/sides/helmrelease/values.ts';
import type { JsonObject } from '../../../tools/shared/json.ts';
import { fixture } from './read.ts';

interface Recorded {
  readonly values: JsonObject;
  /** ConfigMaps by name. */
  readonly maps: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly from: readonly JsonObject[];
  /** null where helm-controller refuses. */
  readonly result: JsonObject | null;
}

function compose(values: JsonObject, from: readonly JsonObject[], maps: Readonly<Record<string, Entries>>) {
  const helmRelease = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'notes', namespace: 'home' },
    spec: { values, valuesFrom: from },
  };
  return composeValues(helmRelease, ({ namespace, name }) => (namespace === 'home' ? maps[name] : undefined));
}

describe('values', () => {
  it('are composed as helm-controller does', () => {
    const recorded = JSON.parse(readFileSync(fixture('values.json'), 'utf8')) as readonly Recorded[];
    expect(recorded.length).toBeGreaterThan(90);
    for (const { values, maps, from, result } of recorded) {
      const entries = Object.fromEntries(
        Object.entries(maps).map(([name, map]) => [name, new Map(Object.entries(map))]),
      );
      const references = from.map((reference) => ({ kind: 'ConfigMap', ...reference }));
      const composed = compose(values, references, entries);
      expect([from, composed.missing.length === 0 ? composed.values : null]).toEqual([from, result]);
    }
  });

  it('take a literal as it is', () => {
    const maps = { x: new Map([['k', 'a,b=[c]{}\\']]) };
    const reference = { kind: 'Secret', name: 'x', valuesKey: 'k', targetPath: 'a\\.b.c', literal: true };
    expect(compose({}, [reference], maps)).toEqual({ values: { 'a.b': { c: 'a,b=[c]{}\\' } }, missing: [] });
  });

  it('that are not at hand are named, and no value is', () => {
    const maps = {
      bad: new Map([
        ['values.yaml', 'hunter2: ['],
        ['k', 'hunter2'],
      ]),
      hidden: new Map([['values.yaml', undefined]]),
    };
    const secret = (name: string, more: JsonObject = {}) => ({ kind: 'Secret', name, ...more });
    const from = [
      secret('gone'),
      secret('gone', { optional: true }),
      secret('bad'),
      secret('bad', { valuesKey: 'other' }),
      secret('bad', { valuesKey: 'other', optional: true }),
      secret('bad', { valuesKey: 'k', targetPath: 'a[x' }),
      secret('hidden', { optional: true }),
    ];
    const { values, missing } = compose({ a: 1 }, from, maps);
    expect(values).toEqual({ a: 1 });
    expect(missing.map(({ sentence }) => sentence)).toEqual([
      'values come from Secret gone, but it is not in the checkout',
      'values come from Secret bad, but it is no map in YAML',
      'values come from Secret bad, but it has no key other',
      'values come from Secret bad, but it cannot be set at a[x',
      'values come from Secret hidden, but its key values.yaml is encrypted',
    ]);
  });
});
