// The templates of small applications, as they are to be read, and as both Helms render them.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../../tools/process/run.ts';
import { proveChart } from '../../../tools/prove/prove.ts';
import { compileFixture, evaluateFixture, names, readFixture, writeChart } from './fixture.ts';

const folders: string[] = [];

async function chartOf(name: string): Promise<string> {
  const folder = await writeChart(readFixture(name));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe.each(names)('the templates of %s', (name) => {
  const fixture = readFixture(name);
  const { files, branches } = compileFixture(fixture);

  it.each(files.map((file) => [file.path, file.content] as const))(
    '%s reads as it did',
    async (file, content) => {
      await expect(content).toMatchFileSnapshot(path.join(fixture.folder, file));
    },
  );

  it('fit on a screen, messages aside', () => {
    const lines = files.flatMap(({ content }) => content.split('\n'));
    const long = lines.filter((line) => line.length > 100 && !/fail |printf "[^"]{60}/.test(line));
    expect(long).toEqual([]);
  });

  it('are the same in every compilation', () => {
    expect(compileFixture(fixture).files).toEqual(files);
  });

  it('know where each of their branches stands', () => {
    expect(branches.length).toBeGreaterThan(5);
    expect(new Set(branches.map(({ id }) => id)).size).toBe(branches.length);
    for (const { id, description } of branches) {
      const file = files.find(({ path: candidate }) => id.startsWith(`${candidate} `));
      const text = file?.content.replace(/\s+/g, ' ').replaceAll('( ', '(') ?? '';
      expect(text, id).toContain(`{{- ${description} }}`);
    }
  });

  it.each(['helm3', 'helm4'] as const)('render under %s to what Jsonnet gives', async (helm) => {
    const chartDir = await chartOf(name);
    const proof = await proveChart({ app: fixture, chartDir, helms: [helm], seed: 5, cases: 40 });
    expect(proof.failures).toEqual([]);
    expect(proof.tallies[0]?.equal).toBeGreaterThan(15);
  });

  it.each(['helm3', 'helm4'] as const)('please the linter of %s', async (helm) => {
    const { stdout } = await runProgram(helm, ['lint', '--strict', await chartOf(name)], {
      exitCodes: [0, 1],
    });
    expect(stdout).toContain('0 chart(s) failed');
  });
});

describe('notes', () => {
  it('are the lines that Jsonnet gives', async () => {
    const chart = await chartOf('shapes');
    const render = async (...args: readonly string[]): Promise<string> => {
      const { stdout } = await runProgram('helm4', ['install', 'r', chart, '--dry-run=client', ...args]);
      return stdout.slice(stdout.indexOf('NOTES:\n') + 'NOTES:\n'.length).trimEnd();
    };
    const groups = ['', 'Groups:', '  - a'];
    expect((await render()).split('\n')).toEqual(['r is installed.', '', ...groups, 'Nobody owns it.']);
    expect((await render('--set', 'public=true,team=us,port=81')).split('\n')).toEqual([
      ...['r is installed.', '', 'Open it:', '  http://r:81/'],
      ...groups,
      'It belongs to us.',
    ]);
  });
});

describe('names of files', () => {
  it('are the kind where the field says the same, else the field in kebab case', () => {
    const paths = evaluateFixture(readFixture('sample'), ({ resources }) =>
      resources.map(({ name }) => name),
    );
    expect(paths).toEqual(['deployment', 'httpRoute']);
    expect(compileFixture(readFixture('sample')).files.map((file) => file.path)).toContain(
      'templates/httproute.yaml',
    );
  });
});
