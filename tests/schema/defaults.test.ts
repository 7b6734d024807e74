// Defaults come from fixed paths, and values are laid over them as the real Helm does it.
import { describe, expect, it } from 'vitest';
import { coalesceValues, defaultsOf } from '../../tools/schema/defaults.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import { listFixtures, queueSchema, readFixture } from './fixtures.ts';

describe('defaultsOf', () => {
  it('composes nested objects from the defaults of their properties', () => {
    expect(defaultsOf(queueSchema)).toEqual({
      image: { repository: 'example.org/queue', tag: '' },
      replicas: 1,
      config: {
        authMode: 'basic',
        excludedLabels: ['renovate'],
        scheduler: { enabled: true, intervals: { syncMs: 900000, groomerMs: 600000 } },
        lanes: [
          { id: 'local', title: 'Local', claimable: true, role: 'default', color: '#3b82f6' },
          { id: 'backlog', title: 'Backlog', claimable: false },
        ],
        laneAliases: {},
      },
      env: {},
      database: { password: '', key: 'uri' },
    });
  });

  it('ignores defaults in list items, map values and alternatives', () => {
    const nested: Schema = { type: 'object', properties: { a: { default: 1 } } };
    const schema: Schema = {
      properties: {
        list: { items: nested },
        map: { additionalProperties: nested },
        either: { anyOf: [nested] },
      },
    };
    expect(defaultsOf(schema)).toEqual({});
  });

  it('completes the own default of an object, and keeps false, 0 and empty defaults', () => {
    const properties = { no: { default: false }, zero: { default: 0 }, empty: { default: '' }, none: {} };
    expect(defaultsOf({ properties: { own: { default: { more: 1 }, properties } } })).toEqual({
      own: { no: false, zero: 0, empty: '', more: 1 },
    });
  });

  it('follows references, where a default beside the reference wins, and ends in recursive schemas', () => {
    const schema: Schema = {
      definitions: {
        tree: { default: {}, properties: { leaf: { default: 1 }, child: { $ref: '#/definitions/tree' } } },
      },
      properties: {
        a: { $ref: '#/definitions/tree' },
        b: { $ref: '#/definitions/tree', default: { leaf: 2 } },
      },
    };
    expect(defaultsOf(schema)).toEqual({ a: { leaf: 1 }, b: { leaf: 2 } });
  });
});

describe('coalesceValues', () => {
  it.each(listFixtures('coalesce'))('gives what Helm gives its templates: %s', (name) => {
    const [defaults, values, helm] = ['defaults', 'values', 'helm'].map((part) =>
      JSON.parse(readFixture(`coalesce/${name}/${part}.json`)),
    );
    const before = JSON.stringify([defaults, values]);
    expect(sorted(coalesceValues(defaults, values))).toBe(sorted(helm));
    expect(JSON.stringify([defaults, values]), 'the inputs stay as they were').toBe(before);
  });

  it('lists keys with defaults first, in the order of the defaults', () => {
    expect(Object.keys(coalesceValues({ b: 1, a: 1 }, { c: 1, a: 2 }))).toEqual(['b', 'a', 'c']);
  });
});

/** As text, because toEqual overlooks keys such as `__proto__`. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
