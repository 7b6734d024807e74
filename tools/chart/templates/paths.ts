// Long paths that are used again and again get a name at the beginning of a template.
import { childrenOf, nodesOfParts } from '../../symbolic/children.ts';
import type { Node } from '../../symbolic/tree.ts';
import { type Context, freshName } from './context.ts';
import { type Item, statement } from './document.ts';
import { canFail } from './total.ts';

const deepest = 3;
const often = 4;

/** Writes a body with a variable for each path of three fields or more that has many of its fields printed. */
export function nameLongPaths(nodes: readonly Node[], context: Context, write: () => void): void {
  const declared: Item[] = [];
  for (const [path, fields] of countFields(nodes, context)) {
    if (fields.size < often || depthOf(path) < deepest || path.kind !== 'field' || canFail(path)) continue;
    const name = freshName(path.field, context);
    const item = statement(`${name} := ${context.print.expression(path, context).text}`);
    context.items.push(item);
    context.names.set(path, name);
    declared.push(item);
  }
  write();
  const unused = declared.filter((item) => !isUsed(item, context.items));
  for (const item of unused) context.items.splice(context.items.indexOf(item), 1);
}
function isUsed(declaration: Item, items: readonly Item[]): boolean {
  const [name] = (declaration as { readonly text: string }).text.split(' ');
  return JSON.stringify(
    items.filter((item) => item !== declaration),
    (key, value) => (key === 'step' ? undefined : value),
  ).includes(`${name}.`);
}

/** How many fields of each path are printed here, those in helpers not among them. */
function countFields(nodes: readonly Node[], context: Context): ReadonlyMap<Node, ReadonlySet<Node>> {
  const fields = new Map<Node, Set<Node>>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (context.helpers.has(node) && context.self !== node) return;
    if (node.kind === 'field') fields.set(node.of, (fields.get(node.of) ?? new Set()).add(node));
    const base = node.kind === 'object' ? context.bases.get(node) : undefined;
    if (base) visit(base);
    const runs = context.runs.get(node);
    (runs ? nodesOfParts(runs) : childrenOf(node)).forEach(visit);
  };
  nodes.forEach(visit);
  return fields;
}

function depthOf(node: Node): number {
  if (node.kind === 'input') return 0;
  return node.kind === 'field' ? depthOf(node.of) + 1 : Number.NEGATIVE_INFINITY;
}
