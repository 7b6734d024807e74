// Syntax errors have the text and the place that go-jsonnet gives them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatError, type JsonnetError } from '../../../tools/jsonnet/errors.ts';
import { errorOf, parseText } from './outline.ts';

interface Recorded {
  readonly tool: string;
  readonly version: string;
  readonly cases: readonly { readonly text: string; readonly error: string }[];
}

const fixture = new URL('../../fixtures/jsonnet/syntax/errors.json', import.meta.url);
const recorded = JSON.parse(readFileSync(fixture, 'utf8')) as Recorded;

describe(`errors as recorded from ${recorded.version}`, () => {
  it.each(recorded.cases)('reports $text', ({ text, error }) => {
    expect(errorOf(text)).toBe(error);
  });
});

describe('errors', () => {
  it('reports a broken token before a syntax error that stands before it', () => {
    expect(errorOf('[1 2]\n  1_')).toMatch(/^probe\.jsonnet:2:5 Couldn't lex number/);
  });

  it('shows the lines of the place when asked for snippets', () => {
    try {
      parseText('[\n  1,\n  2 3\n]');
      expect.unreachable();
    } catch (error) {
      const text = formatError(error as JsonnetError, { snippets: true });
      expect(text).toBe('probe.jsonnet:3:5-6 Expected a comma before next array element\n\n  2 3\n\n');
    }
  });

  it('takes a string of one colon for an index, not for a slice', () => {
    expect(parseText("a[':']").root.kind).toBe('index');
  });
});
