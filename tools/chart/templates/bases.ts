// Maps that contain others: the same fields need not be printed twice.

import { childrenOf } from '../../symbolic/children.ts';
import { makeObject } from '../../symbolic/parts.ts';
import type { Node, ObjectNode, Part } from '../../symbolic/tree.ts';
import { keyOf } from './merge.ts';

const smallest = 3;

/** For each map the largest other one that it begins with, or whose fields it has among its own. */
export function findBases(trees: readonly Node[]): ReadonlyMap<Node, ObjectNode> {
  const objects = listObjects(trees);
  const byPart = indexByPart([...objects].filter(isCandidate));
  const bases = new Map<Node, ObjectNode>();
  for (const object of objects) {
    const base = isSimple(object.parts) ? findSubset(object, byPart) : findPrefix(object, objects);
    if (base) bases.set(object, base);
  }
  return bases;
}

function listObjects(trees: readonly Node[]): ReadonlySet<ObjectNode> {
  const objects = new Set<ObjectNode>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'object') objects.add(node);
    childrenOf(node).forEach(visit);
  };
  trees.forEach(visit);
  return objects;
}

function isSimple(parts: readonly Part[]): boolean {
  return parts.every(({ kind }) => kind === 'field' || kind === 'when');
}

function isCandidate({ parts, free }: ObjectNode): boolean {
  return free.size === 0 && parts.length >= smallest && isSimple(parts);
}

function indexByPart(objects: readonly ObjectNode[]): ReadonlyMap<string, readonly ObjectNode[]> {
  const index = new Map<string, ObjectNode[]>();
  for (const object of objects) {
    const key = keyOf(object.parts[0] as Part);
    const known = index.get(key);
    if (known) known.push(object);
    else index.set(key, [object]);
  }
  return index;
}

function findSubset(
  object: ObjectNode,
  byPart: ReadonlyMap<string, readonly ObjectNode[]>,
): ObjectNode | undefined {
  const keys = new Set(object.parts.map(keyOf));
  const candidates = [...keys].flatMap((key) => byPart.get(key) ?? []);
  const inside = candidates.filter(
    ({ parts }) => parts.length < object.parts.length && parts.every((part) => keys.has(keyOf(part))),
  );
  return inside.sort((a, b) => b.parts.length - a.parts.length)[0];
}

/** What stands before one of the spliced maps. */
function findPrefix({ parts }: ObjectNode, objects: ReadonlySet<ObjectNode>): ObjectNode | undefined {
  for (let length = parts.length - 1; length > 1; length--) {
    if (parts[length]?.kind !== 'splice') continue;
    const prefix = makeObject(parts.slice(0, length)) as ObjectNode;
    if (objects.has(prefix)) return prefix;
  }
  return undefined;
}
