// The page of values lists every value once, in the order of the schema, in valid Markdown tables.
import { describe, expect, it } from 'vitest';
import { renderValuesPage } from '../../tools/schema/document.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import { queueSchema, readFixture } from './fixtures.ts';

describe('renderValuesPage', () => {
  it('is the page of the queue, to the byte', () => {
    expect(renderValuesPage(queueSchema, 'queue')).toBe(readFixture('queue/values.md'));
  });

  it('keeps cells whole, whatever the texts contain', () => {
    const schema: Schema = {
      properties: {
        a: { description: 'one | two\n\nthree', type: 'string', pattern: '^a|b$', default: '`|`' },
        b: { type: ['string', 'null'], pattern: `^${'x'.repeat(50)}$` },
      },
    };
    expect(renderValuesPage(schema, 'x').split('\n').slice(7).filter(Boolean)).toEqual([
      '| --- | --- | --- | --- |',
      '| `a` | string (matches `^a\\|b$`) | `` "`\\|`" `` | one \\| two three |',
      '| `b` | string or null |  |  |',
    ]);
  });

  it('marks what a user must set, also in list items and map values', () => {
    const lane: Schema = {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string' }, name: { const: 'x' } },
    };
    const schema: Schema = {
      required: ['host'],
      properties: { host: { type: 'string' }, map: { type: 'object', additionalProperties: lane } },
    };
    const rows = renderValuesPage(schema, 'x')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `host` | string | **required** |  |',
      '| `map` | map of map |  |  |',
      '| `map.*.id` | string | **required** |  |',
      '| `map.*.name` | `"x"` |  |  |',
    ]);
  });
});
