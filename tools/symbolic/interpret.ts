// The meaning of a tree on concrete inputs: what an application gives, computed from the tree instead of from its Jsonnet.
import { fromJson } from '../jsonnet/data.ts';
import { createObject, isObject } from '../jsonnet/evaluation/objects.ts';
import { toText } from '../jsonnet/evaluation/operators.ts';
import { withStack } from '../jsonnet/evaluation/stack.ts';
import {
  element,
  type Frame,
  force,
  isList,
  type Lazy,
  type List,
  Thunk,
  typeName,
  type Value,
} from '../jsonnet/evaluation/values.ts';
import { toJson } from '../jsonnet/manifest/json.ts';
import type { Json } from '../shared/json.ts';
import { operations } from './operations/index.ts';
import type { Call, Fault, Fold, InputName, Loop, Node, Part } from './tree.ts';
import { type Kind, mayBe } from './types.ts';

/** What the application is given; what a tree does not use may be left out. */
export type Inputs = Readonly<Partial<Record<InputName, Json>>>;

/** An error node was reached. `message` is that of the application, empty for refusals. */
export class FaultReached extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, message: string) {
    super(message);
    this.name = 'FaultReached';
    this.fault = fault;
  }
}

/** The tree reads what is not there, or has a value of a kind that it excludes: a defect of whoever made it. */
export class TreeDefect extends Error {}

/** One case: what was computed for it so far. */
export interface Run {
  readonly inputs: Inputs;
  readonly given: Map<InputName, Value>;
  /** Values of nodes without free variables, which are used in several places. */
  readonly known: Map<Node, Value>;
}

/** Bound variables, the innermost first. */
export interface Scope {
  readonly number: number;
  readonly value: Lazy;
  readonly outer: Scope | undefined;
}

/** Deeper values than an application can have. */
const depth = 100_000;

export function createRun(inputs: Inputs): Run {
  return { inputs, given: new Map(), known: new Map() };
}

/**
 * The value of a tree. Only what the result needs is evaluated: of `if` the branch that is taken, of objects and lists
 * everything that stays in the result.
 * Throws FaultReached for an error node, JsonnetError where an operation fails, TreeDefect for a defect of the tree.
 */
export function interpret(node: Node, inputs: Inputs): Json {
  return withStack(depth, () => toJson(evaluate(createRun(inputs), node, undefined)));
}

/** The value of a node in weak head normal form. Call it inside `withStack`. */
export function evaluate(run: Run, node: Node, scope: Scope | undefined): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'input':
      return inputOf(run, node.input);
    case 'variable':
      return force(lookup(scope, node.number));
  }
  if (node.free.size > 0) return compute(run, node, scope);
  const known = run.known.get(node);
  if (known !== undefined) return known;
  const value = compute(run, node, scope);
  run.known.set(node, value);
  return value;
}

type Inner = Exclude<Node, { kind: 'literal' | 'input' | 'variable' }>;

function compute(run: Run, node: Inner, scope: Scope | undefined): Value {
  switch (node.kind) {
    case 'field':
      return fieldOf(evaluate(run, node.of, scope), node.field);
    case 'index':
      return entryOf(evaluate(run, node.of, scope), evaluate(run, node.key, scope));
    case 'narrow':
      return checked(evaluate(run, node.of, scope), node);
    case 'call':
      return applied(run, node, scope);
    case 'if':
      return evaluate(run, truth(run, node.condition, scope) ? node.then : node.otherwise, scope);
    case 'object': {
      const fields = new Map<string, Lazy>();
      addFields(fields, { run, parts: node.parts, scope });
      return createObject(fields);
    }
    case 'list': {
      const items: List = [];
      addItems(items, { run, parts: node.parts, scope });
      return items;
    }
    case 'fold':
      return folded(run, node, scope);
    case 'error':
      throw reached(run, node.fault, scope);
  }
}

function inputOf(run: Run, name: InputName): Value {
  let value = run.given.get(name);
  if (value !== undefined) return value;
  const json = run.inputs[name];
  if (json === undefined) throw new TreeDefect(`the input ${name} is not given`);
  value = fromJson(json);
  run.given.set(name, value);
  return value;
}

function lookup(scope: Scope | undefined, number: number): Lazy {
  for (let at = scope; at; at = at.outer) if (at.number === number) return at.value;
  throw new TreeDefect(`variable ${number} is bound nowhere`);
}

function fieldOf(value: Value, name: string): Value {
  const found = isObject(value) ? value.lookup(name) : undefined;
  if (found === undefined) throw new TreeDefect(`no field ${name} in a value of kind ${typeName(value)}`);
  return found;
}

