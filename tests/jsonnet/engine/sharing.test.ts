// One interpreter for many evaluations: pure files are evaluated once, and nothing of one evaluation shows in another.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Importer,
  Interpreter,
  type Json,
  type Native,
  type Program,
} from '../../../tools/jsonnet/index.ts';
import { attempt, createImporter, text } from './support.ts';

/** Evaluates entry after entry with one interpreter; `x` is an external variable. */
function session(files: Record<string, string>): (entry: string, x?: string) => Json {
  const interpreter = new Interpreter();
  const importer = createImporter(files);
  return (entry, x = '') => attempt({ entry, importer, extVars: { x: text(x) } }, interpreter);
}

/** The importer, and how often each path was read. */
function counted(importer: Importer): { importer: Importer; reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const read = (path: string) => {
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return importer.read(path);
  };
  return { importer: { ...importer, read }, reads };
}

describe('pure files', () => {
  it('are read and evaluated once', () => {
    let calls = 0;
    const count: Native = { name: 'count', parameters: [], call: () => ++calls };
    const files = {
      main: "(import 'lib').value",
      other: "[(import 'lib').value]",
      lib: "{ value: std.native('count')() }",
    };
    const { importer, reads } = counted(createImporter(files));
    const interpreter = new Interpreter();
    const natives = [count];
    expect(attempt({ entry: 'main', importer, natives }, interpreter)).toBe(1);
    expect(attempt({ entry: 'other', importer, natives }, interpreter)).toEqual([1]);
    expect(attempt({ entry: 'main', importer, natives }, interpreter)).toBe(1);
    expect(reads.get('lib')).toBe(1);
  });

  it('are evaluated again for other natives', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({ main: "(import 'lib').value", lib: "{ value: std.native('f')() }" });
    const run = (value: string) =>
      attempt(
        { entry: 'main', importer, natives: [{ name: 'f', parameters: [], call: () => value }] },
        interpreter,
      );
    expect([run('one'), run('two')]).toEqual(['one', 'two']);
  });

  it('show what they trace every time', () => {
    const lines: string[] = [];
    const interpreter = new Interpreter();
    const importer = createImporter({ main: "import 'lib'", lib: "std.trace('seen', 1)" });
    for (const entry of ['main', 'main'])
      attempt({ entry, importer, onTrace: (line) => lines.push(line) }, interpreter);
    expect(lines).toEqual(['TRACE: lib:1 seen', 'TRACE: lib:1 seen']);
  });
});

