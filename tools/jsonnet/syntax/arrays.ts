// Array literals, array comprehensions, and the clauses that comprehensions of both kinds share.
import { accept, type Cursor, expect, fail, peek, pop } from './cursor.ts';
import { formatKind, formatToken, type Token } from './tokens.ts';
import type { ArrayComprehension, ArrayLiteral, Clause, Expression } from './tree.ts';

/** An array or an array comprehension whose `[` is taken already. */
export function parseArray(cursor: Cursor, open: Token): ArrayLiteral | ArrayComprehension {
  const { start } = open;
  const items: Expression[] = [];
  let separated = true;
  for (;;) {
    const next = peek(cursor);
    if (next.kind === ']') return { kind: 'array', start, end: pop(cursor).end, items };
    if (next.kind === 'for' && items.length === 1) {
      const { clauses, end } = parseClauses(cursor, pop(cursor), ']');
      return { kind: 'array-comprehension', start, end, body: items[0] as Expression, clauses };
    }
    if (!separated) throw fail(cursor, next, 'Expected a comma before next array element');
    items.push(cursor.parseExpression(cursor));
    separated = accept(cursor, ',') !== undefined;
  }
}

export interface Clauses {
  readonly clauses: readonly Clause[];
  /** Offset after the bracket that closes the comprehension. */
  readonly end: number;
}

/** `for`s and `if`s up to and with the closing bracket; the first `for` is taken already. */
export function parseClauses(cursor: Cursor, first: Token, close: ']' | '}'): Clauses {
  const clauses: Clause[] = [parseFor(cursor, first)];
  for (;;) {
    const next = pop(cursor);
    if (next.kind === close) return { clauses, end: next.end };
    if (next.kind === 'for') clauses.push(parseFor(cursor, next));
    else if (next.kind === 'if') clauses.push(parseIf(cursor, next));
    else {
      const expected = `Expected for, if or ${formatKind(close)} after for clause`;
      throw fail(cursor, next, `${expected}, got: ${formatToken(next)}`);
    }
  }
}

function parseFor(cursor: Cursor, { start }: Token): Clause {
  const variable = expect(cursor, 'IDENTIFIER').data;
  expect(cursor, 'in');
  const list = cursor.parseExpression(cursor);
  return { kind: 'for', start, end: list.end, variable, list };
}

function parseIf(cursor: Cursor, { start }: Token): Clause {
  const condition = cursor.parseExpression(cursor);
  return { kind: 'if-clause', start, end: condition.end, condition };
}
