// Operations: results are of the type that is said, and arguments without a sound template are refused with a remedy.
import { describe, expect, it } from 'vitest';
import { fromJson } from '../../tools/jsonnet/data.ts';
import { withStack } from '../../tools/jsonnet/evaluation/stack.ts';
import { JsonnetError } from '../../tools/jsonnet/index.ts';
import { toJson } from '../../tools/jsonnet/manifest/json.ts';
import type { Json } from '../../tools/shared/json.ts';
import { type OperationName, operations } from '../../tools/symbolic/operations/index.ts';
import { freshVariable, literal, type Node, rawCall } from '../../tools/symbolic/tree.ts';
import {
  anyType,
  arrayOf,
  integer,
  mapOf,
  numberType,
  stringType,
  type Type,
} from '../../tools/symbolic/types.ts';
import type { Argument } from './arguments.ts';
import { combinations, domains, isOfType, tuplesOf } from './domains.ts';

const names = Object.keys(operations) as readonly OperationName[];

function nodeOf(argument: Argument): Node {
  return 'literal' in argument ? literal(argument.literal) : freshVariable(argument.type);
}

/** The result, or undefined where the operation fails. */
function apply(name: OperationName, args: readonly Json[]): Json | undefined {
  try {
    return withStack(500, () => toJson(operations[name].apply(...args.map(fromJson))));
  } catch (error) {
    if (error instanceof JsonnetError) return undefined;
    throw error;
  }
}

describe.each(names)('the operation %s', (name) => {
  const rows = combinations(domains[name]).map((chosen) => ({ chosen, nodes: chosen.map(nodeOf) }));
  const allowed = rows.filter(({ nodes }) => operations[name].limit?.(...nodes) === undefined);

  it('gives values of its type, and does not fail, for all arguments that it is not refused for', () => {
    for (const { chosen, nodes } of allowed) {
      const type = operations[name].type(...nodes);
      for (const tuple of tuplesOf(chosen, 60)) {
        const result = apply(name, tuple);
        const what = `${name}(${chosen.map((one) => one.name).join(', ')}) of ${JSON.stringify(tuple)}`;
        if (result === undefined) throw new Error(`${what} fails`);
        if (!isOfType(result, type))
          throw new Error(`${what} is ${JSON.stringify(result)}, not ${show(type)}`);
      }
    }
  });

  // A division is only there to become a quotient.
  it(`has ${name === 'divide' ? 'no ' : ''}arguments that it is not refused for`, () => {
    expect(allowed.length > 0).toBe(name !== 'divide');
  });
});

function show(type: Type): string {
  return JSON.stringify(type, (_, value) => (value instanceof Map ? [...value] : value));
}

describe('limits', () => {
  const text = freshVariable(stringType);
  const whole = freshVariable(integer(-(2 ** 53) + 1, 2 ** 53 - 1));
  const small = freshVariable(integer(-5, 5));
  const fraction = freshVariable(numberType);
  const free = freshVariable(anyType);

  it.each<[OperationName, readonly Node[], string]>([
    ['add', [whole, whole], '2^53'],
    ['add', [fraction, whole], 'decimals'],
    ['divide', [small, small], 'fraction'],
    ['modulo', [small, small], 'zero'],
    ['quotient', [small, literal(2)], 'negative'],
    ['maximum', [fraction, small], 'decimals'],
    ['less', [free, text], 'order'],
    ['toText', [free], 'list or a map'],
    ['toText', [rawCall('multiply', [small, small], integer(-25, 25))], '-0'],
    ['json', [freshVariable(mapOf(numberType))], 'exponent'],
    ['format', [literal('%.2f'), fraction], 'precisions'],
    ['format', [text, small], 'precisions'],
    ['format', [literal('%d'), fraction], 'decimals'],
    ['substring', [text, small, literal(1)], 'negative'],
    ['substring', [text, literal(1), freshVariable(integer(0, 2 ** 40))], 'larger'],
    ['repeat', [text, small], 'negative'],
    ['split', [text, text], 'empty'],
    ['replace', [text, text, text], 'empty'],
    ['stripLeft', [text, literal('')], 'empty'],
    ['asciiLower', [text], 'ASCII'],
    ['base64', [text], 'ASCII'],
    ['parseInt', [text], 'digits'],
    ['join', [text, freshVariable(arrayOf(integer(0, 1)))], 'strings only'],
    ['sort', [freshVariable(arrayOf(integer(0, 1)))], 'strings only'],
    ['member', [freshVariable(arrayOf(anyType)), free], 'one kind'],
    ['range', [literal(0), whole], 'larger'],
    ['slice', [freshVariable(arrayOf(anyType)), small, small], 'negative'],
  ])('of %s name the reason and a remedy (%#)', (name, args, reason) => {
    const limit = operations[name].limit?.(...args);
    expect(limit?.reason).toContain(reason);
    expect(limit?.remedy.length).toBeGreaterThan(10);
  });

  it('trust JSON of what may be anything, as the documentation says', () => {
    expect(operations.json.limit?.(free)).toBeUndefined();
  });

  it.each([
    ['^-?[0-9]{1,15}$', true],
    ['^[1-9][0-9]{0,14}$', true],
    ['^\\d{3}$', true],
    ['^[0-9]?[0-9]$', true],
    ['^-?[0-9]+$', false],
    ['^[0-9]{1,16}$', false],
    ['^[0-9]{0,3}$', false],
    ['^[0-9]{1,3}', false],
    ['^[0-9a]{1,3}$', false],
    ['^[0-9]{1,3}|x$', false],
    ['[0-9]{1,3}', false],
  ])('read the pattern %s of integers: %s', (pattern, accepted) => {
    const limit = operations.parseInt.limit?.(freshVariable({ kind: 'string', pattern }));
    expect(limit === undefined).toBe(accepted);
  });

  it.each([
    ['^[a-z0-9-]+$', true],
    ['^(a|b)?[.]x{2,}$', true],
    ['^[^/]+$', false],
    ['^.*$', false],
    ['^\\S+$', false],
    ['^é$', false],
    ['^[\\u00e9]$', false],
    ['^[\\x00-\\xff]*$', false],
    ['^a$|é', false],
    ['[a-z]', false],
  ])('read the pattern %s of ASCII: %s', (pattern, accepted) => {
    const limit = operations.asciiLower.limit?.(freshVariable({ kind: 'string', pattern }));
    expect(limit === undefined).toBe(accepted);
  });
});
