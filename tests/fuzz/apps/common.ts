// Forms that give a value of any type: conditionals, locals, functions, tests of what may be absent, lookups.
import type { Random } from '../../../tools/shared/random.ts';
import { code, type Expression, fragment, member, type Piece, printCode, quote, sequence } from './code.ts';
import { drawWord } from './literals.ts';
import {
  bind,
  type Callable,
  deeper,
  has,
  hide,
  intoObject,
  know,
  newName,
  optionalFields,
  type Parameter,
  type Place,
  pickFitting,
  pickWhere,
} from './place.ts';
import {
  ascii,
  boolean,
  eitherOf,
  fits,
  integer,
  listOf,
  mapOf,
  type Type,
  text,
  wholeNumber,
} from './types.ts';

/** Undefined where nothing in scope serves. */
export type Producer<T extends Type = Type> = (place: Place, wanted: T) => Expression | undefined;

/** Of what locals and parameters are. */
export function drawType(random: Random): Type {
  return random.pick([
    text,
    text,
    ascii,
    wholeNumber,
    integer(0, 1000),
    boolean,
    listOf(text),
    mapOf(text),
    listOf(integer(-1000, 1000)),
    mapOf(integer(0, 1000)),
    { kind: 'record', plain: true },
    listOf({ kind: 'record', plain: true }),
  ] as const);
}

const reference: Producer = (place, wanted) => {
  const found = pickFitting(place, wanted);
  return found && code(found.type)`${found.text}`;
};

const conditional: Producer = (place, wanted) => {
  const condition = place.grow(place, boolean);
  const [then, otherwise] = [place.grow(place, wanted), place.grow(place, wanted)];
  return code(eitherOf(then.type, otherwise.type))`(if ${condition} then ${then} else ${otherwise})`;
};

const chain: Producer = (place, wanted) => {
  const [a, b, c] = [place.grow(place, wanted), place.grow(place, wanted), place.grow(place, wanted)];
  const [one, two] = [place.grow(place, boolean), place.grow(place, boolean)];
  const type = eitherOf(eitherOf(a.type, b.type), c.type);
  return code(type)`(if ${one} then ${a} else if ${two} then ${b} else ${c})`;
};

const localValue: Producer = (place, wanted) => {
  const name = newName(place.random);
  const value = place.grow(hide(place, name), drawType(place.random));
  const body = place.grow(bind(place, name, value.type), wanted);
  return code(body.type)`(local ${name} = ${value}; ${body})`;
};

const localFunction: Producer = (place, wanted) => {
  const name = newName(place.random);
  const { signature, body, callable } = defineFunction(hide(place, name), name, wanted);
  const outer = hide(place, name);
  const call = callOf({ ...outer, functions: [...outer.functions, callable] }, callable);
  return code(body.type)`(local ${name}(${signature}) = ${body}; ${call})`;
};

export interface Definition {
  readonly signature: Piece;
  readonly body: Expression;
  readonly callable: Callable;
}

/** A function with parameters, the last of which may have a default. */
export function defineFunction(place: Place, name: string, wanted: Type): Definition {
  const { random } = place;
  const names = [...new Set([newName(random), newName(random)])].filter((one) => one !== name);
  const parameters = names.map((one, at): Parameter => {
    const optional = at > 0 && random.chance(0.5);
    return { name: one, type: drawType(random), optional };
  });
  const outside = names.reduce(hide, place);
  const signature = sequence(
    parameters.map((one) =>
      one.optional ? fragment`${one.name}=${place.grow({ ...outside, depth: 0 }, one.type)}` : one.name,
    ),
  );
  const inside = parameters.reduce((inner, one) => bind(inner, one.name, one.type), place);
  const body = place.grow(inside, wanted);
  const callable = { text: name, parameters, result: body.type };
  return { signature, body, callable };
}

function callOf(place: Place, { text: name, parameters, result }: Callable): Expression {
  const given = parameters.filter(({ optional }) => !optional || place.random.chance(0.5));
  const args = given.map((parameter) => {
    const value = place.grow(deeper(place), parameter.type);
    return parameter.optional || place.random.chance(0.1) ? fragment`${parameter.name}=${value}` : value;
  });
  const positional = args.filter((one) => one.kind === 'expression');
  const named = args.filter((one) => one.kind !== 'expression');
  const ordered = args.findIndex((one) => one.kind !== 'expression');
  const isOrdered = ordered < 0 || args.slice(ordered).every((one) => one.kind !== 'expression');
  if (isOrdered) return code(result)`${name}(${sequence([...positional, ...named])})`;
  const all = given.map((one) => fragment`${one.name}=${place.grow({ ...place, depth: 0 }, one.type)}`);
  return code(result)`${name}(${sequence(all)})`;
}

const functionCall: Producer = (place, wanted) => {
  const fitting = place.functions.filter(({ result }) => fits(result, wanted));
  return fitting.length === 0 ? undefined : callOf(place, place.random.pick(fitting));
};

/** `if 'a' in b then b.a else d`, or std.get. */
const optionalField: Producer = (place, wanted) => {
  const fitting = optionalFields(place).filter(({ type }) => fits(type, wanted));
  if (fitting.length === 0) return undefined;
  const found = place.random.pick(fitting);
  const otherwise = place.grow(place, wanted);
  const type = eitherOf(found.type, otherwise.type);
  if (place.random.chance(0.4))
    return code(type)`std.get(${found.holder}, ${quote(found.name)}, ${otherwise})`;
  return code(
    type,
  )`(if ${has(found, place.random)} then ${member(found.holder, found.name)} else ${otherwise})`;
};

