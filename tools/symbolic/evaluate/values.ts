// What a Jsonnet expression evaluates to when values are unknown: nodes, and objects, lists and functions with conditions in them.
import type { Visibility } from '../../jsonnet/syntax/tree.ts';
import { nearest } from '../../shared/text.ts';
import { type ErrorNode, errorNode, type Fault, type Node, type RefusalCode, type Site } from '../tree.ts';

/** Scalars and whatever is unknown are nodes; a node of kind `error` stands for a value that does not exist. */
export type Value = Node | ObjectValue | ListValue | FunctionValue | Choice;

/** A value, or the promise of one. */
export type Lazy = Value | Thunk;

/** Thrown where a value is needed and there is none; becomes an error node at the next condition. */
export class Failure extends Error {
  readonly node: ErrorNode;

  constructor(node: ErrorNode) {
    super('no value');
    this.node = node;
  }
}

/** Thrown where the evaluation cannot go on at all, whatever the conditions say. */
export class Abort extends Error {
  readonly node: ErrorNode;

  constructor(node: ErrorNode) {
    super('the evaluation cannot go on');
    this.node = node;
  }
}

/** What cannot be expressed, as a value: it only counts where it is needed. */
export function refusal(
  code: RefusalCode,
  site: Site | undefined,
  args: Readonly<Record<string, string>>,
): ErrorNode {
  return errorNode({ kind: 'refusal', code, args, site });
}

export function fail(fault: Fault): never {
  throw new Failure(errorNode(fault));
}

const missing = {
  field: 'test with `in` or std.objectHas first, or use std.get with a default',
  entry: 'test with `in` or std.objectHas first, or use std.get with a default',
  item: 'test whether the list is empty, or its length, first',
} as const;

/** What may not be there: a field by its name, an entry of a map, or an item of a list. */
export function absence(kind: keyof typeof missing, site: Site | undefined, name?: string): ErrorNode {
  const what = {
    field: `the field ${name}`,
    entry: 'the entry of that name',
    item: 'the item at that place',
  };
  return refusal('symbolic-optional', site, { what: what[kind], remedy: missing[kind] });
}

/** A field that is never there; what it is instead when no other name is near. */
export function noField(
  name: string,
  site: Site | undefined,
  { known, remedy }: { readonly known: Iterable<string>; readonly remedy?: string | undefined },
): ErrorNode {
  const similar = nearest(name, known);
  const hint = similar === undefined ? remedy : `did you mean ${JSON.stringify(similar)}?`;
  const problem = `the field ${JSON.stringify(name)} does not exist${hint === undefined ? '' : `; ${hint}`}`;
  return refusal('symbolic-failure', site, { problem });
}

/** The value that `work` gives, its failure as an error node. */
export function attempt(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) return error.node;
    throw error;
  }
}

/** A computation that is done at most once; a failure is remembered too. */
export class Thunk {
  private work: (() => Value) | undefined;
  private value: Value | undefined;
  private running = false;

  constructor(work: () => Value) {
    this.work = work;
  }

  force(): Value {
    if (this.work) {
      if (this.running)
        throw new Failure(refusal('symbolic-failure', undefined, { problem: 'the value depends on itself' }));
      this.running = true;
      try {
        this.value = attempt(this.work);
      } finally {
        this.running = false;
      }
      this.work = undefined;
    }
    return needed(this.value as Value);
  }

  /** The value, if there is one already. */
  peek(): Value | undefined {
    return this.value;
  }
}

/** The value itself; an error node is thrown as a failure. */
export function needed(value: Value): Value {
  if (isNode(value) && value.kind === 'error') throw new Failure(value);
  return value;
}

export function force(lazy: Lazy): Value {
  return lazy instanceof Thunk ? lazy.force() : needed(lazy);
}

/** One of two values of different kinds. */
export class Choice {
  readonly condition: Node;
  readonly chosen: Value;
  readonly otherwise: Value;

