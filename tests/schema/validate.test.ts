// Every mistake in values gets one sentence that names the place, what was given and what is allowed.
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { coalesceValues, defaultsOf } from '../../tools/schema/defaults.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import {
  createDocumentValidator,
  createValuesValidator,
  validateValues,
} from '../../tools/schema/validate.ts';
import type { Diagnostic } from '../../tools/shared/diagnostics.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { describe as describeCode } from '../../tools/shared/messages.ts';
import { dispatchSchema, queueSchema } from './fixtures.ts';

const validateQueue = createValuesValidator(queueSchema);

describe('a user’s values', () => {
  it.each<[string, Json, readonly string[]]>([
    ['accepts nothing at all', null, []],
    [
      'accepts partial values, which are completed by the defaults',
      { config: { scheduler: { enabled: false } } },
      [],
    ],
    ['accepts every alternative', { env: { A: 'x', B: 1, C: true, D: { valueFrom: {} } } }, []],
    [
      'suggests the nearest spelling of an unknown key',
      { config: { scheduler: { intervals: { syncMS: 5 } } } },
      [
        'values-unknown-key /config/scheduler/intervals/syncMS: config.scheduler.intervals.syncMS is not a known key; did you mean syncMs? (known here: syncMs and groomerMs)',
      ],
    ],
    [
      'finds an unknown key that belongs elsewhere',
      { syncMs: 5 },
      [
        'values-unknown-key /syncMs: syncMs is not a known key; did you mean config.scheduler.intervals.syncMs? (known here: image, replicas, config, env, database and global)',
      ],
    ],
    [
      'refuses a boolean in quotes, once, although no lane is claimable then',
      { config: { lanes: [{ id: 'a', title: 'A', claimable: 'true' }] } },
      [
        'values-wrong-type /config/lanes/0/claimable: config.lanes[0].claimable is "true" (a string), expected true or false; write true without quotes',
      ],
    ],
    [
      'tells one sentence for a misspelled key that is also missing',
      { config: { lanes: [{ id: 'a', titel: 'A', claimable: true }] } },
      [
        'values-unknown-key /config/lanes/0/titel: config.lanes[0].titel is not a known key; did you mean title? (known here: id, title, claimable, role and color)',
      ],
    ],
    [
      'says how types are written',
      {
        replicas: '5',
        image: { tag: 1.1 },
        config: { excludedLabels: 'a', scheduler: { intervals: { syncMs: 1.5 } } },
      },
      [
        'values-wrong-type /replicas: replicas is "5" (a string), expected a whole number; write 5 without quotes',
        'values-wrong-type /image/tag: image.tag is 1.1, expected a string; write it in quotes',
        'values-wrong-type /config/excludedLabels: config.excludedLabels is "a" (a string), expected a list; write a list, even of one item',
        'values-wrong-type /config/scheduler/intervals/syncMs: config.scheduler.intervals.syncMs is 1.5, expected a whole number',
      ],
    ],
    [
      'names the choices and the nearest of them',
      { config: { authMode: 'basci' } },
      [
        'values-enum /config/authMode: config.authMode is "basci" (a string), expected "", "basic", "oidc" or "disabled"; did you mean "basic"?',
      ],
    ],
    [
      'shows an example beside a pattern',
      { config: { lanes: [{ id: 'a', title: 'A', claimable: true, color: 'red' }] } },
      [
        'values-pattern /config/lanes/0/color: config.lanes[0].color is "red" (a string), expected a text that matches ^#[0-9a-fA-F]{6}$, as in "#3b82f6"',
      ],
    ],
    [
      'names the limits of numbers, and the precision of doubles only where it is exceeded',
      { replicas: 101, config: { scheduler: { intervals: { syncMs: -1, groomerMs: 1e16 } } } },
      [
        'values-range /replicas: replicas is 101, expected between 0 and 100',
        'values-range /config/scheduler/intervals/syncMs: config.scheduler.intervals.syncMs is -1, expected at least 0',
        'values-range /config/scheduler/intervals/groomerMs: config.scheduler.intervals.groomerMs is 10000000000000000, expected at most 9007199254740991',
      ],
    ],
    [
      'counts what is too short, without the patterns that it breaks as well',
      { config: { lanes: [{ id: '', title: 'A', claimable: true }] } },
      [
        'values-length /config/lanes/0/id: config.lanes[0].id has 0 characters, expected at least 1 character',
      ],
    ],
    [
      'asks for a claimable lane',
      { config: { lanes: [{ id: 'a', title: 'A', claimable: false }] } },
      ['values-contains /config/lanes: config.lanes needs at least one item with claimable: true'],
    ],
    [
      'says of an empty list only that it is empty',
      { config: { lanes: [] } },
      ['values-length /config/lanes: config.lanes has 0 items, expected at least 1 item'],
    ],
    [
      'sums up alternatives in one sentence',
      { env: { A: 1.5, B: null, 'C.d': [1] } },
      [
        'values-alternatives /env/A: env.A is 1.5, expected a string, a whole number, a boolean or a map with valueFrom',
        'values-alternatives /env/B: env.B is null, expected a string, a whole number, a boolean or a map with valueFrom',
        'values-alternatives /env/C.d: env["C.d"] is a list of 1 item, expected a string, a whole number, a boolean or a map with valueFrom',
      ],
    ],
    [
      'looks into the alternative that was meant',
      { env: { A: { valueFrm: {} }, B: { valueFrom: 'x' } } },
      [
        'values-unknown-key /env/A/valueFrm: env.A.valueFrm is not a known key; did you mean valueFrom? (known here: valueFrom)',
        'values-wrong-type /env/B/valueFrom: env.B.valueFrom is "x" (a string), expected a map',
      ],
    ],
    [
      'names what is missing',
      { config: { lanes: [{ id: 'a', claimable: true }] } },
      ['values-required /config/lanes/0/title: config.lanes[0].title is missing; set it to a string'],
    ],
    [
      'explains that null deletes a default',
      { config: null, replicas: null },
      [
        'values-required /config: config is missing; null deletes its default, leave the key out to keep it',
        'values-required /replicas: replicas is missing; null deletes its default, leave the key out to keep it',
      ],
    ],
    [
      'refuses repeated items and keys that break a pattern',
      { config: { excludedLabels: ['a', 'b', 'a'], laneAliases: { 'A b': 'x' } } },
      [
        'values-unique /config/excludedLabels: config.excludedLabels has the same item twice, at [0] and [2]; keep one of them',
        'values-key-name /config/laneAliases/A b: config.laneAliases["A b"] is not an allowed key, expected a string that matches ^[a-z]+$',
      ],
    ],
    [
      'takes names of object members as ordinary keys',
      JSON.parse('{"__proto__": {"replicas": 2}, "constructor": 1}'),
      [
        'values-unknown-key /__proto__: __proto__ is not a known key (known here: image, replicas, config, env, database and global)',
        'values-unknown-key /constructor: constructor is not a known key (known here: image, replicas, config, env, database and global)',
      ],
    ],
    [
      'refuses a document that is no map',
      ['replicas'],
      ['values-wrong-type : the document is a list of 1 item, expected a map'],
    ],
  ])('%s', (_, values, expected) => {
    expect(validateQueue(values).map(sentence)).toEqual(expected);
  });

  it('orders findings as the document does, parents first', () => {
    const values = { replicas: 'x', env: null, config: { zzz: 1, authMode: 1 }, image: { tag: 1 } };
    const paths = validateQueue(values).map(({ path }) => path);
    expect(paths).toEqual(['/replicas', '/env', '/config/zzz', '/config/authMode', '/image/tag']);
  });

  it('never shows values under secret-looking keys, nor passwords in addresses', () => {
    const values = {
      database: { password: 'hunter2-hunter2', key: 5 },
      config: { authMode: 'pg://me:hunter2@host' },
      replicas: { apiToken: 'hunter2' },
      env: { API_TOKEN: 1.5 },
    };
    const sentences = validateQueue(values).map(sentence).join('\n');
    expect(sentences).not.toMatch(/hunter2|1\.5/);
    expect(sentences).toContain('database.key is a number (hidden), expected a string');
    expect(sentences).toContain('pg://me:…@host');
  });

  it('shortens long texts and long lists of keys, and keeps a sentence on one line', () => {
    const properties = Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`key${index}`, {}]));
    const schema: Schema = {
      properties: { ...properties, line: { pattern: '^\n$' } },
      additionalProperties: false,
    };
    const [unknown, line] = validateValues(schema, { q: 1, line: `${'x'.repeat(100)}\n` }).map(sentence);
    expect(unknown).toContain('key11 and 4 more)');
    expect(line).toBe(
      `values-pattern /line: line is "${'x'.repeat(60)}…" (a string), expected a text that matches ^\\u000a$`,
    );
  });

  it('attaches the position of the place, or of what surrounds it', () => {
    const positions = new Map([
      ['', { line: 1, column: 1 }],
      ['config', { line: 2, column: 1 }],
      ['config.authMode', { line: 3, column: 3 }],
    ]);
    const values = { config: { authMode: 'x', scheduler: null } };
    const findings = validateQueue(values, {
      file: 'my.yaml',
      locate: (path) => positions.get(path.join('.')),
    });
    expect(findings.map(({ file, path, span }) => [file, path, span?.line])).toEqual([
      ['my.yaml', '/config/authMode', 3],
      ['my.yaml', '/config/scheduler', 2],
    ]);
  });
});

