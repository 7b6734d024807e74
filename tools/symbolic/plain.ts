// Which nodes no fact says anything about: the walk through the tree leaves them as they are.
import type { Node } from './tree.ts';
import { kindsOf } from './types.ts';

const plain = new WeakMap<Node, boolean>();

/** Nodes that are the same everywhere. */
export function isPlain(node: Node): boolean {
  const known = plain.get(node);
  if (known !== undefined) return known;
  const result = computePlain(node);
  plain.set(node, result);
  return result;
}

function computePlain(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
    case 'input':
      return true;
    case 'field':
      return isAlwaysOpen(node) && isPlain(node.of);
    case 'variable':
      return isAlwaysOpen(node);
    default:
      return false;
  }
}

/** Facts say nothing about it. */
function isAlwaysOpen({ type }: Node): boolean {
  return type.kind !== 'boolean' && kindsOf(type).length === 1;
}
