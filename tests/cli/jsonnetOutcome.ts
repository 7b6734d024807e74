// What a run of `jsonnet` leaves behind, in a form that can be recorded: streams, exit code, files.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTree } from '../tree.ts';
import type { Outcome } from './run.ts';

const fixtures = fileURLToPath(new URL('../fixtures/cli/jsonnet', import.meta.url));

/** The directory that the cases run in. */
export const work: string = path.join(fixtures, 'work');
export const store: string = path.join(fixtures, 'outcomes.json');

export interface RecordedOutcome extends Outcome {
  readonly files: Readonly<Record<string, string>>;
}

export function createFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'twinhull-jsonnet-'));
}

export function describeOutcome({ exitCode, stdout, stderr }: Outcome, out: string): RecordedOutcome {
  const withoutPath = (text: string): string => text.replaceAll(out, '<out>');
  return {
    exitCode,
    stdout: withoutPath(stdout),
    stderr: withoutPath(stderr),
    files: readTree(out),
  };
}
