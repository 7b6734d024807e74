// What is in objects, lists and texts that may be unknown: whether a field is there, and what it is.
import * as concrete from '../../jsonnet/evaluation/operators.ts';
import type { Value as Concrete } from '../../jsonnet/evaluation/values.ts';
import { call, choose, not } from '../build.ts';
import { mayFail } from '../rules/rule.ts';
import { index, isLiteral, literal, type Node, type Site } from '../tree.ts';
import { entryType, isKind, mayBe, memberOf } from '../types.ts';
import { computeConcretely } from './constants.ts';
import { itemType, shapeOf, toNode } from './finish.ts';
import { asList, asObject, expectKind, join, withGuards, wrongKind } from './join.ts';
import { fieldOfNode, getField, isVisible, lookup, mappedEntry, splicesOf } from './objects.ts';
import { distribute, numberOf, operation, stringOf } from './operators.ts';
import {
  absence,
  attempt,
  Choice,
  Failure,
  force,
  isNode,
  ListValue,
  needed,
  noField,
  ObjectValue,
  refusal,
  type Segment,
  type Value,
} from './values.ts';

/** `key in object`, hidden fields included. */
export function hasField(target: Value, key: Value, site: Site | undefined, visibleOnly = false): Node {
  if (target instanceof Choice)
    return toNode(distribute(target, (one) => hasField(one, key, site, visibleOnly)));
  const name = stringOf(key, site);
  if (isNode(target) && target.kind !== 'if') {
    const node = expectKind(target, 'object', site);
    if (node.kind === 'if')
      return choose(node.condition, operation('has', site, node.then, name), node.otherwise);
    return operation('has', site, node, name);
  }
  const object = asObject(target, site);
  const present = (one: string): Node => (visibleOnly ? isVisible(object, one) : lookup(object, one).present);
  const found =
    name.kind === 'literal'
      ? present(name.value as string)
      : overNames(object, name, present, () => operation('has', site, toNode(object), name));
  return toNode(withGuards(found, object.guards));
}

/** An unknown name among the known ones: compared one by one where they are few, else looked up in the map. */
function overNames(
  object: ObjectValue,
  name: Node,
  present: (name: string) => Node,
  otherwise: () => Node,
): Node {
  const values = memberOf(name.type, 'string')?.values;
  if (splicesOf(object).length > 0 || values === undefined || values.length > 16) return otherwise();
  const conditions = values.map((value) => call('and', call('equals', name, literal(value)), present(value)));
  return conditions.reduce((all, one) => call('or', all, one), literal(false) as Node);
}

/** `target[key]` and `target.key`. */
export function getIndex(target: Value, key: Value, site: Site | undefined): Value {
  if (target instanceof Choice) return distribute(target, (one) => getIndex(one, key, site));
  // Under an unknown key it is one map, as it is where its keys are listed.
  if (
    isNode(target) &&
    target.kind === 'if' &&
    isKind(target.type, 'object') &&
    toNode(key).kind !== 'literal'
  )
    return getIndex(asObject(target, site), key, site);
  if (isNode(target) && target.kind === 'if') {
    const both = [target.then, target.otherwise].map((one) =>
      attempt(() => getIndex(needed(one), key, site)),
    );
    return join(target.condition, both[0] as Value, both[1] as Value);
  }
  const keyNode = toNode(key);
  if (target instanceof ObjectValue || (isNode(target) && isKind(keyNode.type, 'string')))
    return getByName(target, stringOf(key, site), site);
  if (target instanceof ListValue) return getByNumber(target, numberOf(keyNode, site), site);
  if (!isNode(target)) return wrongKind('object', site);
  if (mayBe(target.type, 'array')) return getByNumber(asList(target, site), numberOf(keyNode, site), site);
  return getCharacter(expectKind(target, 'string', site), numberOf(keyNode, site), site);
}

function getCharacter(text: Node, at: Node, site: Site | undefined): Node {
  if (text.kind === 'literal' && at.kind === 'literal')
    return computeConcretely([text, at], site, (a, b) => concrete.indexValue(a as Concrete, b as Concrete));
  return refusal('symbolic-unsupported', site, {
    what: 'a character of a text',
    reason: 'the text may be shorter',
    remedy: 'use std.substr, which gives what there is',
  });
}

