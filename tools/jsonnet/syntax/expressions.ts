// Expressions with operators: which operator takes which operands, and how deep it may all go.
import type { JsonnetError } from '../errors.ts';
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
 * How far expressions may nest by brackets. Every kind of bracket fits on Node's default stack this often, so that
 * the answer does not depend on the host. Chains of operators, `local`s, `else if`s and calls do not count.
 */
export const maximumDepth = 400;

/** Any expression, as long as it goes. */
export function parseExpression(cursor: Cursor): Expression {
  if (++cursor.depth > maximumDepth) throw depthError(cursor);
  const expression = parseBinary(cursor);
  cursor.depth--;
  return expression;
}

/** The error for when brackets nest too deeply. */
export function depthError(cursor: Cursor): JsonnetError {
  return fail(cursor, peek(cursor), `Exceeded maximum parse depth limit of ${maximumDepth}`);
}

/** Operands and operators that wait for the right-hand side of `operator`. */
interface Pending {
  readonly left: Expression;
  readonly operator: Token;
  readonly level: number;
}

/** Operands joined by operators: in one loop with its own stack, so that no chain of them deepens the host's. */
function parseBinary(cursor: Cursor): Expression {
  const pending: Pending[] = [];
  let left = parseUnary(cursor);
  for (;;) {
    const operator = peek(cursor);
    const level = binaryLevel(cursor, operator);
    left = joinPending(pending, left, level);
    if (level === undefined) return left;
    pop(cursor);
    if (operator.kind === 'in' && peek(cursor).kind === 'super') {
      left = { kind: 'in-super', start: left.start, end: pop(cursor).end, name: left };
    } else {
      pending.push({ left, operator, level });
      left = parseUnary(cursor);
    }
  }
}

/** Gives `right` to the operators that bind it at least as tightly as `level`; to all of them without a level. */
function joinPending(pending: Pending[], right: Expression, level = -1): Expression {
  let joined = right;
  for (let top = pending.at(-1); top && top.level >= level; top = pending.at(-1)) {
    const { left, operator } = top;
    const name = operator.data as BinaryOperator;
    joined = { kind: 'binary', start: left.start, end: joined.end, operator: name, left, right: joined };
    pending.pop();
  }
  return joined;
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
