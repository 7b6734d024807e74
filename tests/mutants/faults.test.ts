// The table of seeded faults fits the sources as they are: `npm run mutants` is too long for each run of the tests.
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { compileTemplates } from '../../tools/chart/templates/index.ts';
import { applyFault, type Fault, findStale } from './fault.ts';
import { harmless } from './faults/harmless.ts';
import { faults } from './faults/index.ts';
import { loadApps } from './subjects.ts';

describe('the table of seeded faults', () => {
  it('has a name of its own for each of at least forty', () => {
    const names = [...faults, ...harmless].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(faults.length).toBeGreaterThanOrEqual(40);
  });

  it('finds each of its texts exactly once', () => {
    expect(findStale([...faults, ...harmless])).toEqual([]);
  });

  it('tells of a text that is not there any more, and of one that is there twice', () => {
    const [fault] = faults as readonly [Fault];
    const stale = [
      { ...fault, find: 'what no source has' },
      { ...fault, find: 'import' },
    ];
    expect(findStale(stale)).toEqual([
      expect.stringMatching(/^dropped-quote: .* has this 0 times instead of once/),
      expect.stringMatching(/^dropped-quote: .* has this \d+ times instead of once/),
    ]);
  });

  it.each(faults.map((fault) => [fault.name, fault] as const))(
    '%s changes a source into another',
    (_, fault) => {
      expect(fault.breaks).toMatch(/^[A-Za-z].*\.$/);
      expect(fault.find).not.toBe(fault.replace);
      expect(() => transformSync(applyFault(fault), { loader: 'ts' })).not.toThrow();
    },
  );
});

describe('the applications that faults have to show in', () => {
  it('are compiled', async () => {
    for (const app of await loadApps()) expect(compileTemplates(app).length, app.name).toBeGreaterThan(0);
  });
});
