// The YAML reader against recordings of Helm, and against input that nobody should trust.
import { describe, expect, test } from 'vitest';
import { readYaml, readYamlDocuments } from '../../../tools/manifests/yaml/read.ts';
import { failureOf, type ReadText, readRecording } from './recordings.ts';

const file = 'values.yaml';

function failure(text: string): string {
  return failureOf(() => readYamlDocuments(text, { file }));
}

describe('readYaml', () => {
  const recorded = readRecording<ReadText>('yaml-read/helm.json');

  test.each(recorded.filter(({ refused }) => !refused))('reads $text as Helm does', ({ text, json }) => {
    // Helm reads the first document only, and nothing as an empty map.
    expect(readYamlDocuments(text, { file })[0] ?? {}).toEqual(json);
  });

  // `fromYaml` refuses everything but maps; those that are fine as YAML are no concern here.
  const noMap = /^(?:-|\[|---|a$|a\n|a: ?b$|!!|@)/;
  const refused = recorded.filter(({ text, refused }) => refused && !noMap.test(text));

  test.each(refused)('refuses $text as Helm does', ({ text }) => {
    const value = failure(text) === 'no error' ? readYamlDocuments(text, { file })[0] : undefined;
    expect(typeof value === 'object' && value !== null && !Array.isArray(value)).toBe(false);
  });

  test('reads an empty text as null and comments as no document', () => {
    expect(readYaml('', { file })).toBeNull();
    expect(readYamlDocuments('# nothing\n', { file })).toEqual([]);
    expect(readYamlDocuments('a: 1\n---\n', { file })).toEqual([{ a: 1 }, null]);
  });

  test('keeps __proto__ a key like any other', () => {
    const read = readYaml('__proto__: {a: 1}\n', { file });
    expect(JSON.stringify(read)).toBe('{"__proto__":{"a":1}}');
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test('takes U+2028 and U+2029 for line breaks, as the readers of YAML 1.1 do', () => {
    expect(readYaml("'a\u2028    b'", { file })).toBe('a\u2028b');
    expect(readYaml('k: |-\n  a\n  b\u2028  c', { file })).toEqual({ k: 'a\nb\u2028c' });
  });
});

describe('faults in YAML', () => {
  test.each([
    ['a: 1\nb:\n  c: 1\n  "c": 2\n', '4:3 yaml-duplicate-key'],
    ['yes: 1\ntrue: 2\n', '2:1 yaml-duplicate-key'],
    ['a: [b\n', '2:1 yaml-syntax'],
    ['a:\n\tb: 1\n', '2:1 yaml-syntax'],
    ['a: 1\n---\nb: ]\n', '3:4 yaml-syntax'],
    ["? 'a' b\n", '1:7 yaml-syntax'],
    ['a: b\n\u0000', '2:1 yaml-character'],
    ['a: "\ud800"', '1:5 yaml-character'],
    ['a: *b\n', '1:4 yaml-alias-unknown'],
    ['a: &a\n  - *a\n', '2:5 yaml-alias-cycle'],
    ['a: {<<: 1}\n', '1:5 yaml-merge'],
    ['[a]: b\n', '1:1 yaml-key'],
    ['~: b\n', '1:1 yaml-key'],
    ['a: !!int x\n', '1:10 yaml-tag'],
    ['a: !!binary x\n', '1:13 yaml-tag'],
    ['a: .inf\n', '1:4 yaml-number'],
  ])('%j is %s', (text, expected) => {
    expect(failure(text)).toBe(`${file}:${expected}`);
  });

  test('two documents where one is wanted', () => {
    expect(failureOf(() => readYaml('a: 1\n---\nb: 2\n', { file }))).toBe(`${file}:1:1 yaml-documents`);
  });

  test('a duplicate key is named with the line of the first', () => {
    expect(() => readYaml('a: 1\n\na: 2\n', { file })).toThrow('the key "a" is already set in line 1');
  });
});

describe('hostile YAML', () => {
  const aliases = Array.from(
    { length: 30 },
    (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
  );
  const merges = Array.from(
    { length: 60 },
    (_, index) => `a${index + 1}: &a${index + 1} {l: *a${index}, r: *a${index}}`,
  );

  test.each([
    ['brackets', '['.repeat(5_000_000), 'yaml-too-deep'],
    ['braces', '{'.repeat(1_000_000), 'yaml-too-deep'],
    ['dashes', '- '.repeat(1_000_000), 'yaml-too-deep'],
    ['question marks', '? '.repeat(1_000_000), 'yaml-too-deep'],
    [
      'ever deeper maps',
      Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'yaml-too-deep',
    ],
    ['doubling aliases', ['a0: &a0 [x]', ...aliases].join('\n'), 'yaml-aliases'],
    ['doubling maps', ['a0: &a0 {x: 1}', ...merges].join('\n'), 'yaml-aliases'],
    ['closing brackets', ']'.repeat(1_000_000), 'yaml-syntax'],
    ['anchors', '&a '.repeat(100_000), 'yaml-syntax'],
    ['a huge text', 'x'.repeat(65 * 1024 * 1024), 'yaml-too-large'],
  ])('%s end quickly', (_, text, code) => {
    const start = performance.now();
    expect(failure(text)).toMatch(new RegExp(` ${code}$`));
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  test('nesting is fine up to the limit', () => {
    expect(failure('{a: '.repeat(390) + 1 + '}'.repeat(390))).toBe('no error');
    expect(failure('- '.repeat(390))).toBe('no error');
    expect(failureOf(() => readYaml('[[[]]]', { file, limits: { depth: 2 } }))).toMatch(/yaml-too-deep$/);
  });

  test('many keys take no quadratic time', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `k${index}: ${index}`).join('\n');
    expect(failure(text)).toBe('no error');
  });
});