/** A branch that knows that a field is there. */
const testedField: Producer = (place, wanted) => {
  const fields = optionalFields(place);
  if (fields.length === 0) return undefined;
  const found = place.random.pick(fields);
  const then = place.grow(know(place, member(found.holder, found.name), found.type), wanted);
  const otherwise = place.grow(place, wanted);
  return code(
    eitherOf(then.type, otherwise.type),
  )`(if ${has(found, place.random)} then ${then} else ${otherwise})`;
};

const kindTests: Readonly<Partial<Record<Type['kind'], string>>> = {
  text: 'std.isString',
  integer: 'std.isNumber',
  boolean: 'std.isBoolean',
  map: 'std.isObject',
  struct: 'std.isObject',
  list: 'std.isArray',
};

export function testOf(subject: string, type: Type): string {
  return type.kind === 'null' ? `${subject} == null` : `${kindTests[type.kind]}(${subject})`;
}

/** A branch for one kind of a choice, another one for what is left. */
const testedKind: Producer = (place, wanted) => {
  const found = pickWhere(place, ({ kind }) => kind === 'choice');
  if (found?.type.kind !== 'choice') return undefined;
  const one = place.random.pick(found.type.of);
  const others = found.type.of.filter((other) => other !== one);
  const rest: Type = others.length === 1 ? (others[0] as Type) : { kind: 'choice', of: others };
  const then = place.grow(know(place, found.text, one), wanted);
  const otherwise = place.grow(know(place, found.text, rest), wanted);
  return code(
    eitherOf(then.type, otherwise.type),
  )`(if ${testOf(found.text, one)} then ${then} else ${otherwise})`;
};

const firstItem: Producer = (place, wanted) => {
  const found = pickWhere(place, (type) => type.kind === 'list' && fits(type.of, wanted));
  if (found?.type.kind !== 'list') return undefined;
  const otherwise = place.grow(place, wanted);
  const type = eitherOf(found.type.of, otherwise.type);
  const test = place.random.pick([`${found.text} == []`, `std.length(${found.text}) == 0`]);
  return code(type)`(if ${test} then ${otherwise} else ${found.text}[0])`;
};

const entry: Producer = (place, wanted) => {
  const found = pickWhere(place, (type) => type.kind === 'map' && fits(type.of, wanted));
  if (found?.type.kind !== 'map') return undefined;
  const otherwise = place.grow(place, wanted);
  const type = eitherOf(found.type.of, otherwise.type);
  if (place.random.chance(0.5))
    return code(type)`std.get(${found.text}, ${quote(drawWord(place.random))}, ${otherwise})`;
  const key = pickFitting(place, text)?.text ?? quote(drawWord(place.random));
  return code(type)`(if ${key} in ${found.text} then ${found.text}[${key}] else ${otherwise})`;
};

/** An object as a table, looked up with a value that can only be one of its keys. */
const table: Producer = (place, wanted) => {
  const found = pickWhere(place, (type) => type.kind === 'text' && type.values !== undefined);
  if (found?.type.kind !== 'text') return undefined;
  const inner = intoObject(place);
  const rows = (found.type.values ?? []).map((name) => [name, place.grow(inner, wanted)] as const);
  const type = rows.map(([, row]) => row.type).reduce(eitherOf);
  const fields = rows.map(([name, row]) => fragment`${quote(name)}: ${row}`);
  return code(type)`({ ${sequence(fields)} })[${found.text}]`;
};

const selection: Producer = (place, wanted) => {
  const inner = intoObject(place);
  const value = place.grow(inner, wanted);
  const other = place.grow({ ...inner, depth: 0 }, wanted);
  switch (place.random.below(5)) {
    case 0:
      return code(value.type)`({ a: ${value} }).a`;
    case 1:
      return code(eitherOf(value.type, other.type))`({ a: ${value}, b:: self.a } + { a: ${other} }).b`;
    case 2:
      return code(value.type)`{ local z = ${value}, ['b']: z }['b']`;
    case 3:
      return code(value.type)`[${other}, ${value}][1]`;
    default:
      return code(value.type)`({ a: ${other} } + { a: ${value}, b: super.a }).a`;
  }
};

const guarded: Producer = (place, wanted) => {
  const value = place.grow(place, wanted);
  const condition = place.grow(place, boolean);
  if (!isOpen(condition)) return undefined;
  const message = sentence(place);
  if (place.random.chance(0.5)) return code(value.type)`(assert ${condition} : ${message}; ${value})`;
  return code(value.type)`(if ${condition} then ${value} else error ${message})`;
};

/** An assert that never holds is refused for good reason. */
export function isOpen(condition: Expression): boolean {
  return /\b(values|release)\b/.test(printCode(condition));
}

/** What somebody would say who sees the values. */
export function sentence(place: Place): Expression {
  const subject = pickFitting(place, text);
  const word = `${drawWord(place.random)}: wrong ${place.random.below(100)}`;
  if (!subject || place.random.chance(0.6)) return code(text)`${quote(word)}`;
  return code(text)`(${quote(`${word}, not `)} + ${subject.text})`;
}

/** With how often each is taken. */
export const commonForms: readonly (readonly [number, Producer])[] = [
  [6, reference],
  [4, conditional],
  [1, chain],
  [2, localValue],
  [1, localFunction],
  [2, functionCall],
  [3, optionalField],
  [2, testedField],
  [2, testedKind],
  [1, firstItem],
  [2, entry],
  [1, table],
  [1, selection],
  [0.5, guarded],
];
