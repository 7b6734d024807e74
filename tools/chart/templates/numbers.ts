// Numbers in Go templates: float64 from files, int64 from the command line, int from functions that count.
import type { OperationName } from '../../symbolic/operations/index.ts';
import { type Node, widen } from '../../symbolic/tree.ts';
import { isInteger } from '../../symbolic/types.ts';
import type { Context } from './context.ts';
import { type Expression, invoke, pipe } from './go.ts';

const counting: ReadonlySet<OperationName> = new Set([
  ...(['add', 'subtract', 'multiply', 'modulo', 'quotient'] as const),
  ...(['minimum', 'maximum', 'length', 'parseInt'] as const),
]);

/** Whether its expression is one of Go's integers whatever the values are. */
export function isGoInteger(node: Node): boolean {
  const wide = widen(node);
  switch (wide.kind) {
    case 'literal':
      return isInteger(wide.type);
    case 'call':
      return counting.has(wide.operation);
    case 'if':
      return isGoInteger(wide.then) && isGoInteger(wide.otherwise);
    case 'fold':
      return isGoInteger(wide.initial) && isGoInteger(wide.body);
    default:
      return false;
  }
}

/** An integer to compute with, to compare or to turn into text. */
export function castInteger(node: Node, context: Context): Expression {
  const value = context.print.expression(node, context);
  if (isGoInteger(node) || context.helpers.get(widen(node))?.gives === 'integer') return value;
  return value.form === 'atom' ? invoke('int64', value) : pipe(value, 'int64');
}

/** Any number to compare. */
export function castNumber(node: Node, context: Context): Expression {
  return invoke('float64', context.print.expression(node, context));
}
