// Which guards and branches of a tree are reached with given inputs.
import { toText } from '../jsonnet/evaluation/operators.ts';
import { withStack } from '../jsonnet/evaluation/stack.ts';
import {
  createRun,
  evaluate,
  FaultReached,
  type Inputs,
  type Run,
  rounds,
  type Scope,
  truth,
} from './interpret.ts';
import type { Loop, Node } from './tree.ts';

/** One step on the way to a place in the tree. */
export type Step =
  | { readonly kind: 'when'; readonly condition: Node }
  | { readonly kind: 'each'; readonly loop: Loop };

/** A sentence that the chart fails with where the path leads and the condition is true. */
export interface Guard {
  readonly path: readonly Step[];
  readonly condition: Node;
  readonly message: Node;
}

/** What the steps ask, or go through. */
export function nodesOfPath(path: readonly Step[]): readonly Node[] {
  return path.map((step) => (step.kind === 'when' ? step.condition : step.loop.over));
}

/** A condition or a loop at the end of a path. */
export interface Branch {
  readonly path: readonly Step[];
  readonly last: Step;
}

/** Conditions: was it true, was it false? Loops: were there items, were there none? */
export interface Taken {
  readonly yes: boolean;
  readonly no: boolean;
}

const depth = 100_000;

/**
 * The sentences of the guards that are violated, in order. What comes after the first of them may have no value,
 * since it relies on the guards before: it is left out.
 */
export function guardsViolated(guards: readonly Guard[], inputs: Inputs): readonly string[] {
  const run = createRun(inputs);
  const violated: string[] = [];
  return withStack(depth, () => {
    for (const { path, condition, message } of guards) {
      try {
        walk(run, { path, at: 0, scope: undefined }, (scope) => {
          if (truth(run, condition, scope)) violated.push(toText(evaluate(run, message, scope)));
        });
      } catch (error) {
        if (error instanceof FaultReached && error.fault.kind === 'user') violated.push(error.message);
        else if (violated.length === 0) throw error;
      }
    }
    return violated;
  });
}

/** For each branch which of its sides the inputs reach; neither when its path does not lead there. */
export function taken(branches: readonly Branch[], inputs: Inputs): readonly Taken[] {
  const run = createRun(inputs);
  return withStack(depth, () => branches.map((branch) => takenOf(run, branch)));
}

function takenOf(run: Run, { path, last }: Branch): Taken {
  const result = { yes: false, no: false };
  walk(run, { path, at: 0, scope: undefined }, (scope) => {
    if (decide(run, last, scope)) result.yes = true;
    else result.no = true;
  });
  return result;
}

function decide(run: Run, step: Step, scope: Scope | undefined): boolean {
  if (step.kind === 'when') return truth(run, step.condition, scope);
  return rounds(run, step.loop, scope).next().done !== true;
}

interface Place {
  readonly path: readonly Step[];
  readonly at: number;
  readonly scope: Scope | undefined;
}

/** Calls `visit` as often as the path leads to its end. */
function walk(run: Run, { path, at, scope }: Place, visit: (scope: Scope | undefined) => void): void {
  const step = path[at];
  if (!step) visit(scope);
  else if (step.kind === 'each')
    for (const inner of rounds(run, step.loop, scope)) walk(run, { path, at: at + 1, scope: inner }, visit);
  else if (truth(run, step.condition, scope)) walk(run, { path, at: at + 1, scope }, visit);
}
