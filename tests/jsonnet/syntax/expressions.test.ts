// Expressions: which operator takes what, the shape of every kind of node, and the text that each spans.
import { describe, expect, it } from 'vitest';
import { bracketsOf, parseText, rootOf, spansOf } from './outline.ts';

describe('operators', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['1 * 2 + 3', '((1 * 2) + 3)'],
    ['1 - 2 - 3', '((1 - 2) - 3)'],
    [
      'a || b && c | d ^ e & f == g < h << i + j * k',
      '(a || (b && (c | (d ^ (e & (f == (g < (h << (i + (j * k))))))))))',
    ],
    [
      'a * b + c << d < e == f & g ^ h | i && j || k',
      '((((((((((a * b) + c) << d) < e) == f) & g) ^ h) | i) && j) || k)',
    ],
    ['a % b / c', '((a % b) / c)'],
    ['a >> b << c', '((a >> b) << c)'],
    ['a != b == c', '((a != b) == c)'],
    ['a <= b in c >= d > e', '((((a <= b) in c) >= d) > e)'],
    ['-a.b(1) * !c', '((-a.b(1)) * (!c))'],
    ['- - ~+!a', '(-(-(~(+(!a)))))'],
    ['a == b + c in super && d', '((a == ((b + c) in super)) && d)'],
    ['a in super in super', '((a in super) in super)'],
    ['1 + local x = 2; x * 3 + 4', '(1 + (local x = 2; ((x * 3) + 4)))'],
    ['-local x = 1, y = 2; x', '(-(local x = 1, y = 2; x))'],
    ['a || if b then c else d || e', '(a || (if b then c else (d || e)))'],
    ['if a then if b then c else d', '(if a then (if b then c else d))'],
    ['if a then b else if c then d else e + f', '(if a then b else (if c then d else (e + f)))'],
    ['error a + b', '(error (a + b))'],
    ['1<-1', '(1 < (-1))'],
    ['a+/* b */-c', '(a + (-c))'],
  ])('groups %s', (text, expected) => {
    expect(bracketsOf(text)).toBe(expected);
  });
});

describe('shapes', () => {
  it.each([
    ['null', 'null'],
    ['true', 'true'],
    ['false', 'false'],
    ['self', 'self'],
    ['$', 'dollar'],
    ['nulls', 'variable'],
    ['_', 'variable'],
    ['(a)', 'parentheses'],
    ['[]', 'array'],
    ['{}', 'object'],
    ['super.a', 'super'],
    ["super['a']", 'super'],
    ['a[1]', 'index'],
    ['a { }', 'apply-brace'],
  ])('parses %s as %s, whatever surrounds it', (text, kind) => {
    const { root } = parseText(` /* before */ ${text} # after`);
    expect(root.kind).toBe(kind);
  });

  it.each([
    ['0', '0'],
    ['12.50e-3', '12.50e-3'],
    ['1E+2', '1E+2'],
    ['0.5', '0.5'],
    ['0e1', '0e1'],
    ['1_000.2_5e1_0', '1000.25e10'],
  ])('keeps the text of number %s without separators', (text, expected) => {
    expect(rootOf(text, 'number').text).toBe(expected);
  });

  it.each([
    ['a[:]', []],
    ['a[::]', []],
    ['a[1:]', ['from']],
    ['a[:1]', ['to']],
    ['a[::1]', ['step']],
    ['a[1::2]', ['from', 'step']],
    ['a[1:2]', ['from', 'to']],
    ['a[1:2:3]', ['from', 'to', 'step']],
    ['a[1: :3]', ['from', 'step']],
  ])('tells the parts of slice %s apart', (text, parts) => {
    const slice = rootOf(text, 'slice');
    expect((['from', 'to', 'step'] as const).filter((part) => slice[part])).toEqual(parts);
  });

  it('separates positional and named arguments and takes a trailing comma', () => {
    const call = rootOf('f(1, a == 2, b=3, c=d,) tailstrict', 'apply');
    expect(call.positional.map(({ kind }) => kind)).toEqual(['number', 'binary']);
    expect(call.named.map(({ name, value }) => [name, value.kind])).toEqual([
      ['b', 'number'],
      ['c', 'variable'],
    ]);
    expect(call.tailstrict).toBe(true);
    expect(rootOf('f()', 'apply')).toMatchObject({ positional: [], named: [], tailstrict: false });
  });

  it('has parameters on functions and on binds with parentheses only', () => {
    const { parameters } = rootOf('function(a, b=a,) a', 'function');
    expect(parameters.map(({ name, default: value }) => [name, value?.kind])).toEqual([
      ['a', undefined],
      ['b', 'variable'],
    ]);
    const { binds } = rootOf('local a = 1, f() = 2, g(x) = x; f', 'local');
    expect(binds.map(({ parameters }) => parameters?.map(({ name }) => name))).toEqual([
      undefined,
      [],
      ['x'],
    ]);
  });

  it.each(['import', 'importstr', 'importbin'] as const)('resolves the path of %s', (form) => {
    expect(rootOf(`${form} 'a\\u0062'`, 'import')).toMatchObject({ form, path: 'ab' });
    expect(rootOf(`${form} @'a\\b'`, 'import')).toMatchObject({ form, path: 'a\\b' });
  });

  it('keeps what is optional out of the tree when it is not written', () => {
    expect(rootOf('assert a; b', 'assert')).not.toHaveProperty('message');
    expect(rootOf('assert a : b; c', 'assert').message?.kind).toBe('variable');
    expect(rootOf('if a then b', 'if')).not.toHaveProperty('otherwise');
    expect(rootOf('super.a', 'super').index).toEqual({ name: 'a' });
    expect(rootOf('super[a]', 'super').index).toMatchObject({ expression: { kind: 'variable' } });
  });

  it('keeps the clauses of comprehensions in order', () => {
    const { clauses } = rootOf('[x for x in a if b if c for y in d]', 'array-comprehension');
    expect(clauses.map(({ kind }) => kind)).toEqual(['for', 'if-clause', 'if-clause', 'for']);
    expect(rootOf('[x, for x in a]', 'array-comprehension').body.kind).toBe('variable');
  });
});

