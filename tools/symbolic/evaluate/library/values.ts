// Functions of the library about what a value is, and about text.

import type { Value as Concrete } from '../../../jsonnet/evaluation/values.ts';
import { type FormatCode, parseFormat } from '../../../jsonnet/std/format-parse.ts';
import { builtins } from '../../../jsonnet/std/index.ts';
import { call, choose } from '../../build.ts';
import { needsSignedZero } from '../../operations/limits.ts';
import { literal, type Node, type Site } from '../../tree.ts';
import { isInteger, isKind, type Kind, kindsOf } from '../../types.ts';
import { getIndex } from '../access.ts';
import { computeConcretely, isConstant } from '../constants.ts';
import { shapeOf, toNode } from '../finish.ts';
import { asList, asObject, choiceOf, expectKind, isSurely, withGuards } from '../join.ts';
import { distribute, numberOf, operation, stringOf, textOf } from '../operators.ts';
import {
  attempt,
  Choice,
  FunctionValue,
  fail,
  force,
  isNode,
  type Lazy,
  ListValue,
  ObjectValue,
  refusal,
  type Value,
} from '../values.ts';
import { type NativeFunction, native } from './native.ts';

/** Whether the value is of this kind. */
function kindTest(value: Value, kind: Kind): Node {
  if (value instanceof Choice)
    return choose(value.condition, kindTest(value.chosen, kind), kindTest(value.otherwise, kind));
  if (!isNode(value)) return literal(isSurely(value, kind));
  if (value.kind === 'error') return value;
  if (value.kind === 'if')
    return choose(value.condition, kindTest(value.then, kind), kindTest(value.otherwise, kind));
  return call('is', value, literal(kind));
}

function test(kind: Kind): NativeFunction {
  return native(['v'], (_, value) => kindTest(value as Value, kind));
}

function typeText(value: Value): Value {
  if (value instanceof FunctionValue) return literal('function');
  if (value instanceof ListValue) return literal('array');
  if (value instanceof ObjectValue) return literal('object');
  if (value instanceof Choice) return distribute(value, typeText);
  const kinds = kindsOf(value.type);
  return kinds
    .slice(0, -1)
    .reduceRight<Node>(
      (rest, kind) => choose(kindTest(value, kind), literal(kind), rest),
      literal(kinds.at(-1) ?? 'null'),
    );
}

/** The number of items, fields or characters. What the items are does not matter: they may be errors. */
function lengthOf(value: Value, site: Site): Value {
  const choice = choiceOf(value);
  if (choice) return distribute(choice, (one) => lengthOf(one, site));
  if (value instanceof FunctionValue) return literal(value.parameters.length);
  if (value instanceof ListValue) return listLength(value, site);
  if (value instanceof ObjectValue) return operation('length', site, toNode(value));
  return operation('length', site, value as Node);
}

function listLength(list: ListValue, site: Site): Node {
  const fixed = list.segments.every(({ kind }) => kind === 'item');
  const length = fixed ? literal(list.segments.length) : operation('length', site, shapeOf(list));
  return toNode(withGuards(length, list.guards));
}

function rounded(name: 'floor' | 'ceil' | 'round', value: Value, site: Site): Value {
  const node = numberOf(value, site);
  if (isConstant(node)) return computeConcretely([node], site, (x) => callBuiltin(name, x));
  if (node.kind === 'if')
    return choose(
      node.condition,
      toNode(attempt(() => rounded(name, node.then, site))),
      toNode(attempt(() => rounded(name, node.otherwise, site))),
    );
  if (isInteger(node.type)) return node;
  if (name === 'floor' && node.kind === 'call' && node.operation === 'divide')
    return operation('quotient', site, ...node.args);
  return refusal('symbolic-unsupported', site, {
    what: `std.${name} of a fraction`,
    reason: 'templates do not compute with fractions as Jsonnet does',
    remedy: 'give the value the type integer in the schema',
  });
}

function callBuiltin(name: string, ...args: readonly (Concrete | undefined)[]): Concrete {
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`std.${name} is unknown`);
  return builtin.call(args);
}

function isWhole(value: Value, site: Site): Node {
  const node = numberOf(value, site);
  if (isConstant(node)) return literal(Number.isInteger((node as { value?: unknown }).value));
  if (isInteger(node.type)) return literal(true);
  return refusal('symbolic-unsupported', site, {
    what: 'std.isInteger of an unknown number',
    reason: 'templates do not tell fractions from integers',
    remedy: 'say integer or number in the schema',
  });
}

