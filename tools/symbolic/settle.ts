// Walks the finished tree with what is known at each place: decides conditions, and turns errors into guards.
import { call, choose } from './build.ts';
import { Facts, listedBy } from './facts.ts';
import { keepNames } from './map.ts';
import type { OperationName } from './operations/index.ts';
import { makeList, makeObject, when } from './parts.ts';
import { exclude, inFull, type Place, record, required, under } from './place.ts';
import { isPlain } from './plain.ts';
import { mayFail } from './rules/rule.ts';
import {
  type Call,
  type ErrorNode,
  errorNode,
  type FieldNode,
  type Fold,
  field,
  foldNode,
  type If,
  type Index,
  index,
  literal,
  type Node,
  narrow,
  type Part,
} from './tree.ts';
import { kindsOf, memberOf, restrictType } from './types.ts';

/** The node as it is at this place; an error node when it has no value here. */
export function settle(node: Node, place: Place): Node {
  if (isPlain(node)) return node;
  const isWhole = place.contents === undefined;
  const known = (isWhole ? place.facts.settled.get(node) : undefined) ?? fixed(node, place);
  if (known) return known;
  const result = decided(keepNames(node, settleNode(node, place)), place);
  if (isWhole) place.facts.settled.set(node, result);
  return result;
}

/** A map whose keys are looped over, as it is outside of the loop, unless there are errors in what counts here. */
function fixed(node: Node, place: Place): Node | undefined {
  const outside = place.facts.fixedAs(node);
  if (!outside || !mayFail(node)) return outside;
  const findings = { guards: [], refusals: [] };
  settleNode(node, { ...place, facts: new Facts(place.facts), findings });
  return findings.guards.length + findings.refusals.length === 0 ? outside : undefined;
}

function settleNode(node: Node, place: Place): Node {
  const known = node.type.kind === 'boolean' && !isOpen(node) ? place.facts.decide(node) : undefined;
  if (known !== undefined) return literal(known);
  switch (node.kind) {
    case 'literal':
    case 'input':
      return node;
    case 'variable':
      return narrowed(node, place);
    case 'field':
    case 'index':
      return settleAccess(node, place);
    case 'narrow': {
      const of = settle(node.of, place);
      return of.kind === 'error' ? of : narrowed(of, place, node);
    }
    case 'call':
      return settleCall(node, place);
    case 'if':
      return settleIf(node, place);
    case 'object':
    case 'list': {
      const parts = settleParts(node.parts, place);
      if ('kind' in parts) return parts;
      return node.kind === 'object' ? makeObject(parts) : makeList(parts);
    }
    case 'fold':
      return settleFold(node, place);
    case 'error':
      return node.fault.kind === 'user'
        ? errorNode({ ...node.fault, message: required(settle(node.fault.message, place), place) })
        : node;
  }
}

/** What comes before the side that decides may have no value. */
function isOpen(node: Node): boolean {
  return node.kind === 'call' && (node.operation === 'and' || node.operation === 'or') && mayFail(node);
}

/** Of what is accessed, only what is asked for counts. */
function settleAccess(node: FieldNode | Index, place: Place): Node {
  const of = settle(node.of, { ...place, contents: 'some' });
  if (of.kind === 'error') return of;
  if (node.kind === 'field') return narrowed(keepNames(node, field(of, node.field, node.type)), place);
  const key = settle(node.key, inFull(place));
  return key.kind === 'error' ? key : narrowed(keepNames(node, index(of, key, node.type)), place);
}

/** The node with the kinds that it can still have here. */
function narrowed(node: Node, { facts }: Place, before: Node = node): Node {
  const kinds = facts.kindsOf(before);
  if (kinds.length === kindsOf(node.type).length) return node;
  return narrow(node, restrictType(before.type, kinds));
}

/** Operations that look at the outside of a list or an object only. */
const shallow = new Set<OperationName>(['empty', 'length', 'keys', 'has']);
/** Operations that stop where they are decided. */
const partial = new Set<OperationName>(['any', 'all', 'member', 'equals']);
/** Operations that hand on what is in a list: all of it, or some. */
const passing = new Set<OperationName>(['reverse', 'slice']);

function settleCall(node: Call, place: Place): Node {
  if (node.operation === 'and' || node.operation === 'or') return settleConnective(node, place);
  const inner = placeOfArguments(node, place);
  return call(node.operation, ...node.args.map((arg) => settle(arg, inner)));
}

function placeOfArguments({ operation }: Call, place: Place): Place {
  if (shallow.has(operation)) return { ...place, contents: 'none' };
  if (partial.has(operation)) return { ...place, contents: 'some' };
  if (!passing.has(operation)) return inFull(place);
  return operation === 'slice' && !place.contents ? { ...place, contents: 'some' } : place;
}

/** A condition that is known here is no question any more. */
function decided(node: Node, { facts }: Place): Node {
  if (node.type.kind !== 'boolean') return node;
  const known = facts.decide(node);
  return known === undefined ? node : literal(known);
}

/** The right side counts only where the left one does not decide. */
function settleConnective(node: Call, place: Place): Node {
  const [first, second] = node.args as readonly [Node, Node];
  const continues = node.operation === 'and';
  const left = settle(first, place);
  if (left.kind === 'error') return left;
  if (left.kind === 'literal') return left.value === continues ? settle(second, place) : left;
  const right = settle(second, under(place, left, continues));
  if (right.kind !== 'error') return call(node.operation, left, right);
  const failing = continues ? left : call('not', left);
  record(right, failing, place);
  place.facts.assume(failing, false);
  return literal(!continues);
}

