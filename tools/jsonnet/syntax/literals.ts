// Tokens that are whole expressions by themselves.
import { formatSpan } from '../source.ts';
import { type Cursor, fail } from './cursor.ts';
import { resolveEscapes } from './strings.ts';
import type { Token, TokenKind } from './tokens.ts';
import type { Expression, StringLiteral } from './tree.ts';

const stringForms: Readonly<Partial<Record<TokenKind, StringLiteral['form']>>> = {
  STRING_DOUBLE: 'double',
  STRING_SINGLE: 'single',
  STRING_BLOCK: 'block',
  VERBATIM_STRING_DOUBLE: 'verbatim-double',
  VERBATIM_STRING_SINGLE: 'verbatim-single',
};

/** The expression that a token is, if it is one. */
export function parseLiteral(cursor: Cursor, token: Token): Expression | undefined {
  const { kind, start, end } = token;
  switch (kind) {
    case 'IDENTIFIER':
      return { kind: 'variable', start, end, name: token.data };
    case 'NUMBER':
      return { kind: 'number', start, end, text: token.data };
    case 'null':
    case 'true':
    case 'false':
    case 'self':
      return { kind, start, end };
    case '$':
      return { kind: 'dollar', start, end };
    default:
      return parseString(cursor, token);
  }
}

/** The string that a token is, if it is one. */
export function parseString(cursor: Cursor, token: Token): StringLiteral | undefined {
  const form = stringForms[token.kind];
  if (!form) return undefined;
  return {
    kind: 'string',
    start: token.start,
    end: token.end,
    form,
    value: stringValue(cursor, token, form),
  };
}

function stringValue(cursor: Cursor, token: Token, form: StringLiteral['form']): string {
  if (form !== 'double' && form !== 'single') return token.data;
  const unescaped = resolveEscapes(token.data);
  if ('value' in unescaped) return unescaped.value;
  // go-jsonnet says the place twice, once inside the message; so do we, for the same text.
  throw fail(cursor, token, `${formatSpan(cursor.source, token)} ${unescaped.problem}`);
}