/** `form % values`: each code with its value, joined. */
export function format(form: Value, values: Value, site: Site): Value {
  const text = toNode(form);
  if (isKind(text.type, 'number'))
    return operation('modulo', site, numberOf(text, site), numberOf(values, site));
  const whole = toNodeUnlessFunction(values);
  if (whole && isConstant(text) && isConstant(whole))
    return computeConcretely([text, whole], site, (a, b) => callBuiltin('format', a, b));
  if (text.kind !== 'literal')
    return refusal('symbolic-unsupported', site, {
      what: 'a format that is not known',
      reason: 'what it asks for cannot be seen',
      remedy: 'write the format as a literal',
    });
  return formatParts(stringOf(text, site), values, site);
}

function toNodeUnlessFunction(value: Value): Node | undefined {
  return value instanceof FunctionValue ? undefined : toNode(value);
}

function formatParts(form: Node, values: Value, site: Site): Node {
  const parts = parseFormat((form as { value: string }).value);
  const codes = parts.filter((part) => typeof part !== 'string' && part.conversion !== '%');
  const given = argumentsOf(values, codes as readonly FormatCode[], site);
  let at = 0;
  const pieces = parts.map((part): Node => {
    if (typeof part === 'string') return literal(part);
    if (part.conversion === '%') return literal('%');
    return formatOne(part, force(given[at++] as Lazy), site);
  });
  return operation('concat', site, ...pieces);
}

function argumentsOf(values: Value, codes: readonly FormatCode[], site: Site): readonly Lazy[] {
  if (codes.some(({ key }) => key !== undefined)) {
    const object = asObject(values, site);
    return codes.map(({ key }) => getIndex(object, literal(key as string), site));
  }
  if (!isSurely(values, 'array')) return codes.length === 1 ? [values] : wrongCount(codes.length, 1, site);
  const { segments, guards } = asList(values, site);
  if (
    guards.length > 0 ||
    !segments.every((segment) => segment.kind === 'item') ||
    segments.length !== codes.length
  )
    return wrongCount(codes.length, segments.length, site);
  return segments.map((segment) => (segment as { value: Lazy }).value);
}

function wrongCount(wanted: number, given: number, site: Site): never {
  return fail({
    kind: 'refusal',
    code: 'symbolic-failure',
    args: { problem: `the format asks for ${wanted} values, and gets ${given}` },
    site,
  });
}

function formatOne(code: FormatCode, value: Value, site: Site): Node {
  const plain =
    code.width === 0 && code.precision === undefined && !code.plus && !code.blank && !code.alternative;
  if (code.conversion === 's' && plain) return textOf(value, site);
  if (code.conversion === 'd' && plain && !(value instanceof FunctionValue)) {
    const node = numberOf(value, site);
    if (isInteger(node.type) && !needsSignedZero(node)) return textOf(node, site);
  }
  const verbs = { d: 'number', x: 'number', o: 'number', s: 'string' } as const;
  const kind = verbs[code.conversion as keyof typeof verbs];
  if (!kind || code.width === '*' || code.precision !== undefined) return unsupportedCode(code, site);
  const flags = `${code.alternative ? '#' : ''}${code.left ? '-' : ''}${code.plus ? '+' : ''}${code.blank ? ' ' : ''}${code.zero ? '0' : ''}`;
  const letter = code.capitals ? code.conversion.toUpperCase() : code.conversion;
  const verb = `%${flags}${code.width === 0 ? '' : code.width}${letter}`;
  const argument = kind === 'string' ? textOf(value, site) : expectKind(toNode(value), kind, site);
  return operation('format', site, literal(verb), argument);
}

function unsupportedCode(code: FormatCode, site: Site): Node {
  return refusal('symbolic-unsupported', site, {
    what: `the format code %${code.conversion}`,
    reason: 'templates round and print fractions in another way',
    remedy: 'use %s or %d',
  });
}

const nothing = (name: string): NativeFunction =>
  native(['x'], (site) =>
    refusal('symbolic-unsupported', site, {
      what: `std.${name}`,
      reason: 'a chart is made before anything is given from outside',
      remedy: 'make it a value of the schema',
    }),
  );

export const valueFunctions: Readonly<Record<string, NativeFunction>> = {
  isString: test('string'),
  isNumber: test('number'),
  isBoolean: test('boolean'),
  isObject: test('object'),
  isArray: test('array'),
  isNull: test('null'),
  isFunction: native(['v'], (_, value) => literal(value instanceof FunctionValue)),
  type: native(['x'], (_, value) => typeText(value as Value)),
  length: native(['x'], (site, value) => lengthOf(value as Value, site)),
  floor: native(['x'], (site, value) => rounded('floor', value as Value, site)),
  ceil: native(['x'], (site, value) => rounded('ceil', value as Value, site)),
  round: native(['x'], (site, value) => rounded('round', value as Value, site)),
  isInteger: native(['x'], (site, value) => isWhole(value as Value, site)),
  format: native(['str', 'vals'], (site, form, values) => format(form as Value, values as Value, site)),
  extVar: nothing('extVar'),
  native: nothing('native'),
  trace: native(['str', 'rest'], (_, __, rest) => rest as Value),
};
