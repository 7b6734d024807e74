// Which nodes become named templates: what is used in several places, and what would not fit where it is used.
import { makeObject } from '../../symbolic/parts.ts';
import { childrenOf, type Node, type Part, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind } from '../../symbolic/types.ts';
import { type Helper, toWord } from './context.ts';
import { fallbackOf } from './fallback.ts';
import { baseOf } from './merge.ts';
import { mayCollide } from './shape.ts';

export interface Plan {
  readonly helpers: ReadonlyMap<Node, Helper>;
}

interface Use {
  count: number;
  /** The key under which it is found first. */
  readonly key: string;
}

/** The helpers that trees need, in the order in which they are used. */
export function planHelpers(chartName: string, trees: readonly Node[]): Plan {
  const uses = countUses(trees);
  const helpers = new Map<Node, Helper>();
  const taken = new Set<string>(['validate']);
  for (const [node, { count, key }] of uses) {
    if (!isWorthHelper(node, count)) continue;
    helpers.set(node, {
      name: `${chartName}.${pickName(node.name ?? key, taken)}`,
      node,
      gives: givesOf(node),
    });
  }
  return { helpers };
}

function pickName(hint: string, taken: Set<string>): string {
  const word = toWord(hint);
  let name = word;
  for (let number = 2; taken.has(name); number++) name = `${word}${number}`;
  taken.add(name);
  return name;
}

function givesOf({ type }: Node): Helper['gives'] {
  if (isKind(type, 'object')) return 'map';
  if (isKind(type, 'array')) return 'list';
  if (isKind(type, 'boolean')) return 'boolean';
  return isInteger(type) ? 'integer' : 'text';
}

function countUses(trees: readonly Node[]): ReadonlyMap<Node, Use> {
  const uses = new Map<Node, Use>();
  const visit = (node: Node, key: string): void => {
    const known = uses.get(node);
    if (known) {
      known.count++;
      return;
    }
    uses.set(node, { count: 1, key });
    for (const [child, name] of usedBy(node, key)) visit(child, name);
  };
  for (const tree of trees) visit(tree, 'manifest');
  return uses;
}

/** The nodes that a node is printed with, each with the key that it stands under. */
function usedBy(node: Node, key: string): readonly (readonly [Node, string])[] {
  if (node.kind === 'narrow') return [[node.of, key]];
  if (node.kind === 'index' && node.key.kind === 'variable') return [];
  if (node.kind === 'list') return node.parts.flatMap((part) => usedByPart(part, key));
  if (node.kind !== 'object') return childrenOf(node).map((child) => [child, key]);
  const base = mayCollide(node.parts) ? baseOf(node) : [];
  if (base.length < 2 || base.length === node.parts.length)
    return node.parts.flatMap((part) => usedByPart(part, key));
  const start = makeObject(base);
  start.name ??= node.name ?? key;
  return [[start, key], ...node.parts.slice(base.length).flatMap((part) => usedByPart(part, key))];
}

function usedByPart(part: Part, key: string): readonly (readonly [Node, string])[] {
  const within = (parts: readonly Part[]): readonly (readonly [Node, string])[] =>
    parts.flatMap((one) => usedByPart(one, key));
  switch (part.kind) {
    case 'field':
      return [[part.value, part.key]];
    case 'item':
      return [[part.value, key]];
    case 'entry':
      return [
        [part.key, key],
        [part.value, key],
      ];
    case 'splice':
      return [[part.of, key]];
    case 'when':
      return [[part.condition, key], ...within(part.parts), ...within(part.otherwise)];
    case 'each':
      return [[part.loop.over, key], ...within(part.parts)];
  }
}

function isWorthHelper(node: Node, count: number): boolean {
  if (node.free.size > 0 || widen(node) !== node || isPath(node) || node.kind === 'literal') return false;
  if (node.kind === 'object' || node.kind === 'list') return isWorthBlock(node.parts, count);
  if (isKind(node.type, 'string')) return isAwkward(node) || (count > 1 && weightOf(node) > 1);
  if (isKind(node.type, 'boolean')) return count > 1 && weightOf(node) > 2;
  return false;
}

function isPath(node: Node): boolean {
  return node.kind === 'input' || (node.kind === 'field' && isPath(node.of));
}

function isWorthBlock(parts: readonly Part[], count: number): boolean {
  return count > 1 && linesOf(parts) > 1;
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

/** How many functions and choices an expression has. */
function weightOf(node: Node): number {
  const inner = childrenOf(node).reduce((sum, child) => sum + weightOf(child), 0);
  if (node.kind === 'call')
    return inner + (node.operation === 'concat' ? Math.max(1, node.args.length - 2) : 1);
  return inner + (node.kind === 'if' ? 1 : 0);
}

/** A text with a choice in its middle. */
function isAwkward(node: Node): boolean {
  return node.kind === 'call' && childrenOf(node).some(hasChoice);
}

function hasChoice(node: Node): boolean {
  if (node.kind === 'if') return !fallbackOf(node) || childrenOf(node).some(hasChoice);
  return node.kind === 'call' && childrenOf(node).some(hasChoice);
}
