// A chart that computes every operation with every kind of argument: what real Helm gives, and what the tree means.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileTrees } from '../../tools/chart/templates/files.ts';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import type { ProgramName } from '../../tools/process/programs.ts';
import { runProgram } from '../../tools/process/run.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { createRandom, type Random } from '../../tools/shared/random.ts';
import { call, choose } from '../../tools/symbolic/build.ts';
import type { SymbolicResource } from '../../tools/symbolic/index.ts';
import { interpret } from '../../tools/symbolic/interpret.ts';
import { type OperationName, operations } from '../../tools/symbolic/operations/index.ts';
import { makeList, makeObject } from '../../tools/symbolic/parts.ts';
import {
  field,
  growTree,
  input,
  literal,
  type Node,
  type Part,
  variable,
  yes,
} from '../../tools/symbolic/tree.ts';
import { arrayOf, isKind, largest, structOf, type Type } from '../../tools/symbolic/types.ts';
import type { Argument } from '../symbolic/arguments.ts';
import { combinations, domains, tuplesOf } from '../symbolic/domains.ts';

const names = Object.keys(operations) as readonly OperationName[];

/** One operation with one combination of arguments, and the tuples that it is computed with. */
interface Case {
  readonly operation: OperationName;
  readonly title: string;
  readonly chosen: readonly Argument[];
  readonly tuples: readonly (readonly Json[])[];
}

export interface Result {
  readonly title: string;
  readonly tuple: readonly Json[];
  /** What the tree means: the value, and for booleans which branch they choose. */
  readonly expected: Json;
  readonly actual: Json | undefined;
}

export interface Size {
  readonly seed: number;
  /** Combinations of arguments for each operation. */
  readonly combinations: number;
  readonly tuples: number;
  /** Half of the integers are given with `--set`, which makes int64 of what is float64 in files. */
  readonly isSet?: true;
}

function sample<T>(random: Random, all: readonly T[], count: number): readonly T[] {
  const rest = [...all];
  while (rest.length > count) rest.splice(random.below(rest.length), 1);
  return rest;
}

function casesOf(operation: OperationName, { seed, combinations: most, tuples }: Size): readonly Case[] {
  const possible = combinations(domains[operation]).filter((chosen) => chosen.some((one) => 'type' in one));
  return sample(createRandom(seed), possible, most * 4)
    .filter((chosen) => !operations[operation].limit?.(...chosen.map(standIn)))
    .slice(0, most)
    .map((chosen) => ({
      operation,
      title: `${operation}(${chosen.map(({ name }) => name).join(', ')})`,
      chosen,
      tuples: tuplesOf(chosen, tuples),
    }));
}

function standIn(argument: Argument): Node {
  return 'literal' in argument ? literal(argument.literal) : variable(1, argument.type);
}

const letters = ['a', 'b', 'c'] as const;

function itemTypeOf(chosen: readonly Argument[]): Type {
  return structOf(
    chosen.flatMap((one, at) =>
      'type' in one ? [[letters[at] as string, { type: one.type, required: true }] as const] : [],
    ),
  );
}

/** A list with what the operation gives for each item of a list of arguments. */
function listOf({ operation, chosen }: Case, over: Node): Node {
  const item = variable(1, itemTypeOf(chosen));
  const args = chosen.map((one, at) =>
    'literal' in one ? literal(one.literal) : field(item, letters[at] as string, one.type),
  );
  const result = call(operation, ...args);
  return makeList([{ kind: 'each', loop: { over, item }, parts: [{ kind: 'item', value: shown(result) }] }]);
}

/** Results as they are printed in manifests; of booleans also what they decide. */
function shown(result: Node): Node {
  if (isKind(result.type, 'array')) return call('json', result);
  if (!isKind(result.type, 'boolean')) return result;
  const parts: readonly Part[] = [
    { kind: 'field', key: 'value', value: result },
    { kind: 'field', key: 'branch', value: choose(result, literal('yes'), literal('no')) },
  ];
  return makeObject(parts);
}

function valuesTypeOf(cases: readonly Case[]): Type {
  const fields = cases.map(
    ({ chosen }, at) => [`c${at}`, { type: arrayOf(itemTypeOf(chosen)), required: true }] as const,
  );
  return structOf(fields);
}

function resourceOf(operation: OperationName, cases: readonly Case[], values: Node): SymbolicResource {
  const of = field(values, operation, valuesTypeOf(cases));
  const parts = cases.map((one, at): Part => {
    const over = field(of, `c${at}`, arrayOf(itemTypeOf(one.chosen)));
    return { kind: 'field', key: `c${at}`, value: listOf(one, over) };
  });
  const id: Part = { kind: 'field', key: 'operation', value: literal(operation) };
  return { name: operation, condition: yes(), value: makeObject([id, ...parts]) };
}

function itemOf({ chosen }: Case, tuple: readonly Json[]): JsonObject {
  return Object.fromEntries(
    chosen.flatMap((one, at) => ('type' in one ? [[letters[at] as string, tuple[at] as Json]] : [])),
  );
}

