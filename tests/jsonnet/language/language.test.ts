// Every feature of the language gives the output or the error, trace included, that go-jsonnet gives.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluateFile, evaluateSnippet, formatError, JsonnetError } from '../../../tools/jsonnet/index.ts';
import { listCases, readArguments, readPrograms, root } from './fixtures.ts';

const before = process.cwd();
afterAll(() => process.chdir(before));

/** The output, or the error as it is shown to a user. */
function outcome(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    return formatError(error);
  }
}

/** Traces name files as the command line does, so a case runs in its folder. */
function runCase(name: string): string {
  process.chdir(join(root, name));
  return outcome(() => evaluateFile('input.jsonnet', readArguments(name)));
}

function runProgram(name: string, program: string): string {
  process.chdir(join(root, name));
  return outcome(() => evaluateSnippet('<cmdline>', program));
}

describe('a file', () => {
  it.each(listCases('input.jsonnet'))('%s gives the recorded result', (name) => {
    const json = join(root, name, 'expected.json');
    const expected = existsSync(json) ? json : join(root, name, 'expected.txt');
    expect(runCase(name)).toBe(readFileSync(expected, 'utf8'));
  });

  it.each(listCases('input.jsonnet'))('%s gives the same bytes again', (name) => {
    expect(runCase(name)).toBe(runCase(name));
  });
});

describe('one-line programs', () => {
  it.each(listCases('programs.json'))('%s give the recorded results', (name) => {
    const recorded = readPrograms(name);
    const ours = Object.fromEntries(
      Object.keys(recorded).map((program) => [program, runProgram(name, program)]),
    );
    expect(ours).toEqual(recorded);
  });
});
