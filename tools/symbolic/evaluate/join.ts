// Values that depend on a condition: two objects become one with conditional layers, two lists one with conditional items.
import { call, choose, not } from '../build.ts';
import { mayFail } from '../rules/rule.ts';
import { type ErrorNode, literal, type Node, narrow, type Site } from '../tree.ts';
import { isKind, type Kind, memberOf } from '../types.ts';
import { layerOfNode, layerUnder } from './layers.ts';
import {
  Choice,
  Failure,
  FunctionValue,
  type Guard,
  isNode,
  ListValue,
  ObjectValue,
  refusal,
  type Segment,
  type Value,
} from './values.ts';

/** `if condition then … else …`. Errors are values here. */
export function join(condition: Node, then: Value, otherwise: Value): Value {
  if (condition.kind === 'literal') return condition.value === true ? then : otherwise;
  if (then === otherwise && !mayFail(condition)) return then;
  if (isNode(then) && isNode(otherwise)) return choose(condition, then, otherwise);
  if (isError(then)) return withGuards(otherwise, [{ condition, error: then as Node }]);
  if (isError(otherwise)) return withGuards(then, [{ condition: not(condition), error: otherwise as Node }]);
  if (isSurely(then, 'object') && isSurely(otherwise, 'object'))
    return joinObjects(condition, asObject(then, undefined), asObject(otherwise, undefined));
  if (isSurely(then, 'array') && isSurely(otherwise, 'array'))
    return joinLists(condition, asList(then, undefined), asList(otherwise, undefined));
  return new Choice(condition, then, otherwise);
}

/** An error, or one of several. */
function isError(value: Value): boolean {
  if (!isNode(value)) return false;
  return value.kind === 'error' || (value.kind === 'if' && isError(value.then) && isError(value.otherwise));
}

/** Whether the value is of this kind under all conditions. */
export function isSurely(value: Value, kind: Kind): boolean {
  if (value instanceof ObjectValue) return kind === 'object';
  if (value instanceof ListValue) return kind === 'array';
  if (value instanceof FunctionValue) return false;
  if (value instanceof Choice) return isSurely(value.chosen, kind) && isSurely(value.otherwise, kind);
  return isKind(value.type, kind);
}

function guardsUnder(condition: Node, guards: readonly Guard[]): readonly Guard[] {
  return guards.map((guard) => ({ ...guard, condition: call('and', condition, guard.condition) }));
}

function joinObjects(condition: Node, then: ObjectValue, otherwise: ObjectValue): ObjectValue {
  const without = not(condition);
  return new ObjectValue(
    [
      ...then.layers.map((layer) => layerUnder(condition, layer)),
      ...otherwise.layers.map((layer) => layerUnder(without, layer)),
    ],
    [...guardsUnder(condition, then.guards), ...guardsUnder(without, otherwise.guards)],
  );
}

function joinLists(condition: Node, then: ListValue, otherwise: ListValue): ListValue {
  return new ListValue(
    joinSegments(condition, then.segments, otherwise.segments),
    [...guardsUnder(condition, then.guards), ...guardsUnder(not(condition), otherwise.guards)],
    [then, otherwise],
  );
}

/** What both begin or end with stands outside of the condition, unless the condition has to be asked for its errors. */
function joinSegments(
  condition: Node,
  then: readonly Segment[],
  otherwise: readonly Segment[],
): readonly Segment[] {
  const fewer = mayFail(condition) ? 0 : Math.min(then.length, otherwise.length);
  const isSame = (at: number): boolean => then.at(at) === otherwise.at(at);
  let before = 0;
  while (before < fewer && isSame(before)) before++;
  let after = 0;
  while (after < fewer - before && isSame(-1 - after)) after++;
  const middle = (segments: readonly Segment[]): readonly Segment[] =>
    segments.slice(before, segments.length - after);
  return [
    ...then.slice(0, before),
    { kind: 'when', condition, segments: middle(then), otherwise: middle(otherwise) },
    ...then.slice(then.length - after),
  ];
}

/** The value, which does not exist where a guard's condition holds. */
export function withGuards(value: Value, guards: readonly Guard[]): Value {
  if (guards.length === 0) return value;
  if (value instanceof ObjectValue) {
    const guarded = new ObjectValue(value.layers, [...guards, ...value.guards]);
    guarded.name = value.name;
    return guarded;
  }
  if (value instanceof ListValue) {
    const guarded = new ListValue(value.segments, [...guards, ...value.guards], value.pieces);
    guarded.name = value.name;
    return guarded;
  }
  return guards.reduceRight<Value>(
    (all, { condition, error }) =>
      isNode(all) ? choose(condition, error, all) : new Choice(condition, error, all),
    value,
  );
}

