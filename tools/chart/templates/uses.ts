// Where and how often the nodes of all trees are printed, by which their helpers are planned.
import { not } from '../../symbolic/build.ts';
import { childrenOf } from '../../symbolic/children.ts';
import type { OperationName } from '../../symbolic/operations/names.ts';
import { type Guard, nodesOfPath } from '../../symbolic/reach.ts';
import type { Node, ObjectNode, Part } from '../../symbolic/tree.ts';
import { isCall } from './condition.ts';
import type { Where } from './context.ts';
import { gatherFields } from './gather.ts';
import { addGiven, isFilledBy } from './given.ts';
import { splitMap, without } from './merge.ts';
import { mayCollide, textsOfKey } from './shape.ts';

export interface Use {
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
  /** How often it is something that a function works on. */
  operands?: number;
}

/** A tree and the name of the file that it is printed to. */
export type Placed = readonly [tree: Node, place: string];

type Bases = Where['bases'];

/** The uses of all nodes that are printed, in the order in which they are found. */
export function countUses(
  placed: readonly Placed[],
  { bases, runs, guards }: Pick<Where, 'bases' | 'runs'> & { readonly guards: readonly Guard[] },
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
      if (node.kind === 'call') inner.operands = (inner.operands ?? 0) + 1;
    }
    return use;
  };
  for (const [tree, file] of placed) {
    place = file;
    visit(tree, 'manifest', false);
  }
  allowEmpty(
    uses,
    guards.flatMap(({ path, condition, message }) => [...nodesOfPath(path), condition, message]),
  );
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

function baseOf(node: ObjectNode, bases: Bases): ObjectNode | undefined {
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

function splicedIn(parts: readonly Part[]): readonly Node[] {
  return parts.flatMap((part) => (part.kind === 'splice' ? [part.of] : []));
}
