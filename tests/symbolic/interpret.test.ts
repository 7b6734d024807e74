// The interpreter of trees: laziness, loops, folds, errors; and which guards and branches given values reach.
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../tools/shared/random.ts';
import { call, choose, not } from '../../tools/symbolic/build.ts';
import { FaultReached, interpret, TreeDefect } from '../../tools/symbolic/interpret.ts';
import { makeList, makeObject } from '../../tools/symbolic/parts.ts';
import { type Branch, type Guard, guardsViolated, taken } from '../../tools/symbolic/reach.ts';
import {
  errorNode,
  field,
  foldNode,
  freshVariable,
  index,
  input,
  literal,
  type Node,
  narrow,
  type Part,
} from '../../tools/symbolic/tree.ts';
import { anyType, arrayOf, integer, mapOf, stringType } from '../../tools/symbolic/types.ts';
import { Grower } from './trees.ts';
import { drawInputs } from './treeValues.ts';

const values = input('values', anyType);
const flag = field(values, 'flag', { kind: 'boolean' });
const words = field(values, 'words', arrayOf(stringType));
const map = field(values, 'map', mapOf(stringType));
const given = { values: { flag: true, words: ['b', 'a'], map: { y: '2', x: '1' }, none: null } };

function fault(message: Node | string): Node {
  return errorNode({
    kind: 'user',
    message: typeof message === 'string' ? literal(message) : message,
    site: undefined,
  });
}

function item(value: Node): Part {
  return { kind: 'item', value };
}

describe('interpret', () => {
  it('evaluates only the branch that is taken', () => {
    expect(interpret(choose(flag, literal(1), fault('no')), given)).toBe(1);
    expect(interpret(call('or', flag, choose(flag, fault('no'), flag)), given)).toBe(true);
  });

  it('counts the items of a list and the fields of an object without evaluating them', () => {
    expect(interpret(call('length', makeList([item(words), item(fault('no'))])), given)).toBe(2);
    const fields = makeObject([
      { kind: 'field', key: 'a', value: fault('no') },
      { kind: 'splice', of: map },
    ]);
    expect(interpret(call('keys', fields), given)).toEqual(['a', 'x', 'y']);
  });

  it('evaluates everything that stays in the result', () => {
    expect(() => interpret(makeList([item(fault('no'))]), given)).toThrow(FaultReached);
  });

  it('tells the message of an error that is reached', () => {
    const message = call('concat', literal('bad: '), index(words, literal(0), stringType));
    expect(() => interpret(fault(message), given)).toThrow('bad: b');
  });

  it('runs loops over lists and over the keys of maps, with conditions inside', () => {
    const key = freshVariable(stringType);
    const number = freshVariable(integer(0, 9));
    const parts: readonly Part[] = [
      {
        kind: 'each',
        loop: { over: call('keys', map), item: key, index: number },
        parts: [
          item(index(map, key, stringType)),
          { kind: 'when', condition: call('equals', number, literal(1)), parts: [item(key)], otherwise: [] },
        ],
      },
      { kind: 'splice', of: words },
    ];
    expect(interpret(makeList(parts), given)).toEqual(['1', '2', 'y', 'b', 'a']);
  });

  it('lets the later of two fields with one name count', () => {
    const parts: readonly Part[] = [
      { kind: 'field', key: 'x', value: fault('no') },
      { kind: 'splice', of: map },
      { kind: 'entry', key: literal('y'), value: literal(3) },
    ];
    expect(interpret(makeObject(parts), given)).toEqual({ x: '1', y: 3 });
  });

  it('folds from the first item to the last', () => {
    const [one, all] = [freshVariable(stringType), freshVariable(stringType)];
    const body = call('concat', all, literal('+'), one);
    const fold = foldNode({ over: words, item: one, accumulator: all, initial: literal('0'), body });
    expect(interpret(fold, given)).toBe('0+b+a');
  });

  it.each([
    ['a field', field(values, 'missing', anyType)],
    ['an entry of a map', index(map, literal('z'), stringType)],
    ['an item of a list', index(words, literal(2), stringType)],
    ['a kind that is excluded', narrow(field(values, 'none', anyType), stringType)],
    ['an input', input('release', anyType)],
    ['a variable', freshVariable(anyType)],
    ['a condition', choose(field(values, 'words', { kind: 'boolean' }), literal(1), literal(2))],
  ])('calls it a defect of the tree when it reads %s that is not there', (_, node) => {
    expect(() => interpret(node, given)).toThrow(TreeDefect);
  });

  it('evaluates a node that is used many times once', () => {
    let node: Node = field(values, 'n', integer(0, 1));
    for (let depth = 0; depth < 60; depth++) node = call('add', node, node);
    expect(interpret(node, { values: { n: 0 } })).toBe(0);
  });

  it('gives or fails, but never finds a defect in well-typed trees', () => {
    const random = createRandom(5);
    const results = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const tree = new Grower(random).grow('any', 5);
      for (let time = 0; time < 10; time++) {
        try {
          results.add(typeof interpret(tree, drawInputs(random)));
        } catch (error) {
          if (!(error instanceof FaultReached)) throw error;
          results.add('fails');
        }
      }
    }
    expect([...results].sort()).toEqual(['boolean', 'fails', 'number', 'object', 'string']);
  });
});

const word = freshVariable(stringType);
const loop = { over: words, item: word };
const isLong = call('less', literal(1), call('length', word));

describe('guardsViolated', () => {
  const guards: readonly Guard[] = [
    { path: [], condition: call('empty', words), message: literal('no words') },
    {
      path: [
        { kind: 'when', condition: flag },
        { kind: 'each', loop },
      ],
      condition: isLong,
      message: call('concat', literal('too long: '), word),
    },
    {
      path: [],
      condition: call('equals', index(words, literal(0), stringType), literal('z')),
      message: literal('z'),
    },
  ];

  it.each([
    [{ flag: true, words: ['a'] }, []],
    [{ flag: true, words: ['aa', 'b', 'cc'] }, ['too long: aa', 'too long: cc']],
    [{ flag: false, words: ['aa'] }, []],
    [{ flag: true, words: ['zz', 'z'] }, ['too long: zz']],
    [{ flag: false, words: ['z'] }, ['z']],
    [{ flag: true, words: [] }, ['no words']],
  ])('finds in %j the sentences %j', (some, sentences) => {
    expect(guardsViolated(guards, { values: some })).toEqual(sentences);
  });

  it('reports a defect of the tree where no guard was violated before', () => {
    expect(() => guardsViolated(guards.slice(2), { values: { words: [] } })).toThrow(TreeDefect);
  });
});

describe('taken', () => {
  const branches: readonly Branch[] = [
    { path: [], last: { kind: 'when', condition: flag } },
    { path: [{ kind: 'when', condition: not(flag) }], last: { kind: 'each', loop } },
    { path: [{ kind: 'each', loop }], last: { kind: 'when', condition: isLong } },
  ];

  it('tells which sides of each branch are reached', () => {
    const [neither, yes, no, both] = [
      { yes: false, no: false },
      { yes: true, no: false },
      { yes: false, no: true },
      { yes: true, no: true },
    ];
    const of = (some: { flag: boolean; words: string[] }) => taken(branches, { values: some });
    expect(of({ flag: true, words: ['a', 'bb'] })).toEqual([yes, neither, both]);
    expect(of({ flag: false, words: ['a'] })).toEqual([no, yes, no]);
    expect(of({ flag: false, words: [] })).toEqual([no, no, neither]);
  });
});
