// Random Jsonnet programs: mostly of the right types, so that they get far, with a type error now and then.

import type { Random } from '../../tools/shared/random.ts';
import { type Call, calls, type Type } from './library.ts';
import { fieldNames, formats, numbers, texts, types, words } from './vocabulary.ts';

interface Variable {
  readonly name: string;
  readonly type: Type;
}

interface Place {
  readonly random: Random;
  readonly variables: readonly Variable[];
  /** How many more levels an expression may have. */
  readonly depth: number;
  /** Inside a comprehension, where libjsonnet does not know `$`. */
  readonly inLoop: boolean;
}

/** One program as text. */
export function generateProgram(random: Random): string {
  return expression({ random, variables: [], depth: 4 + random.below(3), inLoop: false }, random.pick(types));
}

function expression(place: Place, wanted: Type): string {
  const { random } = place;
  const type =
    wanted === 'any'
      ? random.pick(types.filter((name) => name !== 'any'))
      : random.chance(0.02)
        ? random.pick(types)
        : wanted;
  if (place.depth <= 0) return leaf(place, type);
  const deeper = { ...place, depth: place.depth - 1 };
  const form = random.below(12);
  if (form < 2) return leaf(place, type);
  if (form === 2)
    return `(if ${expression(deeper, 'boolean')} then ${expression(deeper, type)} else ${expression(deeper, type)})`;
  if (form === 3) return localExpression(deeper, type);
  if (form === 4) return callOf(deeper, type);
  if (form === 5) return functionCall(deeper, type);
  if (form === 6 && random.chance(0.3))
    return `(assert ${expression(deeper, 'boolean')} : 'no'; ${expression(deeper, type)})`;
  if (form === 7) return selection(deeper, type);
  return constructed(deeper, type);
}

function leaf(place: Place, type: Type): string {
  const { random } = place;
  const fitting = place.variables.filter((variable) => variable.type === type);
  if (fitting.length > 0 && random.chance(0.6)) return random.pick(fitting).name;
  switch (type) {
    case 'number':
      return random.pick(numbers);
    case 'string':
      return `"${random.pick(texts)}"`;
    case 'boolean':
      return random.pick(['true', 'false']);
    case 'array':
      return random.pick(['[]', '[1]', '["b", "a"]', '[3, 1, 2]', '[null]']);
    case 'object':
      return random.pick(['{}', '{ a: 1 }', '{ b:: 2, a: self.b }', '{ c: "x", d: null }']);
    case 'function':
      return 'function(x) x';
    case 'any':
      return random.pick(['null', '1', '"a"', 'true', '[]', '{}']);
  }
}

function localExpression(place: Place, type: Type): string {
  const { random } = place;
  const bound = random.pick(types);
  const name = `v${place.variables.length}`;
  const inner = { ...place, variables: [...place.variables, { name, type: bound }] };
  return `(local ${name} = ${expression(place, bound)}; ${expression(inner, type)})`;
}

function functionCall(place: Place, type: Type): string {
  const { random } = place;
  const parameter = random.pick(types);
  const inner = withVariable(place, 'p', parameter);
  const [, name] = inner;
  const body = expression(inner[0], type);
  const argument = expression(place, parameter);
  switch (random.below(4)) {
    case 0:
      return `(function(${name}) ${body})(${argument})`;
    case 1:
      return `(function(${name}=${expression(place, parameter)}) ${body})()`;
    case 2:
      return `(function(unused, ${name}) ${body})(${name}=${argument}, unused=error 'lazy')`;
    default:
      return `(local f(${name}) = ${body}; f(${argument}))`;
  }
}

function withVariable(place: Place, prefix: string, type: Type): [Place, string] {
  const name = `${prefix}${place.variables.length}`;
  return [{ ...place, variables: [...place.variables, { name, type }] }, name];
}

