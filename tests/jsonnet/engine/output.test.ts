// The entry points: a program goes in, and its value comes out in the form that was asked for.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  errorPosition,
  evaluateFile,
  evaluateSnippet,
  evaluateToData,
  evaluateToDocuments,
  evaluateToFiles,
  evaluateToString,
  formatError,
  type JsonnetError,
} from '../../../tools/jsonnet/index.ts';
import { code, messageOf, text } from './support.ts';

const entry = 'probe.jsonnet';
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'twinhull-engine-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function errorOf(work: () => unknown): JsonnetError {
  try {
    work();
  } catch (error) {
    return error as JsonnetError;
  }
  throw new Error('expected an error');
}

describe('text', () => {
  it('evaluates a file to indented JSON with a final newline', () => {
    expect(evaluateFile(write('a.jsonnet', '{ b: 1, a: [true] }'))).toBe(
      '{\n   "a": [\n      true\n   ],\n   "b": 1\n}\n',
    );
  });

  it('evaluates a snippet, with relative imports from the directory of its name', () => {
    write('lib.libsonnet', '{ x: 5 }');
    expect(evaluateSnippet(join(folder, 'no-such-file.jsonnet'), "(import 'lib.libsonnet').x")).toBe('5\n');
  });

  it('reports a file that is not there as an error of the program', () => {
    expect(messageOf(() => evaluateFile(join(folder, 'missing.jsonnet')))).toMatch(
      /^RUNTIME ERROR: .*missing\.jsonnet/,
    );
  });

  it('takes a byte order mark for what it is: part of a text, and no Jsonnet', () => {
    const path = write('mark.jsonnet', '\ufeff1');
    expect(messageOf(() => evaluateFile(path))).toMatch(/Could not lex the character '\\ufeff'/);
    expect(evaluateSnippet(join(folder, 'x'), "std.length(importstr 'mark.jsonnet')")).toBe('2\n');
  });
});

describe('data', () => {
  it('gives plain data with keys in the order of code points and without hidden fields', () => {
    const snippet = "{ b: 1, a: { '\uffff': 1, '😀': 2 }, h:: 3, n: null }";
    const data = evaluateToData({ entry, snippet });
    expect(JSON.stringify(data)).toBe('{"a":{"\uffff":1,"😀":2},"b":1,"n":null}');
  });

  it('keeps names that objects of the host have', () => {
    const data = evaluateToData({ entry, snippet: '{ __proto__: { x: 1 }, constructor: 2 }' });
    expect(Object.keys(data as object)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(data)).toBe('{"__proto__":{"x":1},"constructor":2}');
  });

  it('refuses functions', () => {
    expect(messageOf(() => evaluateToData({ entry, snippet: '[function(x) x]' }))).toMatch(/function/);
  });
});

describe('strings', () => {
  it('gives the bare string', () => {
    expect(evaluateToString({ entry, snippet: "'a\\n' + 'é'" })).toBe('a\né');
  });

  it('refuses everything else by its type', () => {
    expect(messageOf(() => evaluateToString({ entry, snippet: '{}' }))).toBe(
      'RUNTIME ERROR: expected string result, got: object',
    );
  });
});

describe('several outputs', () => {
  it('gives one JSON text per field', () => {
    const files = evaluateToFiles({ entry, snippet: "{ 'b.json': [1], 'a.json': {}, hidden:: error 'x' }" });
    expect([...files]).toEqual([
      ['a.json', '{ }'],
      ['b.json', '[\n   1\n]'],
    ]);
  });

  it('gives the fields themselves when they are to be strings', () => {
    const files = evaluateToFiles({ entry, snippet: "{ 'a.txt': 'hello' }" }, { strings: true });
    expect([...files]).toEqual([['a.txt', 'hello']]);
    expect(messageOf(() => evaluateToFiles({ entry, snippet: "{ 'a.txt': 1 }" }, { strings: true }))).toMatch(
      /key a\.txt has a value of type number, should be a string/,
    );
  });

  it('gives one JSON text per element', () => {
    expect(evaluateToDocuments({ entry, snippet: "[1, { a: 'x' }]" })).toEqual(['1', '{\n   "a": "x"\n}']);
  });

  it.each([
    ['files', () => evaluateToFiles({ entry, snippet: '[]' }), /top-level object was a array/],
    ['documents', () => evaluateToDocuments({ entry, snippet: '{}' }), /top-level object was a object/],
  ])('refuses %s from a value of another type', (_form, work, message) => {
    expect(messageOf<unknown>(work)).toMatch(message);
  });
});

