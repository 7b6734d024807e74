// Long paths and helpers that are used again and again get a variable at the beginning of a template.
import { childrenOf, nodesOfParts } from '../../symbolic/children.ts';
import type { Node, ObjectNode } from '../../symbolic/tree.ts';
import { type Context, freshName } from './context.ts';
import { type Item, statement } from './document.ts';
import { without } from './merge.ts';
import { canFail } from './total.ts';

const deepest = 3;
/** How many fields of a path are worth a variable, and how many uses of a helper's text. */
const often = { fields: 4, uses: 6 };

/**
 * Writes a body with a variable for each path of three fields or more that has many of its fields printed, and for each
 * text of a helper that is used many times.
 */
export function nameOften(nodes: readonly Node[], context: Context, write: () => void): void {
  const declared: Item[] = [];
  for (const node of listOften(nodes, context)) {
    const name = freshName(node.kind === 'field' ? node.field : wordOf(node, context), context);
    const item = statement(`${name} := ${context.print.expression(node, context).text}`);
    context.items.push(item);
    context.names.set(node, name);
    declared.push(item);
  }
  write();
  const unused = declared.filter((item) => !isUsed(item, context.items));
  for (const item of unused) context.items.splice(context.items.indexOf(item), 1);
}

/** The last word of the helper's name. */
function wordOf(node: Node, { helpers }: Context): string {
  return helpers.get(node)?.name.split('.').at(-1) ?? '';
}

function listOften(nodes: readonly Node[], context: Context): readonly Node[] {
  const { fields, uses } = countUses(nodes, context);
  const paths = [...fields].flatMap(([path, own]) =>
    own.size >= often.fields && path.kind === 'field' && depthOf(path) >= deepest ? [path] : [],
  );
  const texts = [...uses].flatMap(([text, count]) => (count >= often.uses ? [text] : []));
  return [...paths, ...texts].filter((node) => !canFail(node));
}

function isUsed(declaration: Item, items: readonly Item[]): boolean {
  const [name = ''] = (declaration as { readonly text: string }).text.split(' ');
  const written = JSON.stringify(
    items.filter((item) => item !== declaration),
    (key, value) => (key === 'step' ? undefined : value),
  );
  return new RegExp(`\\${name}\\b`).test(written);
}

interface Uses {
  /** What is printed of each path. */
  readonly fields: ReadonlyMap<Node, ReadonlySet<Node>>;
  /** How often the text of each helper is part of something. */
  readonly uses: ReadonlyMap<Node, number>;
}

/** Of what is printed here, the bodies of helpers not among it. */
function countUses(nodes: readonly Node[], context: Context): Uses {
  const fields = new Map<Node, Set<Node>>();
  const uses = new Map<Node, number>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    const helper = context.self === node ? undefined : context.helpers.get(node);
    if (helper?.gives === 'text') uses.set(node, (uses.get(node) ?? 0) + 1);
    if (helper || seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'field') fields.set(node.of, (fields.get(node.of) ?? new Set()).add(node));
    const base = node.kind === 'object' ? context.bases.get(node) : undefined;
    if (base) visit(base);
    const printed = base ? without((node as ObjectNode).parts, base) : context.runs.get(node);
    (printed ? nodesOfParts(printed) : childrenOf(node)).forEach(visit);
  };
  nodes.forEach(visit);
  return { fields, uses };
}

function depthOf(node: Node): number {
  if (node.kind === 'input') return 0;
  return node.kind === 'field' ? depthOf(node.of) + 1 : Number.NEGATIVE_INFINITY;
}
