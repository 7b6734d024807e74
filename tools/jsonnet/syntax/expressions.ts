// Expressions with operators: which operator binds what, and the forms that begin with a keyword.
import { type Cursor, fail, peek, pop } from './cursor.ts';
import { parsePostfix } from './postfix.ts';
import { isPrefix, parsePrefixed } from './prefix.ts';
import type { Token } from './tokens.ts';
import type { BinaryOperator, Expression, UnaryOperator } from './tree.ts';

/** Operators by how tightly they bind, loosest first; all group to the left. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>=', 'in'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const binaryLevels: ReadonlyMap<string, number> = new Map(
  levels.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);
const unaryOperators: ReadonlySet<string> = new Set<UnaryOperator>(['!', '~', '+', '-']);

/**
 * Expressions inside one another, as far as brackets nest them. The deepest program that the parser takes needs
 * less stack than Node has by default; longer chains of operators, `local`s or `else if`s do not count.
 */
export const maximumDepth = 1000;

export function parseExpression(cursor: Cursor): Expression {
  if (++cursor.depth > maximumDepth) throw depthError(cursor);
  const expression = parseBinary(cursor, 0);
  cursor.depth--;
  return expression;
}

/** What is said when brackets nest too deeply. */
export function depthError(cursor: Cursor): Error {
  return fail(cursor, peek(cursor), `Exceeded maximum parse depth limit of ${maximumDepth}`);
}

/** Operands joined by operators of `lowest` level or tighter. */
function parseBinary(cursor: Cursor, lowest: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const operator = peek(cursor);
    const level = binaryLevel(cursor, operator);
    if (level === undefined || level < lowest) return left;
    pop(cursor);
    left = joinOperands(cursor, left, { operator, level });
  }
}

/** The level of a binary operator, undefined where the expression ends. */
function binaryLevel(cursor: Cursor, token: Token): number | undefined {
  if (token.kind === 'in') return binaryLevels.get('in');
  if (token.kind !== 'OPERATOR') return undefined;
  const level = binaryLevels.get(token.data);
  // `assert a : b` and `list[a::b]` end an expression with colons.
  if (level !== undefined || token.data === ':' || token.data === '::') return level;
  throw fail(cursor, token, `Not a binary operator: ${token.data}`);
}

function joinOperands(
  cursor: Cursor,
  left: Expression,
  { operator, level }: { readonly operator: Token; readonly level: number },
): Expression {
  const { start } = left;
  const next = peek(cursor);
  if (operator.kind === 'in' && next.kind === 'super') {
    return { kind: 'in-super', start, end: pop(cursor).end, name: left };
  }
  const right = parseBinary(cursor, level + 1);
  return { kind: 'binary', start, end: right.end, operator: operator.data as BinaryOperator, left, right };
}

function parseUnary(cursor: Cursor): Expression {
  if (peek(cursor).kind !== 'OPERATOR') return parseOperand(cursor);
  const operators: Token[] = [];
  while (peek(cursor).kind === 'OPERATOR') operators.push(unaryOperator(cursor));
  let operand = parseOperand(cursor);
  for (const { start, data } of operators.reverse()) {
    operand = { kind: 'unary', start, end: operand.end, operator: data as UnaryOperator, operand };
  }
  return operand;
}

function unaryOperator(cursor: Cursor): Token {
  const token = pop(cursor);
  if (unaryOperators.has(token.data)) return token;
  throw fail(cursor, token, `Not a unary operator: ${token.data}`);
}

function parseOperand(cursor: Cursor): Expression {
  return isPrefix(peek(cursor).kind) ? parsePrefixed(cursor) : parsePostfix(cursor);
}
