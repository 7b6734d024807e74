// The pages of the documentation show what the programs do. After a change, `npx vitest -u` on this file writes them anew.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notDrawn } from '../../tools/prove/values/texts.ts';
import { build } from '../cli/build.ts';
import { excerpt, fill, fillTable, repository, runPage } from './page.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-page-'));
const tutorial = path.join(repository, 'docs', 'write-an-app.md');
const charts = path.join(repository, 'docs', 'charts.md');
const readme = path.join(repository, 'README.md');
let ran = '';

beforeAll(async () => {
  build();
  ran = await runPage(readFileSync(tutorial, 'utf8'), folder);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inProject(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** What a command of the tutorial prints. */
function outputOf(command: string): string {
  const [, output = ''] = ran.split(`$ ${command}\n`);
  return output.slice(0, output.search(/^(?:\$ |```)/m));
}

describe('docs/write-an-app.md', () => {
  it('shows what its files and commands give', async () => {
    await expect(ran).toMatchFileSnapshot(tutorial);
  });

  it('ends with a table without failures', () => {
    const table = outputOf('twinhull verify');
    expect(table).toMatch(/^proof +charts\/hello +ok/m);
    expect(table).not.toMatch(/failed|could not run/);
  });
});

describe('README.md', () => {
  it('shows lines of the tutorial, the template that they become, and the verdict', async () => {
    const source = inProject('lib/apps/hello/main.libsonnet');
    const lines = excerpt(source, '    local env = { GREETING: values.greeting } + values.env;', '      },');
    const command = 'twinhull chart prove hello --cases 60 --seed 1 --write';
    const verdict = outputOf(command).replace(/\n+written: .*\n/, '\n');
    let page = readFileSync(readme, 'utf8');
    page = fill(page, 'example: Jsonnet', lines);
    page = fill(page, 'example: template', inProject('charts/hello/templates/deployment.yaml'));
    page = fill(page, 'example: verdict', `$ ${command.replace(' --write', '')}\n${verdict.trimEnd()}\n`);
    await expect(page).toMatchFileSnapshot(readme);
  });
});

describe('docs/charts.md', () => {
  it('lists the texts that Helm cannot carry', async () => {
    const rows = notDrawn.map(({ what, reason }) => `| ${what.replaceAll('<', '\\<')} | ${reason} |`);
    const page = fillTable(readFileSync(charts, 'utf8'), 'texts', [
      '| Text | Because |',
      '|---|---|',
      ...rows,
    ]);
    await expect(page).toMatchFileSnapshot(charts);
  });
});
