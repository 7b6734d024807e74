// Values drawn from a schema: allowed by it, hostile, and at every limit.
import { describe, expect, it } from 'vitest';
import { listSights, seeValues } from '../../tools/prove/coverage/values.ts';
import { listGoals, withGoal } from '../../tools/prove/values/boundary.ts';
import { type DrawContext, drawDocument } from '../../tools/prove/values/draw.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { linkTexts, namesOf, textsOf } from '../../tools/prove/values/link.ts';
import { createPatternDraw } from '../../tools/prove/values/pattern.ts';
import { drawText, hostileTexts, isDrawable, notDrawn } from '../../tools/prove/values/texts.ts';
import { coalesceValues, defaultsOf } from '../../tools/schema/defaults.ts';
import { inlineReferences, type Schema } from '../../tools/schema/schema.ts';
import { createDocumentValidator } from '../../tools/schema/validate.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { createRandom } from '../../tools/shared/random.ts';

function contextOf(schema: Schema, seed: number): DrawContext {
  return {
    random: createRandom(seed),
    examiner: createExaminer(schema),
    density: 0.6,
    seen: [],
    words: ['WORD'],
  };
}

function drawMany(schema: Schema, count: number): readonly JsonObject[] {
  const context = contextOf(schema, 1);
  return Array.from({ length: count }, () => drawDocument(schema, { ...context, seen: [] }));
}

const property = (schema: object): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: ['x'],
  properties: { x: schema as Schema },
});

describe('documents with examples', () => {
  it('are now and then one of the examples with more laid over it', () => {
    const number = { type: 'integer', minimum: 0, maximum: 9, default: 0 } as const;
    const schema: Schema = {
      type: 'object',
      additionalProperties: false,
      required: ['a', 'b'],
      properties: { a: number, b: { type: 'object', additionalProperties: { type: 'string' }, default: {} } },
      examples: [{ b: { together: 'x', with: 'y' } }],
    };
    const over = drawMany(schema, 100).filter(
      ({ b }) => JSON.stringify(b)?.startsWith('{"together":"x","with":"y"') === true,
    );
    expect(over.length).toBeGreaterThan(10);
    expect(over.some(({ a }) => a !== undefined)).toBe(true);
    expect(new Set(over.map(({ b }) => JSON.stringify(b))).size).toBeGreaterThan(1);
  });
});

describe('texts for patterns', () => {
  it.each([
    '^a+b*c?$',
    '^(?:sha256:[0-9a-f]{64})?$',
    '^[^,\\n]+$',
    '^#[0-9A-Fa-f]{6}$',
    '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z]+)*$',
    '^(yes|no|[^\\s"]{2,3})$',
    '^\\d{1,3}(\\.\\d{1,3}){3}$',
    '^\\p{L}+$',
    '^[\\s\\S]*[^\\t ]$',
    '^(?<name>x|y\\|z)\\.\\/$',
    'x',
    '^.{2}$',
    '^[\\]^-]+\\u0041\\x42$',
  ])('match %s', (pattern) => {
    const draw = createPatternDraw(pattern);
    const random = createRandom(2);
    for (let count = 0; count < 200; count++) expect(draw?.(random)).toMatch(new RegExp(pattern, 'u'));
  });

  it.each(['(?=a)b', '(?!a)b', '(a', 'a)'])('are not made for %s', (pattern) => {
    expect(createPatternDraw(pattern)).toBeUndefined();
  });
});

describe('texts', () => {
  it('are hostile, and such that Helm can carry them', () => {
    expect(hostileTexts.filter((text) => !isDrawable(text))).toEqual([]);
    for (const text of ['\u0085', '\ufffe', '\u2028', '\ud800', 'a <no value>', '<<']) {
      expect([text, isDrawable(text)]).toEqual([text, false]);
    }
    expect(notDrawn.every(({ reason }) => reason.length > 20)).toBe(true);
  });

  it('never have what is not drawn when they are jumbles', () => {
    const random = createRandom(3);
    const texts = Array.from({ length: 5000 }, () => drawText(random));
    expect(texts.filter((text) => !isDrawable(text))).toEqual([]);
  });
});

