// Maps that are merged from several sources, of which later ones replace entries of earlier ones.
import { makeObject } from '../../symbolic/parts.ts';
import type { Node, ObjectNode, Part } from '../../symbolic/tree.ts';
import { type Context, freshName, hintOf } from './context.ts';
import { statement } from './document.ts';
import { argument, atom, type Expression, invoke } from './go.ts';
import { hasScalarEntries, isNamedPart } from './shape.ts';

/** A map as what it starts with, and what is added to that. */
export interface Split {
  readonly base: Node | undefined;
  readonly rest: readonly Part[];
}

/** The parts before the first one that may replace another. */
export function splitMap(node: ObjectNode, { bases }: Pick<Context, 'bases'>): Split {
  const base = bases.get(node);
  if (base) return { base, rest: without(node.parts, base) };
  const until = node.parts.findIndex((part) => !isNamedPart(part));
  if (until === 0) return { base: undefined, rest: node.parts };
  return { base: makeObject(node.parts.slice(0, until)), rest: node.parts.slice(until) };
}

/** The parts that are not those of the base. */
export function without(parts: readonly Part[], base: ObjectNode): readonly Part[] {
  const keys = new Set(base.parts.map(keyOf));
  return parts.filter((part) => !keys.has(keyOf(part)));
}

/** Equal parts have equal keys. */
export function keyOf(part: Part): string {
  switch (part.kind) {
    case 'field':
      return `field ${part.key} ${part.value.id}`;
    case 'splice':
      return `splice ${part.of.id}`;
    case 'entry':
      return `entry ${part.key.id} ${part.value.id}`;
    case 'item':
      return `item ${part.value.id}`;
    case 'when':
      return `when ${part.condition.id} (${part.parts.map(keyOf).join()}) (${part.otherwise.map(keyOf).join()})`;
    case 'each':
      return `each ${part.loop.over.id} ${part.loop.item.id} (${part.parts.map(keyOf).join()})`;
  }
}

/** `mustMergeOverwrite base a b`, where entries are scalars; undefined where a deep merge would be another one. */
export function printMerged(node: ObjectNode, context: Context): Expression | undefined {
  const { base, rest } = splitMap(node, context);
  const sources = rest.map(sourceOf);
  if (!hasScalarEntries(node) || sources.includes(undefined)) return undefined;
  const start = base
    ? context.print.expression(base, { ...context, names: new Map(context.names) })
    : atom('(dict)');
  const maps = (sources as readonly Node[]).map((source) => context.print.expression(source, context));
  const all = invoke('mustMergeOverwrite', start, ...maps);
  if (all.text.length < 80 || start.form === 'atom') return all;
  const name = freshName(hintOf(node, 'all', context.keys), context);
  context.items.push(statement(`${name} := ${start.text}`));
  return invoke('mustMergeOverwrite', atom(name), ...maps);
}

function sourceOf(part: Part): Node | undefined {
  if (part.kind === 'splice') return part.of;
  return part.kind === 'field' ? makeObject([part]) : undefined;
}

/** A map of its own to start with, which may be changed. */
export function printFresh(
  { base, rest }: Split,
  context: Context,
): { readonly start: Expression; readonly rest: readonly Part[] } {
  const [first, ...others] = rest;
  if (base) return { start: context.print.expression(base, context), rest };
  if (first?.kind !== 'splice') return { start: atom('dict'), rest };
  return { start: invoke('deepCopy', argument(context.print.expression(first.of, context))), rest: others };
}
