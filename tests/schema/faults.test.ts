// A schema that cannot be used is refused where its fault is, before anything is made from it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFaults } from '../../tools/schema/faults.ts';
import { lintSchema } from '../../tools/schema/lint.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import { createFolder } from '../chart/package/apps.ts';
import { run } from '../cli/run.ts';
import { dispatchSchema, queueSchema } from './fixtures.ts';

const names = '"array", "boolean", "integer", "null", "number", "object", "string" or a list';
const faultsOf = (schema: object): readonly string[] => findFaults(schema as Schema);
const inside = (schema: unknown): object => ({ properties: { apiToken: schema } });

describe('findFaults', () => {
  it.each([
    ['int', 'integer'],
    ['Integer', 'integer'],
    ['str', 'string'],
    ['bool', 'boolean'],
    ['map', 'object'],
    ['list', 'array'],
    ['strng', 'string'],
  ])('knows what type "%s" is meant to be', (type, meant) => {
    const problem = `/type is "${type}" (a string), expected ${names}; did you mean "${meant}"?`;
    expect(faultsOf(inside({ type }))).toEqual([`/properties/apiToken${problem}`]);
    expect(faultsOf({ additionalProperties: { type } })).toEqual([`/additionalProperties${problem}`]);
  });

  it.each([
    [{ type: ['int', 'null'] }, '/type/0 is "int" (a string), expected "array"'],
    [{ type: 5 }, '/type is 5, expected "array"'],
    [{ type: 'x' }, `/type is "x" (a string), expected ${names}`],
    [{ enum: 'info' }, '/enum is "info" (a string), expected a list'],
    [{ minimum: '0' }, '/minimum is "0" (a string), expected a number; write 0 without quotes'],
    [{ required: 'a' }, '/required is "a" (a string), expected a list'],
    [{ required: true }, '/required is true, expected a list'],
    [{ properties: [] }, '/properties is an empty list, expected a map'],
    [{ properties: { a: 'string' } }, '/properties/a is "string" (a string), expected a map or a boolean'],
    [{ items: null }, '/items is null'],
    [{ anyOf: [] }, '/anyOf has 0 items, expected at least 1 item'],
    [{ $ref: ['#/'] }, '/$ref is a list of 1 item, expected a string'],
    [{ $id: 5 }, '/$id is 5, expected a string'],
    [{ $ref: '#/definitions/a' }, '/$ref: "#/definitions/a" is not in this file'],
    [{ pattern: '(' }, ': the pattern ( is refused by ECMAScript: '],
    [{ patternProperties: { '[': true } }, ': the pattern [ is refused by ECMAScript: '],
    [{ patern: 'x' }, ': patern is no keyword, did you mean pattern?'],
  ])('names the place of what is wrong with %j', (schema, expected) => {
    const [first, ...others] = faultsOf(inside(schema));
    expect(first?.slice(0, 20 + expected.length)).toBe(`/properties/apiToken${expected}`);
    expect(others).toEqual([]);
    // The rules tell the same, and can be asked.
    expect(lintSchema(inside(schema) as Schema).length).toBeGreaterThan(0);
  });

  it('names faults of the whole', () => {
    expect(faultsOf({ required: 'a' })[0]).toMatch(/^\/required is "a"/);
    expect(faultsOf({ $schema: 'https://json-schema.org/draft/2020-12/schema' })).toEqual([
      '$schema is "https://json-schema.org/draft/2020-12/schema", expected "http://json-schema.org/draft-07/schema#"',
    ]);
    expect(faultsOf({ if: {} })[0]).toContain('"if" without "then"');
  });

  it('finds nothing in a schema that can be used', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ $schema: 'http://json-schema.org/draft-07/schema' })).toEqual([]);
    expect(faultsOf({ default: { type: 'int' }, examples: [{ properties: [] }] })).toEqual([]);
    expect(findFaults(queueSchema)).toEqual([]);
    expect(findFaults(dispatchSchema)).toEqual([]);
  });
});

const file = 'schemas/apps/mini/values.schema.json';

function createProject(schema: string): string {
  return createFolder({
    'jsonnetfile.json': '{}',
    'values.yaml': '{}',
    [file]: schema,
    'schemas/apps/mini/values.md': 'old',
    'lib/apps/mini/main.libsonnet': `{ chart: { name: 'mini', version: '0.3.0', appVersion: '1' }, schema: import '../../../${file}', render(values, release, chart, capabilities):: {} }`,
  });
}

describe('a schema that cannot be used', () => {
  it.each([
    ['chart', 'export', 'mini'],
    ['chart', 'template', 'mini'],
    ['chart', 'prove', 'mini'],
    ['validate', 'values.yaml', '--app', 'mini'],
    ['generate'],
    ['generate', '--check'],
  ])('ends %s %s with its place', async (...words) => {
    const cwd = createProject('{ "type": "object", "properties": { "replicas": { "type": "int" } } }');
    const { exitCode, stderr } = await run(words, { cwd });
    expect(stderr).toMatch(
      /(?:^|\n)Error: schemas\/apps\/mini\/values\.schema\.json: error: the schema cannot be used: \/properties\/replicas\/type is "int" .*did you mean "integer"\? \[schema-invalid\]\n$/,
    );
    expect(exitCode).toBe(2);
    expect(existsSync(path.join(cwd, 'charts'))).toBe(false);
    expect(readFileSync(path.join(cwd, 'schemas/apps/mini/values.md'), 'utf8')).toBe('old');
  });

  it('has all its faults told', async () => {
    const cwd = createProject('{ "type": "map", "required": "a" }');
    const { stderr } = await run(['chart', 'export', 'mini'], { cwd });
    expect(stderr.split('\n')).toEqual([
      'Error: the schema cannot be used: it has 2 faults [schema-invalid]',
      expect.stringContaining(`  ${file}: error: the schema cannot be used: /type is "map"`),
      expect.stringContaining(`  ${file}: error: the schema cannot be used: /required is "a"`),
      '',
    ]);
  });

  it('that is no JSON has the line and the column told', async () => {
    const { stderr } = await run(['chart', 'export', 'mini'], {
      cwd: createProject('{\n  "type": "object",\n}'),
    });
    expect(stderr).toBe(
      `Error: ${file} is no JSON Schema: line 3, column 1: expected a name in double quotes, found "}" [schema-unreadable]\n`,
    );
  });
});
