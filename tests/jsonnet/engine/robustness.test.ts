// Whatever a program does, it ends in a result or in a JsonnetError: never in a crash of the host, never in a hang.
import { describe, expect, it } from 'vitest';
import {
  evaluateSnippet,
  evaluateToData,
  formatError,
  type Importer,
  isHostStackExhausted,
  type Json,
  JsonnetError,
} from '../../../tools/jsonnet/index.ts';
import { attempt, code, messageOf } from './support.ts';

const entry = 'probe.jsonnet';
const tooDeep = 'RUNTIME ERROR: max stack frames exceeded.';
/** Far above what linear time takes on a slow machine, far below what quadratic time takes. */
const timeout = 20_000;

describe('recursion without end', () => {
  const programs: readonly (readonly [string, string])[] = [
    ['calls', 'local f(n) = 1 + f(n + 1); f(0)'],
    ['calls in tail position', 'local f(n) = f(n + 1); f(0)'],
    ['calls between functions', 'local f(n) = g(n), g(n) = f(n) + 1; f(0)'],
    ['calls of methods', '{ f(n):: self.f(n + 1) + 1, a: self.f(0) }'],
    ['fields', '{ a: self.b, b: self.a }'],
    ['inherited fields', '{ a: 1 } + { a: self.b, b: super.a + self.a }'],
    ['fields that add', 'local f(n) = { a: 1 } + { a+: f(n + 1).a }; f(0).a'],
    ['a local', 'local x = x; x'],
    ['locals', 'local a = b, b = a; a'],
    ['locals in parentheses', 'local x = (x); x'],
    ['locals of objects', '{ local a = b, local b = a, c: a }'],
    ['elements', 'local a = [a[0]]; a'],
    ['defaults', '(function(a=b, b=a) a)()'],
    ['assertions', 'local f(n) = { assert f(n + 1).a == 1, a: 1 }; f(0).a'],
    ['comprehensions', 'local f(n) = [x for x in f(n + 1)]; f(0)'],
    ['computed names', 'local f(n) = { [f(n + 1)]: 1 }; f(0)'],
    ['conditions', 'local f(n) = if f(n + 1) then 1 else 2; f(0)'],
    ['messages', 'local f(n) = error f(n + 1); f(0)'],
    ['functions that the library calls', 'local f(n) = std.sort([1, 2], function(x) f(n + 1)); f(0)'],
    ['output of objects', 'local f(n) = { a: f(n + 1) }; f(0)'],
    ['output of arrays', 'local f(n) = [f(n + 1)]; f(0)'],
    ['text of values', "local f(n) = [f(n + 1)]; '' + f(0)"],
    ['equality', 'local f(n) = [f(n + 1)]; f(0) == f(1)'],
    ['order', 'local f(n) = [f(n + 1)]; f(0) < f(1)'],
    ['std.prune', 'local f(n) = [f(n + 1)]; std.prune(f(0))'],
    ['std.mergePatch', 'local f(n) = { a: f(n + 1) }; std.mergePatch(f(0), f(1))'],
  ];

  it.each(programs)('of %s ends at the limit', (_what, snippet) => {
    expect(attempt({ entry, snippet })).toBe(tooDeep);
  });

  it.each(programs)('of %s ends at the host’s limit when the program has none', (_what, snippet) => {
    const error = errorOf(() => evaluateToData({ entry, snippet, maxStack: 1e7 }));
    expect(messageOf(() => fail(error))).toBe(tooDeep);
    expect(isHostStackExhausted(error)).toBe(true);
  });

  it('of imports is reported', () => {
    const importer: Importer = {
      resolve: (_from, wanted) => wanted,
      read: (path) => new TextEncoder().encode(`(import '${path === 'a' ? 'b' : 'a'}') + 1`),
    };
    expect(attempt({ entry: 'a', importer })).toBe(tooDeep);
    expect(attempt({ entry: 'a', importer, maxStack: 1e7 })).toBe(tooDeep);
  });

  it('of external variables is reported', () => {
    const extVars = { x: code("std.extVar('y')"), y: code("std.extVar('x')") };
    expect(attempt({ entry, snippet: "std.extVar('x')", extVars })).toBe(tooDeep);
  });

  it('that does end may be as deep as is allowed', () => {
    const snippet = 'local f(n) = if n == 0 then 0 else 1 + f(n - 1); f(1000)';
    expect(evaluateToData({ entry, snippet, maxStack: 2000 })).toBe(1000);
  });

  it('of tailstrict calls needs no stack', () => {
    const snippet = 'local f(n, sum) = if n == 0 then sum else f(n - 1, sum + n) tailstrict; f(100000, 0)';
    expect(evaluateToData({ entry, snippet, maxStack: 20 })).toBe(5000050000);
  });
});