describe('external variables', () => {
  it('reach a file through one that does not use them', () => {
    const run = session({ main: "{ v: (import 'lib').v }", lib: "{ v: std.extVar('x') }" });
    expect([run('main', '1'), run('main', '2'), run('main', '2')]).toEqual([
      { v: '1' },
      { v: '2' },
      { v: '2' },
    ]);
  });

  it('reach an import that nobody asked for the first time', () => {
    const run = session({
      first: "(import 'middle').other",
      second: "(import 'middle').v",
      middle: "{ v: (import 'lib').v, other: 1 }",
      lib: "{ v: std.extVar('x') }",
    });
    expect([run('first', '1'), run('second', '1'), run('first', '2'), run('second', '2')]).toEqual([
      1,
      '1',
      1,
      '2',
    ]);
  });

  it('reach every file of a circle', () => {
    const run = session({
      first: "(import 'a').through",
      second: "(import 'b').back",
      a: "{ through: (import 'b').back, value: (import 'c') }",
      b: "{ back: (import 'a').value }",
      c: "std.extVar('x')",
    });
    expect([run('first', '1'), run('second', '2'), run('first', '3'), run('second', '4')]).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it.each([
    ['passed on', { main: "(import 'lib')(std)", lib: "function(s) s.extVar('x')" }],
    ['taken out', { main: "(import 'lib').get('x')", lib: '{ get: std.extVar }' }],
    ['found by a computed name', { main: "import 'lib'", lib: "std['ext' + 'Var']('x')" }],
    ['found by std.get', { main: "import 'lib'", lib: "std.get(std, 'extVar')('x')" }],
    ['extended', { main: "import 'lib'", lib: "(std { more: 1 }).extVar('x')" }],
    ['in parentheses', { main: "import 'lib'", lib: "(std).extVar('x')" }],
    ['imported', { main: "import 'lib'", lib: "(import 'other').extVar('x')", other: 'std' }],
    ['shadowed by itself', { main: "import 'lib'", lib: "local s = std; local std = s; std.extVar('x')" }],
  ])('are seen when std is %s', (_how, files) => {
    const run = session(files);
    expect([run('main', '1'), run('main', '2')]).toEqual(['1', '2']);
  });

  it('do not linger when they are no longer given', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({ main: "std.extVar('x')" });
    expect(attempt({ entry: 'main', importer, extVars: { x: text('1') } }, interpreter)).toBe('1');
    expect(attempt({ entry: 'main', importer }, interpreter)).toMatch(/Undefined external variable: x/);
  });

  it('reach files behind snippets', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({ lib: "{ v: std.extVar('x') }" });
    const run = (snippet: string, x: string) =>
      attempt({ entry: 'probe', snippet, importer, extVars: { x: text(x) } }, interpreter);
    expect([
      run("(import 'lib').v", '1'),
      run("(import 'lib').v", '2'),
      run("[(import 'lib').v]", '3'),
    ]).toEqual(['1', '2', ['3']]);
  });

  it('leave top-level arguments alone', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({ f: 'function(n) { v: n }', main: "(import 'f')(1)" });
    const run = (entry: string, n: string) => attempt({ entry, importer, tlas: { n: text(n) } }, interpreter);
    expect([run('f', 'a'), run('f', 'b'), run('main', 'c')]).toEqual([{ v: 'a' }, { v: 'b' }, { v: 1 }]);
  });
});

describe('what an import means', () => {
  it('may change: missing before, there now, missing again', () => {
    const files: Record<string, string> = {
      main: "{ a: (import 'middle').b }",
      middle: "{ b: import 'late' }",
    };
    const run = session(files);
    const missing = `RUNTIME ERROR: couldn't open import "late": no match locally or in the Jsonnet library paths`;
    expect(run('main')).toBe(missing);
    files.late = '5';
    expect(run('main')).toEqual({ a: 5 });
    delete files.late;
    expect(run('main')).toBe(missing);
  });

  it('may change for virtual files, in meaning and in text', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({
      main: "(import 'lib').v",
      lib: "{ v: import 'env', t: importstr 'env' }",
    });
    const run = (entry: string, virtualFiles?: Record<string, string>) =>
      attempt({ entry, importer, ...(virtualFiles && { virtualFiles }) }, interpreter);
    expect(run('main', { env: '1' })).toBe(1);
    expect(run('main', { env: '2' })).toBe(2);
    expect(run('main')).toMatch(/couldn't open import "env"/);
    expect(run('main', { env: '3', lib: '{ v: 4 }' })).toBe(4);
    expect(run('main', { env: '3' })).toBe(3);
    expect(run('lib', { env: '1' })).toEqual({ t: '1', v: 1 });
    expect(run('lib', { env: '2' })).toEqual({ t: '2', v: 2 });
  });

  it('belongs to the importing file, not to a snippet of the same name', () => {
    const interpreter = new Interpreter();
    const importer = createImporter({ a: "{ me: 'file', b: import 'b' }", b: '1', main: "(import 'a').me" });
    const run = (program: Program) => attempt({ importer, ...program }, interpreter);
    expect(run({ entry: 'main' })).toBe('file');
    expect(run({ entry: 'a', snippet: "{ me: 'snippet', x: import 'main' }" })).toEqual({
      me: 'snippet',
      x: 'file',
    });
    expect(run({ entry: 'main' })).toBe('file');
  });
});

