// The decisions on the standard library: each function has one, and definitions do what the functions do.
import { describe, expect, it } from 'vitest';
import { evaluateSnippet, JsonnetError } from '../../tools/jsonnet/index.ts';
import { builtins } from '../../tools/jsonnet/std/index.ts';
import { createRandom, type Random } from '../../tools/shared/random.ts';
import { operations } from '../../tools/symbolic/operations/index.ts';
import { decisions } from '../../tools/symbolic/std/decisions.ts';

const contextual = ['extVar', 'native', 'trace'];
const rounds = 150;

describe('decisions on the standard library', () => {
  it('are made for every function, and for nothing else', () => {
    expect(Object.keys(decisions).sort()).toEqual([...builtins.keys(), ...contextual].sort());
  });

  it('name parameters that the functions have', () => {
    for (const [name, decision] of Object.entries(decisions)) {
      const parameters = builtins.get(name)?.parameters.map((parameter) => parameter.name);
      const named =
        decision.kind === 'operation'
          ? decision.parameters
          : decision.kind === 'definition'
            ? decision.sets
            : undefined;
      expect(parameters ?? [], name).toEqual(expect.arrayContaining([...(named ?? [])]));
    }
  });

  it('refer to operations that mean what the function means', () => {
    for (const [name, decision] of Object.entries(decisions)) {
      if (decision.kind !== 'operation') continue;
      const { label } = operations[decision.operation];
      if (label.startsWith('std.') && label !== `std.${name}`)
        expect([name, label]).toEqual(['contains', 'std.member']);
    }
  });
});

/** Functions that look at a function which they do not call: their definitions do not. */
const unused = 'foldr makeArray map filter filterMap flatMap mapWithKey minArray maxArray'.split(' ');

/** Arguments as source text, by the name of a kind. */
const samples: Readonly<Record<string, readonly string[]>> = {
  string: [
    "''",
    "'a'",
    "'abc'",
    "'a,b,,c'",
    "'é𝄞x'",
    "'$ <b> & \"q\" \\'s\\''",
    "'a/b/c'",
    "'\\n'",
    "'true'",
  ],
  letter: ["','", "'a'", "'/'", "'bc'"],
  int: ['0', '1', '-1', '2', '7', '-3', '40', '9007199254740991'],
  small: ['0', '1', '-1', '2', '5', '3'],
  number: ['0', '1.5', '-2.5', '2', '-3', '1e10', '0.1', '-0.5'],
  boolean: ['true', 'false'],
  any: [
    'null',
    'true',
    '0',
    '1',
    "'a'",
    "'1'",
    '[]',
    '[1]',
    '{}',
    '{ a: null, b: [], c: { d: {} } }',
    '{ a: 1 }',
  ],
  numbers: ['[]', '[1]', '[3, 1, 2]', '[1, 1]', '[-5, 0, 7, 0]', '[0.5, 2]', '[3, 3, 1, 1]'],
  strings: ['[]', "['a']", "['b', 'a', 'b']", "['', 'x', 'é']", "['a', 'B', '𝄞']"],
  set: ['[]', "['a']", "['a', 'b', 'c']", "['', 'b', 'x']", "['b', 'c', 'd', 'é']"],
  lists: ['[]', '[[]]', '[[1], [], [2, 3]]', "[['a', [1]]]"],
  map: [
    '{}',
    '{ a: 1 }',
    "{ b: 'x', a: [1], '$ y': null }",
    '{ a: { b: null, c: {} }, z:: 3 }',
    '{ a+: { x: 1 } }',
  ],
  unary: ['function(x) [x]', 'function(x) { v: x }', 'std.toString', 'function(x) 7'],
  toList: ['function(x) [x, x]', 'function(x) []', 'function(x) [[x]]'],
  toString: ['function(x) std.toString(x)', "function(x) ''", 'function(x) null'],
  test: ["function(x) x != 'a'", 'function(x) true', 'function(x) x != 1', 'function(x) false'],
  binary: ['function(a, b) [a, b]', 'function(a, b) b', "function(a, b) '%s-%s' % [a, b]"],
  key: ['std.id', 'function(x) -x', 'function(x) 1', 'function(x) [x]'],
};