describe('other keywords', () => {
  it.each<[string, Schema | JsonObject, Json, readonly string[]]>([
    ['const', { properties: { a: { const: 1 } } }, { a: 2 }, ['values-enum /a: a is 2, expected 1']],
    [
      'dependencies',
      { dependencies: { a: ['b'] } },
      { a: 1 },
      ['values-dependency /b: b is missing, and a needs it'],
    ],
    [
      'not',
      { properties: { a: { not: { const: 'latest' } } } },
      { a: 'latest' },
      ['values-forbidden /a: a is "latest" (a string), which is not allowed'],
    ],
    ['false', { properties: { a: false } }, { a: 1 }, ['values-forbidden /a: a must not be set here']],
    [
      'if and then',
      JSON.parse('{"if": {"required": ["a"]}, "then": {"required": ["b"]}}'),
      { a: 1 },
      ['values-required /b: b is missing; set it to anything'],
    ],
    [
      'oneOf with several fitting',
      { properties: { a: { oneOf: [{ minimum: 1 }, { minimum: 2 }] } } },
      { a: 3 },
      ['values-alternatives /a: a is 3, expected something that fits only one alternative'],
    ],
    [
      'exclusiveMinimum',
      { properties: { a: { exclusiveMinimum: 0 } } },
      { a: 0 },
      ['values-range /a: a is 0, expected more than 0'],
    ],
    [
      'propertyNames with choices',
      { properties: { a: { propertyNames: { enum: ['maxSurge', 'maxUnavailable'] } } } },
      { a: { maxsurge: 1 } },
      [
        'values-key-name /a/maxsurge: a.maxsurge is not an allowed key, expected "maxSurge" or "maxUnavailable"; did you mean maxSurge?',
      ],
    ],
    [
      'additionalItems',
      { properties: { a: { items: [{}], minItems: 1, additionalItems: false } } },
      { a: [1, 2] },
      ['values-length /a: a has 2 items, expected at most 1 item'],
    ],
    [
      'maxProperties',
      { properties: { a: { maxProperties: 1 } } },
      { a: { b: 1, c: 1 } },
      ['values-length /a: a has 2 keys, expected at most 1 key'],
    ],
    [
      'multipleOf',
      { properties: { a: { multipleOf: 5 } } },
      { a: 3 },
      ['values-range /a: a is 3, expected a multiple of 5'],
    ],
    [
      'repeated rules',
      { allOf: [{ required: ['a'] }, { required: ['a'] }] },
      {},
      ['values-required /a: a is missing; set it to anything'],
    ],
  ])('explains %s', (_, schema, document, expected) => {
    expect(createDocumentValidator(schema as Schema)(document).map(sentence)).toEqual(expected);
  });

  it('refuses a schema that cannot be compiled', () => {
    expect(() => createValuesValidator({ type: 'strin' })).toThrowError(
      expect.objectContaining({ code: 'schema-invalid', message: expect.stringContaining('type must be') }),
    );
  });
});

