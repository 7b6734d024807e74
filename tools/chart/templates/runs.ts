// Items that stand one after the other in several lists, such as variables of several containers: they become a list of
// their own, so that they are printed once.
import { childrenOf } from '../../symbolic/children.ts';
import { makeList } from '../../symbolic/parts.ts';
import type { ListNode, Node, Part } from '../../symbolic/tree.ts';
import { keyOf } from './merge.ts';

type Sequence = readonly Part[];

const fewest = 2;

/** For each list with such runs its parts, each run replaced by the list of its items. */
export function findRuns(trees: readonly Node[]): ReadonlyMap<Node, Sequence> {
  const lists = [...listLists(trees)];
  const sequences = lists.flatMap(({ parts }) => listSequences(parts));
  const owners = ownersOf(sequences);
  const counts = new Map<string, number>();
  for (const piece of sequences.flatMap((parts) => cut(parts, owners)))
    counts.set(keysOf(piece), (counts.get(keysOf(piece)) ?? 0) + 1);
  const isRun = (piece: Sequence): boolean => piece.length >= fewest && (counts.get(keysOf(piece)) ?? 0) > 1;
  const share = (parts: Sequence, isWhole: boolean): Sequence =>
    cut(parts, owners).flatMap((piece): Sequence => {
      if (isRun(piece) && !(isWhole && piece.length === parts.length))
        return [{ kind: 'splice', of: listOf(piece) }];
      return piece.map((part) =>
        part.kind === 'when'
          ? { ...part, parts: share(part.parts, false), otherwise: share(part.otherwise, false) }
          : part,
      );
    });
  const shared = lists.map((list): readonly [Node, Sequence] => [list, share(list.parts, true)]);
  return new Map(shared.filter(([list, parts]) => keysOf(parts) !== keysOf((list as ListNode).parts)));
}

/** Called as the list in the source that all items come from, if there is one. */
function listOf(run: Sequence): Node {
  const list = makeList(run);
  const names = new Set(run.map((part) => (part.kind === 'item' ? part.value.listName : undefined)));
  const [name] = names;
  if (names.size === 1 && name !== undefined) list.name ??= name;
  return list;
}

function listLists(trees: readonly Node[]): ReadonlySet<ListNode> {
  const lists = new Set<ListNode>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'list') lists.add(node);
    childrenOf(node).forEach(visit);
  };
  trees.forEach(visit);
  return lists;
}

/** The parts, and those under a condition. */
function listSequences(parts: Sequence): readonly Sequence[] {
  const inner = parts.flatMap((part) =>
    part.kind === 'when' ? [...listSequences(part.parts), ...listSequences(part.otherwise)] : [],
  );
  return [parts, ...inner];
}

/** For each item of several lines the sequences that it is in. */
function ownersOf(sequences: readonly Sequence[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [at, parts] of sequences.entries()) {
    for (const key of new Set(parts.filter(isShareable).map(keyOf)))
      owners.set(key, `${owners.get(key) ?? ''} ${at}`);
  }
  return owners;
}

function isShareable(part: Part): boolean {
  return part.kind === 'item' && part.value.kind === 'object' && part.value.free.size === 0;
}

/** Neighbours that are in the same sequences stay together; everything else is alone. */
function cut(parts: Sequence, owners: ReadonlyMap<string, string>): readonly Sequence[] {
  const pieces: Part[][] = [];
  let before: string | undefined;
  for (const part of parts) {
    const owner = isShareable(part) ? owners.get(keyOf(part)) : undefined;
    if (owner !== undefined && owner === before) pieces.at(-1)?.push(part);
    else pieces.push([part]);
    before = owner;
  }
  return pieces;
}

function keysOf(parts: Sequence): string {
  return parts.map(keyOf).join();
}
