// Objects: every form of member, and what may stand in a comprehension.
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../tools/jsonnet/syntax/tree.ts';
import { rootOf, spansOf } from './outline.ts';

function fieldOf(text: string): Field {
  const [member] = rootOf(`{ ${text} }`, 'object').members;
  if (member?.kind !== 'field') throw new Error(`${text} is no field`);
  return member;
}

describe('fields', () => {
  it.each([
    [':', false, ':'],
    ['::', false, '::'],
    [':::', false, ':::'],
    ['+:', true, ':'],
    ['+::', true, '::'],
    ['+:::', true, ':::'],
  ])('reads operator %s', (operator, plus, visibility) => {
    expect(fieldOf(`a${operator} 1`)).toMatchObject({ plus, visibility });
  });

  it.each([
    ['a: 1', { kind: 'identifier', value: 'a' }],
    ["'a\\nb': 1", { kind: 'literal', value: 'a\nb' }],
    ['@"a\\n": 1', { kind: 'literal', value: 'a\\n' }],
    ['|||\n  a\n|||: 1', { kind: 'literal', value: 'a\n' }],
    ['[a]: 1', { kind: 'computed', expression: { kind: 'variable' } }],
  ])('reads the name of %s', (text, name) => {
    expect(fieldOf(text).name).toMatchObject(name);
  });

  it('has parameters on methods only', () => {
    expect(fieldOf('f(a, b=1,):: a').parameters?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(fieldOf('f(): 1').parameters).toEqual([]);
    expect(fieldOf('f: 1')).not.toHaveProperty('parameters');
  });

  it('takes names apart that differ as written, even if they mean the same', () => {
    expect(rootOf('{ a: 1, "\\u0061": 2 }', 'object').members).toHaveLength(2);
  });

  it('spans fields from their name to the end of their body', () => {
    expect(spansOf("{ 'a': 1, [b]+: 2 , f(x): 3, }")).toEqual([
      "object { 'a': 1, [b]+: 2 , f(x): 3, }",
      "field 'a': 1",
      "literal 'a'",
      'number 1',
      'field [b]+: 2',
      'computed [b]',
      'variable b',
      'number 2',
      'field f(x): 3',
      'identifier f',
      'number 3',
      'parameters x',
    ]);
  });
});

describe('other members', () => {
  it('keeps all members in the order of the text', () => {
    const { members } = rootOf('{ local a = 1, assert a, b: 2, local f(x) = x, assert b : c, }', 'object');
    expect(members.map(({ kind }) => kind)).toEqual([
      'object-local',
      'object-assert',
      'field',
      'object-local',
      'object-assert',
    ]);
  });

  it('spans locals without their keyword and assertions with it', () => {
    expect(spansOf('{ local a = 1, assert b : c }')).toEqual([
      'object { local a = 1, assert b : c }',
      'object-local a = 1',
      'bind a = 1',
      'nameSpan a',
      'number 1',
      'object-assert assert b : c',
      'variable b',
      'variable c',
    ]);
  });
});

describe('comprehensions', () => {
  it('collects locals from before and after the field', () => {
    const comprehension = rootOf(
      '{ local a = 1, [x]+: a, local b = 2, for x in c if d }',
      'object-comprehension',
    );
    expect(comprehension.locals.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(comprehension.field).toMatchObject({ plus: true, visibility: ':' });
    expect(comprehension.clauses.map(({ kind }) => kind)).toEqual(['for', 'if-clause']);
  });

  it('can stand to the right of another object', () => {
    expect(rootOf('a { [x]: 1 for x in b }', 'apply-brace').right.kind).toBe('object-comprehension');
  });
});