describe('the explanation as a whole', () => {
  const seed = 20_240_607;

  it(`has a finding exactly when the schema refuses, for mutated values (seed ${seed})`, () => {
    const random = randomNumbers(seed);
    for (const schema of [queueSchema, dispatchSchema]) {
      const isValid = new Ajv({ strict: false, ownProperties: true }).compile(schema);
      const validate = createValuesValidator(schema);
      const defaults = defaultsOf(schema);
      for (let round = 0; round < 500; round++) {
        const values = mutateMap(defaults, random);
        const findings = validate(values);
        expect(findings.length > 0, JSON.stringify(values)).toBe(!isValid(coalesceValues(defaults, values)));
        expect(new Set(findings.map(sentence)).size, 'no sentence twice').toBe(findings.length);
      }
    }
  });

  it('refuses the three mistakes that a newcomer to dispatch makes', () => {
    const mistakes = {
      config: {
        lanes: [{ id: 'a', title: 'A', claimable: 'true' }],
        scheduler: { intervals: { syncMS: 1 } },
      },
    };
    expect(validateValues(dispatchSchema, mistakes).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'values-wrong-type /config/lanes/0/claimable',
      'values-unknown-key /config/scheduler/intervals/syncMS',
    ]);
    expect(validateValues(dispatchSchema, {})).toEqual([]);
  });
});

function sentence({ code, path, args }: Diagnostic): string {
  return `${code} ${path}: ${describeCode(code, args)}`;
}

/** Numbers from 0 to below 1, the same for a seed everywhere (xorshift). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const strangers: readonly Json[] = [null, '', 'x', '5', 0, -1, 1.5, 1e300, true, [], [null], {}, { x: 1 }];

/** A copy with a few values replaced by strangers, keys renamed, and keys added. */
function mutate(value: Json, random: () => number): Json {
  if (random() < 0.03) return strangers[Math.floor(random() * strangers.length)] ?? null;
  if (Array.isArray(value)) return value.map((item: Json) => mutate(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return mutateMap(value as JsonObject, random);
}

function mutateMap(map: JsonObject, random: () => number): JsonObject {
  const entries = Object.entries(map).map(([key, inner]): [string, Json] => [
    random() < 0.02 ? `${key}s` : key,
    mutate(inner, random),
  ]);
  return Object.fromEntries(random() < 0.05 ? [...entries, ['extra', mutate(1, random)]] : entries);
}
