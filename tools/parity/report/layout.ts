// How a terminal is written on: colours, whole words within its columns, texts beside their labels.
import { displayWidth } from '../../shared/text.ts';
import type { ReportOptions } from './words.ts';

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Colour = keyof typeof codes;

/** Where and how is printed. */
export interface Paper {
  readonly width: number;
  readonly paint: (text: string, ...colours: readonly Colour[]) => string;
}

export function layPaper({ colour, width = 100 }: ReportOptions): Paper {
  return {
    width: Math.max(40, Math.min(width, 120)),
    paint: (text, ...colours) =>
      colour && text !== ''
        ? `${colours.map((name) => `\u001b[${codes[name]}m`).join('')}${text}\u001b[0m`
        : text,
  };
}

/** Two columns, or one below the other where there is no room for both. */
export function tableRows(rows: readonly (readonly string[])[], { width }: Paper): readonly string[] {
  const first = Math.max(...rows.map(([name = '']) => displayWidth(name)));
  if (first > width / 2)
    return rows.flatMap(([name = '', text = '']) => [hang('  ', name, width), hang('    ', text, width)]);
  return rows.map(([name = '', text = '']) => hang(`  ${pad(name, first)}  `, text, width));
}

/** Of a long name the end tells more than its beginning. */
export function cutLabel(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `…${text.slice(text.length - width + 1)}`;
}

/** A text behind a label, its further lines below its first. */
export function hang(label: string, text: string, width: number): string {
  const indent = displayWidth(label);
  return label + wrap(text, width - indent).join(`\n${' '.repeat(indent)}`);
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Lines of whole words; a word that is longer than a line is broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => breakWord(whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

export function breakWord(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (displayWidth(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