function getByName(target: ObjectValue | Node, name: Node, site: Site | undefined): Value {
  if (name.kind === 'literal') {
    const text = name.value as string;
    return isNode(target) ? fieldOf(target, text, site) : getField(target, text, site);
  }
  const values = memberOf(name.type, 'string')?.values;
  if (!isNode(target) && splicesOf(target).length === 0 && values && values.length <= 16) {
    const entries = values.map((value) => attempt(() => getField(target, value, site)));
    // The last needs no comparison, unless that is the only one to ask whether the name has a value.
    const isAsked = entries.length > 1 || !mayFail(name);
    const last = (isAsked ? entries.pop() : undefined) ?? absence('entry', site);
    return entries.reduceRight<Value>(
      (rest, entry, at) => join(call('equals', name, literal(values[at] as string)), entry, rest),
      last,
    );
  }
  return entryOf(expectKind(toNode(target), 'object', site), name, site);
}

/** The entry of an unknown map under an unknown key. */
function entryOf(map: Node, name: Node, site: Site | undefined): Node {
  if (map.kind === 'error') return map;
  if (map.kind === 'if')
    return choose(map.condition, entryOf(map.then, name, site), entryOf(map.otherwise, name, site));
  const type = memberOf(map.type, 'object');
  const value = mappedEntry(map, name) ?? index(map, name, type ? entryType(type) : { kind: 'never' });
  const missing = absence('entry', site);
  return choose(call('has', map, name), value, missing);
}

/** `node.name`: an error node where it may not be there. */
function fieldOf(target: Node, name: string, site: Site | undefined): Value {
  const node = expectKind(target, 'object', site);
  if (node.kind === 'error') throw new Failure(node);
  if (node.kind === 'if')
    return join(
      node.condition,
      attempt(() => fieldOf(node.then, name, site)),
      node.otherwise,
    );
  if (node.kind === 'object') return getField(asObject(node, site), name, site);
  const present = operation('has', site, node, literal(name));
  if (present.kind === 'literal' && present.value === false)
    throw new Failure(
      noField(name, site, {
        known: memberOf(node.type, 'object')?.fields.keys() ?? [],
        remedy: isOfValues(node) ? "add it to the application's values.schema.json" : undefined,
      }),
    );
  return choose(present, fieldOfNode(node, name), absence('field', site, name));
}

/** Whether the schema describes what it is. */
function isOfValues(node: Node): boolean {
  if (node.kind === 'field' || node.kind === 'index' || node.kind === 'narrow') return isOfValues(node.of);
  return node.kind === 'variable' || (node.kind === 'input' && node.input === 'values');
}

/** `list[n]`: directly where all items before it are known, else of the list as data. */
function getByNumber(list: ListValue, at: Node, site: Site | undefined): Value {
  return withGuards(
    attempt(() => itemOf(list.segments, at, site)),
    list.guards,
  );
}

function itemOf(segments: readonly Segment[], at: Node, site: Site | undefined): Value {
  const direct = at.kind === 'literal' ? itemAt(segments, Math.trunc(at.value as number)) : undefined;
  if (direct) return force(direct.value);
  if (isLiteral(at, 0) && segments[0]?.kind === 'when') return firstOf(segments, site);
  const list = new ListValue(segments);
  const shape = shapeOf(list);
  const inside = isLiteral(at, 0)
    ? not(call('empty', shape))
    : call('and', not(call('less', at, literal(0))), call('less', at, call('length', shape)));
  const value = attempt(() => mappedItem(segments, at) ?? itemOfNode(toNode(list), at));
  return join(inside, value, absence('item', site));
}

function itemOfNode(list: Node, at: Node): Node {
  return index(list, at, itemType(list));
}

/** Where a loop gives one item for each of its list, the one that is asked for is made of that one alone. */
function mappedItem(segments: readonly Segment[], at: Node): Value | undefined {
  const [loop, another] = segments;
  if (loop?.kind !== 'each' || another) return undefined;
  const [made, second] = loop.make(itemOfNode(loop.over, at), at);
  return made?.kind === 'item' && !second ? force(made.value) : undefined;
}

/** The first item where the first ones are conditional. */
function firstOf(segments: readonly Segment[], site: Site | undefined): Value {
  const [head, ...rest] = segments;
  const again = (some: readonly Segment[]): Value =>
    attempt(() => itemOf([...some, ...rest], literal(0), site));
  if (head?.kind !== 'when') return itemOf(segments, literal(0), site);
  return join(head.condition, again(head.segments), again(head.otherwise));
}

function itemAt(segments: readonly Segment[], at: number): Extract<Segment, { kind: 'item' }> | undefined {
  for (const [position, segment] of segments.entries()) {
    if (segment.kind !== 'item') return undefined;
    if (position === at) return segment;
  }
  return undefined;
}
