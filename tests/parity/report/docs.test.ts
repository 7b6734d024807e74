// The page about reports shows what they look like today. After a change, `npx vitest -u` on this file writes it anew.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../../../tools/parity/report/index.ts';
import { build } from '../../cli/build.ts';
import { repository, runPage } from '../../docs/page.ts';
import { action } from './action.ts';

const file = path.join(repository, 'docs', 'parity-reports.md');
const page = readFileSync(file, 'utf8');

/** The first cell of each row of the table under this heading. */
function firstCells(heading: string): readonly string[] {
  const [, table = ''] = page.split(`| ${heading} |`);
  const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2);
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name),
  );
}

describe('docs/parity-reports.md', () => {
  beforeAll(build);

  it('shows what the commands print', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-reports-page-'));
    await expect(await runPage(page, folder)).toMatchFileSnapshot(file);
    rmSync(folder, { recursive: true, force: true });
  });

  it('names every format, and every input of the action', () => {
    expect(firstCells('Format')).toEqual(formats);
    expect([...firstCells('Input')].sort()).toEqual(Object.keys(action.inputs).sort());
  });
});