describe('spans', () => {
  it.each([
    [
      'calls end before tailstrict',
      ' f(a=1, ) tailstrict ',
      ['apply f(a=1, )', 'variable f', 'named a=1', 'number 1'],
    ],
    ['super spans its keyword alone', 'super.a.b', ['dot super.a.b', 'super super']],
    ['in super ends after super', 'a in super ', ['in-super a in super', 'variable a']],
    ['parentheses span themselves', '( a ).b', ['dot ( a ).b', 'parentheses ( a )', 'variable a']],
    [
      'indexes start with their target',
      'a[b][c:]',
      ['slice a[b][c:]', 'index a[b]', 'variable a', 'variable b', 'variable c'],
    ],
    ['operators span both sides', '-a + b', ['binary -a + b', 'unary -a', 'variable a', 'variable b']],
    [
      '{} starts with its left side',
      'a { b: 1 }',
      ['apply-brace a { b: 1 }', 'variable a', 'object { b: 1 }', 'field b: 1', 'identifier b', 'number 1'],
    ],
    [
      'locals go on to the end of their body',
      'local a = 1, f(x=2) = 3; a ',
      [
        'local local a = 1, f(x=2) = 3; a',
        'binds a = 1',
        'nameSpan a',
        'number 1',
        'binds f(x=2) = 3',
        'nameSpan f',
        'number 3',
        'parameters x=2',
        'number 2',
        'variable a',
      ],
    ],
    [
      'functions start at their keyword',
      'function(a) a',
      ['function function(a) a', 'parameters a', 'variable a'],
    ],
    [
      'conditionals end with their last branch',
      'if a then b else c',
      ['if if a then b else c', 'variable a', 'variable b', 'variable c'],
    ],
    [
      'assertions go on to the end of the rest',
      'assert a : b; c',
      ['assert assert a : b; c', 'variable a', 'variable b', 'variable c'],
    ],
    ['errors end with their message', '(error a)', ['parentheses (error a)', 'error error a', 'variable a']],
    ['imports end with their path', " import 'a' ", ["import import 'a'"]],
    ['strings span their quotes', " @'a''b' ", ["string @'a''b'"]],
    [
      'clauses span what they say',
      '[a for b in c if d]',
      [
        'array-comprehension [a for b in c if d]',
        'variable a',
        'for for b in c',
        'variable c',
        'if-clause if d',
        'variable d',
      ],
    ],
  ])('%s', (_title, text, expected) => {
    expect(spansOf(text)).toEqual(expected);
  });
});
