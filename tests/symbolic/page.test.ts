// The page of symbolic evaluation: its tables are those of the code.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkGenerated } from '../../tools/schema/generate.ts';
import { symbolicPageGenerator } from '../../tools/symbolic/page.ts';
import { decisions } from '../../tools/symbolic/std/decisions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('docs/symbolic.md', () => {
  it('is current', async () => {
    expect(await checkGenerated(root, [symbolicPageGenerator])).toEqual([]);
  });

  it('names every function of the standard library once', () => {
    const page = readFileSync(path.join(root, 'docs/symbolic.md'), 'utf8');
    const [, tables = ''] = page.split('## The standard library');
    const cells = [...tables.matchAll(/^\| ((?:`\w+` ?)+)\|/gm)].flatMap(
      ([, names]) => names?.match(/\w+/g) ?? [],
    );
    expect(cells.sort()).toEqual(
      Object.keys(decisions)
        .filter((name) => !name.startsWith('__'))
        .sort(),
    );
  });

  it('is left alone in projects that have no such page', async () => {
    expect(await symbolicPageGenerator.generate(path.join(root, 'tests'))).toEqual([]);
  });
});
