// Strings in their five forms mean what they should.
import { describe, expect, it } from 'vitest';
import { parseText, rootOf } from './outline.ts';

describe('quoted strings', () => {
  it.each([
    ["'a\"b'", 'single', 'a"b'],
    ['"a\'b"', 'double', "a'b"],
    ['"\\"\\\'\\\\\\/"', 'double', '"\'\\/'],
    ["'\\b\\f\\n\\r\\t'", 'single', '\b\f\n\r\t'],
    ["'\\u00e9x\\u0041'", 'single', 'éxA'],
    ["'\\uD83D\\ude00'", 'single', '😀'],
    ["'\\ude00\\ud83d'", 'single', '\ufffd'],
    ["'\\ud83d\\u0041'", 'single', '\ufffd'],
    ["'two\nlines'", 'single', 'two\nlines'],
    ["'# // /* |||'", 'single', '# // /* |||'],
    ["''", 'single', ''],
  ])('resolves %s', (text, form, value) => {
    expect(rootOf(text, 'string')).toMatchObject({ form, value });
  });
});

describe('verbatim strings', () => {
  it.each([
    ["@'a\\n''b'''", 'verbatim-single', "a\\n'b'"],
    ['@"a\\""b"', 'verbatim-double', 'a\\"b'],
    ['@""', 'verbatim-double', ''],
    ['@"\'"', 'verbatim-double', "'"],
  ])('resolves %s', (text, form, value) => {
    expect(rootOf(text, 'string')).toMatchObject({ form, value });
  });
});

describe('text blocks', () => {
  it.each([
    ['takes the first indent away', '|||\n  a\n    b\n|||', 'a\n  b\n'],
    ['keeps empty lines', '|||\n\n  a\n\n\n  b\n\n|||', '\na\n\n\nb\n\n'],
    ['drops the last newline after |||-', '|||-\n  a\n  b\n|||', 'a\nb'],
    ['drops only one newline', '|||-\n  a\n\n|||', 'a\n'],
    ['allows blanks after the opening', '|||  \t\r\n a\n|||', 'a\n'],
    ['allows a closing indent shorter than the block', '|||\n   a\n  |||', 'a\n'],
    ['distinguishes tabs and spaces', '|||\n\t a\n\t  b\n |||', 'a\n b\n'],
    ['keeps escapes and bars inside a line', '|||\n  \\n ||| x\n|||', '\\n ||| x\n'],
    ['keeps carriage returns', '|||\n  a\r\n  b\r\n|||', 'a\r\nb\r\n'],
  ])('%s', (_title, text, value) => {
    expect(rootOf(text, 'string')).toMatchObject({ form: 'block', value });
  });

  it('are not taken for operators', () => {
    const { root } = parseText("'a'+|||\n  b\n|||+|||-\n  c\n|||");
    expect(root).toMatchObject({ kind: 'binary', left: { kind: 'binary' }, right: { value: 'c' } });
  });
});
