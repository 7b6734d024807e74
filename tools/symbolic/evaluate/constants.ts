// Values that depend on nothing unknown: they are computed by the concrete engine.

import { fromJson } from '../../jsonnet/data.ts';
import { JsonnetError } from '../../jsonnet/errors.ts';
import { withStack } from '../../jsonnet/evaluation/stack.ts';
import type { Value as Concrete } from '../../jsonnet/evaluation/values.ts';
import { toJson } from '../../jsonnet/manifest/json.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { childrenOf } from '../children.ts';
import { interpret } from '../interpret.ts';
import { makeList, makeObject } from '../parts.ts';
import { literal, type Node, type Site } from '../tree.ts';
import { fail } from './values.ts';

const known = new WeakMap<Node, boolean>();

/** Whether the node is data: no inputs, variables or errors in it. */
export function isConstant(node: Node): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  const result =
    node.kind !== 'input' &&
    node.kind !== 'error' &&
    node.free.size === 0 &&
    node.kind !== 'variable' &&
    childrenOf(node).every(isConstantChild);
  known.set(node, result);
  return result;
}

/** Variables inside are bound inside, or `free` would say so. */
function isConstantChild(node: Node): boolean {
  if (node.kind === 'variable') return true;
  return node.free.size === 0
    ? isConstant(node)
    : node.kind !== 'input' && node.kind !== 'error' && childrenOf(node).every(isConstantChild);
}

function dataOf(node: Node): Json {
  return node.kind === 'literal' ? node.value : interpret(node, {});
}

export function nodeOf(data: Json): Node {
  if (Array.isArray(data))
    return makeList(data.map((item: Json) => ({ kind: 'item', value: nodeOf(item) }) as const));
  if (isJsonObject(data)) {
    const fields = Object.entries(data as Readonly<Record<string, Json>>);
    return makeObject(fields.map(([key, value]) => ({ kind: 'field', key, value: nodeOf(value) }) as const));
  }
  return literal(data as null | boolean | number | string);
}

/** What the concrete engine makes of constant arguments. Its errors become failures. */
export function computeConcretely(
  args: readonly Node[],
  site: Site | undefined,
  work: (...args: readonly Concrete[]) => Concrete,
): Node {
  try {
    const values = args.map((arg) => fromJson(dataOf(arg)));
    return nodeOf(withStack(10_000, () => toJson(work(...values))) as Json);
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    return fail({ kind: 'refusal', code: 'symbolic-failure', args: { problem: error.message }, site });
  }
}
