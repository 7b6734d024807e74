// Comparisons: Go's are errors between values of different kinds, so both sides are cast, or their kinds tested before.
import { type Literal, type Node, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind, type Kind, kindsOf, memberOf } from '../../symbolic/types.ts';
import { type Context, isNamed } from './context.ts';
import { type Expression, invoke, literalOfGo, quoteGo } from './go.ts';
import { castInteger, castNumber } from './numbers.ts';

type Comparison = 'eq' | 'ne' | 'lt' | 'ge' | 'gt' | 'le';

/** Both are of one kind that Go compares, or become texts; undefined otherwise. */
export function compareScalars(
  name: Comparison,
  [a, b]: readonly [Node, Node],
  context: Context,
): Expression | undefined {
  const both = (test: (node: Node) => boolean): boolean => test(a) && test(b);
  const { expression } = context.print;
  const asTexts = name === 'eq' || name === 'ne' ? compareAsTexts(name, [a, b], context) : undefined;
  if (asTexts) return asTexts;
  if (both(({ type }) => isKind(type, 'number') && isInteger(type)))
    return invoke(name, castInteger(a, context), castInteger(b, context));
  if (both(({ type }) => isKind(type, 'number')))
    return invoke(name, castNumber(a, context), castNumber(b, context));
  if (both(({ type }) => isKind(type, 'string')) || both(({ type }) => isKind(type, 'boolean')))
    return invoke(name, expression(a, context), expression(b, context));
  return undefined;
}

/** A text or a number, and a text. Sprig writes integers as Jsonnet does, as long as Go writes them without an exponent. */
function compareAsTexts(
  name: 'eq' | 'ne',
  [a, b]: readonly [Node, Node],
  context: Context,
): Expression | undefined {
  if (b.kind !== 'literal' || typeof b.value !== 'string') return undefined;
  const [shown] = a.kind === 'call' && a.operation === 'toText' && !isNamed(a, context) ? a.args : [];
  const { type } = widen(shown ?? a);
  const number = memberOf(type, 'number');
  const others = kindsOf(type).filter((kind) => kind !== 'string' && kind !== 'number');
  const isSure = shown
    ? number?.integer && others.every((kind) => kind === 'boolean') && !/^-?\d(\d{6}|.*e)/.test(b.value)
    : number && others.length === 0 && !/^-?\d/.test(b.value);
  if (!isSure) return undefined;
  return invoke(name, invoke('toString', context.print.expression(shown ?? a, context)), quoteGo(b.value));
}

export function printEquals(a: Node, b: Node, context: Context): Expression {
  return (
    compareScalars('eq', [a, b], context) ??
    (b.kind === 'literal' ? equalsLiteral(a, b, context) : undefined) ??
    invoke('eq', asJson(a, context), asJson(b, context))
  );
}

/** A value of several kinds is first one of the literal's kind. */
function equalsLiteral(a: Node, b: Literal, context: Context): Expression | undefined {
  if (typeof b.value !== 'string') return undefined;
  const value = context.print.expression(a, context);
  return invoke('and', printKind(a, 'string', context), invoke('eq', value, quoteGo(b.value)));
}

function asJson(node: Node, context: Context): Expression {
  if (node.kind === 'literal') return literalOfGo(JSON.stringify(node.value));
  return invoke('toRawJson', context.print.expression(node, context));
}

const goKinds: Readonly<Record<Exclude<Kind, 'number'>, string>> = {
  null: 'invalid',
  boolean: 'bool',
  string: 'string',
  array: 'slice',
  object: 'map',
};

/** Whether a value is of a kind. Numbers have two kinds in Go: what is left when the others are excluded. */
export function printKind(node: Node, kind: Kind, context: Context): Expression {
  const value = context.print.expression(node, context);
  if (kind !== 'number') return invoke('kindIs', `"${goKinds[kind]}"`, value);
  const others = kindsOf(widen(node).type).filter((other) => other !== 'number');
  if (others.length === 1) return invoke('not', printKind(node, others[0] as Kind, context));
  return invoke('has', invoke('kindOf', value), invoke('list', '"float64"', '"int64"', '"int"'));
}
