// What fixtures cannot show of the standard library: traces, laziness by count, limits, and sizes.
import { expect, test } from 'vitest';
import { evaluateSnippet, formatError, JsonnetError } from '../../../tools/jsonnet/index.ts';

function run(code: string): unknown {
  return JSON.parse(evaluateSnippet('test.jsonnet', code));
}

function traceOf(code: string): string[] {
  const lines: string[] = [];
  evaluateSnippet('test.jsonnet', code, { onTrace: (line) => lines.push(line) });
  return lines;
}

function errorOf(code: string): string {
  try {
    evaluateSnippet('test.jsonnet', code);
  } catch (error) {
    if (error instanceof JsonnetError) return formatError(error);
    throw error;
  }
  throw new Error(`no error: ${code}`);
}

test('std.trace names the file and line of the call', () => {
  expect(traceOf("local a = 1;\nstd.trace('seen', a)")).toEqual(['TRACE: test.jsonnet:2 seen']);
});

test('an element of std.map is computed once, however often it is used', () => {
  expect(traceOf("local l = std.map(function(x) std.trace('x', x), [1]); [l[0], l[0], l]")).toHaveLength(1);
});

test('std.sort computes one key per element', () => {
  expect(traceOf("std.sort([3, 1, 2], function(x) std.trace('key', x))")).toHaveLength(3);
});

test('an error while printing says where in the value it was', () => {
  expect(errorOf("{ a: [1, { 'b c': error 'x' }] }").split('\n').slice(2)).toEqual([
    '\tField "b c"\t',
    '\tArray element 1\t',
    '\tField "a"\t',
    '\tDuring manifestation\t',
    '',
  ]);
});

test('endless data is an error, not a crash', () => {
  expect(errorOf('local x = [x]; x')).toContain('max stack frames exceeded.');
  expect(errorOf('local x = [x]; std.manifestJson(x)')).toContain('max manifest depth exceeded');
});

test('the index that std.removeAt gets must be in the array', () => {
  expect(errorOf('std.removeAt([1], 1)')).toContain('Index 1 out of bounds, not within [0, 1)');
});

test('a sum beyond all numbers is an overflow', () => {
  expect(errorOf('std.sum([1e308, 1e308])')).toContain('Overflow');
});

test('long arrays need no deep stack', () => {
  const size = 300_000;
  expect(run(`std.foldl(function(a, b) a + b, std.range(1, ${size}), 0)`)).toBe((size * (size + 1)) / 2);
  expect(run(`std.length(std.set(std.map(function(x) x % 1000, std.range(1, ${size}))))`)).toBe(1000);
  expect(run(`std.length(std.join(',', std.repeat(['x'], ${size})))`)).toBe(2 * size - 1);
  expect(run(`std.length(std.flattenArrays(std.makeArray(${size}, function(i) [i])))`)).toBe(size);
  expect(run(`std.length(std.prune(std.repeat([null, 1], ${size})))`)).toBe(size);
});

test('std.setMember says the same of a long array as of a short one', () => {
  const inSet = "local s = std.set(['k%d' % i for i in std.range(1, 500)]); ";
  expect(run(`${inSet}[std.setMember(x, s) for x in ['k1', 'k500', 'k0', 'k501', '']]`)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(
    run('local s = std.range(1, 500); [std.setMember(x, s) for x in [1, 250, 500, 0, 501, 2.5]]'),
  ).toEqual([true, true, true, false, false, false]);
  // Not a set: the search goes on while what it sees is smaller.
  expect(run('std.setMember(1, std.reverse(std.range(1, 500)))')).toBe(false);
  expect(errorOf("std.setMember('a', std.range(1, 500))")).toContain(
    'Unexpected type number, expected string',
  );
});

test('a format that is used again means the same', () => {
  expect(run("local f(x) = '%05.1f|%s' % [x, x]; [f(1), f(2.25), f(-3)]")).toEqual([
    '001.0|1',
    '002.3|2.25',
    '-03.0|-3',
  ]);
});

test('text beyond the BMP counts as one character each', () => {
  expect(run("[std.length('a😀b'), std.substr('a😀b', 1, 1), 'a😀b'[2], std.stringChars('😀')]")).toEqual([
    3,
    '😀',
    'b',
    ['😀'],
  ]);
});

test('aliases of aliases in YAML end in an error before memory does', () => {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 9; at++)
    rows.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  expect(errorOf(`std.parseYaml(${JSON.stringify(rows.join('\n'))})`)).toContain('excessive aliasing');
});
