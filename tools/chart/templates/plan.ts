// Which nodes become named templates: what is used in several places, and what would not fit where it is used.

import { joinWords } from '../../shared/text.ts';
import { not } from '../../symbolic/build.ts';
import { childrenOf } from '../../symbolic/children.ts';
import type { OperationName } from '../../symbolic/operations/names.ts';
import { type Guard, nodesOfPath } from '../../symbolic/reach.ts';
import { type Node, type ObjectNode, type Part, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind } from '../../symbolic/types.ts';
import { findBases } from './bases.ts';
import { isCall } from './condition.ts';
import { type Helper, toWord, type Where } from './context.ts';
import { fallbackOf } from './fallback.ts';
import { gatherFields } from './gather.ts';
import { addGiven, conjunctsOf, fillednessOf, type Given, isFilledBy } from './given.ts';
import { inputs } from './inputs.ts';
import { splitMap, without } from './merge.ts';
import { findRuns } from './runs.ts';
import { mayCollide, textsOfKey } from './shape.ts';

export type Plan = Pick<Where, 'helpers' | 'bases' | 'runs' | 'keys'>;

interface Use {
  count: number;
  /** The key under which it is found first. */
  readonly key: string;
  /** Where it is found first: the name of a manifest's file. */
  readonly place: string;
  /** It is what a merged map starts with. */
  isBase?: boolean;
  /** What is merged over it. */
  over?: readonly Node[];
  /** It is a branch of a choice. */
  isBranch?: boolean;
  /** It is an item of a list. */
  isItem?: boolean;
  /** It is used only where it is not empty. */
  isFilled: boolean;
}

/** A tree and the name of the file that it is printed to. */
export type Placed = readonly [tree: Node, place: string];

/** The helpers that trees need, in the order in which they are used. */
export function planHelpers(chartName: string, placed: readonly Placed[], guards: readonly Guard[]): Plan {
  const trees = placed.map(([tree]) => tree);
  const bases = findBases(trees);
  const runs = findRuns(trees);
  const uses = countUses(placed, { bases, runs });
  const inGuards = guards.flatMap(({ path, condition, message }) => [
    ...nodesOfPath(path),
    condition,
    message,
  ]);
  allowEmpty(uses, inGuards);
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

function splicedIn(parts: readonly Part[]): readonly Node[] {
  return parts.flatMap((part) => (part.kind === 'splice' ? [part.of] : []));
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

function countUses(
  placed: readonly Placed[],
  { bases, runs }: Pick<Plan, 'bases' | 'runs'>,
): ReadonlyMap<Node, Use> {
  const uses = new Map<Node, Use>();
  let place = '';
  const visit = (node: Node, key: string, isFilled: boolean): Use => {
    const known = uses.get(node);
    if (known) {
      known.count++;
      known.isFilled &&= isFilled;
      return known;
    }
    const use: Use = { count: 1, key, place, isFilled };
    uses.set(node, use);
    const base = node.kind === 'object' ? baseOf(node, bases) : undefined;
    if (base)
      Object.assign(visit(base, key, false), {
        isBase: true,
        over: splicedIn(without((node as ObjectNode).parts, base)),
      });
    for (const [child, name, condition] of usedBy(
      node,
      key,
      base ? without((node as ObjectNode).parts, base) : runs.get(node),
    )) {
      const inner = visit(child, name, condition !== undefined && says(condition, child));
      if (node.kind === 'if') inner.isBranch = true;
      if (node.kind === 'list') inner.isItem = true;
    }
    return use;
  };
  for (const [tree, file] of placed) {
    place = file;
    visit(tree, 'manifest', false);
  }
  return uses;
}

/** Guards make no helpers, but they use those that there are, also where these give nothing. */
function allowEmpty(uses: ReadonlyMap<Node, Use>, roots: readonly Node[]): void {
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const use = uses.get(node);
    if (use) use.isFilled = false;
    childrenOf(node).forEach(visit);
  };
  roots.forEach(visit);
}

function says(condition: Node, node: Node): boolean {
  return isFilledBy(addGiven(new Set(), condition), node);
}

function baseOf(node: ObjectNode, bases: Plan['bases']): ObjectNode | undefined {
  if (bases.has(node)) return bases.get(node);
  if (!mayCollide(node.parts)) return undefined;
  const { base } = splitMap(node, { bases });
  const name = node.beginning ?? node.name;
  if (base && base !== node && name !== undefined) base.name ??= name;
  return base === node ? undefined : (base as ObjectNode | undefined);
}

type Used = readonly [node: Node, key: string, condition?: Node | undefined];

/**
 * The nodes that a node is printed with, each with the key that it stands under, and under which condition.
 * `printed`: some parts are others.
 */
function usedBy(node: Node, key: string, printed: readonly Part[] | undefined): readonly Used[] {
  if (node.kind === 'narrow') return [[node.of, key]];
  if (node.kind === 'index' && node.key.kind === 'variable') return [];
  if (node.kind === 'call' && looping.has(node.operation))
    return node.args.flatMap((list) => usedByLoop(list, key));
  if (node.kind !== 'list' && node.kind !== 'object') return childrenOf(node).map((child) => [child, key]);
  return gatherFields(printed ?? node.parts).flatMap((part) => usedByPart(part, key));
}

/** Operations that go through the parts of a list without making it. */
const looping: ReadonlySet<OperationName> = new Set(['any', 'all', 'length']);

function usedByLoop(list: Node, key: string): readonly Used[] {
  return list.kind === 'list' ? list.parts.flatMap((part) => usedByPart(part, key)) : [[list, key]];
}

function usedByPart(part: Part, key: string, condition?: Node): readonly Used[] {
  const within = (parts: readonly Part[], inner?: Node): readonly Used[] =>
    parts.flatMap((one) => usedByPart(one, key, inner));
  switch (part.kind) {
    case 'field':
      return [[part.value, part.key, condition]];
    case 'item':
      return [[part.value, key, condition]];
    case 'entry':
      return [...piecesOfKey(part.key).map((piece) => [piece, key] as const), [part.value, key]];
    case 'splice':
      return [[part.of, key]];
    case 'when':
      return [
        [part.condition, key],
        ...within(part.parts, part.condition),
        ...within(part.otherwise, not(part.condition)),
      ];
    case 'each':
      return [[part.loop.over, key], ...within(part.parts)];
  }
}

/** A key that is one of a few texts is printed where it stands. */
function piecesOfKey(key: Node): readonly Node[] {
  return textsOfKey(key) && isCall(key, 'concat') ? key.args : [key];
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
  const { count, isBase, isBranch, isItem } = use;
  if (node.free.size > 0 || widen(node) !== node || isPath(node) || node.kind === 'literal') return false;
  if (node.kind === 'object' || node.kind === 'list') {
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
