// Functions of the library about lists.
import { call } from '../../build.ts';
import { substitute } from '../../map.ts';
import { makeList, makeObject } from '../../parts.ts';
import {
  foldNode,
  freshVariable,
  literal,
  type Node,
  type Site,
  type Variable,
  variable,
} from '../../tree.ts';
import {
  arrayOf,
  entryType,
  integer,
  isInteger,
  isKind,
  joinTypes,
  kindsOf,
  mapOf,
  memberOf,
  membersOf,
  never,
  numberType,
  stringType,
  type Type,
  unionOf,
} from '../../types.ts';
import { bindEach, itemType, lazyToNode, toNode } from '../finish.ts';
import { asList, join, withGuards } from '../join.ts';
import { equal, numberOf, operation, stringOf } from '../operators.ts';
import {
  attempt,
  type FunctionValue,
  isNode,
  type Lazy,
  ListValue,
  refusal,
  type Segment,
  type Value,
} from '../values.ts';
import { type NativeFunction, native } from './native.ts';

type Step = (accumulator: Value, item: Lazy) => Value;

function fold(site: Site, step: Step, segments: readonly Segment[], initial: Value): Value {
  const next = (accumulator: Value, segment: Segment): Value => {
    switch (segment.kind) {
      case 'item':
        return step(accumulator, segment.value);
      case 'when':
        return join(
          segment.condition,
          attempt(() => fold(site, step, segment.segments, accumulator)),
          attempt(() => fold(site, step, segment.otherwise, accumulator)),
        );
      case 'splice':
        return foldLoop(segment.of, step, accumulator);
      case 'each':
        return foldLoop(toNode(new ListValue([segment])), step, accumulator);
    }
  };
  return segments.reduce(next, initial);
}

/** A sum is trusted to stay exact: it would take millions of the largest items to exceed this. */
const accumulated = 2 ** 52;

/** The type that an accumulator has in every round, from that of its first value. */
function widenType(type: Type): Type {
  return unionOf(
    membersOf(type).map((member): Type => {
      if (member.kind === 'string') return stringType;
      if (member.kind === 'number') return member.integer ? integer(-accumulated, accumulated) : numberType;
      if (member.kind === 'array') return arrayOf(member.items);
      if (member.kind === 'object') return mapOf(entryType(member));
      return member;
    }),
  );
}

/** One loop. Where it only adds to a list or a map, it is a comprehension. */
function foldLoop(over: Node, step: Step, initial: Value): Value {
  const first = toNode(initial);
  const item = freshVariable(itemType(over), 'item');
  let type = widenType(first.type);
  for (let round = 0; round < 4; round++) {
    const accumulator = freshVariable(type, 'result');
    const body = toNode(attempt(() => step(accumulator, item)));
    const wider = widenType(joinTypes(type, body.type));
    if (sameKinds(wider, type)) return finishFold({ over, first, item, accumulator, body });
    type = wider;
  }
  return refusal('symbolic-unsupported', undefined, {
    what: 'a fold whose result changes its kind',
    reason: 'a variable of a template keeps its kind',
    remedy: 'start with a value of the kind of the result',
  });
}

function sameKinds(a: Type, b: Type): boolean {
  const item = (type: Type): Type =>
    memberOf(type, 'array')?.items ?? memberOf(type, 'object')?.rest ?? never;
  return kindsOf(a).join() === kindsOf(b).join() && kindsOf(item(a)).join() === kindsOf(item(b)).join();
}

interface Rounds {
  readonly over: Node;
  readonly first: Node;
  readonly item: Variable;
  readonly accumulator: Variable;
  readonly body: Node;
}

function finishFold({ over, first, item, accumulator, body }: Rounds): Value {
  if (body === accumulator) return first;
  if (body.kind === 'list' || body.kind === 'object') {
    const [head, ...rest] = body.parts;
    const uses = makeList(rest.map((part) => part)).free.has(accumulator.number);
    if (head?.kind === 'splice' && head.of === accumulator && !uses) {
      const start = first.kind === body.kind ? first.parts : [{ kind: 'splice', of: first } as const];
      const parts = [...start, ...bindEach({ over, item }, rest)];
      return body.kind === 'list' ? makeList(parts) : makeObject(parts);
    }
  }
  const height = Math.max(body.height, 0);
  const [finalItem, finalResult] = [variable(height + 1, item.type), variable(height + 2, accumulator.type)];
  finalResult.name ??= 'result';
  return foldNode({
    over,
    item: finalItem,
    accumulator: finalResult,
    initial: first,
    body: substitute(substitute(body, item, finalItem), accumulator, finalResult),
  });
}

