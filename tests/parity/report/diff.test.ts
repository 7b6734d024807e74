// Lines that two texts share: every difference leads from one to the other, by the shortest way.
import { describe, expect, it } from 'vitest';
import { diffLines, mergeLines } from '../../../tools/parity/report/diff.ts';
import { createRandom } from '../../../tools/shared/random.ts';

const lines = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

function changes(before: string, after: string): string {
  return mergeLines(lines(before), lines(after))
    .map(({ kind, text }) => `${kind < 0 ? '-' : kind > 0 ? '+' : ''}${text}`)
    .join(' ');
}

/** By the table of longest common subsequences: slow, and plainly right. */
function countShared(before: readonly string[], after: readonly string[]): number {
  let above = new Array<number>(after.length + 1).fill(0);
  for (const line of before) {
    const row = [0];
    for (const [at, other] of after.entries()) {
      row.push(
        line === other ? (above[at] as number) + 1 : Math.max(row[at] as number, above[at + 1] as number),
      );
    }
    above = row;
  }
  return above.at(-1) as number;
}

describe('a difference of lines', () => {
  it('puts what goes away before what comes in its place', () => {
    expect(changes('a b c', 'a x y c')).toBe('a -b +x +y c');
    expect(changes('', 'a b')).toBe('+a +b');
    expect(changes('a b', '')).toBe('-a -b');
    expect(changes('a b', 'a b')).toBe('a b');
    expect(changes('a b c d', 'b d e')).toBe('-a b -c d +e');
  });

  it('is nothing between nothing and nothing', () => {
    expect(diffLines([], [])).toEqual([]);
  });

  it('leads from one text to the other and keeps as much as can be kept, seed 5', () => {
    const random = createRandom(5);
    const draw = (): readonly string[] =>
      Array.from({ length: random.below(14) }, () => random.pick([...'abcd']));
    for (let round = 0; round < 2000; round++) {
      const [before, after] = [draw(), draw()];
      const merged = mergeLines(before, after);
      expect(merged.filter(({ kind }) => kind <= 0).map(({ text }) => text)).toEqual(before);
      expect(merged.filter(({ kind }) => kind >= 0).map(({ text }) => text)).toEqual(after);
      expect(merged.filter(({ kind }) => kind === 0)).toHaveLength(countShared(before, after));
    }
  });

  it('gives up quickly on large texts that have nothing in common', () => {
    const before = Array.from({ length: 20_000 }, (_, at) => `a${at}`);
    const after = Array.from({ length: 20_000 }, (_, at) => `b${at}`);
    const start = performance.now();
    expect(diffLines(before, after)).toEqual([
      [-1, 20_000],
      [1, 20_000],
    ]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
