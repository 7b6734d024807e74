// Reads the recordings of other programs that the YAML tests compare with.
import { readFileSync } from 'node:fs';
import type { Json } from '../../../tools/shared/json.ts';

const fixtures = new URL('../../fixtures/manifests/', import.meta.url);

/** The rows of a recording; `Row` says what its README says. */
export function readRecording<Row>(file: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')) as Row[];
}

export interface ReadText {
  readonly text: string;
  readonly json?: Json;
  readonly refused?: true;
}

/** What an error of this project tells: its code and its place. */
export function failureOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { code, diagnostics } = error as {
      code: string;
      diagnostics: readonly { file: string; span: Span }[];
    };
    const [{ file, span } = { file: '', span: { line: 0, column: 0 } }] = diagnostics;
    return `${file}:${span.line}:${span.column} ${code}`;
  }
  return 'no error';
}

interface Span {
  readonly line: number;
  readonly column: number;
}
