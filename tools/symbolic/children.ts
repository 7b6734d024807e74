// What is inside of nodes and parts: the nodes, and the variables that are used and bound.
import type { Node, Part, Variable } from './nodes.ts';

/** Variables from here on are bound nowhere yet. */
export const firstFresh = 1_000_000;

const noVariables: ReadonlySet<number> = new Set();

/** Numbers of the variables that a node uses and does not bind. */
export function freeVariables(node: Node, children: readonly Node[]): ReadonlySet<number> {
  if (node.kind === 'variable') return new Set([node.number]);
  const used = children.filter(({ free }) => free.size > 0);
  if (used.length === 0) return noVariables;
  const bound = boundIn(node).map(({ number }) => number);
  if (used.length === 1 && bound.length === 0) return (used[0] as Node).free;
  const all = new Set(used.flatMap(({ free }) => [...free]));
  for (const number of bound) all.delete(number);
  return all;
}

/** Variables never leave the node that binds them, since numbers differ along every path. */
function boundIn(node: Node): readonly Variable[] {
  if (node.kind === 'fold') return [node.item, node.accumulator];
  if (node.kind !== 'object' && node.kind !== 'list') return [];
  const bound: Variable[] = [];
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'each') {
        bound.push(part.loop.item, ...(part.loop.index ? [part.loop.index] : []));
        visit(part.parts);
      } else if (part.kind === 'when') {
        visit(part.parts);
        visit(part.otherwise);
      }
    }
  };
  visit(node.parts);
  return bound;
}

/** The largest number of a variable that is bound in a node. */
export function heightOf(node: Node, children: readonly Node[]): number {
  const bound = boundIn(node).map(({ number }) => (number < firstFresh ? number : 0));
  return Math.max(0, ...children.map(({ height }) => height), ...bound);
}

/** The nodes directly inside one, in order, bound variables not among them. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'input':
    case 'variable':
      return [];
    case 'field':
    case 'narrow':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'call':
      return node.args;
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'object':
    case 'list':
      return nodesOfParts(node.parts);
    case 'fold':
      return [node.over, node.initial, node.body];
    case 'error':
      return node.fault.kind === 'user' ? [node.fault.message] : [];
  }
}

/** The nodes directly inside of parts, and of parts in them, in order. */
export function nodesOfParts(parts: readonly Part[]): readonly Node[] {
  return parts.flatMap(nodesOfPart);
}

function nodesOfPart(part: Part): readonly Node[] {
  switch (part.kind) {
    case 'field':
    case 'item':
      return [part.value];
    case 'entry':
      return [part.key, part.value];
    case 'splice':
      return [part.of];
    case 'when':
      return [part.condition, ...nodesOfParts(part.parts), ...nodesOfParts(part.otherwise)];
    case 'each':
      return [part.loop.over, ...nodesOfParts(part.parts)];
  }
}
