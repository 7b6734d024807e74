// Expressions that begin with a keyword and end in another expression: `local`, `if`, `assert`, `import` …
import { parseBind, parseParameters } from './binds.ts';
import { accept, acceptOperator, type Cursor, expect, fail, peek, pop } from './cursor.ts';
import { formatToken, type Token, type TokenKind } from './tokens.ts';
import type { Bind, Expression, Import, ImportForm } from './tree.ts';

/** The head of such an expression: what it becomes once its last part is known, or the whole if it has none. */
type Head = { readonly complete: (last: Expression) => Expression } | { readonly whole: Expression };

const heads: Readonly<Partial<Record<TokenKind, (cursor: Cursor, keyword: Token) => Head>>> = {
  assert: readAssert,
  error: readError,
  function: readFunction,
  if: readIf,
  import: readImport,
  importbin: readImport,
  importstr: readImport,
  local: readLocal,
};

export function isPrefix(kind: TokenKind): boolean {
  return heads[kind] !== undefined;
}

/** Reads heads in a loop and then builds from the inside, so that a long file of `local`s takes no stack. */
export function parsePrefixed(cursor: Cursor): Expression {
  const completions: ((last: Expression) => Expression)[] = [];
  let expression: Expression | undefined;
  while (!expression) {
    const read = heads[peek(cursor).kind];
    const head: Head = read ? read(cursor, pop(cursor)) : { whole: cursor.parseExpression(cursor) };
    if ('whole' in head) expression = head.whole;
    else completions.push(head.complete);
  }
  for (const complete of completions.reverse()) expression = complete(expression);
  return expression;
}

function readAssert(cursor: Cursor, { start }: Token): Head {
  const condition = cursor.parseExpression(cursor);
  const message = acceptOperator(cursor, ':') ? cursor.parseExpression(cursor) : undefined;
  expect(cursor, ';');
  const head = { kind: 'assert', start, condition, ...(message && { message }) } as const;
  return { complete: (rest) => ({ ...head, end: rest.end, rest }) };
}

function readError(_cursor: Cursor, { start }: Token): Head {
  return { complete: (message) => ({ kind: 'error', start, end: message.end, message }) };
}

function readFunction(cursor: Cursor, { start }: Token): Head {
  const open = pop(cursor);
  if (open.kind !== '(') throw fail(cursor, open, `Expected ( but got ${formatToken(open)}`);
  const parameters = parseParameters(cursor, 'function parameter');
  return { complete: (body) => ({ kind: 'function', start, end: body.end, parameters, body }) };
}

function readIf(cursor: Cursor, { start }: Token): Head {
  const condition = cursor.parseExpression(cursor);
  expect(cursor, 'then');
  const then = cursor.parseExpression(cursor);
  if (!accept(cursor, 'else')) return { whole: { kind: 'if', start, end: then.end, condition, then } };
  return {
    complete: (otherwise) => ({ kind: 'if', start, end: otherwise.end, condition, then, otherwise }),
  };
}

function readImport(cursor: Cursor, keyword: Token): Head {
  return { complete: (path) => importOf(cursor, keyword, path) };
}

function importOf(cursor: Cursor, { kind, start }: Token, path: Expression): Import {
  if (path.kind !== 'string') throw fail(cursor, path, 'Computed imports are not allowed');
  if (path.form === 'block') throw fail(cursor, path, 'Block string literals not allowed in imports');
  return { kind: 'import', start, end: path.end, form: kind as ImportForm, path: path.value };
}

function readLocal(cursor: Cursor, { start }: Token): Head {
  const binds: Bind[] = [];
  const names = new Set<string>();
  for (let more = true; more; ) {
    binds.push(parseBind(cursor, names));
    const delimiter = pop(cursor);
    more = delimiter.kind === ',';
    if (!more && delimiter.kind !== ';') {
      throw fail(cursor, delimiter, `Expected , or ; but got ${formatToken(delimiter)}`);
    }
  }
  return { complete: (body) => ({ kind: 'local', start, end: body.end, binds, body }) };
}
