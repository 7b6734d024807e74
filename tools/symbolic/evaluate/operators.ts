// The operators of Jsonnet on values that may be unknown.
import * as concrete from '../../jsonnet/evaluation/operators.ts';
import type { Value as Concrete } from '../../jsonnet/evaluation/values.ts';
import type { BinaryOperator } from '../../jsonnet/syntax/tree.ts';
import { call, choose, not } from '../build.ts';
import type { OperationName } from '../operations/index.ts';
import { literal, type Node, type Site } from '../tree.ts';
import { isKind } from '../types.ts';
import { computeConcretely, isConstant } from './constants.ts';
import { toNode } from './finish.ts';
import { asList, asObject, expectKind, isSurely, join } from './join.ts';
import { addObjects } from './objects.ts';
import { attempt, Choice, ListValue, needed, ObjectValue, refusal, type Value } from './values.ts';

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
  return new ListValue([...a.segments, ...b.segments], [...a.guards, ...b.guards], [a, b]);
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

/** Every operator but those that do not evaluate both sides, `in`, and `%`, which may be std.format. */
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