describe('long chains', () => {
  const count = 10_000;

  it.each<readonly [string, string, Json]>([
    ['sums', `${'1+'.repeat(count)}1`, count + 1],
    ['texts', `std.length(${"'a'+".repeat(count)}'a')`, count + 1],
    ['objects', `${'{ a: 1 }+'.repeat(count)}{ b: 2 }`, { a: 1, b: 2 }],
    ['differences', `1${' - 1'.repeat(count)}`, 1 - count],
  ])('of %s are computed', (_what, snippet, value) => {
    expect(evaluateToData({ entry, snippet })).toEqual(value);
  });

  it('of sums fail as short ones do', () => {
    const error = errorOf(() => evaluateToData({ entry, snippet: `${'1 + '.repeat(600)}null + 1` }));
    expect(formatError(error)).toBe(
      `RUNTIME ERROR: Unexpected type null, expected number\n\t${entry}:1:1-${600 * 4 + 5}\t$\n\tDuring evaluation\t\n`,
    );
  });

  const nested: readonly (readonly [string, string])[] = [
    ['else if', `${'if false then 1 else '.repeat(count)}1`],
    ['locals', `${'local a = 1; '.repeat(count)}a`],
    ['locals that build on each other', locals(count)],
    ['assertions', `${'assert true; '.repeat(count)}1`],
    ['functions', `${'function(x) '.repeat(count)}1`],
    ['calls', `(function() 1)${'()'.repeat(count)}`],
    ['fields', `{}${'.a'.repeat(count)}`],
    ['indexes', `[]${'[0]'.repeat(count)}`],
    ['slices', `[1]${'[0:]'.repeat(count)}`],
    ['signs', `${'-'.repeat(count)}1`],
    ['negations', `${'!'.repeat(count)}true`],
    ['conjunctions', `${'true && '.repeat(count)}true`],
    ['remainders', `5${' % 7'.repeat(count)}`],
    ['applied braces', `{ a: 1 }${' { b: 2 }'.repeat(count)}`],
    ['loops', `[1 ${'for x in [1] '.repeat(count)}]`],
    ['filters', `[1 for x in [1] ${'if true '.repeat(count)}]`],
    ['errors', `${'error '.repeat(count)}1`],
  ];

  it.each(nested)('of %s are refused with a place when the stack is too small', (_what, snippet) => {
    const error = errorOf(() => evaluateSnippet(entry, snippet));
    expect(formatError(error)).toContain('The expression is nested too deeply for the stack of this process');
    expect(formatError(error)).toMatch(/^probe\.jsonnet:1:1-/);
    expect(isHostStackExhausted(error)).toBe(true);
  });
});

describe('depth of brackets', () => {
  it.each([
    ['arrays', `${'['.repeat(350)}${']'.repeat(350)}`],
    ['objects', `${'{ a: '.repeat(350)}1${' }'.repeat(350)}`],
    ['parentheses', `${'('.repeat(350)}1${')'.repeat(350)}`],
    ['comprehensions', `${'[x for x in '.repeat(150)}[1]${']'.repeat(150)}`],
  ])('of %s evaluates up to the limit', (_what, snippet) => {
    expect(evaluateSnippet(entry, snippet)).toMatch(/\n$/);
  });

  it('beyond the limit is a static error', () => {
    const error = errorOf(() => evaluateSnippet(entry, `${'['.repeat(1000)}${']'.repeat(1000)}`));
    expect([error.kind, error.message]).toEqual(['static', 'Exceeded maximum parse depth limit of 400']);
  });
});