/** Kinds of the arguments that a function is tried with, and sometimes all others. */
const signatures: Readonly<Record<string, string>> = {
  id: 'any',
  equals: 'any any',
  primitiveEquals: 'any any',
  assertEqual: 'boolean boolean',
  xor: 'boolean boolean',
  xnor: 'boolean boolean',
  abs: 'number',
  sign: 'number',
  clamp: 'number number number',
  isDecimal: 'number',
  isEven: 'number',
  isOdd: 'number',
  mod: 'int int',
  splitLimit: 'string letter small',
  resolvePath: 'string string',
  escapeStringBash: 'string',
  escapeStringDollars: 'string',
  escapeStringXML: 'string',
  foldr: 'binary strings any',
  sum: 'numbers',
  minArray: 'numbers key any',
  maxArray: 'numbers key any',
  count: 'strings string',
  makeArray: 'small unary',
  map: 'unary strings',
  filter: 'test strings',
  filterMap: 'test unary strings',
  flatMap: 'toList strings',
  flattenArrays: 'lists',
  find: 'string strings',
  setMember: 'letter set',
  setUnion: 'set set',
  setInter: 'set set',
  setDiff: 'set set',
  lines: 'strings',
  objectFieldsEx: 'map boolean',
  objectHasEx: 'map letter boolean',
  objectValues: 'map',
  objectValuesAll: 'map',
  objectKeysValues: 'map',
  objectKeysValuesAll: 'map',
  mapWithKey: 'binary map',
  mergePatch: 'any any',
  prune: 'any',
};

function drawArguments(random: Random, signature: string, unsuited: number): readonly string[] {
  const kinds = Object.keys(samples);
  return signature
    .split(' ')
    .map((kind) =>
      random.pick(samples[random.chance(unsuited) ? random.pick(kinds) : kind] as readonly string[]),
    );
}

/** What the call gives, or undefined when it fails. */
function tryCall(callee: string, args: readonly string[]): string | undefined {
  try {
    return evaluateSnippet('test', `(${callee})(${args.join(', ')})`);
  } catch (error) {
    if (error instanceof JsonnetError) return undefined;
    throw error;
  }
}

type Row = readonly [name: string, code: string, sets: boolean];

function definitionsOf(all: typeof decisions): readonly Row[] {
  return Object.entries(all).flatMap(([name, decision]): readonly Row[] =>
    decision.kind === 'definition' ? [[name, decision.code, decision.sets !== undefined]] : [],
  );
}

describe('definitions', () => {
  it.each(definitionsOf(decisions))('std.%s is what its definition says', (name, code) => {
    const random = createRandom(7);
    let values = 0;
    for (let round = 0; round < rounds; round++) {
      const args = drawArguments(random, signatures[name] ?? 'any', 0);
      const expected = tryCall(`std.${name}`, args);
      if (expected !== undefined) values++;
      expect(tryCall(code, args), `std.${name}(${args.join(', ')})`).toBe(expected);
    }
    expect(values).toBeGreaterThan(rounds / 5);
  });

  it.each(definitionsOf(decisions))(
    'std.%s gives nothing else for arguments of other kinds',
    (name, code, sets) => {
      const random = createRandom(8);
      for (let round = 0; round < rounds; round++) {
        const args = drawArguments(random, signatures[name] ?? 'any', sets ? 0 : 0.4);
        const [expected, actual] = [tryCall(`std.${name}`, args), tryCall(code, args)];
        if (actual === undefined || (expected === undefined && unused.includes(name))) continue;
        expect(actual, `std.${name}(${args.join(', ')})`).toBe(expected);
      }
    },
  );

  it('are tried with arguments that suit them', () => {
    expect(Object.keys(signatures).sort()).toEqual(
      definitionsOf(decisions)
        .map(([name]) => name)
        .sort(),
    );
  });
});
