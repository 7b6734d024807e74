// The standard library in real Helm: what lifted functions give for random values is what they give in Jsonnet.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTrees } from '../../tools/chart/templates/files.ts';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import type { ProgramName } from '../../tools/process/programs.ts';
import { runProgram } from '../../tools/process/run.ts';
import type { Schema } from '../../tools/schema/schema.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { createRandom, type Random } from '../../tools/shared/random.ts';
import type { SymbolicApplication } from '../../tools/symbolic/index.ts';
import { interpret } from '../../tools/symbolic/interpret.ts';
import { lifted, properties } from '../symbolic/library.ts';
import { type Application, evaluateUnknown, schemaOf } from '../symbolic/twice.ts';

const seed = 4;
const rounds = 12;

/** Functions whose use fails for some values have guards, which are another matter. */
const names = Object.keys(lifted).filter((name) => name !== 'assertEqual');

const fields = names.map((name) => `${name}: { name: '${name}', data: [${lifted[name]?.join(', ')}] },`);
const application: Application = {
  main: `{ render(values, release, chart, capabilities):: local v = values; { ${fields.join('\n')} } }`,
  schema: schemaOf(properties),
};

const texts = [
  '',
  'a',
  'b',
  'some text',
  'é𝄞',
  ' x ',
  '"q"',
  "it's",
  'a/b/c',
  '<&>',
  '$1',
  '{{ . }}',
  'no\nyes',
  '012',
  'true',
  'A,b',
];

/** A value of a schema of these properties. */
function draw(random: Random, schema: Schema): Json {
  if (schema.anyOf) return draw(random, random.pick(schema.anyOf as readonly Schema[]));
  if (schema.pattern !== undefined)
    return random.pick(
      schema.pattern.includes('{1,15}') ? ['0', '-7', '00123'] : ['', 'aBc', ' X-9_z ', 'a/b.c'],
    );
  switch (schema.type) {
    case 'string':
      return random.pick(schema.minLength === 1 ? texts.slice(1) : texts);
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
      return (
        (schema.minimum as number) + random.below((schema.maximum as number) - (schema.minimum as number) + 1)
      );
    case 'number':
      return random.pick([0, 0.5, -9.75, 0.1, 3]);
    case 'array':
      return Array.from({ length: random.below(4) }, () => draw(random, schema.items as Schema));
    default: {
      const keys = ['a', 'b', 'é', '10', '9', 'x y'].filter(() => random.chance(0.4));
      return Object.fromEntries(
        keys.map((key) => [key, draw(random, schema.additionalProperties as Schema)]),
      );
    }
  }
}

function drawValues(): readonly JsonObject[] {
  const random = createRandom(seed);
  const drawOne = (): JsonObject =>
    Object.fromEntries(
      Object.entries(properties)
        .filter(([, schema]) => (schema as Schema).default !== undefined || random.chance(0.5))
        .map(([name, schema]) => [name, draw(random, schema as Schema)]),
    );
  return Array.from({ length: rounds }, drawOne);
}

interface Case {
  readonly values: JsonObject;
  /** By function. */
  readonly expected: ReadonlyMap<string, Json>;
}

function expectedOf({ resources }: SymbolicApplication, values: JsonObject): Case {
  const expected = resources.map(({ name, value }) => [name, interpret(value, { values })] as const);
  return { values, expected: new Map(expected) };
}

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-library-'));
let cases: readonly Case[] = [];

beforeAll(() => {
  mkdirSync(path.join(folder, 'templates'));
  writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: library\nversion: 0.1.0\n');
  cases = evaluateUnknown(application, (tree) => {
    for (const { path: file, content } of compileTrees(tree, { chartName: 'library' }).files)
      writeFileSync(path.join(folder, file), content);
    return drawValues().map((values) => expectedOf(tree, values));
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function render(helm: ProgramName, values: JsonObject): Promise<ReadonlyMap<string, Json>> {
  const file = path.join(folder, 'given.json');
  writeFileSync(file, JSON.stringify(values));
  const { stdout } = await runProgram(helm, ['template', 'release', folder, '--values', file]);
  const objects = readYamlDocuments(stdout, { file: 'the output of helm' }) as readonly JsonObject[];
  return new Map(objects.map((object) => [object.name as string, object]));
}

/** Numbers of manifests have no negative zero. */
function plain(value: Json | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

describe.each(['helm3', 'helm4'] as const)(`in %s, with seed ${seed}`, (helm) => {
  it('every lifted function gives what it gives in Jsonnet', async () => {
    expect(cases.length).toBeGreaterThan(rounds - 1);
    const differences: string[] = [];
    for (const { values, expected } of cases) {
      const actual = await render(helm, values);
      for (const name of names) {
        const [left, right] = [plain(expected.get(name)), plain(actual.get(name))];
        if (!isDeepStrictEqual(left, right))
          differences.push(
            `${name}: ${JSON.stringify(right)}, not ${JSON.stringify(left)} of ${JSON.stringify(values)}`,
          );
      }
    }
    expect(differences.slice(0, 8)).toEqual([]);
  }, 120_000);
});
