// Rewrites of `if`.
import { isLiteral, type Node } from '../tree.ts';
import { isKind } from '../types.ts';
import { type IfRule, isCall } from './rule.ts';

export const ifRules: readonly IfRule[] = [
  {
    name: 'a negated condition',
    why: 'if !c then a else b is if c then b else a',
    apply: (make, { condition, then, otherwise }) =>
      isCall(condition, 'not') ? make.choose(condition.args[0] as Node, otherwise, then) : undefined,
  },
  {
    name: 'the condition itself',
    why: 'conditions are booleans',
    apply: (_, { condition, then, otherwise }) =>
      isLiteral(then, true) && isLiteral(otherwise, false) ? condition : undefined,
  },
  {
    name: 'its negation',
    why: 'conditions are booleans',
    apply: (make, { condition, then, otherwise }) =>
      isLiteral(then, false) && isLiteral(otherwise, true) ? make.not(condition) : undefined,
  },
  {
    name: 'a conjunction',
    why: '&& evaluates its right side only when the left one is true',
    apply: (make, { condition, then, otherwise }) =>
      isLiteral(otherwise, false) && isKind(then.type, 'boolean') && then.kind !== 'error'
        ? make.call('and', condition, then)
        : undefined,
  },
  {
    name: 'a disjunction',
    why: '|| evaluates its right side only when the left one is false',
    apply: (make, { condition, then, otherwise }) =>
      isLiteral(then, true) && isKind(otherwise.type, 'boolean') && otherwise.kind !== 'error'
        ? make.call('or', condition, otherwise)
        : undefined,
  },
];
