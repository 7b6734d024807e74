// Every function of the standard library against what go-jsonnet 0.22 printed for the same calls.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateSnippet, JsonnetError } from '../../../tools/jsonnet/index.ts';
import { builtins } from '../../../tools/jsonnet/std/index.ts';

const folder = new URL('../../fixtures/jsonnet/std/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const functions = JSON.parse(read('functions.json')) as string[];
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.jsonnet'));
const errors = JSON.parse(read('errors.json')) as { code: string; message: string }[];
const extVars = { greeting: { kind: 'string', value: 'hello' } } as const;

/** The message of the error that the code ends in; its value when it does not. */
function failureOf(code: string): string {
  try {
    return evaluateSnippet('<cmdline>', code);
  } catch (error) {
    if (error instanceof JsonnetError) return error.message;
    throw error;
  }
}

test('std has the functions of go-jsonnet 0.22, no more and no fewer', () => {
  const names = JSON.parse(evaluateSnippet('names', 'std.objectFieldsAll(std)'));
  expect(names).toEqual(functions);
});

test('every function has a fixture', () => {
  expect(fixtures.map((name) => name.replace('.jsonnet', '')).sort()).toEqual([...functions].sort());
});

test('what needs no context is shared by all files', () => {
  const others = functions.filter((name) => !builtins.has(name));
  expect(others).toEqual(['extVar', 'native', 'pi', 'thisFile', 'trace']);
});

test('no field of std is visible', () => {
  expect(evaluateSnippet('std', 'std')).toBe('{ }\n');
});

describe('prints the same as go-jsonnet', () => {
  test.each(fixtures)('%s', (name) => {
    expect(evaluateSnippet(name, read(name), { extVars })).toBe(read(name.replace('.jsonnet', '.json')));
  });
});

describe('fails with the same message as go-jsonnet', () => {
  test.each(errors)('$code', ({ code, message }) => {
    expect(failureOf(code)).toBe(message);
  });
});
