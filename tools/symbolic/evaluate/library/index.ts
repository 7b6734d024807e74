// The standard library on values that may be unknown: every function as std/decisions.ts has decided.
import type { Builtin } from '../../../jsonnet/std/define.ts';
import { builtins } from '../../../jsonnet/std/index.ts';
import type { OperationName } from '../../operations/index.ts';
import { type Decision, decisions } from '../../std/decisions.ts';
import { isSet } from '../../std/sets.ts';
import { literal, type Node, type Site, yes } from '../../tree.ts';
import { entryType, type Kind, membersOf, type Type } from '../../types.ts';
import { computeConcretely, isConstant } from '../constants.ts';
import { lazyToNode, toNode } from '../finish.ts';
import { expectKind } from '../join.ts';
import { operation as makeOperation } from '../operators.ts';
import {
  type FieldDefinition,
  FunctionValue,
  force,
  type Lazy,
  ObjectValue,
  refusal,
  type Value,
} from '../values.ts';
import { listFunctions } from './lists.ts';
import type { NativeFunction } from './native.ts';
import { objectFunctions } from './objects.ts';
import { valueFunctions } from './values.ts';

const natives: ReadonlyMap<string, NativeFunction> = new Map(
  Object.entries({ ...valueFunctions, ...listFunctions, ...objectFunctions }),
);

/** What operations take, from left to right; the last kind is that of all further arguments, none is any. */
const argumentKinds: Readonly<Partial<Record<OperationName, readonly (Kind | undefined)[]>>> = {
  any: ['array'],
  all: ['array'],
  member: ['array', undefined],
  sort: ['array'],
  set: ['array'],
  reverse: ['array'],
  join: ['string', 'array'],
  json: [undefined],
  toText: [undefined],
  maximum: ['number'],
  minimum: ['number'],
  modulo: ['number'],
  range: ['number'],
  repeat: ['string', 'number'],
  substring: ['string', 'number'],
};

/** How a file's own things are had: its name, and code of the library that is written in Jsonnet. */
export interface LibraryContext {
  readonly thisFile: string;
  /** The function that a definition in Jsonnet stands for. */
  readonly define: (name: string, code: string, site: Site) => Value;
}

/** The object `std` of one file. */
export function createLibrary({ thisFile, define }: LibraryContext): ObjectValue {
  const fields = Object.entries(decisions).map(([name, decision]) =>
    hiddenField(name, () => functionOf(name, decision, define)),
  );
  const others = [
    hiddenField('thisFile', () => literal(thisFile)),
    hiddenField('pi', () => literal(Math.PI)),
  ];
  return new ObjectValue([{ condition: yes(), fields: [...fields, ...others] }]);
}

function hiddenField(name: string, make: () => Value): FieldDefinition {
  return { name, condition: yes(), visibility: '::', make };
}

function functionOf(name: string, decision: Decision, define: LibraryContext['define']): Value {
  const native = natives.get(name);
  if (native) return new FunctionValue(native.parameters, native.call);
  if (decision.kind === 'definition') return definedFunction(name, decision, define);
  return new FunctionValue(parametersOf(name), (args, site) => apply(name, decision, args, site));
}

function parametersOf(name: string) {
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`std.${name} has no implementation`);
  return builtin.parameters;
}

/** A function that is defined in Jsonnet keeps the parameters of the real one. */
function definedFunction(
  name: string,
  { code, sets = [], depth = [] }: Extract<Decision, { kind: 'definition' }>,
  define: LibraryContext['define'],
): FunctionValue {
  const parameters = parametersOf(name);
  return new FunctionValue(parameters, (args, site) => {
    const known = constantArguments(args);
    if (known) return concretely(name, known, site);
    for (const [at, arg] of args.entries()) {
      const parameter = parameters[at]?.name as string;
      if (arg === undefined) continue;
      if (sets.length > 0 && parameter === 'keyF') return leftOut(name, parameter, site);
      if (sets.includes(parameter) && !isSet(lazyToNode(arg))) return noSet(name, site);
      if (depth.includes(parameter) && !hasKnownDepth(lazyToNode(arg).type)) return noDepth(name, site);
    }
    return (define(name, code, site) as FunctionValue).call(args, site);
  });
}

function hasKnownDepth(type: Type): boolean {
  if (type.kind === 'any') return false;
  return membersOf(type).every((member) => {
    if (member.kind === 'array') return hasKnownDepth(member.items);
    return member.kind !== 'object' || hasKnownDepth(entryType(member));
  });
}

function noDepth(name: string, site: Site): Node {
  return refusal('symbolic-unsupported', site, {
    what: `std.${name} of a value that may be of any depth`,
    reason: 'a template cannot call itself until it is at the end',
    remedy: "describe the value in the schema, or write where it is made: [if x != {} then 'name']: x",
  });
}

function noSet(name: string, site: Site): Node {
  return refusal('symbolic-unsupported', site, {
    what: `std.${name} of a list that may be no set`,
    reason: 'what Jsonnet makes of such a list depends on the order of its items',
    remedy: 'use std.set(list)',
  });
}

/** The arguments as data, when all of them are. Functions are not. */
function constantArguments(args: readonly (Lazy | undefined)[]): readonly (Node | undefined)[] | undefined {
  const nodes: (Node | undefined)[] = [];
  for (const arg of args) {
    if (arg === undefined) nodes.push(undefined);
    else {
      const value = force(arg);
      if (value instanceof FunctionValue) return undefined;
      const node = toNode(value);
      if (!isConstant(node)) return undefined;
      nodes.push(node);
    }
  }
  return nodes;
}

function concretely(name: string, args: readonly (Node | undefined)[], site: Site): Node {
  const builtin = builtins.get(name) as Builtin;
  const given = args.filter((arg) => arg !== undefined);
  return computeConcretely(given, site, (...values) => {
    const rest = [...values];
    return builtin.call(args.map((arg) => (arg === undefined ? undefined : rest.shift())));
  });
}

function apply(name: string, decision: Decision, args: readonly (Lazy | undefined)[], site: Site): Value {
  const known = constantArguments(args);
  if (known) return concretely(name, known, site);
  if (decision.kind === 'concrete')
    return refusal('symbolic-unsupported', site, {
      what: `std.${name}`,
      reason: decision.reason,
      remedy: decision.remedy,
    });
  if (decision.kind !== 'operation') throw new Error(`std.${name} is not implemented`);
  const names = parametersOf(name).map((parameter) => parameter.name);
  const wanted = decision.parameters ?? names;
  for (const [at, arg] of args.entries())
    if (arg !== undefined && !wanted.includes(names[at] as string))
      return leftOut(name, names[at] as string, site);
  const given = wanted.flatMap((parameter) => {
    const arg = args[names.indexOf(parameter)];
    return arg === undefined ? [] : [lazyToNode(arg)];
  });
  return applyOperation(decision.operation, given, site);
}

function leftOut(name: string, parameter: string, site: Site): Node {
  return refusal('symbolic-unsupported', site, {
    what: `std.${name} with ${parameter}`,
    reason: 'templates know only their own order and equality',
    remedy: `leave ${parameter} out`,
  });
}

function applyOperation(name: OperationName, args: readonly Node[], site: Site): Node {
  const kinds = argumentKinds[name] ?? ['string'];
  const checked = args.map((arg, at) => {
    const kind = kinds[Math.min(at, kinds.length - 1)];
    return kind ? expectKind(arg, kind, site) : arg;
  });
  return makeOperation(name, site, ...checked);
}
