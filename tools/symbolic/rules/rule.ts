// What a rewrite is, and what rewrites ask about nodes.

import { childrenOf } from '../children.ts';
import type { OperationName } from '../operations/index.ts';
import type { Call, If, Node } from '../tree.ts';

/** The constructors of simplified nodes; rules get them, so that they need not import what imports them. */
export interface Make {
  readonly call: (operation: OperationName, ...args: readonly Node[]) => Node;
  readonly choose: (condition: Node, then: Node, otherwise: Node) => Node;
  readonly not: (condition: Node) => Node;
}

/**
 * A rewrite. Where several errors are possible it may change which one is reached, but never whether one is.
 * Every node that a rule makes is smaller, or nearer to a normal form that no rule leaves again.
 */
export interface Rule<Subject> {
  readonly name: string;
  /** Why it keeps the meaning: what the tests hold it to. */
  readonly why: string;
  /** The simpler node, or undefined where the rule does not apply. */
  readonly apply: (make: Make, subject: Subject) => Node | undefined;
}

export type CallRule = Rule<readonly Node[]>;
export type IfRule = Rule<If>;
export type CallRules = Readonly<Partial<Record<OperationName, readonly CallRule[]>>>;

/** A rule about calls, which gets the arguments one by one. */
export function rule(
  name: string,
  why: string,
  rewrite: (make: Make, ...args: readonly Node[]) => Node | undefined,
): CallRule {
  return { name, why, apply: (make, args) => rewrite(make, ...args) };
}

export function isCall(node: Node, operation: OperationName): node is Call {
  return node.kind === 'call' && node.operation === operation;
}

export function isBooleanLiteral(node: Node): boolean {
  return node.kind === 'literal' && typeof node.value === 'boolean';
}

const failing = new WeakMap<Node, boolean>();

/** Whether evaluating the node, or a part of what it gives, may end in an error. */
export function mayFail(node: Node): boolean {
  let known = failing.get(node);
  if (known === undefined) {
    known = node.kind === 'error' || childrenOf(node).some(mayFail);
    failing.set(node, known);
  }
  return known;
}

/** The operands of a chain of one operation: those of `a && b && c` are a, b and c. */
export function operands(node: Node, operation: 'and' | 'or'): readonly Node[] {
  return isCall(node, operation) ? node.args.flatMap((arg) => operands(arg, operation)) : [node];
}

/** The operands put together again. */
export function chain(make: Make, operation: 'and' | 'or', nodes: readonly Node[]): Node | undefined {
  const [first, ...others] = nodes;
  return first && others.reduce((all, one) => make.call(operation, all, one), first);
}