function mapWithIndex(site: Site, work: FunctionValue, list: ListValue): Value {
  const { segments } = list;
  const callWith = (at: Node, item: Lazy): Value => attempt(() => work.call([at, item], site));
  if (segments.every((segment) => segment.kind === 'item'))
    return new ListValue(
      segments.map((segment, at) => ({
        kind: 'item',
        value: callWith(literal(at), (segment as { value: Lazy }).value),
      })),
      list.guards,
    );
  const over = toNode(new ListValue(segments));
  const make = (item: Node, index: Node): readonly Segment[] => [
    { kind: 'item', value: callWith(index, item) },
  ];
  return new ListValue([{ kind: 'each', over, name: 'item', make }], list.guards);
}

function slice(site: Site, ...args: readonly (Value | undefined)[]): Value {
  const [target, from, to, step] = args.map((arg) => (arg ? toNode(arg) : literal(null))) as [
    Node,
    Node,
    Node,
    Node,
  ];
  const plainStep = step.kind === 'literal' && (step.value === null || step.value === 1);
  const start = isNull(from) ? literal(0) : numberOf(from, site);
  if (!plainStep || !isNatural(start) || !(isNull(to) || isNatural(to)))
    return refusal('symbolic-unsupported', site, {
      what: 'a slice with a step, or from the end',
      reason: 'templates have none',
      remedy: 'use positions from the beginning',
    });
  if (isKind(target.type, 'string')) {
    const end = isNull(to) ? call('length', target) : numberOf(to, site);
    return operation('substring', site, target, start, call('subtract', end, start));
  }
  return sliceList(asList(args[0] as Value, site), start, to, site);
}

function isNull(node: Node): boolean {
  return node.kind === 'literal' && node.value === null;
}

function isNatural(node: Node): boolean {
  const type = memberOf(node.type, 'number');
  return type !== undefined && isInteger(node.type) && type.minimum >= 0;
}

function sliceList(list: ListValue, from: Node, to: Node, site: Site): Value {
  const fixed = list.segments.every(({ kind }) => kind === 'item');
  if (fixed && from.kind === 'literal' && to.kind === 'literal') {
    const end = to.value === null ? undefined : (to.value as number);
    return new ListValue(list.segments.slice(from.value as number, end), list.guards);
  }
  const node = toNode(list);
  return operation('slice', site, node, from, isNull(to) ? call('length', node) : to);
}

function member(site: Site, target: Value, value: Value): Node {
  if (isNode(target) && !isKind(target.type, 'array'))
    return operation('contains', site, stringOf(target, site), stringOf(value, site));
  const list = asList(target, site);
  if (
    list.guards.length === 0 &&
    list.segments.length <= 4 &&
    list.segments.every(({ kind }) => kind === 'item')
  )
    return list.segments
      .map((segment) => equal(lazyToNode((segment as { value: Lazy }).value), value, site))
      .reduce((all, one) => call('or', all, one), literal(false) as Node);
  return operation('member', site, toNode(list), toNode(value));
}

function withKey(site: Site): Node {
  return refusal('symbolic-unsupported', site, {
    what: 'std.uniq with keyF',
    reason: 'templates know only their own order and equality',
    remedy: 'leave keyF out',
  });
}

function uniq(site: Site, list: Value): Node {
  const node = toNode(list);
  if (node.kind === 'call' && (node.operation === 'sort' || node.operation === 'set'))
    return operation('set', site, ...node.args);
  return refusal('symbolic-unsupported', site, {
    what: 'std.uniq of a list that is not sorted',
    reason: 'templates drop all duplicates, Jsonnet neighbours only',
    remedy: 'use std.set',
  });
}

export const listFunctions: Readonly<Record<string, NativeFunction>> = {
  foldl: native(['func', 'arr', 'init'], (site, work, list, initial) => {
    const step: Step = (accumulator, item) => (work as FunctionValue).call([accumulator, item], site);
    const items = asList(list as Value, site);
    return withGuards(
      attempt(() => fold(site, step, items.segments, initial as Value)),
      items.guards,
    );
  }),
  mapWithIndex: native(['func', 'arr'], (site, work, list) =>
    mapWithIndex(site, work as FunctionValue, asList(list as Value, site)),
  ),
  slice: native(['indexable', 'index', 'end', 'step'], slice),
  member: native(['arr', 'x'], (site, list, value) => member(site, list as Value, value as Value)),
  uniq: native(['arr', 'keyF?'], (site, list, key) => (key ? withKey(site) : uniq(site, list as Value))),
};
