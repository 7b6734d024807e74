// Exports into one folder leave there what Tanka's do.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';
import { readTree } from '../tree.ts';
import { exportCases, type Left, recordedExports, wordsOf } from './exportCases.ts';
import { fixtures } from './tankaCases.ts';

const { exports: recorded } = JSON.parse(readFileSync(recordedExports, 'utf8')) as {
  exports: Readonly<Record<string, Left>>;
};

describe('leaves what Tanka leaves', () => {
  test.each(Object.entries(exportCases))('%s', async (name, { project, lines }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
    const places = { out: path.join(folder, 'out'), cache: path.join(folder, 'cache') };
    const cwd = path.join(fixtures, 'projects', project);
    const exitCodes: number[] = [];
    for (const line of lines) {
      const { exitCode, stderr } = await run(wordsOf(line, places), {
        cwd,
        env: { TWINHULL_CACHE_DIR: places.cache },
      });
      expect(stderr === '').toBe(exitCode === 0);
      exitCodes.push(exitCode);
    }
    const files = readTree(places.out);
    expect({ exitCodes, files }).toEqual(recorded[name]);
  });
});