function valuesOf(cases: readonly Case[]): JsonObject {
  return Object.fromEntries(
    cases.map((one, at) => [`c${at}`, one.tuples.map((tuple) => itemOf(one, tuple))]),
  );
}

/** Values as a file that Helm reads: what YAML does not print stands there as an escape. */
function formatValues(values: JsonObject): string {
  return JSON.stringify(values).replace(
    /[\u007f-\u009f\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

interface Prepared {
  readonly operation: OperationName;
  readonly cases: readonly Case[];
  readonly template: string;
  readonly expected: JsonObject;
}

/** Templates and expected results of the operations. */
function prepare(size: Size): readonly Prepared[] {
  const all = names.map((operation) => ({ operation, cases: casesOf(operation, size) }));
  return all
    .filter(({ cases }) => cases.length > 0)
    .map(({ operation, cases }) =>
      growTree(1_000_000, () => {
        const values = { [operation]: valuesOf(cases) };
        const type = structOf([[operation, { type: valuesTypeOf(cases), required: true }]]);
        const resource = resourceOf(operation, cases, input('values', type));
        const { files } = compileTrees({ resources: [resource], guards: [] }, { chartName: operation });
        const template = files.map(({ content }) => content).join('\n');
        const expected = interpret(resource.value, { values }) as JsonObject;
        return { operation, cases, template, expected };
      }),
    );
}

export type Outcome =
  | { readonly results: readonly Result[] }
  | { readonly error: string; readonly template: string };

const faultyTemplate = /operations\/templates\/([A-Za-z0-9]+)\.yaml/;

/** What each operation gives in real Helm. An operation whose template fails does not hide the others. */
export async function computeWithHelm(
  helm: ProgramName,
  size: Size,
): Promise<ReadonlyMap<OperationName, Outcome>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-operations-'));
  try {
    const prepared = prepare(size);
    writeChart(folder, prepared);
    return await collect({ helm, folder, prepared, sets: size.isSet ? setsOf(prepared) : [] });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeChart(folder: string, prepared: readonly Prepared[]): void {
  mkdirSync(path.join(folder, 'templates'));
  writeFileSync(path.join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: operations\nversion: 0.1.0\n');
  const values = Object.fromEntries(prepared.map(({ operation, cases }) => [operation, valuesOf(cases)]));
  writeFileSync(path.join(folder, 'given.json'), formatValues(values));
  for (const { operation, template } of prepared)
    writeFileSync(path.join(folder, 'templates', `${operation}.yaml`), template);
}

/** `--set` for every other integer among the arguments. */
function setsOf(prepared: readonly Prepared[]): readonly string[] {
  const random = createRandom(1);
  return prepared.flatMap(({ operation, cases }) =>
    cases.flatMap(({ chosen, tuples }, at) => {
      const words = tuples.flatMap((tuple, row) =>
        tuple.flatMap((value, place) => {
          const isGiven = 'type' in (chosen[place] as Argument) && Number.isInteger(value);
          if (!isGiven || Math.abs(value as number) > largest || random.chance(0.5)) return [];
          return [`${operation}.c${at}[${row}].${letters[place]}=${value}`];
        }),
      );
      return words.length > 0 ? ['--set', words.join(',')] : [];
    }),
  );
}

interface Question {
  readonly helm: ProgramName;
  readonly folder: string;
  readonly prepared: readonly Prepared[];
  readonly sets: readonly string[];
}

async function collect({
  helm,
  folder,
  prepared,
  sets,
}: Question): Promise<ReadonlyMap<OperationName, Outcome>> {
  const args = ['template', 'release', folder, '--values', path.join(folder, 'given.json'), ...sets];
  const outcomes = new Map<OperationName, Outcome>();
  for (;;) {
    const { stdout, stderr, exitCode } = await runProgram(helm, args, { exitCodes: [0, 1] });
    const faulty = faultyTemplate.exec(stderr)?.[1];
    const template = prepared.find(({ operation }) => operation === faulty)?.template;
    if (exitCode === 0) return addResults(outcomes, stdout, prepared);
    if (faulty === undefined || template === undefined) throw new Error(stderr);
    outcomes.set(faulty as OperationName, { error: stderr, template });
    rmSync(path.join(folder, 'templates', `${faulty}.yaml`));
  }
}

function addResults(
  outcomes: Map<OperationName, Outcome>,
  stdout: string,
  prepared: readonly Prepared[],
): ReadonlyMap<OperationName, Outcome> {
  const objects = readYamlDocuments(stdout, { file: 'the output of helm' }) as readonly JsonObject[];
  for (const one of prepared) {
    const actual = objects.find((object) => object?.operation === one.operation);
    if (actual) outcomes.set(one.operation, { results: resultsOf(one, actual) });
  }
  return outcomes;
}

function resultsOf({ cases, expected }: Prepared, actual: JsonObject): readonly Result[] {
  return cases.flatMap(({ title, tuples }, at) => {
    const [left, right] = [expected[`c${at}`] as readonly Json[], actual[`c${at}`] as readonly Json[]];
    return tuples.map((tuple, row) => ({ title, tuple, expected: left[row] as Json, actual: right?.[row] }));
  });
}
