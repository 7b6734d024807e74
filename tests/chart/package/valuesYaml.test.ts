// values.yaml: Helm reads exactly the defaults of the schema from it, and people read what each of them is for.
import { describe, expect, it, test } from 'vitest';
import { packageFiles } from '../../../tools/chart/package/index.ts';
import { renderValuesYaml } from '../../../tools/chart/package/valuesYaml.ts';
import { readYaml } from '../../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { defaultsOf } from '../../../tools/schema/defaults.ts';
import type { Schema } from '../../../tools/schema/schema.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { createApp, createChart, helms, hostileTexts, readValues } from './apps.ts';
import { randomSchema } from './schemas.ts';

const render = (properties: Schema['properties'], more: Schema = {}): string =>
  renderValuesYaml(createApp({ type: 'object', properties: properties ?? {}, ...more }));

/** The lines below the heading of the file. */
const bodyOf = (text: string): string => text.slice(text.indexOf('\n\n') + 2);

describe('values.yaml', () => {
  it.each(Array.from({ length: 20 }, (_, at) => at))(
    'reads back as the defaults of random schemas, seed %i',
    (seed) => {
      const random = createRandom(seed);
      for (let round = 0; round < 50; round++) {
        const schema = randomSchema(random, 3);
        const text = renderValuesYaml(createApp(schema));
        expect(readYaml(text, { file: 'values.yaml' }) ?? {}, text).toEqual(defaultsOf(schema));
      }
    },
  );

  it.each(helms)('reads back in %s as well, through a template and through its schema', async (helm) => {
    const random = createRandom(5);
    const texts = hostileTexts.map((text, at): [string, Schema] => [
      `t${at}`,
      { type: 'string', default: text },
    ]);
    const schemas = Array.from({ length: 60 }, (_, at): [string, Schema] => [
      `s${at}`,
      { ...randomSchema(random, 3), default: {} },
    ]);
    const schema = { type: 'object', properties: Object.fromEntries([...texts, ...schemas]) };
    const required = createApp(schema);
    const files = packageFiles(required).filter(({ path }) => path !== 'values.schema.json');
    const chart = createChart(files);
    expect(await readValues(helm, chart)).toEqual(defaultsOf(schema));
    const shown = (await runProgram(helm, ['show', 'values', chart])).stdout;
    expect(shown.trimEnd()).toBe(renderValuesYaml(required).trimEnd());
  });

  it('has the words of the schema above each value, with choices and examples', () => {
    const text = render({
      mode: { description: 'How it runs.', type: 'string', enum: ['', 'fast', 'on'], default: 'fast' },
      tag: { description: 'Tag of the image.', type: 'string', examples: ['1.2.3'], default: '' },
    });
    expect(bodyOf(text)).toBe(`# -- How it runs. One of "", fast, "on".
mode: fast

# -- Tag of the image. Example: 1.2.3
tag: ""
`);
  });

  it('shows what an empty map or list could hold, and what has no default, as comments', () => {
    const text = render(
      {
        env: { description: 'Variables.', type: 'object', examples: [{ A: { b: [1] } }], default: {} },
        probe: {
          description: 'Probe.',
          type: 'object',
          properties: {
            period: { description: 'Seconds.', type: 'integer', default: 10 },
            timeout: { description: 'More seconds.', type: 'integer', minimum: 1 },
          },
        },
        extra: {
          description: 'Not there by default.',
          type: 'object',
          properties: { name: { description: 'Its name.', type: 'string' } },
        },
        host: { description: 'Where it is.', type: 'string', examples: ['example.org'] },
      },
      { required: ['host'] },
    );
    expect(bodyOf(text)).toBe(`# -- Variables.
env: {}
  # A:
  #   b:
  #     - 1

# -- Probe.
probe:
  # -- Seconds.
  period: 10
  # -- More seconds.
  # timeout: 1

# -- Not there by default.
# extra:
#   # Its name.
#   name: ""

# -- Where it is. Required.
# host: example.org
`);
  });

  it('is no wider than 100 columns where words allow it, however deep', () => {
    const description = 'seven words of a very long description '.repeat(12);
    const leaf: Schema = { description, type: 'string', default: 'x' };
    const text = render({
      a: {
        description,
        type: 'object',
        properties: { b: { description, type: 'object', properties: { leaf } } },
      },
    });
    const widths = text.split('\n').map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
    expect(Math.max(...widths)).toBeGreaterThan(92);
  });

  it('keeps a description inside its comment', () => {
    const description = 'a\nb: c\u2028d: e\u0085f: g\r\nh: i */ {{ | # -- j';
    const text = render({ a: { description, type: 'string', default: 'x' } });
    expect(bodyOf(text)).toBe('# -- a b: c d: e f: g h: i */ {{ | # -- j\na: x\n');
  });

  it('prints lines of text as a block, and what a block would change in quotes', () => {
    const text = render({
      a: { default: 'one\n\n  two\n' },
      b: { default: 'one\ntwo' },
      c: { default: 'one \ntwo' },
      d: { default: ['one\ntwo'] },
    });
    expect(bodyOf(text)).toBe(`a: |
  one

    two

b: |-
  one
  two

c: "one \\ntwo"

d:
  - |-
    one
    two
`);
  });

  it('has keys longer than readers allow before a colon', async () => {
    const key = 'k'.repeat(1200);
    const schema: Schema = { type: 'object', default: { m: { [key]: 1, [`${key}l`]: { a: 1 } } } };
    const files = packageFiles(createApp(schema));
    expect(await readValues('helm4', createChart(files))).toEqual(schema.default);
  });

  it('has no null: one in a default is refused', () => {
    expect(() => render({ a: { default: { b: null } } })).toThrow(
      expect.objectContaining({ code: 'chart-schema' }),
    );
    expect(() => render({ a: { default: { b: null } } })).toThrow(/the default of b is null/);
  });
});

test('the files of a chart are the same each time', () => {
  const app = createApp(randomSchema(createRandom(1), 3));
  expect(packageFiles(app)).toEqual(packageFiles(app));
});
