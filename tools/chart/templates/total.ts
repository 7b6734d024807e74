// Whether a template could fail that evaluates a node where Jsonnet does not.
import { childrenOf } from '../../symbolic/children.ts';
import type { Call, Node } from '../../symbolic/tree.ts';
import { memberOf } from '../../symbolic/types.ts';

const known = new WeakMap<Node, boolean>();

/** True where evaluation relies on a test that was made before: of a key, of a type, of a length. */
export function canFail(node: Node): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  const result = failsItself(node) || childrenOf(node).some(canFail);
  known.set(node, result);
  return result;
}

function failsItself(node: Node): boolean {
  switch (node.kind) {
    case 'error':
      return true;
    case 'field':
      return isDoubtful(node.of);
    case 'index':
      return isDoubtful(node.of) || memberOf(node.of.type, 'array') !== undefined;
    case 'call':
      return failsCalled(node);
    case 'object':
    case 'list':
      return node.parts.some((part) => part.kind === 'splice' && isDoubtful(part.of));
    default:
      return false;
  }
}

/** It may be nil, or of another kind than it is taken for. */
function isDoubtful(node: Node): boolean {
  if (node.kind === 'narrow') return true;
  if (node.kind === 'index') return true;
  if (node.kind !== 'field') return false;
  return memberOf(node.of.type, 'object')?.fields.get(node.field)?.required !== true;
}

/** Comparing nil with a literal is fine, and so is asking for its kind. */
function failsCalled({ operation, args }: Call): boolean {
  if (operation === 'is' || operation === 'not' || operation === 'and' || operation === 'or') return false;
  if (operation === 'equals' && args[1]?.kind === 'literal')
    return args[0]?.kind === 'narrow' || typeof args[1].value !== 'string';
  return operation === 'substring' || operation === 'repeat' || args.some(isDoubtful);
}
