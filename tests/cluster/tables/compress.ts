// Turns what was refused, place by place, into the fewest rules: the shortest paths, with exceptions.
import { compareStrings } from '../../../tools/shared/order.ts';
import type { ChangeKind, ImmutableRule } from './table.ts';

/** One change that was tried. */
export interface Verdict {
  /** `spec.ports[].name`. */
  readonly pattern: string;
  readonly kind: ChangeKind;
  readonly refused: boolean;
  /** Fields with which the change is taken when they are changed, too. */
  readonly unlessChanged?: readonly string[];
}

interface Node {
  readonly path: string;
  readonly refused: Set<ChangeKind>;
  readonly taken: Set<ChangeKind>;
  readonly children: Map<string, Node>;
}

/** The rules for one kind of object. */
export function compress(verdicts: readonly Verdict[]): readonly ImmutableRule[] {
  const root = createNode('');
  for (const verdict of verdicts) insert(root, verdict);
  return [...root.children.values()].flatMap(toRules).map((rule) => {
    const inside = verdicts.filter(({ pattern, refused }) => refused && pattern.startsWith(rule.path));
    const fields = [...new Set(inside.flatMap(({ unlessChanged = [] }) => unlessChanged))].sort(
      compareStrings,
    );
    return fields.length === 0 ? rule : { ...rule, unlessChanged: fields };
  });
}

function createNode(path: string): Node {
  return { path, refused: new Set(), taken: new Set(), children: new Map() };
}

function insert(root: Node, { pattern, kind, refused }: Verdict): void {
  let node = root;
  for (const step of pattern.replaceAll('[]', '.[]').split('.')) {
    const path = step === '[]' ? `${node.path}[]` : [node.path, step].filter(Boolean).join('.');
    const child = node.children.get(step) ?? createNode(path);
    node.children.set(step, child);
    node = child;
  }
  (refused ? node.refused : node.taken).add(kind);
}

function anyRefused(node: Node): boolean {
  return node.refused.size > 0 || [...node.children.values()].some(anyRefused);
}

function anyTaken(node: Node): boolean {
  return node.taken.size > 0 || [...node.children.values()].some(anyTaken);
}

/** Fields that may be listed one by one. */
const fewest = 3;

function toRules(node: Node): readonly ImmutableRule[] {
  if (!anyRefused(node)) return [];
  if (!anyTaken(node)) return [{ path: node.path }];
  const children = [...node.children.values()];
  const closed = children.filter((child) => !anyTaken(child)).length;
  const open = children.filter((child) => !anyRefused(child)).length;
  if (closed >= Math.max(open, fewest)) return withExceptions(node);
  return [...ownRules(node), ...children.flatMap(toRules)];
}

/** Changes of the node itself that are refused although others are taken, and not because of something in it. */
function ownRules({ path, refused, taken, children }: Node): readonly ImmutableRule[] {
  if (taken.size === 0 && children.size === 0) return [{ path }];
  const closedInside = [...children.values()].some(anyRefused);
  const kinds = [...refused].filter((kind) => !taken.has(kind) && !(closedInside && kind === 'remove'));
  return kinds.sort(compareStrings).map((change) => ({ path, change }));
}

function withExceptions(node: Node): readonly ImmutableRule[] {
  const open = listOpen(node);
  const except = open.map(({ path }) => path.slice(node.path.length).replace(/^\./, '')).sort(compareStrings);
  const inside = open.flatMap((one) => [...ownRules(one), ...[...one.children.values()].flatMap(toRules)]);
  return [{ path: node.path, except }, ...inside];
}

/** The largest parts in which changes are taken. */
function listOpen(node: Node): readonly Node[] {
  return [...node.children.values()].flatMap((child) => {
    if (!anyTaken(child)) return [];
    return child.taken.size > 0 || !anyRefused(child) ? [child] : listOpen(child);
  });
}
