// Walks the finished tree with what is known at each place: decides conditions, and turns errors into guards.
import { call, choose } from './build.ts';
import { Facts } from './facts.ts';
import { keepNames, mapChildren } from './map.ts';
import { makeList, makeObject, when } from './parts.ts';
import type { Guard, Step } from './reach.ts';
import { mayFail } from './rules/rule.ts';
import {
  type Call,
  type ErrorNode,
  errorNode,
  type Fault,
  type Fold,
  foldNode,
  type If,
  literal,
  type Node,
  narrow,
  type Part,
} from './tree.ts';
import { kindsOf, memberOf, restrictType } from './types.ts';

type Refusal = Extract<Fault, { kind: 'refusal' }>;

/** What a walk finds beside the tree. */
export interface Findings {
  readonly guards: Guard[];
  readonly refusals: Refusal[];
}

interface Place {
  readonly facts: Facts;
  /** How the place is reached; undefined where a guard could not follow. */
  readonly path: readonly Step[] | undefined;
  readonly findings: Findings;
  /** Only the outside of the next list or object counts, not what is in it. */
  readonly unseen?: boolean;
}

export function rootPlace(): Place {
  return { facts: new Facts(), path: [], findings: { guards: [], refusals: [] } };
}

export function under(place: Place, condition: Node, holds: boolean): Place {
  const facts = new Facts(place.facts);
  facts.assume(condition, holds);
  const step: Step = { kind: 'when', condition: holds ? condition : call('not', condition) };
  return { ...place, facts, path: place.path && [...place.path, step] };
}

/** The node as it is at this place; an error node when it has no value here. */
export function settle(node: Node, place: Place): Node {
  if (isPlain(node)) return node;
  const known = place.facts.settled.get(node) ?? place.facts.fixedAs(node);
  if (known) return known;
  const result = decided(keepNames(node, settleNode(node, place)), place);
  place.facts.settled.set(node, result);
  return result;
}

const plain = new WeakMap<Node, boolean>();

/** Nodes that are the same everywhere. */
function isPlain(node: Node): boolean {
  const known = plain.get(node);
  if (known !== undefined) return known;
  const result = computePlain(node);
  plain.set(node, result);
  return result;
}

function computePlain(node: Node): boolean {
  switch (node.kind) {
    case 'literal':
    case 'input':
      return true;
    case 'field':
      return isAlwaysOpen(node) && isPlain(node.of);
    case 'variable':
      return isAlwaysOpen(node);
    default:
      return false;
  }
}

/** Facts say nothing about it. */
function isAlwaysOpen({ type }: Node): boolean {
  return type.kind !== 'boolean' && kindsOf(type).length === 1;
}

