// What the lexer hands to the parser, and how error messages spell it.
import type { Span } from '../source.ts';

const symbols = ['{', '}', '[', ']', ',', '$', '.', '(', ')', ';'] as const;

const contents = [
  'IDENTIFIER',
  'NUMBER',
  'OPERATOR',
  'STRING_BLOCK',
  'STRING_DOUBLE',
  'STRING_SINGLE',
  'VERBATIM_STRING_DOUBLE',
  'VERBATIM_STRING_SINGLE',
] as const;

const keywords = [
  'assert',
  'else',
  'error',
  'false',
  'for',
  'function',
  'if',
  'import',
  'importstr',
  'importbin',
  'in',
  'local',
  'null',
  'self',
  'super',
  'tailstrict',
  'then',
  'true',
] as const;

export type TokenKind =
  | (typeof symbols)[number]
  | (typeof contents)[number]
  | (typeof keywords)[number]
  | 'end of file';

/**
 * One token. `data` is the text as written, except that numbers have lost their `_`, quoted strings their quotes
 * (escapes are still in), verbatim strings and text blocks are their meaning, and the end of the file has ''.
 */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly data: string;
}

const keywordKinds: ReadonlyMap<string, TokenKind> = new Map(keywords.map((word) => [word, word]));
const contentKinds: ReadonlySet<TokenKind> = new Set(contents);
const symbolKinds: ReadonlySet<TokenKind> = new Set(symbols);

/** The kind of a word: its keyword, or an identifier. */
export function wordKind(word: string): TokenKind {
  return keywordKinds.get(word) ?? 'IDENTIFIER';
}

/** A kind as messages name what was expected: `"{"`, `IDENTIFIER`, `then`. */
export function formatKind(kind: TokenKind): string {
  return symbolKinds.has(kind) ? `"${kind}"` : kind;
}

/** A token as messages name what was found: `(NUMBER, "1")`, `"{"`, `end of file`. */
export function formatToken(token: Token): string {
  if (token.data === '') return formatKind(token.kind);
  return contentKinds.has(token.kind) ? `(${token.kind}, "${token.data}")` : `"${token.data}"`;
}