function settleIf(node: If, place: Place): Node {
  const condition = settle(node.condition, inFull(place));
  if (condition.kind === 'error') return condition;
  if (condition.kind === 'literal')
    return settle(condition.value === true ? node.then : node.otherwise, place);
  const inner = (holds: boolean): Place => {
    const made = under(place, condition, holds);
    made.facts.assume(node.condition, holds);
    return made;
  };
  const guarded = node.otherwise.kind === 'error';
  const first = guarded ? undefined : settle(node.then, inner(true));
  if (first?.kind === 'error' && node.otherwise.kind !== 'error') {
    exclude(first, { condition, before: node.condition, holds: true }, place);
    return settle(node.otherwise, place);
  }
  const otherwise = settle(node.otherwise, inner(false));
  if (otherwise.kind !== 'error') return choose(condition, first as Node, otherwise);
  if (node.then.kind === 'error' || first?.kind === 'error')
    return failEitherWay(condition, (first ?? settle(node.then, inner(true))) as ErrorNode, otherwise);
  exclude(otherwise, { condition, before: node.condition, holds: false }, place);
  return first ?? settle(node.then, place);
}

/** Both branches fail: one error with the message that belongs to the condition. */
function failEitherWay(condition: Node, then: ErrorNode, otherwise: ErrorNode): ErrorNode {
  if (then.fault.kind === 'refusal') return then;
  if (otherwise.fault.kind === 'refusal') return otherwise;
  const message = choose(condition, then.fault.message, otherwise.fault.message);
  return errorNode({ ...then.fault, message });
}

/** The parts as they are here; an error node when one of them has no value. */
function settleParts(parts: readonly Part[], place: Place): readonly Part[] | ErrorNode {
  const settled: Part[] = [];
  for (const part of parts) {
    const result = settlePart(part, place);
    if ('kind' in result) return result;
    settled.push(...result);
  }
  return settled;
}

function settlePart(part: Part, place: Place): readonly Part[] | ErrorNode {
  switch (part.kind) {
    case 'field':
    case 'item': {
      const value = settleContent(part.value, place);
      return value.kind === 'error' ? value : [{ ...part, value }];
    }
    case 'entry': {
      const [key, value] = [settle(part.key, inFull(place)), settleContent(part.value, place)];
      if (key.kind === 'error') return key;
      return value.kind === 'error' ? value : [{ ...part, key, value }];
    }
    case 'splice': {
      const of = settle(part.of, place);
      return of.kind === 'error' ? of : splice(of);
    }
    case 'when':
      return settleWhen(part, place);
    case 'each':
      return settleEach(part, place);
  }
}

/** What is in a list or an object: errors in it count where all of it does; where some of it does, they are refused. */
function settleContent(node: Node, place: Place): Node {
  if (!place.contents) return settle(node, place);
  const inner = { ...inFull(place), facts: new Facts(place.facts), path: undefined };
  if (place.contents === 'some') return required(settle(node, inner), inner);
  const value = settle(node, { ...inner, findings: { guards: [], refusals: [] } });
  return value.kind === 'error' ? literal(null) : value;
}

function splice(of: Node): readonly Part[] {
  return of.kind === 'object' || of.kind === 'list' ? of.parts : [{ kind: 'splice', of }];
}

function settleWhen(part: Extract<Part, { kind: 'when' }>, place: Place): readonly Part[] | ErrorNode {
  const condition = settle(part.condition, inFull(place));
  if (condition.kind === 'error') return condition;
  if (condition.kind === 'literal')
    return settleParts(condition.value === true ? part.parts : part.otherwise, place);
  const inner = (holds: boolean): Place => {
    const made = under(place, condition, holds);
    made.facts.assume(part.condition, holds);
    return made;
  };
  const parts = settleParts(part.parts, inner(true));
  if ('kind' in parts) {
    exclude(parts, { condition, before: part.condition, holds: true }, place);
    return settleParts(part.otherwise, place);
  }
  const otherwise = settleParts(part.otherwise, inner(false));
  if ('kind' in otherwise) {
    exclude(otherwise, { condition, before: part.condition, holds: false }, place);
    return parts;
  }
  return when(condition, parts, otherwise);
}

function settleEach(part: Extract<Part, { kind: 'each' }>, place: Place): readonly Part[] | ErrorNode {
  const over = settle(part.loop.over, { ...place, contents: 'some' });
  if (over.kind === 'error') return over;
  const loop = { ...part.loop, over: filled(over, place) };
  const facts = new Facts(place.facts);
  const map = listedBy(part.loop.over);
  facts.enter(part.loop, map && settle(map, { ...place, contents: 'none' }));
  facts.enter(loop, listedBy(loop.over));
  const path = place.path && [...place.path, { kind: 'each', loop } as const];
  const inner = { ...place, facts, path };
  const parts = settleParts(part.parts, inner);
  if ('kind' in parts) {
    record(parts, literal(true), inner);
    return [];
  }
  return parts.length === 0 ? [] : [{ kind: 'each', loop, parts }];
}

/** A list that cannot be empty here has a type that says so. */
function filled(list: Node, { facts }: Place): Node {
  const type = memberOf(list.type, 'array');
  if (list.kind === 'call' || !type || type.filled || facts.decide(call('empty', list)) !== false)
    return list;
  return narrow(list, { ...type, filled: true });
}

function settleFold(node: Fold, place: Place): Node {
  const over = required(settle(node.over, { ...place, contents: 'some' }), place);
  const initial = required(settle(node.initial, inFull(place)), place);
  const facts = new Facts(place.facts);
  facts.enter(node, over);
  facts.enter({ ...node, over }, over);
  const inner = { ...inFull(place), facts, path: undefined };
  const body = required(settle(node.body, inner), inner);
  return foldNode({ ...node, over, initial, body });
}
