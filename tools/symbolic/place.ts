// Where the walk through a finished tree is: what is known there, how the place is reached, and what was found so far.
import { call } from './build.ts';
import { Facts } from './facts.ts';
import type { Guard, Step } from './reach.ts';
import { type ErrorNode, type Fault, literal, type Node } from './tree.ts';

type Refusal = Extract<Fault, { kind: 'refusal' }>;

/** What a walk finds beside the tree. */
export interface Findings {
  readonly guards: Guard[];
  readonly refusals: Refusal[];
}

export interface Place {
  readonly facts: Facts;
  /** How the place is reached; undefined where a guard could not follow. */
  readonly path: readonly Step[] | undefined;
  /** Why no guard can stand for any error here. */
  readonly unguarded?: Unguarded;
  readonly findings: Findings;
  /** How much counts of what is in the next list or object: all, unless it says otherwise. */
  readonly contents?: 'some' | 'none';
}

/** What an error is in a place without guards, why there are none, and what to write instead. */
interface Unguarded {
  readonly what: string;
  readonly reason: string;
  readonly remedy: string;
}

const partly: Unguarded = {
  what: 'an error inside of a fold, or of a list or object that is only partly looked at',
  reason: 'it would only count for some of the items',
  remedy: 'check the items with an assert before',
};

const besides: Unguarded = {
  what: 'an error in notes or tests',
  reason: 'values are refused by render, for charts and environments alike',
  remedy: 'move it into render as an assert',
};

export function rootPlace(): Place {
  return { facts: new Facts(), path: [], findings: { guards: [], refusals: [] } };
}

/** Where the chart goes on after its manifests: all guards hold there, and no more may come. */
export function placeBesides(place: Place): Place {
  return { ...place, path: undefined, unguarded: besides };
}

export function under(place: Place, condition: Node, holds: boolean): Place {
  const facts = new Facts(place.facts);
  facts.assume(condition, holds);
  const step: Step = { kind: 'when', condition: holds ? condition : call('not', condition) };
  return { ...place, facts, path: place.path && [...place.path, step] };
}

/** A node that has a value; where it has none, that is recorded, and anything may stand for it. */
export function required(node: Node, place: Place): Node {
  if (node.kind !== 'error') return node;
  record(node, literal(true), place);
  return literal(null);
}

/** There is no value here when the condition holds. */
export function record({ fault }: ErrorNode, condition: Node, place: Place): void {
  const { path, findings, unguarded = partly } = place;
  if (fault.kind === 'refusal') findings.refusals.push(fault);
  else if (path) findings.guards.push({ path, condition, message: fault.message });
  else {
    const { site } = fault;
    findings.refusals.push({ kind: 'refusal', code: 'symbolic-unsupported', args: { ...unguarded }, site });
  }
}

/** There is no value where the condition is `holds`; from here on it is not. */
export function exclude(
  error: ErrorNode,
  { condition, before, holds }: { condition: Node; before: Node; holds: boolean },
  place: Place,
): void {
  record(error, holds ? condition : call('not', condition), place);
  place.facts.assume(condition, !holds);
  place.facts.assume(before, !holds);
}

/** The same place, where all that is in the next list or object counts. */
export function inFull({ contents: _, ...place }: Place): Place {
  return place;
}
