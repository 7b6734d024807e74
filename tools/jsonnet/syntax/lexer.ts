// Source text to tokens and comments, in one pass that looks at each character a bounded number of times.
import type { Source } from '../source.ts';
import { readNumber } from './numbers.ts';
import { emit, pointError, quoteCharacter, type Scanner } from './scanner.ts';
import { readQuoted, readTextBlock, readVerbatim } from './strings.ts';
import { type Token, type TokenKind, wordKind } from './tokens.ts';
import type { Comment } from './tree.ts';

/** All of a text, cut up. The last token is the end of the file. */
export interface Lexed {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

type Reader = (scanner: Scanner) => void;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_';
const digits = '0123456789';
const operatorCharacters = '!$:~+-&|^=<>*/%';
/** An operator does not end in one of these unless it is that character alone. */
const neverLast = '+-~!$';

/** Who reads the token that starts with a character, by character code. */
const readers: readonly (Reader | undefined)[] = readerTable([
  [letters, readWord],
  [digits, readNumber],
  ['{}[],.();', readPunctuation],
  ['"\'', readQuoted],
  ['@', readVerbatim],
  [operatorCharacters, readSymbols],
  ['#', readLineComment],
]);
const wordCharacters = characterSet(letters + digits);
const symbolCharacters = characterSet(operatorCharacters);

/** Cuts a text into tokens. Throws the static error for the first thing that is none. */
export function readTokens(source: Source): Lexed {
  const { text } = source;
  const scanner: Scanner = { source, text, tokens: [], comments: [], at: 0, symbolsEnd: 0 };
  for (;;) {
    skipWhitespace(scanner);
    if (scanner.at >= text.length) break;
    const reader = readers[text.charCodeAt(scanner.at)];
    if (!reader) throw unknownCharacter(scanner);
    reader(scanner);
  }
  emit(scanner, 'end of file', text.length);
  return scanner;
}

function skipWhitespace(scanner: Scanner): void {
  let { at } = scanner;
  while (isWhitespace(scanner.text.charCodeAt(at))) at++;
  scanner.at = at;
}

/** Space, newline, tab or carriage return. */
function isWhitespace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13;
}

function unknownCharacter(scanner: Scanner): Error {
  const character = quoteCharacter(scanner.text, scanner.at);
  return pointError(scanner, scanner.at, `Could not lex the character ${character}`);
}

function readWord(scanner: Scanner): void {
  const { text, at: start } = scanner;
  let end = start + 1;
  while (wordCharacters[text.charCodeAt(end)]) end++;
  const word = text.slice(start, end);
  emit(scanner, wordKind(word), end, word);
}

function readPunctuation(scanner: Scanner): void {
  const character = scanner.text[scanner.at] as TokenKind;
  emit(scanner, character, scanner.at + 1, character);
}

function readSymbols(scanner: Scanner): void {
  const { text, at } = scanner;
  if (text.startsWith('//', at)) readLineComment(scanner);
  else if (text.startsWith('/*', at)) readBlockComment(scanner);
  else if (text.startsWith('|||', at)) readTextBlock(scanner);
  else readOperator(scanner);
}

function readOperator(scanner: Scanner): void {
  const { text, at: start } = scanner;
  if (start >= scanner.symbolsEnd) scanner.symbolsEnd = findSymbolsEnd(text, start);
  let end = scanner.symbolsEnd;
  // go-jsonnet gives up all but the first character here, so `==-` is `=`, `=` and `-`.
  if (neverLast.includes(text[end - 1] as string)) end = start + 1;
  const data = text.slice(start, end);
  emit(scanner, data === '$' ? '$' : 'OPERATOR', end, data);
}

/** Where a run of operator characters ends: before anything else, a comment or a text block. */
function findSymbolsEnd(text: string, start: number): number {
  let at = start + 1;
  while (symbolCharacters[text.charCodeAt(at)]) {
    if (text.startsWith('//', at) || text.startsWith('/*', at) || text.startsWith('|||', at)) break;
    at++;
  }
  return at;
}

function readLineComment(scanner: Scanner): void {
  const newline = scanner.text.indexOf('\n', scanner.at);
  endComment(scanner, 'line', newline === -1 ? scanner.text.length : newline);
}

function readBlockComment(scanner: Scanner): void {
  const close = scanner.text.indexOf('*/', scanner.at + 2);
  if (close === -1) throw pointError(scanner, scanner.at, 'Multi-line comment has no terminating */');
  endComment(scanner, 'block', close + 2);
}

function endComment(scanner: Scanner, kind: Comment['kind'], end: number): void {
  scanner.comments.push({ kind, start: scanner.at, end });
  scanner.at = end;
}

function readerTable(rows: readonly (readonly [string, Reader])[]): (Reader | undefined)[] {
  const table = new Array<Reader | undefined>(128).fill(undefined);
  for (const [characters, reader] of rows) {
    for (const character of characters) table[character.charCodeAt(0)] = reader;
  }
  return table;
}

function characterSet(characters: string): Uint8Array {
  const set = new Uint8Array(128);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}
