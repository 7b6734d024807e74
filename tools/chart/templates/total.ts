// Whether a template that evaluates a node without need could fail.
import { childrenOf, type Node } from '../../symbolic/tree.ts';
import { memberOf } from '../../symbolic/types.ts';

const known = new WeakMap<Node, boolean>();

/** True where evaluation relies on a test that was made before: an entry that may be absent, a narrower type. */
export function canFail(node: Node): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  const result = failsItself(node) || childrenOf(node).some(canFail);
  known.set(node, result);
  return result;
}

function failsItself(node: Node): boolean {
  if (node.kind === 'error' || node.kind === 'index' || node.kind === 'narrow') return true;
  if (node.kind === 'call') return node.operation === 'substring' || node.operation === 'repeat';
  if (node.kind !== 'field' || node.of.kind === 'input') return false;
  return memberOf(node.of.type, 'object')?.fields.get(node.field)?.required !== true;
}
