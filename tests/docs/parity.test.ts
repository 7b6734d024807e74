// docs/parity.md lists the rules and risks that there are, and every key of parity.yaml. `npx vitest -u` writes its tables.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { riskRules } from '../../tools/parity/classify/changes.ts';
import { entryKeys, topKeys } from '../../tools/parity/exceptions/file.ts';
import { riskIds, risks, verdicts } from '../../tools/parity/model.ts';
import { rules } from '../../tools/parity/normalise/rules.ts';
import { sideKinds } from '../../tools/parity/sides/request.ts';
import { fillTable, repository } from './page.ts';

const file = path.join(repository, 'docs', 'parity.md');
const page = readFileSync(file, 'utf8');

function listRules(): readonly string[] {
  const rows = Object.entries(rules).map(([id, { title, sentence }]) => `| ${id} | ${title} | ${sentence} |`);
  return ['| Rule | About | Makes equal |', '|---|---|---|', ...rows];
}

function listRisks(): readonly string[] {
  const rows = riskIds.map((id) => {
    const codes = riskRules.filter(({ risk }) => risk === id).map(({ code }) => `\`${code}\``);
    return `| ${id} | ${risks[id].title} | ${risks[id].sentence} | ${[...new Set(codes)].join(', ')} |`;
  });
  return ['| Class | Name | Means | Codes |', '|---|---|---|---|', ...rows];
}

/** The section behind a heading. */
function section(heading: string): string {
  return page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

describe('docs/parity.md', () => {
  it('lists the rules and the risks', async () => {
    const filled = fillTable(fillTable(page, 'rules', listRules()), 'risks', listRisks());
    await expect(filled).toMatchFileSnapshot(file);
  });

  it('names every code', () => {
    const folder = path.join(repository, 'tools', 'parity', 'classify');
    const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const codes = texts.flatMap((text) => [...text.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, code]) => code));
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => !section('Risks').includes(`\`${code}\``))).toEqual([]);
  });

  it('names every key of parity.yaml', () => {
    const text = section('parity.yaml');
    expect([...topKeys, ...entryKeys].filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });

  it('names every kind of side and every verdict', () => {
    const shown = sideKinds.filter((kind) => kind !== 'stdin').map((kind) => `| \`${kind}:\` |`);
    expect(shown.filter((text) => !section('Sides').includes(text))).toEqual([]);
    expect(verdicts.filter((verdict) => !section('Verdicts').includes(`| \`${verdict}\` |`))).toEqual([]);
  });
});
