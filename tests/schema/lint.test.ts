// Each demand on a schema is refused where it is broken, at the place where it is.
import { describe, expect, it } from 'vitest';
import { lintSchema, rules } from '../../tools/schema/lint.ts';
import { parseSchema, type Schema } from '../../tools/schema/schema.ts';
import { formatDiagnostic } from '../../tools/shared/diagnostics.ts';
import { dispatchSchema, queueSchema } from './fixtures.ts';

const draft07 = 'http://json-schema.org/draft-07/schema#';

/** Schema → the findings as `code pointer: problem`, the demand left out. */
const broken: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  [
    'another dialect',
    { $schema: 'https://json-schema.org/draft/2020-12/schema' },
    [`schema-dialect : $schema is "https://json-schema.org/draft/2020-12/schema", expected "${draft07}"`],
  ],
  [
    'keywords of other drafts, and misspelled ones',
    { $defs: {}, properties: { a: { description: 'x', maximun: 1 } } },
    [
      'schema-keyword : $defs is no keyword',
      'schema-keyword /properties/a: maximun is no keyword, did you mean maximum?',
    ],
  ],
  [
    'formats',
    { properties: { a: { description: 'x', format: 'uri' } } },
    ['schema-format /properties/a: format is "uri"'],
  ],
  [
    'references that leave the file, lead nowhere, or have company',
    {
      definitions: { x: { description: 'x' } },
      properties: {
        a: { $ref: 'other.json#/a', description: 'x' },
        b: { $ref: '#/definitions/x', type: 'string', default: '' },
      },
      required: ['b'],
    },
    [
      'schema-reference /properties/a: "other.json#/a" is not in this file',
      'schema-reference /properties/b: type beside $ref is ignored',
    ],
  ],
  [
    'a root that is closed to Helm’s global',
    { additionalProperties: false },
    ['schema-root-global : no other keys are allowed at the root, not even global'],
  ],
  [
    'properties without a description, in lists as well',
    { properties: { a: { items: { properties: { b: { type: 'string' } } } } } },
    [
      'schema-description /properties/a: a has no description',
      'schema-description /properties/a/items/properties/b: b has no description',
    ],
  ],
  [
    'null defaults, also inside',
    {
      properties: {
        a: { description: 'x', default: null },
        b: { description: 'x', default: { c: null, d: [null] } },
      },
      required: ['a', 'b'],
    },
    [
      'schema-default-null /properties/a: the default is null or has a null in a map',
      'schema-default-null /properties/b: the default is null or has a null in a map',
    ],
  ],
  [
    'defaults where Helm fills nothing, also behind references',
    {
      definitions: { x: { description: 'x', default: 1 } },
      properties: {
        a: { description: 'x', items: { $ref: '#/definitions/x' }, additionalProperties: { default: 2 } },
      },
    },
    [
      'schema-default-place /definitions/x: the default "1" never takes effect here',
      'schema-default-place /properties/a/additionalProperties: the default "2" never takes effect here',
    ],
  ],
  [
    'defaults that null could delete',
    { properties: { a: { description: 'x', properties: { b: { description: 'x', default: 1 } } } } },
    [
      'schema-default-required : a has a default and should be in required',
      'schema-default-required /properties/a: b has a default and should be in required',
    ],
  ],
  [
    'two places for one default',
    {
      properties: { a: { description: 'x', default: { b: 1 }, properties: { b: { description: 'x' } } } },
      required: ['a'],
    },
    ['schema-default-object /properties/a: an object with properties has a default of its own'],
  ],
  [
    'defaults that are not valid',
    {
      properties: { a: { description: 'x', type: 'string', default: 1 }, b: { description: 'x' } },
      required: ['a', 'b'],
    },
    ['schema-default-invalid : a is 1, expected a string; write it in quotes'],
  ],
  [
    'integers that a double cannot hold',
    {
      properties: {
        a: { description: 'x', type: 'integer', minimum: 0 },
        b: { description: 'x', type: ['integer', 'string'], exclusiveMinimum: 0, maximum: 2 ** 53 },
        c: { description: 'x', type: 'integer', enum: [1, 2] },
      },
    },
    [
      'schema-integer-bounds /properties/a: an integer has no maximum that a double can hold',
      'schema-integer-bounds /properties/b: an integer has no maximum that a double can hold',
    ],
  ],
  [
    'patterns that are not the same in both dialects',
    {
      properties: Object.fromEntries(
        ['^(?=a)', '^a\\z', '\\s', '^.+$', '[\\s\\S]', '\\.[.]', '^[a-z]$'].map((pattern) => [
          pattern,
          { description: 'x', pattern },
        ]),
      ),
      patternProperties: { '[[:alpha:]]': {} },
    },
    [
      'schema-pattern : the pattern [[:alpha:]] is refused by ECMAScript',
      'schema-pattern /properties/^(?=a): the pattern ^(?=a) is refused by RE2',
      'schema-pattern /properties/^a\\z: the pattern ^a\\z is refused by ECMAScript',
      'schema-pattern /properties/\\s: the pattern \\s uses \\s, which knows other blanks in each; list them',
      'schema-pattern /properties/^.+$: the pattern ^.+$ uses . which stops at other line ends in each; write [^\\n]',
    ],
  ],
];

describe('lintSchema', () => {
  it.each(broken)('refuses %s', (_, schema, expected) => {
    const findings = lintSchema({ $schema: draft07, ...schema } as Schema);
    const texts = findings.map(({ code, path, args }) => {
      const problem = args.problem?.replace(/(is refused by \w+): .*/, '$1');
      return `${code} ${path}: ${problem}`;
    });
    expect(texts).toEqual(expected);
  });

  it('passes on what the validator refuses when no rule has a sentence for it', () => {
    const findings = lintSchema({ $schema: draft07, type: 'strin' });
    expect(findings.map(({ code }) => code)).toEqual(['schema-invalid']);
  });

  it('has a case for every rule', () => {
    const covered = new Set(
      broken.flatMap(([, , findings]) => findings.map((finding) => finding.split(' ')[0])),
    );
    expect(rules.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('states the demand beside the problem', () => {
    expect(lintSchema({}, 'values.schema.json').map(formatDiagnostic)).toEqual([
      `values.schema.json: error: $schema is missing, expected "${draft07}"; declare draft-07, the one dialect that Helm 3, Helm 4 and the tools here read alike [schema-dialect]`,
    ]);
  });

  it('requires no description of what only tests or refines a value', () => {
    const condition = { properties: { a: { const: true } } };
    expect(
      lintSchema({
        $schema: draft07,
        not: { ...condition, required: ['a'] },
        contains: condition,
        allOf: [condition],
      } as Schema),
    ).toEqual([]);
  });

  it('finds nothing in the schemas that the project uses', () => {
    expect(lintSchema(queueSchema)).toEqual([]);
    expect(lintSchema(dispatchSchema)).toEqual([]);
  });
});

describe('parseSchema', () => {
  it.each(['{', '[]', 'true'])('refuses %s with a coded error that names the file', (text) => {
    expect(() => parseSchema(text, 'a/values.schema.json')).toThrowError(
      expect.objectContaining({
        code: 'schema-unreadable',
        message: expect.stringContaining('a/values.schema.json'),
      }),
    );
  });
});
