// Texts that are put together: `printf` in expressions, and how each kind of value becomes text.
import { type Node, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind, mayBe, memberOf } from '../../symbolic/types.ts';
import { isCall } from './condition.ts';
import type { Context } from './context.ts';
import { type Expression, invoke, pipe, quoteGo } from './go.ts';
import { castInteger } from './numbers.ts';

/** A piece of a text: a verb of `printf`, and its argument. */
interface Piece {
  readonly verb: string;
  readonly value?: Expression;
}

/** `printf "%s:%d" a b`. */
export function printConcat(parts: readonly Node[], context: Context): Expression {
  const pieces = parts.map((part) => pieceOf(part, context));
  const form = quoteGo(pieces.map(({ verb }) => verb).join(''));
  return invoke('printf', form, ...pieces.flatMap(({ value }) => value ?? []));
}

function pieceOf(part: Node, context: Context): Piece {
  if (part.kind === 'literal') return { verb: String(part.value).replaceAll('%', '%%') };
  const [shown] = isCall(part, 'toText') && !isHelper(part, context) ? part.args : [];
  if (shown && isInteger(shown.type)) return { verb: '%d', value: castInteger(shown, context) };
  if (shown && isKind(shown.type, 'boolean'))
    return { verb: '%t', value: context.print.expression(shown, context) };
  return { verb: '%s', value: context.print.expression(part, context) };
}

function isHelper(node: Node, context: Context): boolean {
  return context.helpers.has(widen(node)) && context.self !== node;
}

/** std.toString of a scalar. */
export function printAsText(node: Node, context: Context): Expression {
  const { type } = widen(node).kind === 'call' ? widen(node) : node;
  if (isKind(type, 'string')) return context.print.expression(node, context);
  if (isInteger(type)) return pipe(castInteger(node, context), 'toString');
  const value = context.print.expression(node, context);
  const others = mayBe(type, 'number') ? printNumber(node, value, context) : invoke('toString', value);
  return mayBe(type, 'null')
    ? invoke('ternary', '"null"', others, invoke('kindIs', '"invalid"', value))
    : others;
}

/** The text of a number, or of something else where it is none. Casting what is no number gives 0, and no error. */
function printNumber(node: Node, value: Expression, context: Context): Expression {
  const { type } = node;
  const text = memberOf(type, 'number')?.integer
    ? pipe(castInteger(node, context), 'toString')
    : printFraction(value);
  if (isKind(type, 'number')) return text;
  return invoke('ternary', text, invoke('toString', value), invoke('kindIs', '"float64"', value));
}

/** As Jsonnet writes it: 17 digits where there is a fraction. */
function printFraction(value: Expression): Expression {
  const number = invoke('float64', value);
  const verb = invoke('ternary', '"%.0f"', '"%.17g"', invoke('eq', invoke('floor', value), number));
  return invoke('printf', verb, number);
}
