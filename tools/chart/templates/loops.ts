// Loops: `range` over a list with the dot as its item, or with names where the dot is not enough; over maps with both.
import { childrenOf } from '../../symbolic/children.ts';
import { type Loop, type Node, type Variable, widen } from '../../symbolic/tree.ts';
import { isCall } from './condition.ts';
import { type Context, freshName, hintOf, inner, NeedsName } from './context.ts';
import { type Arm, type Item, statement } from './document.ts';

export interface Body {
  /** What the body prints. */
  readonly nodes: readonly Node[];
  readonly write: (inside: Context) => void;
}

/** The loop as an arm of a control structure. Statements that its list needs come before. */
export function printLoop(loop: Loop, body: Body, context: Context): Arm {
  const step = { kind: 'each', loop } as const;
  const map = isCall(loop.over, 'keys') && !loop.index ? (loop.over.args[0] as Node) : undefined;
  if (map) return { ...printMapLoop({ map, loop, body }, context), step };
  const list = namedText(loop.over, context);
  const items = loop.index ? undefined : tryDot(loop.item, loop.item, { body, context });
  if (items) return { header: `range ${list}`, items, step };
  const names = bind(context, [
    ...(loop.index ? [[loop.index.name ?? 'index', [loop.index]] as const] : []),
    [itemHint(loop), [loop.item]],
  ]);
  const bound = loop.index ? [loop.item, loop.index] : [loop.item];
  const header = `range ${names.words.join(', ')} := ${list}`;
  return { header, items: inner(context, body.write, { ...names.change, dot: loop.item, bound }), step };
}

/** What is looped over; a long expression is given a name first. */
function namedText(node: Node, context: Context): string {
  const { text } = context.print.expression(node, context);
  if (text.length <= 40) return text;
  const name = freshName(hintOf(node, 'items'), context);
  context.items.push(statement(`${name} := ${text}`));
  return name;
}

/** As the source calls it, or one of what the list has many of. */
function itemHint({ name, over, item }: Loop): string {
  const given = name ?? item.name;
  if (given !== undefined && given !== 'item') return given;
  const list = hintOf(over, '');
  return /[^s]s$/.test(list) ? list.slice(0, -1) : 'item';
}

type Binding = readonly [hint: string, nodes: readonly Node[]];

/** Variables that a loop declares, for the nodes that they stand for. */
function bind(context: Context, bindings: readonly Binding[]): { words: string[]; change: Partial<Context> } {
  const names = new Map(context.names);
  const taken = new Set(context.taken);
  const words = bindings.map(([hint, nodes]) => {
    if (nodes.length === 0) return '$_';
    const name = freshName(hint, { ...context, taken });
    for (const node of nodes) names.set(widen(node), name);
    return name;
  });
  return { words, change: { names, taken } };
}

interface MapLoop {
  readonly map: Node;
  readonly loop: Loop;
  readonly body: Body;
}

function printMapLoop({ map, loop, body }: MapLoop, context: Context): Arm {
  const text = namedText(map, context);
  const values = findEntries(body.nodes, map, loop.item);
  const [value] = values;
  const items = value ? tryDot(value, loop.item, { body, context }) : undefined;
  if (items) return { header: `range ${text}`, items };
  const { words, change } = bind(context, [
    [loop.name ?? 'key', [loop.item]],
    [value?.name ?? 'value', values],
  ]);
  const header = `range ${words.join(', ')} := ${text}`;
  // The dot is the value here, too; the name says more.
  const dot = value ?? loop.item;
  return { header, items: inner(context, body.write, { ...change, dot, bound: [loop.item] }) };
}

interface Trial {
  readonly body: Body;
  readonly context: Context;
}

/** The body with the dot as `node`, unless it needs the loop's variable elsewhere. */
function tryDot(node: Node, variable: Variable, { body, context }: Trial): Item[] | undefined {
  try {
    return inner(context, body.write, { dot: node, bound: [variable] });
  } catch (error) {
    if (error instanceof NeedsName && error.node === variable) return undefined;
    throw error;
  }
}

/** The nodes that read the map's entry of this key. */
function findEntries(nodes: readonly Node[], map: Node, key: Variable): readonly Node[] {
  const found = new Set<Node>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node) || !node.free.has(key.number)) return;
    seen.add(node);
    if (node.kind === 'index' && node.key === key && widen(node.of) === widen(map)) found.add(node);
    childrenOf(node).forEach(visit);
  };
  nodes.forEach(visit);
  return [...found];
}
