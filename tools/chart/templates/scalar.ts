// Scalars as text of YAML: quoted by type, so that each is read back as what it is.
import { call } from '../../symbolic/build.ts';
import {
  type Call,
  type If,
  literal,
  type Node,
  narrow,
  rawCall,
  rawIf,
  widen,
} from '../../symbolic/tree.ts';
import {
  isInteger,
  isKind,
  kindsOf,
  mayBe,
  memberOf,
  restrictType,
  stringType,
} from '../../symbolic/types.ts';
import { isCall } from './condition.ts';
import { type Context, isNamed } from './context.ts';
import { isFilledBy } from './given.ts';
import { invoke, pipe } from './go.ts';
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
  const known = memberOf(node.type, 'string')?.values;
  const values = isFilledBy(context.given, node) ? known?.filter((value) => value !== '') : known;
  if (values?.every(isPlain)) return action(context.print.expression(node, context).text);
  const plain = printPlainText(node, context);
  if (plain !== undefined) return plain;
  const [shown] = isCall(node, 'toText') && !isNamed(node, context) ? node.args : [];
  if (shown && !mayBe(shown.type, 'number') && !mayBe(shown.type, 'null'))
    return action(pipe(context.print.expression(shown, context), 'quote').text);
  if (shown && isInteger(shown.type)) return action(pipe(castInteger(shown, context), 'quote').text);
  return action(pipe(context.print.expression(node, context), 'quote').text);
}

/**
 * std.toString of a number or something else: a choice between two. Integers from the command line print as they are,
 * so that the template has to tell only those from files, which are floats.
 */
export function textOfUnion(node: Node): If | undefined {
  const [shown] = isCall(node, 'toText') ? node.args : [];
  if (!shown || kindsOf(shown.type).length < 2 || !mayBe(shown.type, 'number')) return undefined;
  const others = restrictType(
    shown.type,
    kindsOf(shown.type).filter((kind) => kind !== 'number'),
  );
  const number = narrow(shown, restrictType(shown.type, ['number']));
  const isNumber = call('is', shown, literal('number'));
  return rawIf(isNumber, call('toText', number), rawCall('toText', [narrow(shown, others)], stringType));
}

export function printIsFloat(node: Node, context: Context): string {
  const [shown] = (node as Call).args;
  return invoke('kindIs', '"float64"', context.print.expression(shown as Node, context)).text;
}
