// Rewrites of `if`.
import { type If, isLiteral, type Node } from '../tree.ts';
import { isKind } from '../types.ts';
import { type IfRule, isCall, type Make } from './rule.ts';

function rule(name: string, why: string, rewrite: (make: Make, node: If) => Node | undefined): IfRule {
  return { name, why, apply: rewrite };
}

export const ifRules: readonly IfRule[] = [
  rule(
    'a negated condition',
    'if !c then a else b is if c then b else a',
    (make, { condition, then, otherwise }) =>
      isCall(condition, 'not') ? make.choose(condition.args[0] as Node, otherwise, then) : undefined,
  ),
  rule('the condition itself', 'conditions are booleans', (_, { condition, then, otherwise }) =>
    isLiteral(then, true) && isLiteral(otherwise, false) ? condition : undefined,
  ),
  rule('its negation', 'conditions are booleans', (make, { condition, then, otherwise }) =>
    isLiteral(then, false) && isLiteral(otherwise, true) ? make.not(condition) : undefined,
  ),
  rule('a conjunction', '&& evaluates its right side only when the left one is true', (make, node) =>
    isLiteral(node.otherwise, false) && isBoolean(node.then)
      ? make.call('and', node.condition, node.then)
      : undefined,
  ),
  rule('a disjunction', '|| evaluates its right side only when the left one is false', (make, node) =>
    isLiteral(node.then, true) && isBoolean(node.otherwise)
      ? make.call('or', node.condition, node.otherwise)
      : undefined,
  ),
  rule('a conjunction with the negation', 'if c then false else b is !c && b', (make, node) =>
    isLiteral(node.then, false) && isBoolean(node.otherwise)
      ? make.call('and', make.not(node.condition), node.otherwise)
      : undefined,
  ),
  rule('a disjunction with the negation', 'if c then a else true is !c || a', (make, node) =>
    isLiteral(node.otherwise, true) && isBoolean(node.then)
      ? make.call('or', make.not(node.condition), node.then)
      : undefined,
  ),
  rule(
    'asked again when true',
    'the inner condition is the outer one',
    (make, { condition, then, otherwise }) =>
      then.kind === 'if' && then.condition === condition
        ? make.choose(condition, then.then, otherwise)
        : undefined,
  ),
  rule(
    'asked again when false',
    'the inner condition is the outer one',
    (make, { condition, then, otherwise }) =>
      otherwise.kind === 'if' && otherwise.condition === condition
        ? make.choose(condition, then, otherwise.otherwise)
        : undefined,
  ),
  rule(
    'the same twice',
    'the value is reached under either condition',
    (make, { condition, then, otherwise }) =>
      otherwise.kind === 'if' && otherwise.then === then
        ? make.choose(make.call('or', condition, otherwise.condition), then, otherwise.otherwise)
        : undefined,
  ),
  rule(
    'under both conditions',
    'the value is reached where both are true',
    (make, { condition, then, otherwise }) =>
      then.kind === 'if' && then.otherwise === otherwise
        ? make.choose(make.call('and', condition, then.condition), then.then, otherwise)
        : undefined,
  ),
  rule('what it is anyway', 'if x == s then s else x is x', (_, { condition, then, otherwise }) =>
    isEmptyText(condition, then, otherwise) ||
    (isCall(condition, 'equals') &&
      condition.args[0] === otherwise &&
      condition.args[1] === then &&
      then.kind === 'literal' &&
      typeof then.value === 'string')
      ? otherwise
      : undefined,
  ),
];

function isBoolean(node: Node): boolean {
  return isKind(node.type, 'boolean') && node.kind !== 'error';
}

function isEmptyText(condition: Node, then: Node, otherwise: Node): boolean {
  return (
    isCall(condition, 'empty') &&
    condition.args[0] === otherwise &&
    isLiteral(then, '') &&
    isKind(otherwise.type, 'string')
  );
}
