// The parser's place among the tokens, and what every rule does there: look, take, insist, fail.
import { type JsonnetError, staticError } from '../errors.ts';
import type { Source, Span } from '../source.ts';
import { readToken } from './lexer.ts';
import type { Scanner } from './scanner.ts';
import { formatKind, formatToken, type Token, type TokenKind } from './tokens.ts';
import type { Expression } from './tree.ts';

export interface Cursor {
  readonly source: Source;
  readonly scanner: Scanner;
  next: Token;
  /** The token after `next`, once somebody has looked at it. */
  second: Token | undefined;
  /** How many expressions are open around the next token. */
  depth: number;
  /** The rule for any expression; here, since the rules that it is made of need it too. */
  readonly parseExpression: (cursor: Cursor) => Expression;
}

export function peek(cursor: Cursor): Token {
  return cursor.next;
}

export function peekSecond(cursor: Cursor): Token {
  cursor.second ??= readToken(cursor.scanner);
  return cursor.second;
}

/** Takes the next token. After the end of the file there is only more of it. */
export function pop(cursor: Cursor): Token {
  const token = cursor.next;
  cursor.next = peekSecond(cursor);
  cursor.second = undefined;
  return token;
}

/** Takes the next token if it is of this kind. */
export function accept(cursor: Cursor, kind: TokenKind): Token | undefined {
  return peek(cursor).kind === kind ? pop(cursor) : undefined;
}

export function acceptOperator(cursor: Cursor, operator: string): Token | undefined {
  return isOperator(peek(cursor), operator) ? pop(cursor) : undefined;
}

export function isOperator(token: Token, operator: string): boolean {
  return token.kind === 'OPERATOR' && token.data === operator;
}

/** Takes the next token, which has to be of this kind; `context` completes the message. */
export function expect(cursor: Cursor, kind: TokenKind, context = ''): Token {
  const token = pop(cursor);
  if (token.kind !== kind) throw unexpectedKind(cursor, kind, token, context);
  return token;
}

export function expectOperator(cursor: Cursor, operator: string): Token {
  const token = pop(cursor);
  if (isOperator(token, operator)) return token;
  throw fail(cursor, token, `Expected operator ${operator} but got ${formatToken(token)}`);
}

export function unexpectedKind(cursor: Cursor, kind: TokenKind, token: Token, context = ''): JsonnetError {
  return fail(cursor, token, `Expected token ${formatKind(kind)} but got ${formatToken(token)}${context}`);
}

export function fail(cursor: Cursor, span: Span, message: string): JsonnetError {
  return staticError(cursor.source, { start: span.start, end: span.end }, message);
}
