// What the emitter has written so far, and the state that decides about blanks and line breaks.
import type { Dialect } from './resolve.ts';

export interface Output {
  text: string;
  /** Code points since the last line break. */
  column: number;
  /** The last thing written was white space, or counts as such. */
  whitespace: boolean;
  /** Only indentation and `-`, `?`, `:` have been written on this line. */
  indention: boolean;
  readonly dialect: Dialect;
  readonly indentStep: number;
  /** Text is folded at the first blank beyond this column. */
  readonly width: number;
}

/** v2: two columns, folding at 80; v3: four columns, no folding. */
export function createOutput(dialect: Dialect): Output {
  const [indentStep, width] = dialect === 'v2' ? [2, 80] : [4, Number.POSITIVE_INFINITY];
  return { text: '', column: 0, whitespace: true, indention: true, dialect, indentStep, width };
}

const blanks = ' '.repeat(256);

export function spaces(count: number): string {
  return count <= blanks.length ? blanks.slice(0, count) : ' '.repeat(count);
}

/** Appends text without line breaks; `columns` is its length in code points. */
export function put(output: Output, text: string, columns: number = text.length): void {
  output.text += text;
  output.column += columns;
}

export function putBreak(output: Output): void {
  output.text += '\n';
  output.column = 0;
  if (output.dialect === 'v3') output.indention = true;
}

/** Goes to the column, on a new line unless nothing but indentation is on this one. */
export function writeIndent(output: Output, indent: number): void {
  const { column } = output;
  if (!output.indention || column > indent || (column === indent && !output.whitespace)) putBreak(output);
  if (output.column < indent) put(output, spaces(indent - output.column));
  output.whitespace = true;
  if (output.dialect === 'v2') output.indention = true;
}

/** An indicator that needs a blank before it: `-`, `?`, `---` and the `:` of a complex key. */
export function writeIndicator(output: Output, indicator: string, isIndention: boolean): void {
  put(output, output.whitespace ? indicator : ` ${indicator}`);
  output.whitespace = false;
  output.indention &&= isIndention;
}

/** A text that needs no quotes and no folding. */
export function writeWord(output: Output, word: string): void {
  put(output, output.whitespace ? word : ` ${word}`);
  output.whitespace = false;
  output.indention = false;
}

/** The `:` directly behind a key. */
export function writeColon(output: Output): void {
  put(output, ':');
  output.whitespace = false;
  output.indention = false;
}
