// What the proof can ask of compiled templates: which branches a case takes, and which guards it violates.

import type { Json, JsonObject } from '../../shared/json.ts';
import { childrenOf } from '../../symbolic/children.ts';
import { interpret, type Inputs as TreeInputs } from '../../symbolic/interpret.ts';
import type { Guard } from '../../symbolic/reach.ts';
import { guardsViolated, type Step, taken } from '../../symbolic/reach.ts';
import type { Node } from '../../symbolic/tree.ts';
import type { Compared, Inputs, Insight } from '../insight.ts';
import { filledIn, isCall } from './condition.ts';
import type { TemplateBranch } from './document.ts';
import { maybeEmpty } from './shape.ts';

interface Known {
  readonly branches: readonly TemplateBranch[];
  readonly guards: readonly Guard[];
  readonly chart: JsonObject;
}

/** Both sides of each condition, and each loop with items and without. */
export function createInsight({ branches, guards, chart }: Known): Insight {
  const closed = branches.filter(isClosed);
  const toTree = ({ values, release, capabilities }: Inputs): TreeInputs =>
    ({ values, release, capabilities, chart }) as unknown as TreeInputs;
  return {
    compared: (inputs) => guards.map(({ condition }) => comparedIn(condition, toTree(inputs))),
    branches: {
      all: closed.flatMap((branch) =>
        possibleSides(branch).map((side) => ({
          id: `${branch.id} ${side}`,
          description: `${branch.description}: ${side}`,
        })),
      ),
      taken: (inputs) => takenIds(closed, toTree(inputs)),
    },
    guards: {
      all: guards.map((guard) => ({
        id: describe(guard.message),
        description: describe(guard.message),
      })),
      violated: (inputs) => violatedBy(guards, toTree(inputs)),
    },
    asked: textsIn([...branches.map(({ last }) => last), ...guards.flatMap(stepsOf)]),
  };
}

function stepsOf({ path, condition }: Guard): readonly Step[] {
  return [...path, { kind: 'when', condition }];
}

/** The literal texts in what is tested and gone through, each once. */
function textsIn(steps: readonly Step[]): readonly string[] {
  const texts = new Set<string>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'literal' && typeof node.value === 'string' && node.value !== '') texts.add(node.value);
    childrenOf(node).forEach(visit);
  };
  for (const step of steps) visit(step.kind === 'when' ? step.condition : step.loop.over);
  return [...texts];
}

/** Of all comparisons in a condition, each once. */
function comparedIn(condition: Node, inputs: TreeInputs): readonly Compared[] {
  const seen = new Set<Node>();
  const visit = (node: Node): readonly Compared[] => {
    if (seen.has(node)) return [];
    seen.add(node);
    return [...comparedBy(node, inputs), ...childrenOf(node).flatMap(visit)];
  };
  return visit(condition);
}

function comparedBy(node: Node, inputs: TreeInputs): readonly Compared[] {
  if (!isCall(node, 'equals') && !isCall(node, 'member')) return [];
  const [left, right] = node.args as readonly [Node, Node];
  return [...comparisons(left, right, inputs), ...comparisons(right, left, inputs)];
}

function comparisons(at: Node, other: Node, inputs: TreeInputs): readonly Compared[] {
  const paths = pathsIn(at);
  if (paths.length === 0) return [];
  const values = [readValue(other, inputs)].flat();
  return paths.flatMap((path) =>
    values.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [{ path, value }] : [],
    ),
  );
}

/** Of a value, or of the values that are chosen among. */
function pathsIn(node: Node): readonly (readonly string[])[] {
  if (node.kind === 'if') return [node.then, node.otherwise].flatMap(pathsIn);
  const path = pathIn(node);
  return path === undefined ? [] : [path];
}

/** Undefined where it has none: inside of a loop, or where a guard before it would have refused the inputs. */
function readValue(node: Node, inputs: TreeInputs): Json | undefined {
  try {
    return interpret(node, inputs);
  } catch {
    return undefined;
  }
}

function pathIn(node: Node): readonly string[] | undefined {
  if (node.kind === 'input') return node.input === 'values' ? [] : undefined;
  const of = node.kind === 'field' ? pathIn(node.of) : undefined;
  return of && node.kind === 'field' ? [...of, node.field] : undefined;
}

function sidesOf(step: Step): readonly [string, string] {
  return step.kind === 'when' ? ['true', 'false'] : ['with items', 'with none'];
}

/** The sides that a branch has: where the list cannot be empty, there is no second one. */
function possibleSides({ path, last }: TemplateBranch): readonly string[] {
  const [first, second] = sidesOf(last);
  if (last.kind === 'when') return [first, second];
  const { over } = last.loop;
  const isFilled = path.some((step) => step.kind === 'when' && requires(step.condition, over));
  return isFilled || !maybeEmpty(over) ? [first] : [first, second];
}

/** Whether the condition says that the list is not empty. */
function requires(condition: Node, list: Node): boolean {
  return isCall(condition, 'and')
    ? condition.args.some((one) => requires(one, list))
    : filledIn(condition) === list;
}

function takenIds(branches: readonly TemplateBranch[], inputs: TreeInputs): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const branch of branches) {
    const { yes, no } = takenBy(branch, inputs);
    const [positive, negative] = sidesOf(branch.last);
    if (yes) ids.add(`${branch.id} ${positive}`);
    if (no) ids.add(`${branch.id} ${negative}`);
  }
  return ids;
}

/** A helper's branch may rely on where the helper is used: it is not taken where it has no meaning. */
function takenBy(
  branch: TemplateBranch,
  inputs: TreeInputs,
): { readonly yes: boolean; readonly no: boolean } {
  try {
    return taken([branch], inputs)[0] ?? { yes: false, no: false };
  } catch {
    return { yes: false, no: false };
  }
}

/** Whether the path binds all variables: an accumulator has no value outside of its loop. */
function isClosed({ path, last }: TemplateBranch): boolean {
  const bound = new Set<number>();
  return [...path, last].every((step) => {
    const node = step.kind === 'when' ? step.condition : step.loop.over;
    if ([...node.free].some((number) => !bound.has(number))) return false;
    if (step.kind === 'each')
      for (const one of [step.loop.item, step.loop.index]) if (one) bound.add(one.number);
    return true;
  });
}

/** The sentence of a guard, with dots for what the values say. */
function describe(message: Node): string {
  if (message.kind === 'literal') return String(message.value);
  return isCall(message, 'concat') ? message.args.map(describe).join('') : '…';
}

function violatedBy(
  guards: readonly Guard[],
  inputs: TreeInputs,
): readonly { readonly id: string; readonly sentence: string }[] {
  const violated: { readonly id: string; readonly sentence: string }[] = [];
  for (const guard of guards) {
    try {
      const [sentence] = guardsViolated([guard], inputs);
      if (sentence !== undefined) violated.push({ id: describe(guard.message), sentence });
    } catch (error) {
      if (violated.length === 0) throw error;
    }
  }
  return violated;
}
