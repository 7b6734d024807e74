// `twinhull jsonnet` does what go-jsonnet does with the same words, and what only ours can.
import { type StdioOptions, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { build } from './build.ts';
import { cases } from './jsonnetCases.ts';
import { createFolder, describeOutcome, type RecordedOutcome, store, work } from './jsonnetOutcome.ts';
import { run } from './run.ts';

const { outcomes } = JSON.parse(readFileSync(store, 'utf8')) as {
  readonly outcomes: readonly RecordedOutcome[];
};
const recorded = cases.map((one, at) => ({ ...one, outcome: outcomes[at], title: one.words.join(' ') }));

describe('jsonnet', () => {
  it.each(recorded)('$title: as go-jsonnet', async ({ words, input, outcome }) => {
    const out = createFolder();
    const given = ['jsonnet', ...words.map((word) => word.replace('<out>', out))];
    const result = await run(given, { cwd: work, ...(input === undefined ? {} : { input }) });
    expect(describeOutcome(result, out)).toEqual(outcome);
  });

  it('leaves a file alone whose content is the same', async () => {
    const out = createFolder();
    const words = ['jsonnet', '-m', out, '-c', 'files.jsonnet'];
    await run(words, { cwd: work });
    const file = path.join(out, 'a.json');
    utimesSync(file, 1, 1);
    await run(words, { cwd: work });
    expect(statSync(file).mtimeMs).toBe(1000);
  });

  it('writes no file outside of the directory', async () => {
    const out = path.join(createFolder(), 'inner');
    const { exitCode, stderr } = await run(['jsonnet', '-m', out, '-c', '-e', '{ "../x": 1 }'], {
      cwd: work,
    });
    expect([exitCode, stderr]).toEqual([1, `field "../x" names a file outside of ${out}\n`]);
    expect(existsSync(path.join(out, '../x'))).toBe(false);
  });

  it('says which folder is missing', async () => {
    const out = createFolder();
    const { exitCode, stderr } = await run(['jsonnet', '-m', out, 'files.jsonnet'], { cwd: work });
    expect([exitCode, stderr]).toEqual([1, `open ${out}/sub/b.json: no such file or directory\n`]);
  });

  it.each([
    ['a file in place of a folder', ['-c', '-o', '<out>/file/x'], 'open <out>/file/x: not a directory'],
    ['a file in place of the directory', ['-c', '-m', '<out>/file'], 'open <out>/file/a: not a directory'],
    [
      'a folder in place of a file',
      ['-m', '<out>', '-e', '{ folder: 1 }'],
      'open <out>/folder: is a directory',
    ],
  ])('tells of %s', async (_, words, problem) => {
    const out = createFolder();
    writeFileSync(path.join(out, 'file'), '');
    mkdirSync(path.join(out, 'folder'));
    const all = ['jsonnet', ...words.map((word) => word.replace('<out>', out))];
    const { exitCode, stderr } = await run(words.includes('-e') ? all : [...all, '-e', '{ a: 1 }']);
    expect([exitCode, stderr]).toEqual([1, `${problem.replace('<out>', out)}\n`]);
  });

  it('writes nothing when one of the files cannot be', async () => {
    const out = createFolder();
    const { exitCode } = await run(['jsonnet', '-m', out, '-c', '-e', '{ a: 1, b: error "no" }'], {
      cwd: work,
    });
    expect([exitCode, existsSync(path.join(out, 'a'))]).toEqual([1, false]);
  });

  it('takes a variable without value from the environment', async () => {
    const { exitCode, stderr } = await run(['jsonnet', '-V', 'twinhull_unset', 'variable.jsonnet'], {
      cwd: work,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('environment variable twinhull_unset was undefined');
  });
});

describe('the program', () => {
  beforeAll(build);

  const bin = path.resolve('tools/cli/bin.cjs');
  const deep = 'local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(100000)';

  it('recurses deeper than the main thread of Node could', () => {
    const { stdout, status } = spawnSync(process.execPath, [bin, 'jsonnet', '-s', '10000000', '-e', deep], {
      encoding: 'utf8',
    });
    expect([stdout, status]).toEqual(['100000\n', 0]);
  });

  it('tells that standard input is a folder', () => {
    const stdio: StdioOptions = [openSync(work, 'r'), 'pipe', 'pipe'];
    const { stderr, status } = spawnSync(process.execPath, [bin, 'jsonnet', '-'], {
      encoding: 'utf8',
      stdio,
    });
    expect([stderr, status]).toEqual(['read <stdin>: is a directory\n', 1]);
  });

  it('keeps standard input for the second run', () => {
    const words = [bin, 'jsonnet', '-s', '10000000', '-'];
    const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8', input: deep });
    expect([stdout, status]).toEqual(['100000\n', 0]);
  });
});
