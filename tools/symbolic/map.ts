// Changes nodes inside a node: the result is built again, so that rewrites apply to it.
import { call, choose } from './build.ts';
import { makeList, makeObject, mapParts } from './parts.ts';
import { errorNode, field, foldNode, index, type Node, narrow, type Variable } from './tree.ts';

/** The same node with each node directly inside it replaced. Bound variables stay. */
function mapChildren(node: Node, change: (child: Node) => Node): Node {
  switch (node.kind) {
    case 'literal':
    case 'input':
    case 'variable':
      return node;
    case 'field':
      return keepNames(node, field(change(node.of), node.field, node.type));
    case 'index':
      return keepNames(node, index(change(node.of), change(node.key), node.type));
    case 'narrow':
      return keepNames(node, narrow(change(node.of), node.type));
    case 'call':
      return keepNames(node, call(node.operation, ...node.args.map(change)));
    case 'if':
      return keepNames(node, choose(change(node.condition), change(node.then), change(node.otherwise)));
    case 'object':
      return keepNames(node, makeObject(mapParts(node.parts, change)));
    case 'list':
      return keepNames(node, makeList(mapParts(node.parts, change)));
    case 'fold':
      return keepNames(
        node,
        foldNode({
          ...node,
          over: change(node.over),
          initial: change(node.initial),
          body: change(node.body),
        }),
      );
    case 'error':
      return node.fault.kind === 'user'
        ? errorNode({ ...node.fault, message: change(node.fault.message) })
        : node;
  }
}

/** The new node is called as the old one, and comes from the same place. */
export function keepNames(old: Node, made: Node): Node {
  if (made === old) return made;
  if (old.name !== undefined) made.name ??= old.name;
  if (old.beginning !== undefined) made.beginning ??= old.beginning;
  if (old.listName !== undefined) made.listName ??= old.listName;
  if (old.site !== undefined) made.site ??= old.site;
  return made;
}

/** The node with a variable replaced. */
export function substitute(node: Node, from: Variable, to: Node): Node {
  const done = new Map<Node, Node>([[from, to]]);
  const change = (one: Node): Node => {
    if (!one.free.has(from.number)) return one;
    const known = done.get(one);
    if (known) return known;
    const made = mapChildren(one, change);
    done.set(one, made);
    return made;
  };
  return change(node);
}
