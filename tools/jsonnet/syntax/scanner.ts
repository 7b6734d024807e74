// The lexer's state and the few steps that all of its readers share.
import { type JsonnetError, staticError } from '../errors.ts';
import type { Source } from '../source.ts';
import type { Token, TokenKind } from './tokens.ts';
import type { Comment } from './tree.ts';

export interface Scanner {
  readonly source: Source;
  readonly text: string;
  /** Those passed so far. */
  readonly comments: Comment[];
  /** Start of the token that is being read. */
  at: number;
  /** End of the last run of operator characters, so that no run is walked twice. */
  symbolsEnd: number;
}

/** The token from the current place to `end`, with the scanner moved there. */
export function takeToken(scanner: Scanner, kind: TokenKind, end: number, data: string): Token {
  const start = scanner.at;
  scanner.at = end;
  return { kind, data, start, end };
}

/** An error at one point, without extent. */
export function pointError(scanner: Scanner, at: number, message: string): JsonnetError {
  return staticError(scanner.source, { start: at, end: at }, message);
}

const namedEscapes: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  "'": "\\'",
  '\\': '\\\\',
};

/** The character at an offset in quotes and ASCII, the way Go prints runes; the end of the text counts as U+FFFD. */
export function quoteCharacter(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0xfffd;
  const character = String.fromCodePoint(code);
  return `'${namedEscapes[character] ?? escapeCharacter(character, code)}'`;
}

function escapeCharacter(character: string, code: number): string {
  if (code >= 0x20 && code < 0x7f) return character;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  if (code >= 0xd800 && code < 0xe000) return '\\ufffd';
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
