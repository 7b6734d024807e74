// What the comparison says of the mutated releases of the project's own corpus.
import { describe, expect, it } from 'vitest';
import { ownCorpus, readReleases } from './release.ts';
import { isGood, type Row, type Score, scoreReleases, shareOf } from './score.ts';
import { formatScore } from './table.ts';

const releases = readReleases(ownCorpus);
const score = scoreReleases(releases, { seed: 1, places: 1 });

function rowsOf(kind: Row['kind']): readonly Row[] {
  return score.rows.filter((row) => row.kind === kind);
}

function missesOf(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ id, misses }) =>
    misses.map(({ release, where, problems }) => `${id}: ${release}: ${where}: ${problems.join('; ')}`),
  );
}

describe('the comparison of mutated releases', () => {
  it('takes every release for the same as itself, as it is and shuffled', () => {
    expect(score.identity).toEqual([]);
  });

  it('gives every dangerous change its class', () => {
    expect(missesOf(rowsOf('dangerous'))).toEqual([]);
  });

  it('takes no dangerous or restarting change for an equivalent one', () => {
    const overlooked = [...rowsOf('dangerous'), ...rowsOf('restart')].filter(
      ({ equivalent }) => equivalent > 0,
    );
    expect(overlooked.map(({ id }) => id)).toEqual([]);
  });

  it('foresees every restart', () => {
    expect(missesOf(rowsOf('restart'))).toEqual([]);
  });

  it('takes at least 99 % of the harmless changes for equivalent', () => {
    expect(shareOf(rowsOf('harmless'), 'equivalent')).toBeGreaterThanOrEqual(0.99);
  });

  it('is good then', () => {
    expect(isGood(score)).toBe(true);
  });
});

describe('the score', () => {
  const right: Row = {
    ...{ id: 'env-removed', kind: 'dangerous', sentence: 'A variable is gone.' },
    ...{ applied: 2, right: 2, equivalent: 0, misses: [] },
  };
  const good: Score = { seed: 1, releases: 1, identity: [], rows: [right] };
  const miss = { release: 'plain-web', where: 'itself', problems: ['the verdict is changed'] };

  it.each<readonly [string, Score]>([
    ['a release is not the same as itself', { ...good, identity: [miss] }],
    ['a dangerous change is overlooked', { ...good, rows: [{ ...right, equivalent: 1 }] }],
    ['a dangerous change has another class', { ...good, rows: [{ ...right, right: 1, misses: [miss] }] }],
    ['a restart is overlooked', { ...good, rows: [{ ...right, kind: 'restart', equivalent: 1 }] }],
    ['harmless changes are made much of', { ...good, rows: [{ ...right, kind: 'harmless', equivalent: 1 }] }],
  ])('is not good when %s', (_, bad) => {
    expect(isGood(good)).toBe(true);
    expect(isGood(bad)).toBe(false);
  });

  it('is printed with an example of what is wrong', () => {
    const text = formatScore({ ...good, rows: [{ ...right, right: 1, misses: [miss] }] });
    expect(text).toContain('env-removed        2      1           0');
    expect(text).toContain('wrong: plain-web: itself: the verdict is changed');
    expect(text).toContain(
      'dangerous: 1 kinds, 1 of them applied 2 times, 50.00 % right, 0.00 % judged equivalent',
    );
  });
});
