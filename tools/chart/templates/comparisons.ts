// Comparisons: Go's are errors between values of different kinds, so both sides are cast, or their kinds tested before.
import { type Literal, type Node, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind, type Kind, kindsOf, mayBe, memberOf } from '../../symbolic/types.ts';
import { type Context, isNamed } from './context.ts';
import { type Expression, invoke, literalOfGo, quoteGo } from './go.ts';
import { castInteger, castNumber } from './numbers.ts';

type Comparison = 'eq' | 'ne' | 'lt' | 'ge' | 'gt' | 'le';

/** Both are of one kind that Go compares; undefined otherwise. */
export function compareScalars(
  name: Comparison,
  [a, b]: readonly [Node, Node],
  context: Context,
): Expression | undefined {
  const both = (test: (node: Node) => boolean): boolean => test(a) && test(b);
  const { expression } = context.print;
  if (both(({ type }) => isKind(type, 'number') && isInteger(type)))
    return invoke(name, castInteger(a, context), castInteger(b, context));
  if (both(({ type }) => isKind(type, 'number')))
    return invoke(name, castNumber(a, context), castNumber(b, context));
  if (both(({ type }) => isKind(type, 'string')) || both(({ type }) => isKind(type, 'boolean')))
    return invoke(name, expression(a, context), expression(b, context));
  return undefined;
}

export function printEquals(a: Node, b: Node, context: Context): Expression {
  return (
    equalsAsText(a, b, context) ??
    compareScalars('eq', [a, b], context) ??
    (b.kind === 'literal' ? equalsLiteral(a, b, context) : undefined) ??
    invoke('eq', asJson(a, context), asJson(b, context))
  );
}

/** A text or an integer, written as text: Sprig writes as Jsonnet does what has no exponent in Go. */
function equalsAsText(a: Node, b: Node, context: Context): Expression | undefined {
  const [shown] = a.kind === 'call' && a.operation === 'toText' && !isNamed(a, context) ? a.args : [];
  if (!shown || b.kind !== 'literal' || /^-?\d(\d{6}|.*e)/.test(String(b.value))) return undefined;
  if (!memberOf(shown.type, 'number')?.integer || mayBe(shown.type, 'null')) return undefined;
  return invoke('eq', invoke('toString', context.print.expression(shown, context)), literalOfGo(b.value));
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
