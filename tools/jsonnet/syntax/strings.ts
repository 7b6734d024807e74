// String tokens in their five forms, and the meaning of escapes.
import { pointError, type Scanner, takeToken } from './scanner.ts';
import type { Token } from './tokens.ts';

const backslash = 92;

/** Reads `"…"` or `'…'`. Escapes stay; `resolveEscapes` resolves them once the parser takes the token. */
export function readQuoted(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  const quote = text.charCodeAt(start);
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) break;
    if (code === backslash) at++;
  }
  if (at >= text.length) throw pointError(scanner, start, 'Unterminated String');
  const kind = text[start] === '"' ? 'STRING_DOUBLE' : 'STRING_SINGLE';
  return takeToken(scanner, kind, at + 1, text.slice(start + 1, at));
}

/** Reads `@"…"` or `@'…'`, in which only the doubled quote means something else. */
export function readVerbatim(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  const quote = text[start + 1];
  if (quote !== '"' && quote !== "'") {
    const code = text.codePointAt(start + 1) ?? -1;
    throw pointError(scanner, start, `Couldn't lex verbatim string, junk after '@': ${code}`);
  }
  let at = text.indexOf(quote, start + 2);
  while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  if (at === -1) throw pointError(scanner, start, 'Unterminated String');
  const kind = quote === '"' ? 'VERBATIM_STRING_DOUBLE' : 'VERBATIM_STRING_SINGLE';
  return takeToken(scanner, kind, at + 1, text.slice(start + 2, at).replaceAll(quote + quote, quote));
}

/** Reads a text block from its `|||` or `|||-` to the closing `|||`. */
export function readTextBlock(scanner: Scanner): Token {
  const { text, at: start } = scanner;
  const chomp = text[start + 3] === '-';
  const header = skip(text, start + (chomp ? 4 : 3), ' \t\r');
  if (text[header] !== '\n') throw pointError(scanner, start, 'Text block requires new line after |||.');
  const first = skip(text, header + 1, '\n');
  const indent = text.slice(first, skip(text, first, ' \t'));
  if (indent === '') throw pointError(scanner, start, "Text block's first line must start with whitespace");
  const body = readBlockLines(scanner, first, indent);
  const close = skip(text, body.end, ' \t');
  if (!text.startsWith('|||', close)) throw pointError(scanner, start, 'Text block not terminated with |||');
  const value = text.slice(header + 1, first) + body.value;
  return takeToken(scanner, 'STRING_BLOCK', close + 3, chomp ? value.slice(0, -1) : value);
}

/** The lines that begin with `indent`, without it, and empty lines; `end` is where the first other line begins. */
function readBlockLines(scanner: Scanner, from: number, indent: string): { value: string; end: number } {
  const { text } = scanner;
  const lines: string[] = [];
  let at = from;
  do {
    const newline = text.indexOf('\n', at);
    if (newline === -1) throw pointError(scanner, scanner.at, 'Unexpected EOF');
    const next = skip(text, newline, '\n');
    lines.push(text.slice(at + indent.length, next));
    at = next;
  } while (text.startsWith(indent, at));
  return { value: lines.join(''), end: at };
}

function skip(text: string, from: number, characters: string): number {
  let at = from;
  while (at < text.length && characters.includes(text[at] as string)) at++;
  return at;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** The meaning of a quoted string's content, or in `problem` what is wrong with it. */
export type Resolved = { readonly value: string } | { readonly problem: string };

/** Resolves the escapes in the content of a quoted string. */
export function resolveEscapes(content: string): Resolved {
  let slash = content.indexOf('\\');
  if (slash === -1) return { value: content };
  const parts: string[] = [];
  let done = 0;
  for (; slash !== -1; slash = content.indexOf('\\', done)) {
    const found = readEscape(content, slash + 1);
    if ('problem' in found) return found;
    parts.push(content.slice(done, slash), found.value);
    done = found.end;
  }
  return { value: parts.join('') + content.slice(done) };
}

type Escape = { readonly value: string; readonly end: number } | { readonly problem: string };

/** The escape whose letter is at `at`. */
function readEscape(content: string, at: number): Escape {
  const letter = content.codePointAt(at);
  if (letter === undefined) return { problem: 'Truncated escape sequence in string literal.' };
  const character = String.fromCodePoint(letter);
  if (character === 'u') return readUnicodeEscape(content, at + 1);
  const value = Object.hasOwn(simpleEscapes, character) ? simpleEscapes[character] : undefined;
  if (value !== undefined) return { value, end: at + 1 };
  return { problem: `Unknown escape sequence in string literal: \\${character}` };
}

/** The code unit, or the surrogate pair, whose four digits are at `at`. */
function readUnicodeEscape(content: string, at: number): Escape {
  if (isShorter(content, at, 4)) return { problem: 'Truncated unicode escape sequence in string literal.' };
  const high = hexDigits(content, at);
  if (high === undefined) return { problem: `Unicode escape sequence was malformed: ${firstBytes(content)}` };
  const end = at + 4;
  if (high < 0xd800 || high > 0xdfff) return { value: String.fromCharCode(high), end };
  if (isShorter(content, end, 6)) {
    return { problem: 'Truncated unicode surrogate pair escape sequence in string literal.' };
  }
  if (!content.startsWith('\\u', end)) {
    return { problem: 'Unicode surrogate pair escape sequence missing low surrogate in string literal.' };
  }
  const low = hexDigits(content, end + 2);
  if (low !== undefined) return { value: joinSurrogates(high, low), end: end + 6 };
  return { problem: `Unicode low surrogate escape sequence was malformed: ${firstBytes(content)}` };
}

/** Two halves that make no pair become the replacement character. */
function joinSurrogates(high: number, low: number): string {
  const paired = high < 0xdc00 && low >= 0xdc00 && low <= 0xdfff;
  return paired ? String.fromCharCode(high, low) : '\ufffd';
}

function hexDigits(content: string, at: number): number | undefined {
  const digits = content.slice(at, at + 4);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

/** Whether fewer than `bytes` bytes of UTF-8 follow: go-jsonnet tells "truncated" from "malformed" in bytes. */
function isShorter(content: string, at: number, bytes: number): boolean {
  return Buffer.byteLength(content.slice(at, at + bytes)) < bytes;
}

/** go-jsonnet shows the start of the string, not the escape; so do we, for the same text. */
function firstBytes(content: string): string {
  return Buffer.from(content.slice(0, 4)).subarray(0, 4).toString();
}
