// Changes as a histogram: a line for each object, as `git diff --stat` and `tk diff --summarize` print it.
import { structuredPatch } from 'diff';
import { compareStrings } from '../../shared/order.ts';
import type { Change } from './change.ts';
import { fileNameOf, textsOf } from './text.ts';

interface Count {
  readonly name: string;
  readonly added: number;
  readonly removed: number;
}

/** How the signs are painted. */
export type Paint = (color: 'green' | 'red', text: string) => string;

const widest = 40;

/** The last line, with the sums, has no newline behind it. */
export function summarizeChanges(changes: readonly Change[], paint: Paint): string {
  const counts = changes.map(countLines).sort((a, b) => compareStrings(a.name, b.name));
  const width = Math.max(0, ...counts.map(({ name }) => name.length));
  const most = Math.max(1, ...counts.map(({ added, removed }) => added + removed));
  const lines = counts.map(
    (count) =>
      `${count.name.padEnd(width)} | ${String(count.added + count.removed).padStart(4)} ${formatSigns(count, most, paint)}\n`,
  );
  const sum = (key: 'added' | 'removed'): number => counts.reduce((total, count) => total + count[key], 0);
  return `${lines.join('')}${counts.length} files changed, ${sum('added')} insertions(+), ${sum('removed')} deletions(-)`;
}

function countLines(change: Change): Count {
  const [before, after] = textsOf(change);
  const lines = structuredPatch('', '', before, after).hunks.flatMap((hunk) => hunk.lines);
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  return { name: fileNameOf(change), added: count('+'), removed: count('-') };
}

function formatSigns({ added, removed }: Count, most: number, paint: Paint): string {
  const total = added + removed;
  const signs = Math.ceil((total / most) * widest);
  const plus = Math.min(added, Math.trunc((added / total) * signs));
  const minus = Math.min(removed, signs - plus);
  return paint('green', '+'.repeat(plus)) + paint('red', '-'.repeat(minus));
}
