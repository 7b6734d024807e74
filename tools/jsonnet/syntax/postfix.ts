// What stands between operators: literals, brackets, and the calls, indexes and `{}` that follow them.
import { parseArray } from './arrays.ts';
import { parseArguments } from './binds.ts';
import { accept, type Cursor, expect, fail, peek, pop, unexpectedKind } from './cursor.ts';
import { parseLiteral } from './literals.ts';
import { parseObject } from './objects.ts';
import { formatToken, type Token } from './tokens.ts';
import type { Expression } from './tree.ts';

/** A terminal with all that applies to it, from left to right. */
export function parsePostfix(cursor: Cursor): Expression {
  let target = parseTerminal(cursor);
  for (;;) {
    switch (peek(cursor).kind) {
      case '.':
        target = parseDot(cursor, target);
        break;
      case '[':
        target = parseIndex(cursor, target);
        break;
      case '(':
        target = parseCall(cursor, target);
        break;
      case '{':
        target = parseApplyBrace(cursor, target);
        break;
      default:
        return target;
    }
  }
}

function parseDot(cursor: Cursor, target: Expression): Expression {
  pop(cursor);
  const { data: name, end } = expect(cursor, 'IDENTIFIER');
  return { kind: 'dot', start: target.start, end, target, name };
}

function parseCall(cursor: Cursor, target: Expression): Expression {
  pop(cursor);
  const { positional, named, end } = parseArguments(cursor);
  const tailstrict = accept(cursor, 'tailstrict') !== undefined;
  return { kind: 'apply', start: target.start, end, target, positional, named, tailstrict };
}

function parseApplyBrace(cursor: Cursor, left: Expression): Expression {
  const right = parseObject(cursor, pop(cursor));
  return { kind: 'apply-brace', start: left.start, end: right.end, left, right };
}

/** `target[index]` or a slice `target[from:to:step]` with any part left out. */
function parseIndex(cursor: Cursor, target: Expression): Expression {
  pop(cursor);
  const { parts, colons, end } = parseIndexParts(cursor);
  const { start } = target;
  const [from, to, step] = parts;
  if (colons > 0) {
    return {
      kind: 'slice',
      start,
      end,
      target,
      ...(from && { from }),
      ...(to && { to }),
      ...(step && { step }),
    };
  }
  return { kind: 'index', start, end, target, index: from as Expression };
}

interface IndexParts {
  /** By how many colons stand before them. */
  readonly parts: readonly (Expression | undefined)[];
  readonly colons: number;
  readonly end: number;
}

function parseIndexParts(cursor: Cursor): IndexParts {
  const parts: (Expression | undefined)[] = [undefined, undefined, undefined];
  let colons = 0;
  for (;;) {
    const next = peek(cursor);
    if (next.kind === ']') break;
    const width = colonWidth(next);
    if (width === 0) {
      if (parts[colons]) throw unexpectedKind(cursor, ']', next);
      parts[colons] = cursor.parseExpression(cursor);
    } else {
      pop(cursor);
      colons += width;
      if (colons > 2) throw fail(cursor, next, 'Invalid slice: too many colons');
    }
  }
  const close = pop(cursor);
  if (colons === 0 && !parts[0]) throw fail(cursor, close, 'ast.Index requires an expression');
  return { parts, colons, end: close.end };
}

function colonWidth(token: Token): number {
  if (token.kind !== 'OPERATOR') return 0;
  if (token.data === ':') return 1;
  return token.data === '::' ? 2 : 0;
}

function parseTerminal(cursor: Cursor): Expression {
  const token = pop(cursor);
  switch (token.kind) {
    case '{':
      return parseObject(cursor, token);
    case '[':
      return parseArray(cursor, token);
    case '(':
      return parseParentheses(cursor, token);
    case 'super':
      return parseSuper(cursor, token);
    case 'end of file':
      throw fail(cursor, token, 'Unexpected end of file');
    default:
      return parseLiteral(cursor, token) ?? unexpectedTerminal(cursor, token);
  }
}

function unexpectedTerminal(cursor: Cursor, token: Token): never {
  throw fail(cursor, token, `Unexpected: ${formatToken(token)} while parsing terminal`);
}

function parseParentheses(cursor: Cursor, open: Token): Expression {
  const inner = cursor.parseExpression(cursor);
  const { end } = expect(cursor, ')');
  return { kind: 'parentheses', start: open.start, end, inner };
}

/** `super.name` or `super[index]`; like go-jsonnet we place it at its keyword alone. */
function parseSuper(cursor: Cursor, keyword: Token): Expression {
  const { start, end } = keyword;
  const next = pop(cursor);
  if (next.kind === '.') {
    return { kind: 'super', start, end, index: { name: expect(cursor, 'IDENTIFIER').data } };
  }
  if (next.kind !== '[') throw fail(cursor, keyword, 'Expected . or [ after super');
  const expression = cursor.parseExpression(cursor);
  expect(cursor, ']');
  return { kind: 'super', start, end, index: { expression } };
}
