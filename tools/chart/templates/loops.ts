// Loops: `range` over a list with the dot as its item, or with names where the dot is not enough; over maps with both.
import {
  childrenOf,
  type ListNode,
  type Loop,
  type Node,
  type Part,
  type Variable,
  widen,
} from '../../symbolic/tree.ts';
import { isCall } from './condition.ts';
import { type Context, freshName, hintOf, inner, NeedsName } from './context.ts';
import type { Arm, Item } from './document.ts';

export interface Body {
  /** What the body prints. */
  readonly nodes: readonly Node[];
  readonly write: (inside: Context) => void;
}

/** The nodes directly in some parts. */
export function nodesOf(parts: readonly Part[]): readonly Node[] {
  return childrenOf({ kind: 'list', parts } as unknown as ListNode);
}

/** The loop as an arm of a control structure. Statements that its list needs come before. */
export function printLoop(loop: Loop, body: Body, context: Context): Arm {
  const step = { kind: 'each', loop } as const;
  const map = isCall(loop.over, 'keys') && !loop.index ? (loop.over.args[0] as Node) : undefined;
  if (map) return { ...printMapLoop({ map, key: loop.item, body }, context), step };
  const list = context.print.expression(loop.over, context).text;
  const items = loop.index ? undefined : tryDot(loop.item, loop.item, { body, context });
  if (items) return { header: `range ${list}`, items, step };
  const names = new Map(context.names);
  const taken = new Set(context.taken);
  const inside = { ...context, names, taken };
  const words = [loop.index, loop.item].flatMap((one) =>
    one ? [bind(one, one === loop.index ? 'index' : 'item', inside)] : [],
  );
  return { header: `range ${words.join(', ')} := ${list}`, items: inner(inside, body.write), step };
}

function bind(node: Node, otherwise: string, context: Context): string {
  const name = freshName(hintOf(node, otherwise), context);
  context.names.set(widen(node), name);
  return name;
}

interface MapLoop {
  readonly map: Node;
  readonly key: Variable;
  readonly body: Body;
}

function printMapLoop({ map, key, body }: MapLoop, context: Context): Arm {
  const text = context.print.expression(map, context).text;
  const values = findEntries(body.nodes, map, key);
  const [value] = values;
  const items = value ? tryDot(value, key, { body, context }) : undefined;
  if (items) return { header: `range ${text}`, items };
  const inside = { ...context, names: new Map(context.names), taken: new Set(context.taken) };
  const keyName = bind(key, 'key', inside);
  const valueName = value ? freshName(value.name ?? 'value', inside) : '$_';
  for (const one of values) inside.names.set(one, valueName);
  return { header: `range ${keyName}, ${valueName} := ${text}`, items: inner(inside, body.write) };
}

interface Trial {
  readonly body: Body;
  readonly context: Context;
}

/** The body with the dot as `node`, unless it needs the loop's variable elsewhere. */
function tryDot(node: Node, variable: Variable, { body, context }: Trial): Item[] | undefined {
  try {
    return inner(context, body.write, { dot: node });
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
