// The lexer's state and the few steps that all of its readers share.
import { type JsonnetError, staticError } from '../errors.ts';
import type { Source } from '../source.ts';
import type { Token, TokenKind } from './tokens.ts';
import type { Comment } from './tree.ts';

export interface Scanner {
  readonly source: Source;
  readonly text: string;
  readonly tokens: Token[];
  readonly comments: Comment[];
  /** Start of the token that is being read. */
  at: number;
  /** End of the last run of operator characters, so that no run is walked twice. */
  symbolsEnd: number;
}

/** Adds the token from the current place to `end` and moves there. */
export function emit(scanner: Scanner, kind: TokenKind, end: number, data?: string): void {
  const start = scanner.at;
  scanner.tokens.push({ kind, data: data ?? scanner.text.slice(start, end), start, end });
  scanner.at = end;
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