describe('library directories', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'twinhull-sharing-'));
    for (const [path, content] of Object.entries({
      'one/lib.libsonnet': "{ from: 'one', sub: import 'sub.libsonnet' }",
      'two/lib.libsonnet': "{ from: 'two', sub: import 'sub.libsonnet' }",
      'one/sub.libsonnet': "'sub of one'",
      'two/sub.libsonnet': "'sub of two'",
      'one/data.json': '{"a":1}',
      'two/data.json': '{"a":2}',
      'one/note.txt': 'note of one',
      'two/note.txt': 'note of two',
      'env/main.jsonnet': "import 'lib.libsonnet'",
      'env/middle.libsonnet': "{ lib: import 'lib.libsonnet' }",
      'env/through.jsonnet': "(import 'middle.libsonnet').lib.from",
      'env/json.jsonnet': "(import 'data.json') + { a+: 10 }",
      'env/text.libsonnet': "{ note: importstr 'note.txt', length: std.length(importbin 'note.txt') }",
      'env/text.jsonnet': "(import 'text.libsonnet').note",
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<readonly [string, Json, Json]>([
    ['main.jsonnet', { from: 'one', sub: 'sub of one' }, { from: 'two', sub: 'sub of two' }],
    ['through.jsonnet', 'one', 'two'],
    ['json.jsonnet', { a: 11 }, { a: 12 }],
    ['text.jsonnet', 'note of one', 'note of two'],
  ])('decide anew what the imports of %s are', (file, one, two) => {
    const interpreter = new Interpreter();
    const run = (...paths: string[]) =>
      attempt(
        { entry: join(folder, 'env', file), paths: paths.map((path) => join(folder, path)) },
        interpreter,
      );
    expect([run('one', 'two'), run('two', 'one'), run('one')]).toEqual([one, two, one]);
    expect(run()).toMatch(/^RUNTIME ERROR: couldn't open import/);
    expect(run('two')).toEqual(two);
  });
});

describe('errors', () => {
  const files = {
    main: "(import 'lib').good",
    bad: "(import 'lib').bad",
    deep: "(import 'lib').deep",
    lib: "{ good: 1, bad: error 'always', deep: local f(n) = 1 + f(n + 1); f(0) }",
    depends: "{ v: if std.extVar('x') == 'bad' then error 'bad' else 'fine' }",
    asserts: "{ assert std.extVar('x') != 'bad' : 'asserted', v: 1 }",
  };

  it('of one evaluation leave the next alone', () => {
    const run = session(files);
    for (const _ of [1, 2]) {
      expect(run('bad')).toBe('RUNTIME ERROR: always');
      expect(run('main')).toBe(1);
      expect(run('deep')).toBe('RUNTIME ERROR: max stack frames exceeded.');
      expect(run('depends', 'bad')).toBe('RUNTIME ERROR: bad');
      expect(run('depends', 'good')).toEqual({ v: 'fine' });
      expect(run('asserts', 'bad')).toBe('RUNTIME ERROR: asserted');
      expect(run('asserts', 'good')).toEqual({ v: 1 });
    }
  });

  it('of a small stack are not those of a large one', () => {
    const interpreter = new Interpreter();
    const lib = '{ assert self.n == 100, local f(k) = if k == 0 then 0 else 1 + f(k - 1), n: f(100) }';
    const importer = createImporter({ main: "(import 'lib').n", lib });
    expect(attempt({ entry: 'main', importer, maxStack: 50 }, interpreter)).toMatch(/max stack/);
    expect(attempt({ entry: 'main', importer }, interpreter)).toBe(100);
  });

  it('of syntax are reported again, and gone once mended', () => {
    const broken: Record<string, string> = { main: "import 'lib'", lib: '{' };
    const run = session(broken);
    expect(run('main')).toMatch(/lib:1:2/);
    expect(run('main')).toMatch(/lib:1:2/);
    broken.lib = '1';
    expect(run('main')).toBe(1);
  });

  it('of an importer are the importer’s, and do no harm', () => {
    const interpreter = new Interpreter();
    const importer: Importer = {
      resolve: () => {
        throw new TypeError('bug');
      },
      read: () => new Uint8Array(),
    };
    const run = () => attempt({ entry: 'probe', snippet: "import 'x'", importer }, interpreter);
    expect(run).toThrow(TypeError);
    expect(attempt({ entry: 'probe', snippet: '1' }, interpreter)).toBe(1);
  });
});
