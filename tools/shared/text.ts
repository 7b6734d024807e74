// Words for people: nearest spellings and aligned tables.
import { stripVTControlCharacters } from 'node:util';

const longestSlip = 3;

/**
 * The candidate that `word` was most likely meant to be, or undefined when none is close: one slip per three
 * letters, at most three; letter case is nearly free. The first of equally near candidates wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = spellingDistance(word, candidate);
    if (distance !== undefined && (best === undefined || distance < best.distance))
      best = { candidate, distance };
  }
  return best?.candidate;
}

/** Slips between two words, or undefined when they are too far apart to be one word. */
function spellingDistance(word: string, candidate: string): number | undefined {
  const limit = Math.min(longestSlip, Math.floor(Math.max(word.length, candidate.length) / 3));
  if (Math.abs(word.length - candidate.length) > limit) return undefined;
  const slips = editDistance(word.toLowerCase(), candidate.toLowerCase());
  return slips > limit ? undefined : slips + (word === candidate ? 0 : 0.5);
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `from` into `to`. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (same ? 0 : 1),
          swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? Number.POSITIVE_INFINITY;
}

/** Rows of cells as lines with aligned columns, two spaces apart, no blanks at the ends of lines. */
export function alignTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
  }
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell))).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

const invisible = /^[\p{M}\p{Cf}\p{Cc}]/u;
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal: colours and combining marks none, East Asian and emoji two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (!invisible.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** `a`, `a or b`, `a, b or c`. */
export function joinWords(words: readonly string[], conjunction = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The first `length` characters, with an ellipsis when there were more; never half a surrogate pair. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = Array.from(text.slice(0, 2 * length + 2))
    .slice(0, length)
    .join('');
  return kept.length === text.length ? text : `${kept}…`;
}
