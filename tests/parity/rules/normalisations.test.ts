// Every normalisation by example: what it makes equal, what is stored of it, and what looks alike and is something else.
import { describe, expect, it } from 'vitest';
import { rules } from '../../../tools/parity/normalise/rules.ts';
import { compareTexts, equivalencesOf, findingsOf } from './compare.ts';
import * as defaults from './normalisations/defaults.ts';
import type { Equal } from './normalisations/fixture.ts';
import * as form from './normalisations/form.ts';
import * as lookalikes from './normalisations/lookalikes.ts';
import * as relations from './normalisations/relations.ts';
import * as values from './normalisations/values.ts';

const equal = [form, values, relations].flatMap((fixtures) => fixtures.equal);
const nearMisses = [form, values, defaults, lookalikes].flatMap((fixtures) => fixtures.nearMisses);

/** Rules that only say what is not equal, and one that is at work while a side is read (tests/parity/sides). */
const withoutEquals = ['N10', 'N21'];
const withoutNearMisses = ['N21'];

function verdictOf({ storedEqual = true, verdict, before }: Equal): string {
  if (verdict !== undefined) return verdict;
  const isWorkload = before.includes('kind: Deployment') && !/kind: (?:Service|Ingress)\n/.test(before);
  return !storedEqual && isWorkload ? 'equivalent-with-restart' : 'equivalent';
}

type Pair = readonly [string, string];

function directions({ before, after, oneWay }: Pick<Equal, 'before' | 'after' | 'oneWay'>): readonly Pair[] {
  const forward: Pair = [before, after];
  return oneWay ? [forward] : [forward, [after, before]];
}

describe('a rule makes equal', () => {
  it.each(equal)('$rule: $title', (fixture) => {
    const { rule, path, storedEqual = true, options } = fixture;
    for (const [left, right] of directions(fixture)) {
      const report = compareTexts(left, right, options);
      const isPlaced = path === undefined || equivalencesOf(report).some((found) => found.path === path);
      expect({ verdict: report.verdict, findings: findingsOf(report).map(({ code }) => code) }).toEqual({
        verdict: verdictOf(fixture),
        findings: fixture.verdict === 'changed' ? ['object-renamed'] : [],
      });
      if (path === undefined) continue;
      expect(isPlaced, JSON.stringify(equivalencesOf(report))).toBe(true);
      const found = equivalencesOf(report).find((equivalence) => equivalence.path === path);
      expect(found?.rules).toContain(rule);
      expect(found?.storedEqual).toBe(storedEqual);
      expect(report.rules.map(({ id }) => id)).toContain(rule);
    }
  });

  it.each(equal)('and names one for every difference: $rule, $title', ({ before, after, options }) => {
    for (const { path, rules: named } of equivalencesOf(compareTexts(before, after, options)))
      expect({ path, named: named.length }).not.toEqual({ path, named: 0 });
  });
});

describe('a rule does not make equal', () => {
  it.each(nearMisses)('$rule: $title', (fixture) => {
    for (const [left, right] of directions(fixture)) {
      const { verdict, exitCode } = compareTexts(left, right, fixture.options);
      expect(['changed', 'undecided']).toContain(verdict);
      expect(exitCode).toBeGreaterThan(0);
    }
  });
});

describe('every rule', () => {
  it('has fixtures of both kinds', () => {
    const lacking = Object.keys(rules).flatMap((id) => [
      ...(withoutEquals.includes(id) || equal.some(({ rule }) => rule === id) ? [] : [`${id} equal`]),
      ...(withoutNearMisses.includes(id) || nearMisses.some(({ rule }) => rule === id)
        ? []
        : [`${id} near miss`]),
    ]);
    expect(lacking).toEqual([]);
    expect([...equal, ...nearMisses].filter(({ rule }) => !(rule in rules))).toEqual([]);
  });

  it('is told in a title and a sentence', () => {
    for (const { title, sentence } of Object.values(rules)) {
      expect(title).toMatch(/^\S.*[^.]$/);
      expect(sentence).toMatch(/^[A-Z`]|^stringData/);
      expect(sentence).toMatch(/\.$/);
    }
  });
});
