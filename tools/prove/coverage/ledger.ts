// The account of a proof: what there is to exercise, what has been, and what is known to be out of reach.
import type { Insight } from '../../chart/insight.ts';

/** An entry of `unreached.json`: something that no values can show, and why. */
export interface Excuse {
  readonly id: string;
  readonly reason: string;
}

export interface Coverage {
  /** Everything that could be exercised. */
  readonly total: number;
  readonly reached: number;
  /** What was not, and nobody has said why. */
  readonly open: readonly string[];
  readonly excused: readonly Excuse[];
  /** Excuses for what was exercised after all, or for what does not exist. */
  readonly wrongExcuses: readonly { readonly id: string; readonly problem: string }[];
}

export interface Ledger {
  /** How many of these have not been seen before. */
  readonly countNew: (ids: Iterable<string>) => number;
  readonly record: (ids: Iterable<string>) => void;
  /** Whether anything is left that nobody has excused. */
  readonly hasOpen: () => boolean;
  readonly close: () => Coverage;
}

/** Ids that are not in `all` are not counted. */
export function createLedger(all: readonly string[], excuses: readonly Excuse[]): Ledger {
  const wanted = new Set(all);
  const reached = new Set<string>();
  const isExcused = (id: string): boolean => excuses.some((excuse) => excuse.id === id);
  const isOpen = (id: string): boolean => !reached.has(id) && !isExcused(id);
  return {
    countNew: (ids) => [...ids].filter((id) => wanted.has(id) && !reached.has(id)).length,
    record: (ids) => {
      for (const id of ids) if (wanted.has(id)) reached.add(id);
    },
    hasOpen: () => [...wanted].some(isOpen),
    close: () => ({
      total: wanted.size,
      reached: reached.size,
      open: [...wanted].filter(isOpen),
      excused: excuses.filter(({ id }) => wanted.has(id) && !reached.has(id)),
      wrongExcuses: excuses.flatMap(({ id }) => {
        if (!wanted.has(id)) return [{ id, problem: 'there is nothing of that name' }];
        return reached.has(id) ? [{ id, problem: 'it was exercised' }] : [];
      }),
    }),
  };
}

/** The ids of what a compiler knows: `branch: …`, `guard: … holds`, `guard: … violated`. */
export function listInsights({ branches, guards }: Insight): readonly string[] {
  return [
    ...(branches?.all ?? []).map(({ id }) => branchId(id)),
    ...(guards?.all ?? []).flatMap(({ id }) => [guardId(id, 'holds'), guardId(id, 'violated')]),
  ];
}

export function branchId(id: string): string {
  return `branch: ${id}`;
}

export function guardId(id: string, side: 'holds' | 'violated'): string {
  return `guard: ${id} ${side}`;
}
