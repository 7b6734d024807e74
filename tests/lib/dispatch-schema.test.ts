// The values schema of dispatch follows the rules that let one schema drive Jsonnet, Helm, types and documentation.
import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { coalesceValues } from '../../tools/schema/defaults.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { evaluate } from './evaluate.ts';

interface Schema {
  readonly $schema?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

const file = new URL('../../schemas/apps/dispatch/values.schema.json', import.meta.url);
const schema = JSON.parse(await readFile(file, 'utf8')) as Schema;
const ajv = new Ajv({ strict: false, allErrors: true });
const isValid = ajv.compile(schema);

/** Every schema inside with its path; properties are told from items, map values and alternatives. */
function* walk(node: unknown, path = '', isProperty = true): Generator<[string, Schema, boolean]> {
  if (typeof node !== 'object' || node === null) return;
  const inner = node as Schema & { readonly propertyNames?: Schema };
  yield [path, inner, isProperty];
  for (const [key, property] of Object.entries(inner.properties ?? {}))
    yield* walk(property, `${path}/${key}`, isProperty);
  yield* walk(inner.additionalProperties, `${path}/*`, false);
  yield* walk(inner.propertyNames, `${path}/*`, false);
  yield* walk(inner.items, `${path}/*`, false);
  for (const alternative of inner.anyOf ?? []) yield* walk(alternative, path, false);
}

const nodes = [...walk(schema)];

function hasDefault(node: Schema): boolean {
  return node.default !== undefined || Object.values(node.properties ?? {}).some(hasDefault);
}

describe('the values schema', () => {
  test('is draft-07, closed, and leaves room for what a parent chart injects', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema.properties).toHaveProperty('global');
    const open = nodes.filter(
      ([, node]) => node.properties !== undefined && node.additionalProperties !== false,
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });

  test('has no null default, none in items or map values, and requires whatever has one', () => {
    for (const [path, node, isProperty] of nodes) {
      expect(node.default, path).not.toBeNull();
      if (!isProperty) expect(node, path).not.toHaveProperty('default');
      const defaulted = Object.entries(node.properties ?? {}).filter(([, property]) => hasDefault(property));
      for (const [key] of isProperty ? defaulted : []) expect(node.required, path).toContain(key);
    }
  });

  test('bounds every whole number', () => {
    const numbers = nodes.filter(([, node]) => node.type === 'integer');
    const isBounded = ({ minimum, maximum }: Schema): boolean =>
      Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum);
    expect(numbers.filter(([, node]) => !isBounded(node)).map(([path]) => path)).toEqual([]);
  });

  test('describes every property', () => {
    const properties = nodes.flatMap(([path, node]) =>
      Object.entries(node.properties ?? {}).map(([key, property]) => [
        `${path}/${key}`,
        property.description,
      ]),
    );
    expect(properties.filter(([, description]) => !description)).toEqual([]);
  });

  test('allows its defaults and its examples', async () => {
    const code = `(import 'lib/twinhull/defaults.libsonnet')(import 'schemas/apps/dispatch/values.schema.json')`;
    const defaults = (await evaluate(code)) as JsonObject;
    expect(isValid(defaults) || isValid.errors).toBe(true);
    for (const [path, node] of nodes) {
      for (const example of node.examples ?? []) {
        const given = node === schema ? coalesceValues(defaults, example as JsonObject) : example;
        expect(ajv.validate(node, given), `${path}: ${ajv.errorsText()}`).toBe(true);
      }
    }
  });

  test('has patterns that mean the same in RE2 and in ECMAScript', () => {
    const samples = [
      '',
      ' ',
      'a',
      ' a',
      'a ',
      'a b',
      'a\nb',
      '\u00a0',
      'é',
      '\u{1f680}',
      '\u2028',
      '#3b82f6',
      '#3b82f',
      'sha256:',
      `sha256:${'0'.repeat(64)}`,
      'A_B',
      '1A',
      'a,b',
    ];
    for (const [path, { pattern }] of nodes) {
      if (pattern === undefined) continue;
      for (const sample of samples) {
        const re2 = RE2JS.compile(pattern).matcher(sample).find();
        expect(new RegExp(pattern, 'u').test(sample), `${path} ${JSON.stringify(sample)}`).toBe(re2);
      }
    }
  });
});

describe('the values schema refuses', async () => {
  const lane = { id: 'a', title: 'A', claimable: true };
  const defaults = (await evaluate(
    `(import 'lib/twinhull/defaults.libsonnet')(import 'schemas/apps/dispatch/values.schema.json')`,
  )) as {
    config: object;
  };
  const withLanes = (...lanes: unknown[]): unknown => ({
    ...defaults,
    config: { ...defaults.config, lanes },
  });

  test.each([
    ['no lane', []],
    ['no claimable lane', [{ ...lane, claimable: false }]],
    ['an id of white space', [{ ...lane, id: ' \u00a0' }]],
    ['an id with white space around it', [{ ...lane, id: 'a ' }]],
    ['a title of white space', [{ ...lane, title: '\t' }]],
    ['a colour that is none', [{ ...lane, color: 'blue' }]],
    ['an unknown role', [{ ...lane, role: 'primary' }]],
    ['a boolean as text', [{ ...lane, claimable: 'true' }]],
    ['an unknown key', [{ ...lane, colour: '#3b82f6' }]],
  ])('%s', (_, lanes) => {
    expect(isValid(withLanes(...lanes))).toBe(false);
    expect(isValid(withLanes(lane))).toBe(true);
  });
});
