// Which nodes become named templates: what is used in several places, and what would not fit where it is used.

import { joinWords } from '../../shared/text.ts';
import { childrenOf } from '../../symbolic/children.ts';
import type { Guard } from '../../symbolic/reach.ts';
import { type ListNode, type Node, type ObjectNode, type Part, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind } from '../../symbolic/types.ts';
import { findBases } from './bases.ts';
import { isCall } from './condition.ts';
import { type Helper, toWord, type Where } from './context.ts';
import { fallbackOf } from './fallback.ts';
import { conjunctsOf, fillednessOf, type Given } from './given.ts';
import { inputs } from './inputs.ts';
import { findRuns } from './runs.ts';
import { countUses, type Placed, type Use } from './uses.ts';

export type Plan = Pick<Where, 'helpers' | 'bases' | 'runs' | 'keys'>;

/** The helpers that trees need, in the order in which they are used. */
export function planHelpers(chartName: string, placed: readonly Placed[], guards: readonly Guard[]): Plan {
  const trees = placed.map(([tree]) => tree);
  const bases = findBases(trees);
  const runs = findRuns(trees);
  const uses = countUses(placed, { bases, runs, guards });
  const helpers = new Map<Node, Helper>();
  const taken = new Set<string>(['validate']);
  const isHelper = createJudgement(uses);
  for (const [node, use] of uses) {
    if (!isHelper(node)) continue;
    const name = pickName(namesFor(node, use), taken);
    const given: Given = new Set(use.isFilled ? conjunctsOf(fillednessOf(node)) : []);
    helpers.set(node, { name: `${chartName}.${name}`, node, gives: givesOf(node), given, ...commentOn(use) });
  }
  const keys = new Map([...uses].map(([node, { key }]) => [node, key]));
  return { helpers, bases, runs, keys };
}

/** What is merged over a map that serves for nothing else. */
function commentOn({ count, over }: Use): { readonly comment?: string } {
  const paths = count > 1 ? [] : (over ?? []).map(pathOf);
  if (paths.length === 0 || paths.includes(undefined)) return {};
  const verb = paths.length === 1 ? 'is' : 'are';
  return {
    comment: `Computed from the values; ${joinWords(paths as readonly string[], 'and')} ${verb} merged over it.`,
  };
}

function pathOf(node: Node): string | undefined {
  if (node.kind === 'input') return inputs[node.input];
  const of = node.kind === 'field' ? pathOf(node.of) : undefined;
  return node.kind === 'field' && of !== undefined ? `${of}.${node.field}` : undefined;
}

/** What a reader would call it, from best to least: as the source does, by what it is for, by where it stands. */
function namesFor(node: Node, { key, place, isBase }: Use): readonly string[] {
  const word = toWord(node.name ?? key);
  const isSpecial = toWord(key).toLowerCase().endsWith(word.toLowerCase());
  return [
    word,
    ...(isBase ? [`${word}Defaults`] : []),
    ...(isSpecial ? [toWord(key)] : []),
    toWord(`${place}-${word}`),
  ];
}

function pickName(names: readonly string[], taken: Set<string>): string {
  const last = names.at(-1) as string;
  let name = names.find((one) => !taken.has(one)) ?? last;
  for (let number = 2; taken.has(name); number++) name = `${last}${number}`;
  taken.add(name);
  return name;
}

function givesOf({ type }: Node): Helper['gives'] {
  if (isKind(type, 'object')) return 'map';
  if (isKind(type, 'array')) return 'list';
  if (isKind(type, 'boolean')) return 'boolean';
  return isInteger(type) ? 'integer' : 'text';
}

type Judgement = (node: Node) => boolean;

/** Whether a node becomes a helper, which depends on whether what is in it does. */
function createJudgement(uses: ReadonlyMap<Node, Use>): Judgement {
  const known = new Map<Node, boolean>();
  const judge: Judgement = (node) => {
    const use = uses.get(node);
    if (!use) return false;
    const before = known.get(node);
    if (before !== undefined) return before;
    const is = isWorthHelper(node, use, judge);
    known.set(node, is);
    return is;
  };
  return judge;
}

/** An item of a list that has more lines may be a helper: the dash stands alone on its line then. */
const longestItem = 6;

function isWorthHelper(node: Node, use: Use, isHelper: Judgement): boolean {
  const { count, isBase, isBranch, isItem, operands = 0 } = use;
  if (node.free.size > 0 || widen(node) !== node || isPath(node) || node.kind === 'literal') return false;
  if (node.kind === 'object' || node.kind === 'list') {
    // A function is given words where it stands.
    if (isConstant(node) && count - operands < 2) return false;
    if (count > 1) return linesOf(node.parts) > (node.kind === 'object' && isItem ? longestItem : 1);
    return isBase === true && isWorthBase(node.parts);
  }
  if (isKind(node.type, 'string')) {
    // What the author has named and uses often is a helper even if it is short.
    const longest = node.name !== undefined && count > 2 ? 0 : 1;
    return (!isBranch && isAwkward(node, isHelper)) || (count > 1 && weightOf(node, isHelper) > longest);
  }
  if (isKind(node.type, 'boolean')) return count > 1 && weightOf(node, isHelper) > 2;
  return false;
}

function isConstant({ parts }: ObjectNode | ListNode): boolean {
  return parts.every((part) => part.kind === 'item' && part.value.kind === 'literal');
}

function isPath(node: Node): boolean {
  return node.kind === 'input' || (node.kind === 'field' && isPath(node.of));
}

function isWorthBase(parts: readonly Part[]): boolean {
  return linesOf(parts) > 4 || parts.some(({ kind }) => kind === 'when');
}

/** About as many lines as it would have. */
function linesOf(parts: readonly Part[]): number {
  const sizes = parts.map((part): number => {
    if (part.kind === 'when') return 1 + linesOf([...part.parts, ...part.otherwise]);
    if (part.kind === 'each') return 1 + linesOf(part.parts);
    const value = part.kind === 'splice' ? part.of : part.value;
    return value.kind === 'object' || value.kind === 'list' ? linesOf(value.parts) : 1;
  });
  return sizes.reduce((sum, one) => sum + one, 0);
}

/** How many functions and choices an expression has, beside those of helpers. */
function weightOf(node: Node, isHelper: Judgement): number {
  const inner = childrenOf(node).reduce(
    (sum, child) => sum + (isHelper(child) ? 0 : weightOf(child, isHelper)),
    0,
  );
  if (node.kind === 'call')
    return inner + (node.operation === 'concat' ? Math.max(1, node.args.length - 2) : 1);
  return inner + (node.kind === 'if' ? 1 : 0);
}

/** A text with a choice in its middle, or one of three. */
function isAwkward(node: Node, isHelper: Judgement): boolean {
  const isChoice = (inner: Node): boolean => inner.kind === 'if' && !isHelper(inner);
  if (node.kind === 'if') return isChoice(node.then) || isChoice(node.otherwise);
  return isCall(node, 'concat') && node.args.some((arg) => isChoice(arg) && isWideChoice(arg));
}

function isWideChoice(node: Node): boolean {
  if (node.kind === 'if' && fallbackOf(node)) return true;
  return (
    node.kind === 'if' &&
    !fallbackOf(node) &&
    [node.then, node.otherwise].some(({ kind }) => kind !== 'literal' && kind !== 'field')
  );
}
