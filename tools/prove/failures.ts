// Differences that are the same fault, told once: by the smallest case that shows it.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { TwinRequest, TwinResult } from '../chart/twin.ts';
import { JsonnetError } from '../jsonnet/errors.ts';
import type { ProofCase } from './cases/case.ts';
import type { Difference } from './compare.ts';
import type { HelmName } from './helm/run.ts';
import { askTwin, type Bench, judge } from './judge.ts';
import { type Shrinkable, shrink } from './shrink.ts';

/** One case on which both sides differ under one Helm. */
export interface Mismatch {
  readonly helm: HelmName;
  readonly subject: ProofCase;
  readonly difference: Difference;
}

export interface Failure extends Shrinkable {
  readonly helm: HelmName;
  /** The case as it was drawn, by its number. */
  readonly index: number;
  /** How many cases show the same. */
  readonly occurrences: number;
  /** Of the smallest case. */
  readonly difference: Difference;
}

export interface ShrinkScope {
  readonly bench: Bench;
  readonly plain: Omit<TwinRequest, 'values'>;
  /** For values files. */
  readonly folder: string;
  readonly onProgress: (text: string) => void;
}

const mostFailures = 5;
const budget = 150;

/** The first case of each fault, made small; later faults than the fifth are counted and told as they are. */
export async function shrinkFailures(
  mismatches: readonly Mismatch[],
  scope: ShrinkScope,
): Promise<readonly Failure[]> {
  const groups = [...groupByFault(mismatches).values()];
  const failures: Failure[] = [];
  for (const [at, group] of groups.entries()) {
    scope.onProgress(`making difference ${at + 1} of ${groups.length} small`);
    const [first] = group as [Mismatch];
    const small = at < mostFailures ? await shrinkOne(first, scope) : first.subject;
    const { request, sets } = small;
    const difference = await judge(scope.bench, {
      ...small,
      helm: first.helm,
      file: path.join(scope.folder, 'values.json'),
    });
    failures.push({
      ...{ helm: first.helm, index: first.subject.index, occurrences: group.length, request, sets },
      difference: difference ?? first.difference,
    });
  }
  return failures;
}

function groupByFault(mismatches: readonly Mismatch[]): ReadonlyMap<string, readonly Mismatch[]> {
  const groups = new Map<string, Mismatch[]>();
  for (const mismatch of mismatches) {
    const { kind, place } = mismatch.difference;
    const key = JSON.stringify([kind, place]);
    groups.set(key, [...(groups.get(key) ?? []), mismatch]);
  }
  return groups;
}

function shrinkOne({ helm, subject, difference }: Mismatch, scope: ShrinkScope): Promise<Shrinkable> {
  const { bench, plain, folder } = scope;
  const twinKind = askTwin(bench, subject).kind;
  const mayShow = (candidate: Shrinkable): boolean => askSafely(bench, candidate)?.kind === twinKind;
  const shows = async (candidate: Shrinkable, slot: number): Promise<boolean> => {
    const file = path.join(folder, `shrink-${slot}.json`);
    const found = await judge(bench, { ...candidate, helm, file });
    return found?.kind === difference.kind && isAlike(found, difference);
  };
  const { request, sets } = subject;
  return shrink({ request, sets }, { plain, mayShow, shows, slots: availableParallelism(), budget });
}

/** Undefined where `--set` no longer fits the values. */
function askSafely(bench: Bench, candidate: Shrinkable): TwinResult | undefined {
  try {
    return askTwin(bench, candidate);
  } catch (error) {
    if (error instanceof JsonnetError) throw error;
    return undefined;
  }
}

/** For objects the place must stay, lest another fault takes over; messages may change with the values. */
function isAlike(found: Difference, original: Difference): boolean {
  return original.kind !== 'object' || found.place === original.place;
}