/** Taking a part out of a structure that has it. */
function selection(place: Place, type: Type): string {
  const { random } = place;
  const value = expression(place, type);
  switch (random.below(5)) {
    case 0:
      return `[${value}, ${expression(place, 'any')}][0]`;
    case 1:
      return `{ a: ${value} }.a`;
    case 2:
      return `{ local z = ${value}, ['b']: z }['b']`;
    case 3:
      return `({ a: ${value}, b:: 1 } + { c: super.a }).c`;
    default:
      return place.inLoop ? value : `{ a: ${value}, n: { m: $.a } }.n.m`;
  }
}

function constructed(place: Place, type: Type): string {
  switch (type) {
    case 'number':
      return arithmetic(place);
    case 'string':
      return stringOperation(place);
    case 'boolean':
      return comparison(place);
    case 'array':
      return arrayOperation(place);
    case 'object':
      return objectOperation(place);
    default:
      return leaf(place, type);
  }
}

function arithmetic(place: Place): string {
  const { random } = place;
  const operator = random.pick(['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '+', '-', '*']);
  if (random.chance(0.15))
    return `${random.pick(['-', '+', '~'])}${expression(place, 'number')}`
      .replace('--', '- -')
      .replace('++', '+ +');
  const right =
    operator === '<<' || operator === '>>' ? String(random.below(8)) : expression(place, 'number');
  return `(${expression(place, 'number')} ${operator} ${right})`;
}

function stringOperation(place: Place): string {
  const { random } = place;
  switch (random.below(4)) {
    case 0:
      return `(${expression(place, 'string')} + ${expression(place, 'any')})`;
    case 1:
      return `(${expression(place, 'any')} + ${expression(place, 'string')})`;
    case 2:
      return `("${random.pick(formats)}" % ${random.chance(0.7) ? `[${expression(place, 'number')}]` : expression(place, 'number')})`;
    default:
      return `(${expression(place, 'string')} + ${expression(place, 'string')})[${random.below(3)}:${3 + random.below(9)}]`;
  }
}

function comparison(place: Place): string {
  const { random } = place;
  const type = random.pick<Type>(['number', 'string', 'number', 'string', 'array']);
  switch (random.below(5)) {
    case 0:
      return `(${expression(place, type)} ${random.pick(['<', '<=', '>', '>='])} ${expression(place, type)})`;
    case 1:
      return `(${expression(place, 'any')} ${random.pick(['==', '!='])} ${expression(place, 'any')})`;
    case 2:
      return `(${expression(place, 'boolean')} ${random.pick(['&&', '||'])} ${expression(place, 'boolean')})`;
    case 3:
      return `("${random.pick(fieldNames)}" in ${expression(place, 'object')})`;
    default:
      return `!${expression(place, 'boolean')}`;
  }
}

function arrayOperation(place: Place): string {
  const { random } = place;
  switch (random.below(5)) {
    case 0:
      return `(${expression(place, 'array')} + ${expression(place, 'array')})`;
    case 1:
      return comprehension(place);
    case 2:
      return `${expression(place, 'array')}[${random.below(3)}:${random.below(5)}:${1 + random.below(2)}]`;
    default:
      return `[${Array.from({ length: random.below(4) }, () => expression(place, 'any')).join(', ')}]`;
  }
}

function comprehension(place: Place): string {
  const { random } = place;
  const [turn, name] = withVariable(place, 'x', 'number');
  const inner = { ...turn, inLoop: true };
  const filter = random.chance(0.5) ? ` if ${expression(inner, 'boolean')}` : '';
  const second = random.chance(0.3) ? ` for y in std.range(0, ${random.below(3)})` : '';
  return `[${expression(inner, 'any')} for ${name} in ${random.pick(['[1, 2, 3]', 'std.range(0, 4)', '[]'])}${filter}${second}]`;
}

function objectOperation(place: Place): string {
  const { random } = place;
  switch (random.below(5)) {
    case 0:
      return `(${expression(place, 'object')} + ${expression(place, 'object')})`;
    case 1: {
      const [inner, name] = withVariable(place, 'k', 'string');
      return `{ [${name}]: ${expression({ ...inner, inLoop: true }, 'any')} for ${name} in ["p", "q", "r"] }`;
    }
    case 2:
      return `${expression(place, 'object')} { ${members(place)} }`;
    default:
      return `{ ${members(place)} }`;
  }
}

function members(place: Place): string {
  const { random } = place;
  const names = fieldNames.filter(() => random.chance(0.5));
  const parts = names.map(
    (name) => `${name}${random.pick([':', ':', ':', '::', ':::', '+:'])} ${fieldValue(place, name)}`,
  );
  if (random.chance(0.2)) parts.push(`local loc = ${expression(place, 'any')}`);
  if (random.chance(0.1)) parts.push(`assert ${expression(place, 'boolean')} : "object"`);
  if (random.chance(0.15))
    parts.push(`[if ${expression(place, 'boolean')} then "e"]: ${expression(place, 'any')}`);
  return parts.join(', ');
}

/** A field may refer to one that comes earlier in the alphabet, so that programs end. */
function fieldValue(place: Place, name: string): string {
  const { random } = place;
  const earlier = fieldNames.filter((other) => other < name);
  if (earlier.length > 0 && random.chance(0.2)) return `self.${random.pick(earlier)}`;
  if (random.chance(0.1)) return `if "${name}" in super then super.${name} else ${expression(place, 'any')}`;
  return expression(place, 'any');
}

function callOf(place: Place, type: Type): string {
  const fitting = calls.filter((call) => call.result === type || call.result === 'any');
  if (fitting.length === 0) return leaf(place, type);
  return formatCall(place, place.random.pick(fitting));
}

function formatCall(place: Place, call: Call): string {
  if (call.name === 'assertEqual') {
    const same = expression({ ...place, depth: 0 }, 'any');
    return `std.assertEqual(${same}, ${same})`;
  }
  return `std.${call.name}(${call.parameters.map((kind) => argument(place, kind)).join(', ')})`;
}

function argument(place: Place, kind: string): string {
  const special = specialArguments[kind];
  return special ? special(place) : expression(place, kind as Type);
}

const list = (item: (place: Place) => string) => (place: Place) =>
  `[${Array.from({ length: place.random.below(4) }, () => item(place)).join(', ')}]`;

const specialArguments: Readonly<Record<string, (place: Place) => string>> = {
  small: ({ random }) => String(random.below(5)),
  one: ({ random }) => String(1 + random.below(2)),
  word: ({ random }) => `"${random.pick(words)}"`,
  name: ({ random }) => `"${random.pick(fieldNames)}"`,
  character: ({ random }) => `"${random.pick(['a', 'Z', '0', 'é', '☃'])}"`,
  // libjsonnet leaves what it does not need unevaluated where go-jsonnet does not; here only what cannot fail.
  plain: (place) => leaf({ ...place, variables: [] }, 'any'),
  digits: ({ random }) => `"${random.pick(['0', '12', '-7', '007', 'x', ''])}"`,
  format: ({ random }) => `"${random.pick(formats)}"`,
  strings: list((place) => expression({ ...place, depth: 0 }, 'string')),
  text: (place) => leaf({ ...place, variables: [] }, 'string'),
  items: list((place) => expression({ ...place, depth: 1 }, 'any')),
  numbers: list((place) => place.random.pick(numbers)),
  booleans: list((place) => expression({ ...place, depth: 0 }, 'boolean')),
  set: (place) => `std.set(${list((inner) => inner.random.pick(numbers))(place)})`,
  unary: (place) => lambda(place, ['x'], 'any'),
  binary: (place) => lambda(place, ['x', 'y'], 'any'),
  predicate: (place) => lambda(place, ['x'], 'boolean'),
  lister: (place) => `function(x) [x, ${expression({ ...place, depth: 0 }, 'any')}]`,
};

function lambda(place: Place, names: readonly string[], result: Type): string {
  const depth = Math.min(place.depth, 2);
  const variables = [...place.variables, ...names.map((name) => ({ name, type: 'any' as const }))];
  const body = place.random.chance(0.4)
    ? (names.at(-1) as string)
    : expression({ ...place, depth, variables }, result);
  return `function(${names.join(', ')}) ${body}`;
}