function settleNode(node: Node, place: Place): Node {
  const known = node.type.kind === 'boolean' && !isOpen(node) ? place.facts.decide(node) : undefined;
  if (known !== undefined) return literal(known);
  switch (node.kind) {
    case 'literal':
    case 'input':
      return node;
    case 'field':
    case 'index':
    case 'variable':
      return narrowed(
        mapChildren(node, (child) => settle(child, place)),
        place,
      );
    case 'narrow':
      return narrowed(settle(node.of, place), place, node);
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

/** The node with the kinds that it can still have here. */
function narrowed(node: Node, { facts }: Place, before: Node = node): Node {
  const kinds = facts.kindsOf(before);
  if (kinds.length === kindsOf(node.type).length) return node;
  return narrow(node, restrictType(before.type, kinds));
}

/** A node that has a value; where it has none, that is recorded, and anything may stand for it. */
function required(node: Node, place: Place): Node {
  if (node.kind !== 'error') return node;
  record(node, literal(true), place);
  return literal(null);
}

/** There is no value here when the condition holds. */
function record({ fault }: ErrorNode, condition: Node, { path, findings }: Place): void {
  if (fault.kind === 'refusal') findings.refusals.push(fault);
  else if (path) findings.guards.push({ path, condition, message: fault.message });
  else
    findings.refusals.push({
      kind: 'refusal',
      code: 'symbolic-unsupported',
      args: {
        what: 'an error inside of a fold, or of a list that is only partly looked at',
        reason: 'it would only count for some of the items',
        remedy: 'check the items with an assert before',
      },
      site: fault.site,
    });
}

/** Operations that look at the outside of a list or an object only. */
const shallow = new Set(['empty', 'length', 'keys', 'has']);
/** Operations that stop where they are decided. */
const partial = new Set(['any', 'all', 'member']);

function settleCall(node: Call, place: Place): Node {
  if (node.operation === 'and' || node.operation === 'or') return settleConnective(node, place);
  const inner = placeOfArguments(node, place);
  return call(node.operation, ...node.args.map((arg) => settle(arg, inner)));
}

function placeOfArguments(node: Call, place: Place): Place {
  if (partial.has(node.operation)) return { ...place, facts: new Facts(place.facts), path: undefined };
  if (!shallow.has(node.operation)) return place;
  return { ...place, facts: new Facts(place.facts), unseen: true };
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
  const condition = settle(node.condition, place);
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
    exclude(first, condition, node.condition, true, place);
    return settle(node.otherwise, place);
  }
  const otherwise = settle(node.otherwise, inner(false));
  if (otherwise.kind !== 'error') return choose(condition, first as Node, otherwise);
  if (node.then.kind === 'error' || first?.kind === 'error')
    return failEitherWay(condition, (first ?? settle(node.then, inner(true))) as ErrorNode, otherwise);
  exclude(otherwise, condition, node.condition, false, place);
  return first ?? settle(node.then, place);
}

/** There is no value where the condition is `holds`; from here on it is not. */
function exclude(error: ErrorNode, condition: Node, before: Node, holds: boolean, place: Place): void {
  record(error, holds ? condition : call('not', condition), place);
  place.facts.assume(condition, !holds);
  place.facts.assume(before, !holds);
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
      const [key, value] = [settleSeen(part.key, place), settleContent(part.value, place)];
      if (key.kind === 'error') return key;
      return value.kind === 'error' ? value : [{ ...part, key, value }];
    }
    case 'splice': {
      const of = settleSeen(part.of, place);
      return of.kind === 'error' ? of : splice(of);
    }
    case 'when':
      return settleWhen(part, place);
    case 'each':
      return settleEach(part, place);
  }
}

function settleSeen(node: Node, place: Place): Node {
  return settle(node, place.unseen ? { ...place, unseen: false } : place);
}

/** What is in a list or an object; where nobody looks at it, errors do not count. */
function settleContent(node: Node, place: Place): Node {
  if (!place.unseen) return settle(node, place);
  const findings = { guards: [], refusals: [] };
  const value = settle(node, { ...place, facts: new Facts(place.facts), findings, unseen: false });
  return value.kind === 'error' ? literal(null) : value;
}

function splice(of: Node): readonly Part[] {
  return of.kind === 'object' || of.kind === 'list' ? of.parts : [{ kind: 'splice', of }];
}

function settleWhen(part: Extract<Part, { kind: 'when' }>, place: Place): readonly Part[] | ErrorNode {
  const condition = settleSeen(part.condition, place);
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
    exclude(parts, condition, part.condition, true, place);
    return settleParts(part.otherwise, place);
  }
  const otherwise = settleParts(part.otherwise, inner(false));
  if ('kind' in otherwise) {
    exclude(otherwise, condition, part.condition, false, place);
    return parts;
  }
  return when(condition, parts, otherwise);
}

function settleEach(part: Extract<Part, { kind: 'each' }>, place: Place): readonly Part[] | ErrorNode {
  const over = settleSeen(part.loop.over, place);
  if (over.kind === 'error') return over;
  const loop = { ...part.loop, over: filled(over, place) };
  const facts = new Facts(place.facts);
  facts.enter(part.loop, over);
  facts.enter(loop, over);
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
  const over = required(settle(node.over, place), place);
  const initial = required(settle(node.initial, place), place);
  const inner = { ...place, facts: new Facts(place.facts), path: undefined };
  const body = required(settle(node.body, inner), inner);
  return foldNode({ ...node, over, initial, body });
}
