// How commands print: tables, colours, JSON, and one line of progress that goes away again.
import { alignTable } from '../shared/text.ts';
import type { Io } from './io.ts';

const colors = { red: 31, green: 32, yellow: 33, bold: 1 } as const;

export type Color = keyof typeof colors;

/** The text in a colour, or as it is where colours are not wanted. */
export function paint(io: Io, color: Color, text: string): string {
  return io.color ? `\u001b[${colors[color]}m${text}\u001b[0m` : text;
}

/** Rows under a heading, columns aligned, two blanks apart. */
export function printTable(io: Io, heading: readonly string[], rows: readonly (readonly string[])[]): void {
  io.out(alignTable([heading.map((cell) => paint(io, 'bold', cell)), ...rows]));
}

/** Data for other programs: indented JSON with a newline at the end. */
export function printJson(io: Io, data: unknown): void {
  io.out(`${JSON.stringify(data, null, 2)}\n`);
}

export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line on the terminal that each `show` replaces; nothing at all where nobody watches. */
export function createProgress(io: Io): Progress {
  if (!io.watched) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => io.err(`\r\u001b[2K${text}`),
    clear: () => io.err('\r\u001b[2K'),
  };
}