const kindNames: Readonly<Record<Kind, string>> = {
  null: 'null',
  boolean: 'a boolean',
  number: 'a number',
  string: 'a string',
  array: 'a list',
  object: 'an object',
};

const kindTests: Readonly<Record<Kind, string>> = {
  null: 'x == null',
  boolean: 'std.isBoolean(x)',
  number: 'std.isNumber(x)',
  string: 'std.isString(x)',
  array: 'std.isArray(x)',
  object: 'std.isObject(x)',
};

/** What is used as `kind` here but may be something else. */
export function wrongKind(kind: Kind, site: Site | undefined): Node {
  return refusal('symbolic-type', site, { expected: kindNames[kind], test: kindTests[kind] });
}

/** The node where it is of this kind, an error elsewhere. */
export function expectKind(node: Node, kind: Kind, site: Site | undefined): Node {
  if (node.kind === 'error') return node;
  if (isKind(node.type, kind)) return node;
  if (node.kind === 'if') {
    const [then, otherwise] = [expectKind(node.then, kind, site), expectKind(node.otherwise, kind, site)];
    return choose(node.condition, then, otherwise);
  }
  const member = memberOf(node.type, kind);
  const error = wrongKind(kind, site);
  return member ? choose(call('is', node, literal(kind)), narrow(node, member), error) : error;
}

/** The value as an object with layers. Fails where it cannot be one. */
export function asObject(value: Value, site: Site | undefined): ObjectValue {
  if (value instanceof ObjectValue) return value;
  const choice = choiceOf(value);
  if (choice) return split(choice, (one) => asObject(one, site), joinObjects);
  if (!isNode(value)) throw new Failure(wrongKind('object', site) as ErrorNode);
  return fromNode(value, 'object', site, (node, guards) => new ObjectValue([layerOfNode(node)], guards));
}

export function asList(value: Value, site: Site | undefined): ListValue {
  if (value instanceof ListValue) return value;
  const choice = choiceOf(value);
  if (choice) return split(choice, (one) => asList(one, site), joinLists);
  if (!isNode(value)) throw new Failure(wrongKind('array', site) as ErrorNode);
  return fromNode(value, 'array', site, (node, guards) => new ListValue(listSegments(node), guards));
}

/** A short list whose items are known, such as a path that was split, is gone through item by item. */
const longestListed = 16;

function listSegments(node: Node): readonly Segment[] {
  const parts = node.kind === 'list' && node.parts.length <= longestListed ? node.parts : undefined;
  if (parts?.every((part) => part.kind === 'item'))
    return parts.map(({ value }) => ({ kind: 'item', value }) as const);
  return [{ kind: 'splice', of: node }];
}

function fromNode<T>(
  node: Node,
  kind: Kind,
  site: Site | undefined,
  create: (node: Node, guards: readonly Guard[]) => T,
): T {
  if (node.kind === 'error') throw new Failure(node);
  if (isKind(node.type, kind)) return create(node, []);
  const member = memberOf(node.type, kind);
  const error = wrongKind(kind, site);
  if (!member) throw new Failure(error as ErrorNode);
  const guard = { condition: not(call('is', node, literal(kind))), error };
  return create(narrow(node, member), [guard]);
}

/** A conditional value as a choice, whatever the kinds are. */
export function choiceOf(value: Value): Choice | undefined {
  if (value instanceof Choice) return value;
  if (!isNode(value) || value.kind !== 'if') return undefined;
  return new Choice(value.condition, value.then, value.otherwise);
}

/** Both sides of a conditional value; an error on one side guards the other. */
function split<T extends ObjectValue | ListValue>(
  { condition, chosen, otherwise }: Choice,
  convert: (value: Value) => T,
  both: (condition: Node, then: T, otherwise: T) => T,
): T {
  const left = settle(chosen, convert);
  const right = settle(otherwise, convert);
  if (left instanceof Failure) {
    if (right instanceof Failure) throw new Failure(choose(condition, left.node, right.node) as ErrorNode);
    return withGuards(right, [{ condition, error: left.node }]) as T;
  }
  if (right instanceof Failure)
    return withGuards(left, [{ condition: not(condition), error: right.node }]) as T;
  return both(condition, left, right);
}

function settle<T>(value: Value, convert: (value: Value) => T): T | Failure {
  try {
    return convert(value);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
