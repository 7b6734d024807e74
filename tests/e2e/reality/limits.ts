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
  {
    id: 'helm-3-merges',
    reason:
      'A release of Helm 3 takes what Helm 4 and server-side apply refuse: its patch removes rollingUpdate with the type that needed it. Which Helm upgrades is not known beforehand.',
    covers: ({ mutation, way }, { fault }) =>
      mutation.id === 'strategy-becomes-recreate' && way === 'helm3' && fault === 'false refusal',
  },
];

export function findLimit(trial: Trial, disagreement: Disagreement): Limit | undefined {
  return limits.find(({ covers }) => covers(trial, disagreement));
}