const schemas: Readonly<Record<string, object>> = {
  bounds: { type: 'integer', minimum: 3, exclusiveMaximum: 9 },
  multiples: { type: 'integer', minimum: 0, maximum: 1000, multipleOf: 8 },
  fractions: { type: 'number', minimum: 0, maximum: 1 },
  lengths: { type: 'string', minLength: 2, maxLength: 5 },
  enumeration: { enum: ['a', 1, null, { b: [] }] },
  constant: { const: { a: 1 } },
  'several types': { type: ['string', 'integer', 'boolean', 'null'] },
  lists: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'integer', minimum: 0 } },
  'unique items': {
    type: 'array',
    minItems: 2,
    uniqueItems: true,
    items: { enum: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
  },
  'a needed item': {
    type: 'array',
    minItems: 1,
    items: { type: 'object', required: ['on'], properties: { on: { type: 'boolean' } } },
    contains: { properties: { on: { const: true } } },
  },
  'key names': {
    type: 'object',
    propertyNames: { pattern: '^[A-Z]+$' },
    additionalProperties: { type: 'string' },
  },
  'key patterns': {
    type: 'object',
    patternProperties: { '^x-': { type: 'integer' } },
    additionalProperties: false,
  },
  'one of': {
    oneOf: [
      { type: 'string', maxLength: 3 },
      { type: 'object', required: ['a'], properties: { a: { const: 1 } } },
    ],
  },
  'any of': {
    type: 'object',
    properties: { a: {}, b: {} },
    anyOf: [{ required: ['a'] }, { required: ['b'] }],
  },
  'all of': { allOf: [{ type: 'integer', minimum: 2 }, { maximum: 4 }] },
  conditions: {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ['a', 'b'] }, size: { type: 'integer', minimum: 0 } },
    if: { properties: { kind: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['size'] },
    else: { properties: { size: { maximum: 5 } } },
  },
  negation: { type: 'integer', minimum: 0, maximum: 3, not: { const: 0 } },
  format: { type: 'string', format: 'ipv4' },
};

describe('documents', () => {
  it.each(Object.entries(schemas))('satisfy a schema with %s', (_, inner) => {
    const schema = property(inner);
    const validate = createDocumentValidator(schema);
    const wrong = drawMany(schema, 150).filter((document) => validate(document).length > 0);
    expect(wrong).toEqual([]);
  });

  it('satisfy a schema that contains itself, and end', () => {
    const schema = inlineReferences({
      ...property({ $ref: '#/definitions/tree' }),
      definitions: {
        tree: {
          type: 'object',
          properties: { inner: { type: 'array', items: { $ref: '#/definitions/tree' } } },
        },
      },
    });
    const validate = createDocumentValidator(schema);
    expect(drawMany(schema, 50).filter((document) => validate(document).length > 0)).toEqual([]);
  });

  it('are the same for a seed', () => {
    const schema = property({ type: 'array', items: { type: ['string', 'integer', 'object'] } });
    expect(drawMany(schema, 20)).toEqual(drawMany(schema, 20));
  });

  it('repeat items and texts, and have words of the application as keys', () => {
    const schema = property({ type: 'object', additionalProperties: { type: 'string' } });
    const maps = drawMany(schema, 100).map(({ x }) => x as JsonObject);
    expect(maps.some((map) => new Set(Object.values(map)).size < Object.keys(map).length)).toBe(true);
    expect(maps.some((map) => Object.hasOwn(map, 'WORD'))).toBe(true);
  });

  it('link a text to another place', () => {
    const linked = Array.from({ length: 30 }, (_, seed) =>
      linkTexts(
        { a: 'one', b: [{ id: 'x' }, { id: 'y' }] },
        { a: 'one', b: [], c: 'default' },
        createRandom(seed),
      ),
    );
    expect(linked).toContainEqual({ a: 'one', b: [{ id: 'default' }, { id: 'default' }] });
    expect(linked).toContainEqual({ a: 'one', b: [{ id: 'default' }, { id: 'y' }] });
  });
});

