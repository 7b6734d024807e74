// Prints one string in the style chosen for it, folding it where the emitters of libyaml's family fold.
import { type Output, put, putBreak, spaces, writeIndent } from './output.ts';
import { isBreak, isPrintable, type Style } from './scalars.ts';

export interface Styling {
  readonly style: Style;
  /** The column of continuation lines. */
  readonly indent: number;
  /** False for keys, which stay on one line. */
  readonly fold: boolean;
}

export function writeStyled(output: Output, text: string, { style, indent, fold }: Styling): void {
  if (!output.whitespace) put(output, ' ');
  const width = fold ? output.width : Number.POSITIVE_INFINITY;
  if (style === 'literal') return writeLiteral(output, text, indent);
  if (style === 'plain') writeRun(output, text, { indent, width });
  else if (style === 'single') writeSingleQuoted(output, text, { indent, width });
  else writeDoubleQuoted(output, text, { indent, width });
  output.whitespace = false;
  output.indention = false;
}

interface Folding {
  readonly indent: number;
  readonly width: number;
}

/** One line of text: it is broken at single blanks beyond the width. */
function writeRun(output: Output, text: string, { indent, width }: Folding): void {
  let from = 0;
  while (output.column + text.length - from > width) {
    const blank = findFold(text, from, width - output.column);
    if (blank < 0) break;
    put(output, text.slice(from, blank));
    output.indention = false;
    writeIndent(output, indent);
    from = blank + 1;
  }
  put(output, text.slice(from));
}

/** The first blank that stands alone and beyond `room` columns; not the first character nor the last. */
function findFold(text: string, from: number, room: number): number {
  let blank = text.indexOf(' ', Math.max(from + 1, from + room + 1));
  while (blank > 0 && (isBlank(text, blank - 1) || isBlank(text, blank + 1))) {
    blank = text.indexOf(' ', blank + 1);
  }
  return blank === text.length - 1 ? -1 : blank;
}

function isBlank(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x20;
}

/** Only U+2028 and U+2029 can be breaks here: a text with `\n` is printed as a literal block. */
function writeSingleQuoted(output: Output, text: string, folding: Folding): void {
  put(output, "'");
  for (const run of text.replaceAll("'", "''").split(foreignBreaks)) {
    if (isBreak(run.charCodeAt(0))) putForeignBreak(output, run);
    else if (run !== '') writeContinued(output, run, folding);
  }
  put(output, "'");
}

const foreignBreaks = /([\u2028\u2029])/;

function putForeignBreak(output: Output, separator: string): void {
  output.text += separator;
  output.column = 0;
  output.indention = true;
}

function writeContinued(output: Output, run: string, folding: Folding): void {
  if (output.column === 0) writeIndent(output, folding.indent);
  writeRun(output, run, folding);
}

function writeDoubleQuoted(output: Output, text: string, folding: Folding): void {
  put(output, '"');
  // A byte order mark at the start makes libyaml escape the whole text.
  const all = text.charCodeAt(0) === 0xfeff;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (all || needsEscape(code)) {
      put(output, text.slice(from, at));
      const point = text.codePointAt(at) ?? 0;
      put(output, escapeOf(point));
      if (point > 0xffff) at++;
      from = at + 1;
    } else if (code === 0x20 && output.column + at - from > folding.width && isFoldable(text, at)) {
      put(output, text.slice(from, at));
      output.indention = false;
      writeIndent(output, folding.indent);
      if (isBlank(text, at + 1)) put(output, '\\');
      from = at + 1;
    }
  }
  put(output, text.slice(from));
  put(output, '"');
}

function isFoldable(text: string, at: number): boolean {
  return at > 0 && at < text.length - 1 && !isBlank(text, at - 1);
}

function needsEscape(code: number): boolean {
  return code === 0x22 || code === 0x5c || isBreak(code) || !isPrintable(code);
}

const namedEscapes: ReadonlyMap<number, string> = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0xa0, '\\_'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
]);

function escapeOf(point: number): string {
  const named = namedEscapes.get(point);
  if (named !== undefined) return named;
  const digits = point.toString(16).toUpperCase();
  if (point <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return point <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}

function writeLiteral(output: Output, text: string, indent: number): void {
  put(output, `|${indentHint(output, text)}${chompHint(text)}`);
  // v3 leaves the line only for indentation: it loses a break at the beginning of the text.
  if (output.dialect === 'v2' || !isBreak(text.charCodeAt(0))) putBreak(output);
  const margin = spaces(indent);
  let last = '';
  for (const line of text.split(literalBreaks)) {
    last = line;
    output.text += line === '' || isBreak(line.charCodeAt(0)) ? line : margin + line;
  }
  output.whitespace = true;
  output.indention = last === '';
  output.column = last === '' ? 0 : indent + last.length;
}

/** Every break is an item of its own, so that a final one is followed by an empty line. */
const literalBreaks = /([\n\u2028\u2029])/;

/** A block that begins with a blank or a break cannot show its indentation by itself. */
function indentHint(output: Output, text: string): string {
  const first = text.charCodeAt(0);
  return first === 0x20 || isBreak(first) ? String(output.indentStep) : '';
}

function chompHint(text: string): string {
  if (!isBreak(text.charCodeAt(text.length - 1))) return '-';
  return text.length === 1 || isBreak(text.charCodeAt(text.length - 2)) ? '+' : '';
}