function entryOf(value: Value, key: Value): Value {
  if (typeof key === 'string') return fieldOf(value, key);
  if (isList(value) && typeof key === 'number' && Number.isInteger(key) && key >= 0 && key < value.length)
    return element(value, key);
  throw new TreeDefect(`no item ${toText(key)} in a value of kind ${typeName(value)}`);
}

function checked(value: Value, { type }: Node): Value {
  if (mayBe(type, typeName(value) as Kind)) return value;
  throw new TreeDefect(`a value of kind ${typeName(value)} where there is none`);
}

/** The value of a condition. */
export function truth(run: Run, condition: Node, scope: Scope | undefined): boolean {
  const value = evaluate(run, condition, scope);
  if (typeof value === 'boolean') return value;
  throw new TreeDefect(`a condition of kind ${typeName(value)}`);
}

function applied(run: Run, { operation, args }: Call, scope: Scope | undefined): Value {
  if (operation === 'and') return args.every((arg) => truth(run, arg, scope));
  if (operation === 'or') return args.some((arg) => truth(run, arg, scope));
  return operations[operation].apply(...args.map((arg) => evaluate(run, arg, scope)));
}

interface Parts {
  readonly run: Run;
  readonly parts: readonly Part[];
  readonly scope: Scope | undefined;
}

function addFields(fields: Map<string, Lazy>, parts: Parts): void {
  visitLeaves(parts, (part, { run, scope }) => {
    if (part.kind === 'field') fields.set(part.key, delayed(run, part.value, scope));
    else if (part.kind === 'entry')
      fields.set(keyOf(evaluate(run, part.key, scope)), delayed(run, part.value, scope));
    else if (part.kind === 'splice') spliceFields(fields, evaluate(run, part.of, scope));
    else throw new TreeDefect('an item in an object');
  });
}

type Leaf = Exclude<Part, { kind: 'when' | 'each' }>;

/** The parts that are there, as often as they are. */
function visitLeaves(
  { run, parts, scope }: Parts,
  visit: (part: Leaf, place: Omit<Parts, 'parts'>) => void,
): void {
  for (const part of parts) {
    if (part.kind === 'when') {
      const branch = truth(run, part.condition, scope) ? part.parts : part.otherwise;
      visitLeaves({ run, parts: branch, scope }, visit);
    } else if (part.kind === 'each') {
      for (const inner of rounds(run, part.loop, scope))
        visitLeaves({ run, parts: part.parts, scope: inner }, visit);
    } else visit(part, { run, scope });
  }
}

function keyOf(value: Value): string {
  if (typeof value === 'string') return value;
  throw new TreeDefect(`a key of kind ${typeName(value)}`);
}

function spliceFields(fields: Map<string, Lazy>, value: Value): void {
  if (!isObject(value)) throw new TreeDefect(`a ${typeName(value)} spliced into an object`);
  for (const name of value.fieldNames()) fields.set(name, new Thunk(() => value.get(name), []));
}

function addItems(items: List, parts: Parts): void {
  visitLeaves(parts, (part, { run, scope }) => {
    if (part.kind === 'item') items.push(delayed(run, part.value, scope));
    else if (part.kind !== 'splice') throw new TreeDefect(`a part of kind ${part.kind} in a list`);
    else for (const item of listOf(evaluate(run, part.of, scope))) items.push(item);
  });
}

function listOf(value: Value): List {
  if (isList(value)) return value;
  throw new TreeDefect(`a ${typeName(value)} where a list is expected`);
}

/** The scope of every round of a loop, in order. */
export function* rounds(run: Run, loop: Loop, scope: Scope | undefined): Generator<Scope> {
  const over = listOf(evaluate(run, loop.over, scope));
  for (const [at, value] of over.entries()) {
    const inner = { number: loop.item.number, value, outer: scope };
    yield loop.index ? { number: loop.index.number, value: at, outer: inner } : inner;
  }
}

/** A value that is evaluated on first use; what is at hand needs no promise. */
function delayed(run: Run, node: Node, scope: Scope | undefined): Lazy {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'variable') return lookup(scope, node.number);
  return new Thunk(evaluateFrame, [run, node, scope] as unknown as Frame);
}

function evaluateFrame(frame: Frame): Value {
  const [run, node, scope] = frame as unknown as [Run, Node, Scope | undefined];
  return evaluate(run, node, scope);
}

function folded(run: Run, { over, item, accumulator, initial, body }: Fold, scope: Scope | undefined): Value {
  const items = listOf(evaluate(run, over, scope));
  let value = evaluate(run, initial, scope);
  for (const one of items) {
    const outer = { number: accumulator.number, value, outer: scope };
    value = evaluate(run, body, { number: item.number, value: one, outer });
  }
  return value;
}

function reached(run: Run, fault: Fault, scope: Scope | undefined): Error {
  return new FaultReached(fault, fault.kind === 'user' ? toText(evaluate(run, fault.message, scope)) : '');
}
