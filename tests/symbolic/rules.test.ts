// Rewrites keep the meaning: on random trees and values, what was there before and what a rule makes of it give the same.
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../tools/shared/random.ts';
import { call, choose, not } from '../../tools/symbolic/build.ts';
import { FaultReached, type Inputs, interpret } from '../../tools/symbolic/interpret.ts';
import { type OperationName, operations } from '../../tools/symbolic/operations/index.ts';
import { callRules, ifRules } from '../../tools/symbolic/rules/index.ts';
import type { Make } from '../../tools/symbolic/rules/rule.ts';
import { growTree, type If, type Node, rawCall, rawIf } from '../../tools/symbolic/tree.ts';
import { Grower, type Want } from './trees.ts';
import { drawInputs } from './treeValues.ts';

const make: Make = { call, choose, not };
const seed = 11;
const rounds = 100;
const cases = 8;
const enough = 8;

/** What is interpreted: the value as JSON, or that it fails. */
function outcome(node: Node, inputs: Inputs): string {
  try {
    return JSON.stringify(interpret(node, inputs), (_, value) => (Object.is(value, -0) ? '-0' : value));
  } catch (error) {
    if (error instanceof FaultReached) return 'fails';
    throw error;
  }
}

interface Tried {
  /** How often the rule applied. */
  count: number;
  /** The first tree that means something else after it. */
  difference?: string;
}

const tried = new Map<string, Tried>();

function record(name: string): Tried {
  const known = tried.get(name) ?? { count: 0 };
  tried.set(name, known);
  return known;
}

/** Applies a rule and compares. */
function check(
  name: string,
  { before, after, inputs }: { before: Node; after: Node; inputs: readonly Inputs[] },
): void {
  const one = record(name);
  one.count++;
  for (const each of inputs) {
    const [expected, actual] = [outcome(before, each), outcome(after, each)];
    if (expected === actual || one.difference) continue;
    one.difference = `${show(before)} → ${show(after)} with ${JSON.stringify(each)}: ${expected} → ${actual}`;
  }
}

/** A tree as text, for messages. */
function show(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'field':
      return `${show(node.of)}.${node.field}`;
    case 'call':
      return `${node.operation}(${node.args.map(show).join(', ')})`;
    case 'if':
      return `(if ${show(node.condition)} then ${show(node.then)} else ${show(node.otherwise)})`;
    default:
      return node.kind;
  }
}

function tryCall(grower: Grower, operation: OperationName, inputs: readonly Inputs[]): void {
  const args = grower.argumentsOf(operation, 2);
  if (args.some(({ kind }) => kind === 'error') && operation !== 'and' && operation !== 'or') return;
  const before = rawCall(operation, args, operations[operation].type(...args));
  for (const { name, apply } of callRules[operation] ?? []) {
    const after = apply(make, args);
    if (after) check(`${operation}: ${name}`, { before, after, inputs });
  }
}

function tryIf(grower: Grower, want: Want, inputs: readonly Inputs[]): void {
  const [condition, then, otherwise] = grower.branches(want, 2);
  const before = rawIf(condition, then, otherwise) as If;
  for (const { name, apply } of ifRules) {
    const after = apply(make, before);
    if (after) check(`if: ${name}`, { before, after, inputs });
  }
}

const names = [
  ...Object.entries(callRules).flatMap(([operation, rules]) =>
    rules.map(({ name }) => `${operation}: ${name}`),
  ),
  ...ifRules.map(({ name }) => `if: ${name}`),
];

describe(`rewrites, with seed ${seed}`, () => {
  beforeAll(() => {
    const random = createRandom(seed);
    const inputs = Array.from({ length: cases }, () => drawInputs(random));
    for (let round = 0; round < rounds; round++) {
      growTree(1_000_000, () => {
        const grower = new Grower(random);
        for (const operation of Object.keys(callRules) as OperationName[])
          for (let time = 0; time < 25; time++) tryCall(grower, operation, inputs);
        for (let time = 0; time < 20; time++)
          for (const want of ['boolean', 'boolean', 'string', 'words'] as const) tryIf(grower, want, inputs);
      });
    }
  }, 120_000);

  it.each(names)('%s', (name) => {
    const { count, difference } = record(name);
    expect(difference ?? 'none').toBe('none');
    expect(count).toBeGreaterThanOrEqual(enough);
  });
});
