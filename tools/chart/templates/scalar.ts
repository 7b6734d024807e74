// Scalars as text of YAML: quoted by type, so that each is read back as what it is.
import { call, choose } from '../../symbolic/build.ts';
import { literal, type Node, narrow, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind, kindsOf, mayBe, memberOf, restrictType } from '../../symbolic/types.ts';
import { isCall } from './condition.ts';
import type { Context } from './context.ts';
import { pipe } from './go.ts';
import { castInteger, isGoInteger } from './numbers.ts';
import { printPlainText } from './text.ts';
import { formatScalar, isPlain } from './yaml.ts';

/** What stands after `key: `. */
export function printScalar(node: Node, context: Context): string {
  const wide = widen(node);
  if (wide.kind === 'literal') return formatScalar(wide.value);
  if (isKind(node.type, 'string')) return printString(node, context);
  if (isKind(node.type, 'boolean')) return action(context.print.expression(node, context).text);
  if (isKind(node.type, 'number')) return printNumber(node, context);
  return action(pipe(context.print.expression(node, context), 'toJson').text);
}

function action(text: string): string {
  return `{{ ${text} }}`;
}

function printNumber(node: Node, context: Context): string {
  const value = context.print.expression(node, context);
  return isInteger(node.type) && !isGoInteger(node) ? action(pipe(value, 'int64').text) : action(value.text);
}

function printString(node: Node, context: Context): string {
  const values = memberOf(node.type, 'string')?.values;
  if (values?.every(isPlain)) return action(context.print.expression(node, context).text);
  const plain = printPlainText(node, context);
  if (plain !== undefined) return plain;
  const [shown] = isCall(node, 'toText') && !context.helpers.has(node) ? node.args : [];
  if (shown && isKind(shown.type, 'boolean'))
    return action(pipe(context.print.expression(shown, context), 'quote').text);
  if (shown && isInteger(shown.type)) return action(pipe(castInteger(shown, context), 'quote').text);
  return action(pipe(context.print.expression(node, context), 'quote').text);
}

/** std.toString of a number or something else: a choice between two, since numbers are printed by their type. */
export function textOfUnion(node: Node): Node | undefined {
  const [shown] = isCall(node, 'toText') ? node.args : [];
  if (!shown || kindsOf(shown.type).length < 2 || !mayBe(shown.type, 'number')) return undefined;
  const others = restrictType(
    shown.type,
    kindsOf(shown.type).filter((kind) => kind !== 'number'),
  );
  const number = narrow(shown, restrictType(shown.type, ['number']));
  return choose(
    call('is', shown, literal('number')),
    call('toText', number),
    call('toText', narrow(shown, others)),
  );
}
