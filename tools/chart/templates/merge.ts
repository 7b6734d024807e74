// Maps that are merged from several sources, of which later ones replace entries of earlier ones.

import { makeObject } from '../../symbolic/parts.ts';
import type { Node, ObjectNode, Part } from '../../symbolic/tree.ts';
import type { Context } from './context.ts';
import { atom, type Expression, invoke } from './go.ts';
import { hasScalarEntries } from './shape.ts';

/** The parts before the first one that may replace another. */
export function baseOf({ parts }: ObjectNode): readonly Part[] {
  const until = parts.findIndex(({ kind }) => kind === 'splice' || kind === 'entry' || kind === 'each');
  return until < 0 ? parts : parts.slice(0, until);
}

/** `mustMergeOverwrite base a b` where entries are scalars; otherwise a variable that is filled step by step. */
export function printMerged(node: ObjectNode, context: Context): Expression {
  const base = baseOf(node);
  const rest = node.parts.slice(base.length);
  const sources = rest.map((part) => sourceOf(part));
  if (!hasScalarEntries(node) || sources.includes(undefined))
    return context.print.expression(node, { ...context, self: node });
  const start = base.length === 0 ? atom('(dict)') : context.print.expression(makeObject(base), context);
  const maps = (sources as readonly Node[]).map((source) => context.print.expression(source, context));
  return invoke('mustMergeOverwrite', start, ...maps);
}

function sourceOf(part: Part): Node | undefined {
  if (part.kind === 'splice') return part.of;
  return part.kind === 'field' ? makeObject([part]) : undefined;
}
