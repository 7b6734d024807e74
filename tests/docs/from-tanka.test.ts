// docs/from-tanka.md covers every command and flag: ours as their help tells them, and Tanka's as it was recorded.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aliases, commands } from '../../tools/cli/registry.ts';
import { run } from '../cli/run.ts';
import { listFlags, type TankaHelp, tankaHelpFile } from './help.ts';
import { repository } from './page.ts';
import { type FlagRow, readCommands, readSections } from './tankaPage.ts';

const page = readFileSync(path.join(repository, 'docs', 'from-tanka.md'), 'utf8');
const documented = readCommands(page);
const tanka = JSON.parse(readFileSync(tankaHelpFile, 'utf8')) as TankaHelp;
/** By name; aliases have the flags of what they are for. */
const ours = new Map<string, readonly string[]>();

beforeAll(async () => {
  for (const name of Object.keys(commands)) {
    const { stdout } = await run([...name.split(' '), '--help']);
    ours.set(name, listFlags(stdout));
  }
  for (const [alias, name] of Object.entries(aliases)) ours.set(alias, ours.get(name) ?? []);
});

function flagsWhere(name: string, has: (row: FlagRow) => boolean): readonly string[] {
  const rows = [...(documented.get(name) ?? [])];
  return rows.flatMap(([flag, row]) => (has(row) ? [flag] : [])).sort();
}

/** The page calls the program itself `tk`. */
const tankaCommands = Object.entries(tanka.commands).map(([name, flags]) => [name || 'tk', flags] as const);
const groups = ['tk', 'env', 'tool', 'tool charts'];

describe('docs/from-tanka.md', () => {
  it('has every command of ours, and no other', () => {
    const names = [...documented.keys()].filter((name) => flagsWhere(name, (row) => row.ours).length > 0);
    expect(names.filter((name) => !groups.includes(name)).sort()).toEqual([...ours.keys()].sort());
  });

  it.each([...Object.keys(commands), ...Object.keys(aliases)])('has every flag of ours: %s', (name) => {
    const flags = ours.get(name) ?? [];
    expect(flags).toContain('--help');
    expect(flagsWhere(name, (row) => row.ours)).toEqual(flags);
  });

  it('has the flags of groups of commands', async () => {
    for (const group of groups) {
      const words = group === 'tk' ? [] : group.split(' ');
      for (const flag of flagsWhere(group, (row) => row.ours))
        expect(await run([...words, flag, '--help'])).toMatchObject({ exitCode: 0, stderr: '' });
    }
  });

  it('has every command of Tanka, and no other', () => {
    const names = [...documented.keys()].filter((name) => flagsWhere(name, (row) => row.tanka).length > 0);
    const known = [...tankaCommands.map(([name]) => name), ...Object.keys(aliases)];
    expect(names.sort()).toEqual(known.sort());
  });

  it.each(tankaCommands)('has every flag of Tanka: %s', (name, { flags, hidden }) => {
    const shown = flagsWhere(name, (row) => row.tanka);
    expect(shown.filter((flag) => !hidden.includes(flag))).toEqual([...flags].sort());
    const [, text = ''] = [...readSections(page)].find(([title]) => title.includes(`\`${name}\``)) ?? [];
    expect(hidden.filter((flag) => !shown.includes(flag) && !text.includes(`\`${flag}\``))).toEqual([]);
  });

  it('gives a reason for what is missing here', () => {
    const missing = [...documented].flatMap(([name, flags]) =>
      [...flags].flatMap(([flag, row]) => (row.ours || row.note !== '' ? [] : [`${name} ${flag}`])),
    );
    expect(missing).toEqual([]);
  });

  it('names the version of Tanka that was recorded', () => {
    const [, version = 'none'] = /v(\d+\.\d+\.\d+)/.exec(tanka.recordedWith) ?? [];
    expect(page).toContain(`Tanka ${version}`);
  });
});
