// The operators of Jsonnet on values that may be unknown.
import * as concrete from '../../jsonnet/evaluation/operators.ts';
import type { Value as Concrete } from '../../jsonnet/evaluation/values.ts';
import type { BinaryOperator } from '../../jsonnet/syntax/tree.ts';
import { call, choose, not } from '../build.ts';
import type { OperationName } from '../operations/index.ts';
import { index, isLiteral, literal, type Node, type Site } from '../tree.ts';
import { entryType, isKind, mayBe, memberOf } from '../types.ts';
import { computeConcretely, isConstant } from './constants.ts';
import { itemType, shapeOf, toNode } from './finish.ts';
import { asList, asObject, expectKind, isSurely, join, withGuards, wrongKind } from './join.ts';
import { addObjects, fieldOfNode, getField, isVisible, lookup, mappedEntry, splicesOf } from './objects.ts';
import {
  absence,
  attempt,
  Choice,
  Failure,
  fail,
  force,
  isNode,
  ListValue,
  needed,
  ObjectValue,
  refusal,
  type Segment,
  type Value,
} from './values.ts';

/** The node of an operation, with the place that asked for it. */
export function operation(name: OperationName, site: Site | undefined, ...args: readonly Node[]): Node {
  const node = call(name, ...args);
  if (site && node.kind === 'call') node.site ??= site;
  return node;
}

/** `work` for both alternatives of a choice. */
export function distribute(value: Value, work: (value: Value) => Value): Value {
  if (!(value instanceof Choice)) return work(needed(value));
  const both = [value.chosen, value.otherwise].map((one) => attempt(() => distribute(one, work)));
  return join(value.condition, both[0] as Value, both[1] as Value);
}

/** The text of any value: std.toString. */
export function textOf(value: Value, site: Site | undefined): Node {
  const node = toNode(value);
  if (node.kind === 'if' && !isKind(node.type, 'string'))
    return choose(node.condition, textOf(node.then, site), textOf(node.otherwise, site));
  if (node.kind !== 'literal' && isConstant(node))
    return computeConcretely([node], site, (arg) => concrete.toText(arg as Concrete));
  return operation('toText', site, node);
}

export function add(a: Value, b: Value, site: Site | undefined): Value {
  if (isSurely(a, 'string') || isSurely(b, 'string'))
    return operation('concat', site, textOf(a, site), textOf(b, site));
  if (a instanceof ObjectValue || b instanceof ObjectValue || bothMay(a, b, 'object'))
    return addObjects(asObject(a, site), asObject(b, site));
  if (a instanceof ListValue || b instanceof ListValue) return addLists(asList(a, site), asList(b, site));
  if (a instanceof Choice) return distribute(a, (one) => add(one, b, site));
  if (b instanceof Choice) return distribute(b, (one) => add(a, one, site));
  if (isSurely(a, 'array') || isSurely(b, 'array')) return addLists(asList(a, site), asList(b, site));
  return arithmetic('add', a, b, site);
}

function bothMay(a: Value, b: Value, kind: 'object'): boolean {
  return isSurely(a, kind) || isSurely(b, kind);
}

function addLists(a: ListValue, b: ListValue): ListValue {
  return new ListValue([...a.segments, ...b.segments], [...a.guards, ...b.guards]);
}

function arithmetic(name: OperationName, a: Value, b: Value, site: Site | undefined): Node {
  return operation(name, site, numberOf(a, site), numberOf(b, site));
}

export function numberOf(value: Value, site: Site | undefined): Node {
  return expectKind(toNode(value), 'number', site);
}

export function stringOf(value: Value, site: Site | undefined): Node {
  return expectKind(toNode(value), 'string', site);
}

export function booleanOf(value: Value, site: Site | undefined): Node {
  return expectKind(toNode(value), 'boolean', site);
}

/** `-a` is `a * -1` in the tree: `0 - a` would have another sign where a is zero. */
export function negate(value: Value, site: Site | undefined): Node {
  return operation('multiply', site, numberOf(value, site), literal(-1));
}

export function equal(a: Value, b: Value, site: Site | undefined): Node {
  return operation('equals', site, toNode(a), toNode(b));
}

/** `a < b`, of two numbers or two strings. */
function less(a: Value, b: Value, site: Site | undefined): Node {
  const [left, right] = [toNode(a), toNode(b)];
  const kind = isKind(left.type, 'string') || isKind(right.type, 'string') ? 'string' : 'number';
  if (isKind(left.type, 'array') && isKind(right.type, 'array')) return operation('less', site, left, right);
  return operation('less', site, expectKind(left, kind, site), expectKind(right, kind, site));
}

const bitOperators: Readonly<Partial<Record<BinaryOperator, (a: Concrete, b: Concrete) => Concrete>>> = {
  '<<': concrete.shiftLeft,
  '>>': concrete.shiftRight,
  '&': concrete.bitAnd,
  '^': concrete.bitXor,
  '|': concrete.bitOr,
};

/** Every operator but those that do not evaluate both sides, and `%`, which may be std.format. */
export function applyOperator(operator: BinaryOperator, a: Value, b: Value, site: Site): Value {
  switch (operator) {
    case '+':
      return add(a, b, site);
    case '-':
      return arithmetic('subtract', a, b, site);
    case '*':
      return arithmetic('multiply', a, b, site);
    case '/':
      return arithmetic('divide', a, b, site);
    case '==':
      return equal(a, b, site);
    case '!=':
      return not(equal(a, b, site));
    case '<':
      return less(a, b, site);
    case '>':
      return less(b, a, site);
    case '<=':
      return not(less(b, a, site));
    case '>=':
      return not(less(a, b, site));
    case 'in':
      return hasField(b, a, site);
    default:
      return bits(operator, a, b, site);
  }
}

function bits(operator: BinaryOperator, a: Value, b: Value, site: Site): Value {
  const args = [numberOf(a, site), numberOf(b, site)];
  const work = bitOperators[operator];
  if (!work) throw new Error(`no operator ${operator}`);
  if (args.every(isConstant))
    return computeConcretely(args, site, (x, y) => work(x as Concrete, y as Concrete));
  return refusal('symbolic-unsupported', site, {
    what: `the operator ${operator}`,
    reason: 'templates have no operations on bits',
    remedy: 'compute it where the values are known, or use + - * and std.floor(a / b)',
  });
}

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
  if (!isNode(target) && splicesOf(target).length === 0 && values && values.length <= 16)
    return values.reduceRight<Value>(
      (rest, value) =>
        join(
          call('equals', name, literal(value)),
          attempt(() => getField(target, value, site)),
          rest,
        ),
      absence('entry', site),
    );
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
    return fail({
      kind: 'refusal',
      code: 'symbolic-failure',
      args: { problem: `the field ${JSON.stringify(name)} does not exist` },
      site,
    });
  return choose(present, fieldOfNode(node, name), absence('field', site, name));
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
