// The standard library with unknown arguments: each function means the same, or is refused with the remedy that is documented.
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import { decisions } from '../../tools/symbolic/std/decisions.ts';
import { excluded, lifted, properties, refused } from './library.ts';
import { applicationOf, compareEvaluations, evaluateUnknown } from './twice.ts';

const application = (expression: string) => applicationOf(properties, `local v = values; ${expression}`);

/** Texts of what is refused; none when nothing is. */
function refusalsOf(expression: string): string {
  try {
    evaluateUnknown(application(expression), () => undefined);
    return '';
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return JSON.stringify(error.diagnostics.map(({ args }) => args));
  }
}

const cases = 15;
const names = Object.keys(decisions);
const isLifted = (name: string): boolean => decisions[name]?.kind !== 'concrete';
const uses = Object.entries(lifted).flatMap(([name, all]) =>
  all.map((expression) => [name, expression] as const),
);

describe('the standard library with unknown arguments', () => {
  it('has a use of each function that is lifted', () => {
    expect(Object.keys(lifted).sort()).toEqual(names.filter(isLifted).sort());
  });

  it.each(uses)('%s: %s', (_, expression) => {
    const { disagreement, cases: tried } = compareEvaluations(application(expression), cases, 9);
    expect(disagreement).toBeUndefined();
    expect(tried).toBe(cases);
  });

  it.each(names.filter((name) => !isLifted(name)))('refuses %s, and says why and what to use', (name) => {
    const decision = decisions[name];
    const found = refusalsOf(refused[name] ?? `std.${name}(v.text)`);
    expect(found).toContain(
      JSON.stringify(decision?.kind === 'concrete' ? decision.remedy : '').slice(1, -1),
    );
  });

  it.each(excluded)('refuses %s', (expression) => {
    expect(refusalsOf(expression)).not.toBe('');
  });
});
