// Where prediction and the simulated cluster differ, and why that is no fault of the prediction.
import type { Trial } from './draw.ts';
import type { Disagreement } from './judge.ts';

export interface Limit {
  readonly id: string;
  /** Why what was observed is not what happens in a cluster with real nodes, or cannot be known beforehand. */
  readonly reason: string;
  readonly covers: (trial: Trial, disagreement: Disagreement) => boolean;
}

/** Each has to be needed when all mutations are tried. */
export const limits: readonly Limit[] = [
  {
    id: 'lists-in-lists',
    reason:
      'A comparison takes Lists in Lists apart; kubectl and Helm refuse to read them. Nobody is known to write them.',
    covers: ({ mutation }, { fault }) =>
      mutation.id === 'text-json-list-of-lists' && fault === 'missed refusal',
  },
];

export function findLimit(trial: Trial, disagreement: Disagreement): Limit | undefined {
  return limits.find(({ covers }) => covers(trial, disagreement));
}
