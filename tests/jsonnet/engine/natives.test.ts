// Native functions: JSON in, JSON out, errors as the program's own.
import { describe, expect, it } from 'vitest';
import { evaluateToData, Interpreter, type Json, type Native } from '../../../tools/jsonnet/index.ts';
import { attempt } from './support.ts';

const entry = 'probe.jsonnet';

function native(name: string, parameters: readonly string[], call: Native['call']): Native {
  return { name, parameters, call };
}

const echo = native('echo', ['x', 'y'], (x, y) => [x as Json, y as Json]);

function run(snippet: string, ...natives: Native[]): Json {
  return attempt({ entry, snippet, natives });
}

describe('arguments', () => {
  it('arrive as plain data, hidden fields left out', () => {
    const snippet = "std.native('echo')({ b: 1, a: [null, 'é', true, { h:: 1 }] }, 2.5)";
    expect(run(snippet, echo)).toEqual([{ b: 1, a: [null, 'é', true, {}] }, 2.5]);
  });

  it('can be given by name', () => {
    expect(run("std.native('echo')(y=1, x=2)", echo)).toEqual([2, 1]);
  });

  it('have to be all there, and JSON', () => {
    expect(run("std.native('echo')(1)", echo)).toBe('RUNTIME ERROR: Missing argument: y');
    expect(run("std.native('echo')(1, 2, 3)", echo)).toMatch(/expected 2 positional argument/);
    expect(run("std.native('echo')(1, function(x) x)", echo)).toMatch(/function/);
    expect(run("std.native('echo')(1, error 'inside')", echo)).toBe('RUNTIME ERROR: inside');
  });
});

describe('results', () => {
  const values: readonly Json[] = [
    null,
    true,
    0,
    -1.5,
    '',
    'é😀',
    [],
    {},
    [1, [2, { a: null }]],
    { b: { a: [1] }, a: 2 },
  ];

  it.each(values)('may be %j', (value) => {
    expect(
      run(
        "std.native('f')()",
        native('f', [], () => value),
      ),
    ).toEqual(value);
  });

  it('are values like any other', () => {
    const get = native('get', [], () => ({ a: { b: 1 } }));
    expect(run("std.native('get')() + { a+: { c: self.b + 1 } }", get)).toEqual({ a: { b: 1, c: 2 } });
  });

  it.each([
    ['undefined', undefined, 'RUNTIME ERROR: Data from outside is not JSON: undefined'],
    ['a function', () => 1, 'RUNTIME ERROR: Data from outside is not JSON: function'],
    ['NaN', Number.NaN, 'RUNTIME ERROR: Not a number'],
    ['a nested undefined', { a: [undefined] }, 'RUNTIME ERROR: Data from outside is not JSON: undefined'],
  ])('are refused when they are %s', (_what, value, message) => {
    expect(
      run(
        "std.native('f')()",
        native('f', [], () => value as unknown as Json),
      ),
    ).toBe(message);
  });
});

describe('failures', () => {
  it('have the message of what was thrown and the place of the call', () => {
    const broken = native('broken', [], () => {
      throw new Error('no such chart');
    });
    expect(run("{ a: std.native('broken')() }", broken)).toBe('RUNTIME ERROR: no such chart');
  });

  it('do not happen when nobody asks', () => {
    const broken = native('broken', ['x'], () => {
      throw new Error('called');
    });
    expect(run("std.length([std.native('broken')(1)])", broken)).toBe(1);
  });

  it('of a name that nobody registered show at the call, and can be asked for before', () => {
    expect(run("std.native('nobody')()")).toMatch(/^RUNTIME ERROR: .*null/);
    expect(run("std.native('nobody') == null")).toBe(true);
  });
});

describe('natives that evaluate', () => {
  const inner = (interpreter?: Interpreter): Native =>
    native('evaluate', ['code'], (snippet) =>
      evaluateToData(
        { entry: 'inner', snippet: snippet as string, extVars: { x: { kind: 'string', value: 'inner' } } },
        interpreter,
      ),
    );
  const outer = (snippet: string, interpreter: Interpreter, native: Native) =>
    attempt(
      { entry, snippet, natives: [native], extVars: { x: { kind: 'string', value: 'outer' } } },
      interpreter,
    );

  it('have an evaluation of their own', () => {
    const snippet = `[std.extVar('x'), std.native('evaluate')("std.extVar('x')"), std.extVar('x')]`;
    expect(outer(snippet, new Interpreter(), inner(new Interpreter()))).toEqual(['outer', 'inner', 'outer']);
  });

  it('pass errors on, and leave the stack as it was', () => {
    const interpreter = new Interpreter();
    expect(outer(`[1, std.native('evaluate')("error 'deep'")]`, interpreter, inner())).toBe(
      'RUNTIME ERROR: deep',
    );
    const snippet = `local f(n) = if n == 0 then std.native('evaluate')("1") else f(n - 1); f(400)`;
    expect(outer(snippet, interpreter, inner())).toBe(1);
  });

  it('are refused the interpreter that is running them', () => {
    const interpreter = new Interpreter();
    expect(outer(`std.native('evaluate')('1')`, interpreter, inner(interpreter))).toMatch(
      /this Interpreter is in the middle of an evaluation/,
    );
    expect(attempt({ entry, snippet: '1 + 1' }, interpreter)).toBe(2);
  });
});
