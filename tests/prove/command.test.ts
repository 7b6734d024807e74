// `chart prove` as a person uses it: what it prints, what it writes, and with what it exits.
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shopChart, shopProject } from '../chart/shop.ts';
import { type Outcome, run } from '../cli/run.ts';

let project: string;

/** A copy of the project, because the command writes into it. */
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'twinhull-prove-command-'));
  cpSync(shopProject, project, { recursive: true });
});

function prove(...words: readonly string[]): Promise<Outcome> {
  return run(['chart', 'prove', 'shop', ...words], { cwd: project });
}

function breakChart(): string {
  const chart = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-broken-')), 'shop');
  cpSync(shopChart, chart, { recursive: true });
  const file = path.join(chart, 'templates/deployment.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('{{ .Values.paused }}', '{{ .Values.paused | default true }}'),
  );
  return chart;
}

describe('chart prove', () => {
  it('says that a chart is equal, and writes it down when asked', async () => {
    const { exitCode, stdout } = await prove('--chart', 'charts/shop', '--cases', '25', '--write');
    expect(stdout).toMatch(/^HELM +EQUAL +REFUSED BY BOTH +DIFFERENT\n3\.[^\n]* 0\n4\.[^\n]* 0\n/);
    expect(stdout).toContain('25 cases, seed 1; ');
    expect(exitCode).toBe(0);
    const artefact = JSON.parse(readFileSync(path.join(project, 'charts/shop/equivalence.json'), 'utf8'));
    expect(artefact).toMatchObject({
      app: 'shop',
      seed: 1,
      cases: 25,
      helm: [{ different: 0 }, { different: 0 }],
    });
  });

  it('shows a difference with its values and a command that shows it again', async () => {
    const chart = breakChart();
    const { exitCode, stdout } = await prove('--chart', chart, '--helm', '4', '--cases', '12', '--write');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /different under Helm 4\.[\d.]+, first in case \d+, in \d+ cases?\n {2}apps\/v1 Deployment default shop \.spec\.paused\n {2}Helm: {4}true\n {2}Jsonnet: false\n {2}with these values\n {4}paused: false\n {2}again by\n/,
    );
    expect(existsSync(path.join(chart, 'equivalence.json'))).toBe(false);
    const [, words = ''] = /again by\n {4}twinhull (.*)\n/.exec(stdout) ?? [];
    const again = await run(words.split(' '), { cwd: project });
    expect([again.exitCode, again.stdout]).toEqual([1, expect.stringContaining('.spec.paused')]);
  });

  it('prints the same as JSON', async () => {
    const { exitCode, stdout } = await prove(
      '--chart',
      breakChart(),
      '--helm',
      '3',
      '--values',
      '-',
      '--set',
      'paused=false',
      '--json',
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      app: 'shop',
      tallies: [{ helm: 'helm3', equal: 0, different: 1 }],
      failures: [
        {
          difference: { kind: 'object' },
          command: expect.stringMatching(/^twinhull chart prove shop --helm 3/),
        },
      ],
    });
  });

  it('wants all of it exercised when asked to', async () => {
    const few = ['--chart', 'charts/shop', '--helm', '4', '--cases', '1'];
    const { exitCode, stdout } = await prove(...few, '--complete');
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('\nnot exercised\n  values.')]);
    expect((await prove(...few)).exitCode).toBe(0);
  });

  it('holds the list of what is out of reach to the truth', async () => {
    const file = path.join(project, 'lib/apps/shop/unreached.json');
    const excuse = (id: string): void =>
      writeFileSync(file, JSON.stringify([{ id, reason: 'nobody knows' }]));
    const few = ['--chart', 'charts/shop', '--helm', '4', '--cases', '1'];
    excuse('values.deadline: present');
    const good = await prove(...few);
    expect([good.exitCode, good.stdout]).toEqual([
      0,
      expect.stringContaining('  values.deadline: present (nobody knows)\n'),
    ]);
    excuse('values.tag: default');
    const wrong = await prove(...few);
    expect([wrong.exitCode, wrong.stdout]).toEqual([
      1,
      expect.stringContaining('  values.tag: default: it was exercised\n'),
    ]);
    writeFileSync(file, '{}');
    const unreadable = await prove(...few);
    expect([unreadable.exitCode, unreadable.stderr]).toEqual([2, expect.stringContaining('[prove-excuses]')]);
    writeFileSync(file, '[]');
  });

  it.each([
    ['--helm', '5'],
    ['--cases', 'x'],
  ])('does not take %s %s', async (...words) => {
    const { exitCode, stderr } = await prove(...words);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[usage]')]);
  });
});
