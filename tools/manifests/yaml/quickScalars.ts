// Scalars of the quick reader: where they end, and their text. What is unusual is left to the full reader.
import { type Cursor, enterLine, giveUp, isBlankOrEnd, leaveLine } from './quickCursor.ts';

/** Whether a plain scalar may begin at the place. */
export function beginsPlain(text: string, at: number): boolean {
  const first = text.charAt(at);
  if (first === '-' || first === '?' || first === ':') return !isBlankOrEnd(text.charCodeAt(at + 1));
  return !',[]{}#&*!|>\'"%@`'.includes(first);
}

const plainStop = /[\t\n]| (?=#)|:(?=[ \t\n]|$)/g;

/**
 * Where a plain scalar stops on its line: at the break, at the blank before a comment, at the colon of a key, or at a
 * tab, which nothing allows behind it.
 */
export function stopOfPlain({ text, end }: Cursor, from: number): number {
  plainStop.lastIndex = from;
  return plainStop.test(text) ? plainStop.lastIndex - 1 : end;
}

export function sliceTrimmed(text: string, from: number, stop: number): string {
  let end = stop;
  while (text.charCodeAt(end - 1) === 0x20) end--;
  return text.slice(from, end);
}

/** The plain text at the cursor, joined with the lines behind it that have more than `parent` columns. */
export function readPlainText(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  let stop = stopOfPlain(cursor, cursor.at);
  let plain = sliceTrimmed(text, cursor.at, stop);
  leaveLine(cursor, stop);
  while (cursor.column > parent) {
    // The lines of a scalar have no comments, and empty ones among them mean something.
    if (cursor.line !== stop + 1) giveUp();
    stop = stopOfPlain(cursor, cursor.at);
    plain += ` ${sliceTrimmed(text, cursor.at, stop)}`;
    leaveLine(cursor, stop);
  }
  return plain;
}

/** The place of the closing quote. */
export function findQuote({ text, at, end }: Cursor): number {
  const quote = text.charCodeAt(at);
  for (let close = at + 1; close < end; close++) {
    const code = text.charCodeAt(close);
    if (code === 0x5c && quote === 0x22) close++;
    else if (code === quote) {
      if (quote === 0x22 || text.charCodeAt(close + 1) !== quote) return close;
      close++;
    }
  }
  return giveUp();
}

/** The text between the quotes at the cursor and at `close`; its lines must have more than `parent` columns. */
export function quotedText({ text, at }: Cursor, close: number, parent: number): string {
  const raw = text.slice(at + 1, close);
  const joined = raw.includes('\n') ? joinLines(raw, parent) : raw;
  if (text.charCodeAt(at) === 0x27) return joined.includes("'") ? joined.replaceAll("''", "'") : joined;
  return joined.includes('\\') ? joined.replace(escapes, readEscape) : joined;
}

/** Empty lines, and blanks or a backslash before a break, mean something else. */
function joinLines(raw: string, parent: number): string {
  if (/[ \t\\]\n|\n *[\t\n]/.test(raw)) giveUp();
  return raw.replace(/\n */g, (margin) => (margin.length - 1 > parent ? ' ' : giveUp()));
}

const escapes = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs;

const escaped: ReadonlyMap<string | undefined, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  [' ', ' '],
]);

function readEscape(_: string, ...groups: readonly (string | undefined)[]): string {
  const [x, u, point, simple] = groups;
  const digits = x ?? u ?? point;
  if (digits === undefined) return escaped.get(simple) ?? giveUp();
  const code = Number.parseInt(digits, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : giveUp();
}

const blockHeader = /[|>]([-+]?) *(?: #.*)?\n/y;

/** The text of the `|` or `>` block at the cursor, whose lines have more than `parent` columns. */
export function readBlockText(cursor: Cursor, parent: number): string {
  const { text, at, end } = cursor;
  blockHeader.lastIndex = at;
  const header = blockHeader.exec(text);
  // A block that ends with the file may have no final line break.
  if (!header || text.charCodeAt(end - 1) !== 0x0a) return giveUp();
  const { lines, next } = readBlockLines(cursor, blockHeader.lastIndex, parent);
  const count = lines.findLastIndex((line) => line !== '') + 1;
  const body = lines.slice(0, count);
  const isFolded = text.charCodeAt(at) === 0x3e;
  if (/^ *$/.test(body.at(-1) ?? '') || (isFolded && body.some(keepsBreak))) giveUp();
  enterLine(cursor, next);
  const breaks = header[1] === '-' ? 0 : header[1] === '+' ? lines.length - count + 1 : 1;
  return body.join(isFolded ? ' ' : '\n') + '\n'.repeat(breaks);
}

/** Folding joins lines, but not those that are empty or indented. */
function keepsBreak(line: string): boolean {
  return line === '' || line.startsWith(' ') || line.startsWith('\t');
}

interface BlockLines {
  /** Without the margin that the first one has. */
  readonly lines: readonly string[];
  readonly next: number;
}

function readBlockLines({ text, end }: Cursor, from: number, parent: number): BlockLines {
  const margin = marginOf(text, from);
  if (margin <= parent) giveUp();
  const lines: string[] = [];
  let next = from;
  while (next < end) {
    const stop = text.indexOf('\n', next);
    let at = next;
    while (text.charCodeAt(at) === 0x20 && at - next < margin) at++;
    if (at < stop && at - next < margin) break;
    lines.push(text.slice(at, stop));
    next = stop + 1;
  }
  return { lines, next };
}

/** The indentation of the first line with text. Blanks in the lines above it could mean something. */
function marginOf(text: string, from: number): number {
  let line = from;
  while (text.charCodeAt(line) === 0x0a) line++;
  let at = line;
  while (text.charCodeAt(at) === 0x20) at++;
  return text.charCodeAt(at) === 0x0a || text.charCodeAt(at) === 0x09 ? giveUp() : at - line;
}