  constructor(condition: Node, chosen: Value, otherwise: Value) {
    this.condition = condition;
    this.chosen = chosen;
    this.otherwise = otherwise;
  }
}

/** There is no value where the condition holds. */
export interface Guard {
  readonly condition: Node;
  readonly error: Node;
}

/** One definition of a field in a layer. */
export interface FieldDefinition {
  readonly name: string;
  /** When it is there. */
  readonly condition: Node;
  readonly visibility: Visibility;
  /** Its value in an object, where the layer has this number. */
  readonly make: (self: ObjectValue, layer: number) => Value;
}

/** A layer of an object: fields that are known by name, or all entries of an unknown map. */
export interface Layer {
  /** When it is there. */
  readonly condition: Node;
  readonly fields: readonly FieldDefinition[];
  readonly splice?: Node;
  /** Conditions under which an object with this layer has no value. */
  readonly asserts?: (self: ObjectValue, layer: number) => readonly Guard[];
}

export class ObjectValue {
  readonly layers: readonly Layer[];
  readonly guards: readonly Guard[];
  /** What the source calls it. */
  name: string | undefined;
  /** What it was made of by adding to it. */
  readonly base: ObjectValue | undefined;
  /** Values of definitions, by the layer that they stand in. */
  readonly values: Map<FieldDefinition, Map<number, Value | 'running'>> = new Map();
  readonly lookups: Map<string, unknown> = new Map();
  node: Node | undefined;
  checked: readonly Guard[] | 'running' | undefined;
  /** The expression that made it first. */
  site: Site | undefined;

  constructor(layers: readonly Layer[], guards: readonly Guard[] = [], base?: ObjectValue) {
    this.layers = layers;
    this.guards = guards;
    this.base = base;
  }
}

export type Segment =
  | { readonly kind: 'item'; readonly value: Lazy }
  | {
      readonly kind: 'when';
      readonly condition: Node;
      readonly segments: readonly Segment[];
      readonly otherwise: readonly Segment[];
    }
  | {
      readonly kind: 'each';
      readonly over: Node;
      readonly name?: string | undefined;
      /** Makes what is in the loop, for an item and its number: variables, or one item that is asked for. */
      readonly make: (item: Node, index: Node) => readonly Segment[];
    }
  | { readonly kind: 'splice'; readonly of: Node };

export class ListValue {
  readonly segments: readonly Segment[];
  readonly guards: readonly Guard[];
  name: string | undefined;
  /** What it was put together of, as far as that has a name. */
  readonly pieces: readonly ListValue[];
  node: Node | undefined;
  /** The expression that made it first. */
  site: Site | undefined;

  constructor(
    segments: readonly Segment[],
    guards: readonly Guard[] = [],
    pieces: readonly ListValue[] = [],
  ) {
    this.segments = segments;
    this.guards = guards;
    this.pieces = pieces.flatMap((piece) => (piece.name === undefined ? piece.pieces : [piece]));
  }
}

export interface FunctionParameter {
  readonly name: string;
  readonly optional: boolean;
}

/** What is called with one promise per parameter, undefined for what was left out. */
export class FunctionValue {
  readonly parameters: readonly FunctionParameter[];
  readonly call: (args: readonly (Lazy | undefined)[], site: Site) => Value;
  /** The expression that made it first. */
  site: Site | undefined;

  constructor(parameters: readonly FunctionParameter[], call: FunctionValue['call']) {
    this.parameters = parameters;
    this.call = call;
  }
}

export function isNode(value: Value | Thunk): value is Node {
  return 'free' in value;
}

const namedByLocals = new WeakSet<object>();

/** Remembers what the source calls a value; a local's name is better than a function's or a field's. */
export function nameValue(value: Value, name: string, local: boolean): void {
  if (value instanceof Choice || value instanceof FunctionValue) return;
  if (value.name !== undefined && (!local || namedByLocals.has(value))) return;
  value.name = name;
  if (local) namedByLocals.add(value);
}
