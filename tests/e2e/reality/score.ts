// Counts how often prediction and reality agree.
import type { MutationKind } from '../../parity/corpus/mutation.ts';
import type { Way } from './draw.ts';
import type { Disagreement, Fault, Outcome } from './judge.ts';
import { findLimit, type Limit, limits } from './limits.ts';
import type { Result } from './run.ts';

export const ways: readonly Way[] = ['apply', 'helm3', 'helm4'];
export const faults: readonly Fault[] = [
  'missed refusal',
  'missed restart',
  'false refusal',
  'false restart',
  'existence',
  'unfit baseline',
];
export const outcomes: readonly Outcome[] = [
  'refused',
  'rolled out',
  'created',
  'deleted',
  'recreated',
  'nothing',
];
export const mutationKinds: readonly MutationKind[] = ['dangerous', 'restart', 'harmless'];

/** A disagreement that no limit covers. */
export interface Miss extends Disagreement {
  readonly result: Result;
}

export interface Tally {
  readonly trials: number;
  /** Trials without a disagreement, those within limits included. */
  readonly agreed: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly replaced: number;
}

export function tally(results: readonly Result[]): Tally {
  const all = results.flatMap((result) => result.outcomes);
  const count = (outcome: Outcome): number => all.filter((one) => one === outcome).length;
  return {
    trials: results.length,
    agreed: results.filter((result) => listMisses([result]).length === 0).length,
    outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Tally['outcomes'],
    replaced: results.reduce((sum, { replaced }) => sum + replaced, 0),
  };
}

export function listMisses(results: readonly Result[]): readonly Miss[] {
  return results.flatMap((result) =>
    result.disagreements
      .filter((one) => findLimit(result.trial, one) === undefined)
      .map((one) => ({ ...one, result })),
  );
}

/** How often each limit was needed. */
export function countLimits(results: readonly Result[]): ReadonlyMap<Limit, number> {
  const needed = results.flatMap(({ trial, disagreements }) =>
    disagreements.map((one) => findLimit(trial, one)),
  );
  return new Map(limits.map((limit) => [limit, needed.filter((one) => one === limit).length]));
}

export function formatMiss({ fault, object, observed, details, result }: Miss): string {
  const { mutation, release, way, change } = result.trial;
  const said = details.trim().split('\n').join(' ').slice(0, 500);
  return `${fault}: ${mutation.id} at ${release.id} ${change.where}, ${way}: ${object}: ${observed}; ${said}`;
}

/** For the terminal. */
export function formatScore(results: readonly Result[]): string {
  const rows = [
    ...ways.map((way) => [way, results.filter(({ trial }) => trial.way === way)] as const),
    ...mutationKinds.map(
      (kind) => [kind, results.filter(({ trial }) => trial.mutation.kind === kind)] as const,
    ),
    ['all', results] as const,
  ].map(([name, some]) => formatTally(name, tally(some)));
  const misses = listMisses(results);
  const counts = faults.map((fault) => `${fault} ${misses.filter((miss) => miss.fault === fault).length}`);
  const head = `${''.padEnd(10)}${['trials', 'agreed', ...outcomes].map(pad).join('')}`;
  return [head, ...rows, counts.join(', '), ...misses.map(formatMiss), ''].join('\n');
}

function formatTally(name: string, { trials, agreed, ...rest }: Tally): string {
  const counts = outcomes.map((outcome) => rest.outcomes[outcome]);
  return `${name.padEnd(10)}${[trials, agreed, ...counts].map(pad).join('')}`;
}

function pad(cell: string | number): string {
  return String(cell).padStart(11);
}