describe('large data', { timeout }, () => {
  it('is imported as JSON', () => {
    const row = (id: number) => ({
      id,
      name: `item ${id}`,
      tags: ['a', 'b'],
      nested: { x: id / 3, y: null },
    });
    const data = JSON.stringify({ items: Array.from({ length: 100_000 }, (_, id) => row(id)) });
    expect(data.length).toBeGreaterThan(7e6);
    const importer: Importer = {
      resolve: (_from, wanted) => wanted,
      read: () => new TextEncoder().encode(data),
    };
    const snippet = "local data = import 'data.json'; [std.length(data.items), data.items[99999].name]";
    expect(evaluateToData({ entry, snippet, importer })).toEqual([100_000, 'item 99999']);
  });

  const megabyte = "local s = std.repeat('a,', 500000);";
  const million = 'local a = std.range(1, 1000000);';

  it.each<readonly [string, Json]>([
    [`${megabyte} std.length(s)`, 1_000_000],
    [`${megabyte} std.length(std.split(s, ','))`, 500_001],
    [`${megabyte} std.length(std.strReplace(s, ',', '--'))`, 1_500_000],
    [`${megabyte} std.length(std.stringChars(s))`, 1_000_000],
    [`${megabyte} std.length(std.base64Decode(std.base64(s)))`, 1_000_000],
    [`${megabyte} [s[999998], std.length(s[5:900000]), std.length(std.substr(s, 10, 5))]`, ['a', 899_995, 5]],
    [`${megabyte} s == s + '' && s < s + 'a'`, true],
    [`${megabyte} std.length(std.escapeStringJson(s))`, 1_000_002],
    ["std.length(std.foldl(function(text, i) text + 'x', std.range(1, 1000000), ''))", 1_000_000],
    ["local s = std.repeat('😀', 300000); [s[200000], std.length(s)]", ['😀', 300_000]],
    [`${million} std.foldl(function(sum, x) sum + x, a, 0)`, 500_000_500_000],
    [`${million} std.length([x * 2 for x in a if x % 2 == 0])`, 500_000],
    [`${million} std.map(function(x) x + 1, a)[999999]`, 1_000_001],
    [`${million} std.length(a + a)`, 2_000_000],
    [`${million} std.length(a[10:999990:3])`, 333_327],
    [`${million} a == std.range(1, 1000000)`, true],
    [`${million} std.length(std.toString(a))`, 7_888_896],
    [`${million} std.length(std.join(',', [std.toString(x) for x in a]))`, 6_888_895],
    ['std.sort(std.makeArray(300000, function(i) i * 7919 % 300007))[10]', 10],
    ['std.length(std.set(std.makeArray(1000000, function(i) i % 1000)))', 1000],
    ["std.length({ ['k' + i]: i for i in std.range(1, 200000) })", 200_000],
    ["std.length(std.foldl(function(o, i) o + { ['k' + i]: i }, std.range(1, 20000), {}))", 20_000],
    ['std.length(std.manifestYamlDoc(std.range(1, 200000)))', 1_688_894],
  ])('is worked on: %s', (snippet, value) => {
    expect(evaluateToData({ entry, snippet })).toEqual(value);
  });

  it.each([
    ['an array of 100,000 elements', `std.length([${'1, '.repeat(100_000)}])`, 100_000],
    [
      'an object of 50,000 fields',
      `{ ${Array.from({ length: 50_000 }, (_, at) => `a${at}: ${at}`).join(', ')} }.a4`,
      4,
    ],
    ['a call with 10,000 arguments', callOf(10_000), 9999],
  ])('is read: %s', (_what, snippet, value) => {
    expect(evaluateToData({ entry, snippet })).toBe(value);
  });
});

describe('hostile text', { timeout }, () => {
  it.each([
    ['an unterminated comment', `/*${'*'.repeat(1e6)}`],
    ['an unterminated string', `'${'\\n'.repeat(5e5)}`],
    ['an unterminated block', `|||\n${'  a\n'.repeat(3e5)}`],
    ['a run of operators', `1 ${'=-'.repeat(5e5)}`],
    ['digits', `${'9'.repeat(1e6)}`],
    ['separators', `1${'_1'.repeat(5e5)}_`],
    ['half a pair of surrogates', "'\\ud83d'"],
    ['a null character', '\0'],
    ['lone surrogates outside of a string', '\ud83d'],
    ['opening brackets', '[{('.repeat(1e5)],
    ['nothing', ''],
    ['only white space', ' \n'.repeat(5e5)],
  ])('is refused or read quickly: %s', (_what, snippet) => {
    expect(messageOf(() => evaluateSnippet(entry, snippet))).toMatch(/probe\.jsonnet:|RUNTIME ERROR: /);
  });
});

function errorOf(work: () => unknown): JsonnetError {
  try {
    work();
  } catch (error) {
    if (error instanceof JsonnetError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

function fail(error: Error): never {
  throw error;
}

function locals(count: number): string {
  const binds = Array.from({ length: count }, (_, at) => `local a${at + 1} = a${at} + 1; `);
  return `local a0 = 0; ${binds.join('')}a${count}`;
}

function callOf(count: number): string {
  const numbers = Array.from({ length: count }, (_, at) => at);
  return `(function(${numbers.map((at) => `a${at}`).join(', ')}) a${count - 1})(${numbers.join(', ')})`;
}