describe('boundary cases', () => {
  const schema: Schema = {
    type: 'object',
    additionalProperties: false,
    required: ['flag', 'count', 'text', 'list', 'inner', 'map'],
    properties: {
      flag: { type: 'boolean', default: true },
      count: { type: 'integer', minimum: 0, maximum: 9, default: 1 },
      text: { type: 'string', default: '' },
      choice: { enum: ['a', 'b'] },
      list: {
        type: 'array',
        default: [],
        items: { type: 'object', properties: { on: { type: 'boolean' } } },
      },
      inner: {
        type: 'object',
        additionalProperties: false,
        required: ['deep'],
        properties: { deep: { type: 'string', enum: ['x', 'y'], default: 'x' } },
      },
      map: { type: 'object', additionalProperties: { type: 'string' }, default: { key: 'v' } },
    },
  };
  const { allowed, forbidden } = listGoals(schema, contextOf(schema, 1));
  const valuesOf = (goals: typeof allowed, name: string) =>
    goals.filter(({ path }) => path.join('.') === name).map(({ value }) => value);

  it('have every limit of every place', () => {
    expect(valuesOf(allowed, 'flag')).toEqual([true, false]);
    expect(valuesOf(allowed, 'count')).toEqual(expect.arrayContaining([0, 1, 9]));
    expect(valuesOf(allowed, 'choice')).toEqual(['a', 'b']);
    expect(valuesOf(allowed, 'inner.deep')).toEqual(['x', 'y']);
    expect(valuesOf(allowed, 'text')).toContain('');
    expect(valuesOf(allowed, 'list')).toEqual(expect.arrayContaining([[], [{ on: true }], [{ on: false }]]));
    expect(valuesOf(allowed, 'map')).toEqual(expect.arrayContaining([{}, { key: null }]));
  });

  it('have what must be refused: null, other types, beyond limits, unknown keys', () => {
    expect(valuesOf(forbidden, 'count')).toEqual([null, '5', 1.5, -1, 10]);
    expect(valuesOf(forbidden, 'flag')).toEqual([null, '5']);
    expect(valuesOf(forbidden, 'choice')).toEqual([null, 'no such choice']);
    expect(valuesOf(forbidden, 'inner.deeps')).toEqual(['unknown']);
    expect(valuesOf(forbidden, 'flags')).toEqual(['unknown']);
  });

  it('are allowed or not by the schema, as they say', () => {
    const validate = createDocumentValidator(schema);
    const isValid = (values: JsonObject): boolean =>
      validate(coalesceValues(defaultsOf(schema), values)).length === 0;
    expect(allowed.filter((goal) => !isValid(withGoal({}, goal)))).toEqual([]);
    expect(forbidden.filter((goal) => isValid(withGoal({}, goal)))).toEqual([]);
  });

  it('show all that there is to see of the values', () => {
    const examiner = createExaminer(schema);
    const all = listSights(schema);
    expect(all).toEqual(
      expect.arrayContaining([
        'values.choice: absent',
        'values.list[].on: false',
        'values.map: empty',
        'values.count: another',
      ]),
    );
    const seen = new Set(
      [{}, ...allowed.map((goal) => withGoal({}, goal))].flatMap((values) => [
        ...seeValues(schema, coalesceValues(defaultsOf(schema), values), examiner),
      ]),
    );
    expect(all.filter((id) => !seen.has(id))).toEqual([]);
  });
});

it('finds the texts of a document, and those that others refer to', () => {
  const document = { a: ['x', { b: 'y', id: 'z' }], c: 1, name: 'n' };
  expect([textsOf(document), namesOf(document)]).toEqual([
    ['x', 'y', 'z', 'n'],
    ['z', 'n'],
  ]);
});
