// The score as a table for people.
import type { MutationKind } from './mutation.ts';
import { type Miss, type Row, type Score, shareOf } from './score.ts';

const kinds: readonly MutationKind[] = ['dangerous', 'restart', 'harmless'];

/** A line for each mutation with an example where it is judged wrongly, and the sums. */
export function formatScore(score: Score): string {
  const { seed, releases, identity, rows } = score;
  const width = Math.max(...rows.map(({ id }) => id.length), 10);
  const head = `${'mutation'.padEnd(width)}  applied  right  equivalent`;
  return [
    ...kinds.flatMap((kind) =>
      formatKind(
        rows.filter((row) => row.kind === kind),
        { kind, head, width },
      ),
    ),
    `seed ${seed}, ${releases} releases`,
    `identity: ${releases * 2 - identity.length} of ${releases * 2} right`,
    ...identity.map(formatMiss),
    ...kinds.map((kind) =>
      formatSum(
        kind,
        rows.filter((row) => row.kind === kind),
      ),
    ),
    '',
  ].join('\n');
}

interface Layout {
  readonly kind: MutationKind;
  readonly head: string;
  readonly width: number;
}

function formatKind(rows: readonly Row[], { kind, head, width }: Layout): string[] {
  if (rows.length === 0) return [];
  return [kind, head, ...rows.flatMap((row) => formatRow(row, width)), ''];
}

function formatRow({ id, applied, right, equivalent, misses }: Row, width: number): string[] {
  const numbers = [String(applied).padStart(7), String(right).padStart(5), String(equivalent).padStart(10)];
  const [example] = misses;
  return [`${id.padEnd(width)}  ${numbers.join('  ')}`, ...(example ? [formatMiss(example)] : [])];
}

function formatMiss({ release, where, problems }: Miss): string {
  return `    wrong: ${release}: ${where}: ${problems.join('; ')}`;
}

function formatSum(kind: MutationKind, rows: readonly Row[]): string {
  const used = rows.filter(({ applied }) => applied > 0).length;
  const applied = rows.reduce((sum, row) => sum + row.applied, 0);
  const parts = [
    `${kind}: ${rows.length} kinds, ${used} of them applied ${applied} times`,
    `${percent(shareOf(rows, 'right'))} right`,
    `${percent(shareOf(rows, 'equivalent'))} judged equivalent`,
  ];
  return parts.join(', ');
}

/** Rounded down: 99.99 is not 100. */
function percent(share: number): string {
  return `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;
}
