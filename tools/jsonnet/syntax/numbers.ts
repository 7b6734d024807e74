// Number tokens: JSON's, plus single `_` between digits.
import { pointError, quoteCharacter, type Scanner, takeToken } from './scanner.ts';
import type { Token } from './tokens.ts';

/** Reads a number; the scanner stands on its first digit. */
export function readNumber(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  let end = text[start] === '0' ? leadingZero(scanner) : digits(scanner, start + 1);
  if (text[end] === '.') end = requiredDigits(scanner, end + 1, 'decimal point');
  if (text[end] === 'e' || text[end] === 'E') end = exponent(scanner, end + 1);
  const data = text.slice(start, end);
  return takeToken(scanner, 'NUMBER', end, data.includes('_') ? data.replaceAll('_', '') : data);
}

function leadingZero(scanner: Scanner): number {
  const end = scanner.at + 1;
  if (scanner.text[end] !== '_') return end;
  throw pointError(scanner, end, "Couldn't lex number, _ not allowed after leading 0");
}

function exponent(scanner: Scanner, at: number): number {
  const signed = scanner.text[at] === '+' || scanner.text[at] === '-';
  return signed ? requiredDigits(scanner, at + 1, 'exponent sign') : requiredDigits(scanner, at, "'E'");
}

/** The end of the digits at `at`, of which there has to be one. */
function requiredDigits(scanner: Scanner, at: number, after: string): number {
  if (isDigit(scanner.text, at)) return digits(scanner, at + 1);
  const junk = quoteCharacter(scanner.text, at);
  throw pointError(scanner, at, `Couldn't lex number, junk after ${after}: ${junk}`);
}

/** The end of the digits and separators that follow a digit. */
function digits(scanner: Scanner, from: number): number {
  const { text } = scanner;
  let at = from;
  for (;;) {
    while (isDigit(text, at)) at++;
    if (text[at] !== '_') return at;
    at = requiredDigit(scanner, at + 1);
  }
}

function requiredDigit(scanner: Scanner, at: number): number {
  if (isDigit(scanner.text, at)) return at + 1;
  const junk = quoteCharacter(scanner.text, at);
  throw pointError(scanner, at, `Couldn't lex number, junk after '_': ${junk}`);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
