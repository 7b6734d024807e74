// Source text to tokens, one at a time, and comments; each character is looked at a bounded number of times.
import type { Source } from '../source.ts';
import { readNumber } from './numbers.ts';
import { pointError, quoteCharacter, type Scanner, takeToken } from './scanner.ts';
import { readQuoted, readTextBlock, readVerbatim } from './strings.ts';
import { type Token, type TokenKind, wordKind } from './tokens.ts';
import type { Comment } from './tree.ts';

/** Reads the token that the scanner stands on; none where that turns out to be a comment. */
type Reader = (scanner: Scanner) => Token | undefined;

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

/** A scanner at the start of a text. */
export function createScanner(source: Source): Scanner {
  return { source, text: source.text, comments: [], at: 0, symbolsEnd: 0 };
}

/**
 * Reads the next token; at the end of the text that is 'end of file', as often as asked. Throws the static error
 * for what is no token, and again when asked again.
 */
export function readToken(scanner: Scanner): Token {
  let token: Token | undefined;
  do {
    skipWhitespace(scanner);
    if (scanner.at >= scanner.text.length) return takeToken(scanner, 'end of file', scanner.at, '');
    const reader = readers[scanner.text.charCodeAt(scanner.at)];
    if (!reader) throw unknownCharacter(scanner);
    token = reader(scanner);
  } while (!token);
  return token;
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

function readWord(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  let end = start + 1;
  while (wordCharacters[text.charCodeAt(end)]) end++;
  const word = text.slice(start, end);
  return takeToken(scanner, wordKind(word), end, word);
}

function readPunctuation(scanner: Scanner): Token {
  const character = scanner.text[scanner.at] as TokenKind;
  return takeToken(scanner, character, scanner.at + 1, character);
}

function readSymbols(scanner: Scanner): Token | undefined {
  const { text, at } = scanner;
  if (text.startsWith('//', at)) return readLineComment(scanner);
  if (text.startsWith('/*', at)) return readBlockComment(scanner);
  if (text.startsWith('|||', at)) return readTextBlock(scanner);
  return readOperator(scanner);
}

function readOperator(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  if (start >= scanner.symbolsEnd) scanner.symbolsEnd = findSymbolsEnd(text, start);
  let end = scanner.symbolsEnd;
  // go-jsonnet gives up all but the first character here, so `==-` is `=`, `=` and `-`.
  if (neverLast.includes(text[end - 1] as string)) end = start + 1;
  const data = text.slice(start, end);
  return takeToken(scanner, data === '$' ? '$' : 'OPERATOR', end, data);
}

/** Where a run of operator characters ends: before anything else, and before what could be a comment or a block. */
function findSymbolsEnd(text: string, start: number): number {
  let at = start + 1;
  while (symbolCharacters[text.charCodeAt(at)] && text[at] !== '/' && !text.startsWith('||', at)) at++;
  return at;
}

function readLineComment(scanner: Scanner): Token | undefined {
  const newline = scanner.text.indexOf('\n', scanner.at);
  return passComment(scanner, 'line', newline === -1 ? scanner.text.length : newline);
}

function readBlockComment(scanner: Scanner): Token | undefined {
  const close = scanner.text.indexOf('*/', scanner.at + 2);
  if (close === -1) throw pointError(scanner, scanner.at, 'Multi-line comment has no terminating */');
  return passComment(scanner, 'block', close + 2);
}

function passComment(scanner: Scanner, kind: Comment['kind'], end: number): undefined {
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
