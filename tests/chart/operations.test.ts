// Every operation in real Helm: for hostile arguments of every type that it is not refused for, it gives what it means.
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../tools/shared/json.ts';
import { type OperationName, operations } from '../../tools/symbolic/operations/index.ts';
import { computeWithHelm, type Outcome } from './operations.ts';

const size = { seed: 3, combinations: 100, tuples: 30 };
const names = (Object.keys(operations) as readonly OperationName[]).filter((name) => name !== 'divide');

/** Numbers of manifests have no negative zero. */
function plain(value: Json | undefined): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** What differs, as lines to read; a template that fails is shown. */
function differencesOf(outcome: Outcome | undefined): readonly string[] {
  if (!outcome) return ['there is no output'];
  if ('error' in outcome) return [outcome.error, outcome.template];
  return outcome.results
    .filter(({ expected, actual }) => !isDeepStrictEqual(plain(expected), plain(actual)))
    .map(
      ({ title, tuple, expected, actual }) =>
        `${title} of ${JSON.stringify(tuple)}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
    );
}

describe.each([
  ['helm3', 'a file', size],
  ['helm4', 'a file', size],
  ['helm4', 'a file and the command line', { ...size, combinations: 50, isSet: true }],
] as const)('in %s, with values from %s', (helm, _, some) => {
  let outcomes: ReadonlyMap<OperationName, Outcome>;

  beforeAll(async () => {
    outcomes = await computeWithHelm(helm, some);
  }, 300_000);

  it.each(names)('%s means what it means in Jsonnet', (name) => {
    const outcome = outcomes.get(name);
    expect(differencesOf(outcome).slice(0, 5)).toEqual([]);
    expect(outcome && 'results' in outcome ? outcome.results.length : 0).toBeGreaterThan(1);
  });
});