describe('external variables and top-level arguments', () => {
  it('takes strings as they are and evaluates code', () => {
    const extVars = { s: text('1 + 1'), c: code('1 + 1') };
    expect(evaluateToData({ entry, snippet: "[std.extVar('s'), std.extVar('c')]", extVars })).toEqual([
      '1 + 1',
      2,
    ]);
  });

  it('lets code of one ask for another', () => {
    const extVars = { a: code("std.extVar('b') + '!'"), b: text('b') };
    expect(evaluateToData({ entry, snippet: "std.extVar('a')", extVars })).toBe('b!');
  });

  it('evaluates only what is asked for', () => {
    const extVars = { unused: code('this is no code') };
    expect(evaluateToData({ entry, snippet: '1', extVars })).toBe(1);
  });

  it('calls a function with the arguments that it is given by name', () => {
    const tlas = { b: code('[1]'), a: text('x') };
    expect(evaluateToData({ entry, snippet: 'function(a, b, c=a) [a, b, c]', tlas })).toEqual([
      'x',
      [1],
      'x',
    ]);
  });

  it('names faulty code by its variable', () => {
    const program = { entry, snippet: "std.extVar('x')", extVars: { x: code('1 +') } };
    expect(messageOf(() => evaluateToData(program))).toMatch(/<extvar:x>:1:4 Unexpected end of file/);
  });
});

describe('traces and limits', () => {
  it('hands the lines of std.trace over', () => {
    const lines: string[] = [];
    evaluateToData({
      entry,
      snippet: "[std.trace('one', 1),\n std.trace('two', 2)]",
      onTrace: (line) => lines.push(line),
    });
    expect(lines).toEqual(['TRACE: probe.jsonnet:1 one', 'TRACE: probe.jsonnet:2 two']);
  });

  it('stops at the number of frames that is allowed', () => {
    const snippet = 'local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(100)';
    expect(evaluateToData({ entry, snippet })).toBe(100);
    expect(messageOf(() => evaluateToData({ entry, snippet, maxStack: 50 }))).toBe(
      'RUNTIME ERROR: max stack frames exceeded.',
    );
  });
});

describe('errors', () => {
  it('have a kind, frames and a position', () => {
    const error = errorOf(() => evaluateToData({ entry, snippet: "{\n  a: 'é' + null.b,\n}" }));
    expect(error.kind).toBe('runtime');
    // Columns count bytes, as in the text of the error.
    expect(errorPosition(error)).toEqual({ file: entry, line: 2, column: 13 });
    expect(error.frames.map(({ context }) => context)).toEqual(['object <anonymous>', '', '']);
  });

  it('are formatted with as many frames as is asked for', () => {
    const snippet = "local f(n) = if n == 0 then error 'x' else 1 + f(n - 1); f(30)";
    const error = errorOf(() => evaluateToData({ entry, snippet }));
    const count = (maxTrace: number) => formatError(error, { maxTrace }).split('\n').length - 2;
    expect([count(20), count(4), count(0)]).toEqual([21, 5, 33]);
  });

  it('of syntax have one place and show its line', () => {
    const error = errorOf(() => evaluateToData({ entry, snippet: '{\n  a: 1\n  b: 2\n}' }));
    expect(error.kind).toBe('static');
    expect(formatError(error)).toBe('probe.jsonnet:3:3-4 Expected a comma before next field\n\n  b: 2\n\n');
  });
});
