// Rewrites of `!`, `&&` and `||`. The right side of the latter two is evaluated only when the left one does not decide.
import { isLiteral, literal, type Node } from '../tree.ts';
import { type CallRules, isCall, mayFail, operands, rule } from './rule.ts';

export const booleanRules: CallRules = {
  not: [
    rule('double negation', '!!a is a, since a is a boolean', (_, a) =>
      isCall(a, 'not') ? a.args[0] : undefined,
    ),
  ],
  and: [
    rule('left is known', 'true && b is b; false && b is false, and b is not evaluated', (_, a, b) =>
      a.kind === 'literal' ? (a.value === true ? b : a) : undefined,
    ),
    rule('left fails', 'the left side is always evaluated', (_, a) => (a.kind === 'error' ? a : undefined)),
    rule('right is true', 'a && true is a', (_, a, b) => (isLiteral(b, true) ? a : undefined)),
    rule('right is false', 'a && false is false, unless a fails', (_, a, b) =>
      isLiteral(b, false) && !mayFail(a) ? b : undefined,
    ),
    rule('repeats a conjunct', 'where it is reached, all conjuncts of a are true', (_, a, b) =>
      operands(a, 'and').includes(b) ? a : undefined,
    ),
    rule('contradiction', 'where b is reached, its negation is true', (make, a, b) =>
      !mayFail(a) && operands(a, 'and').includes(make.not(b)) ? literal(false) : undefined,
    ),
    rule('lean to the left', 'a && (b && c) evaluates the same in the same order', (make, a, b) =>
      isCall(b, 'and') ? leanLeft(make.call, 'and', [a, b.args]) : undefined,
    ),
  ],
  or: [
    rule('left is known', 'false || b is b; true || b is true, and b is not evaluated', (_, a, b) =>
      a.kind === 'literal' ? (a.value === true ? a : b) : undefined,
    ),
    rule('left fails', 'the left side is always evaluated', (_, a) => (a.kind === 'error' ? a : undefined)),
    rule('right is false', 'a || false is a', (_, a, b) => (isLiteral(b, false) ? a : undefined)),
    rule('right is true', 'a || true is true, unless a fails', (_, a, b) =>
      isLiteral(b, true) && !mayFail(a) ? b : undefined,
    ),
    rule('repeats a disjunct', 'where it is reached, all disjuncts of a are false', (_, a, b) =>
      operands(a, 'or').includes(b) ? a : undefined,
    ),
    rule('excluded middle', 'where b is reached, its negation is false', (make, a, b) =>
      !mayFail(a) && operands(a, 'or').includes(make.not(b)) ? literal(true) : undefined,
    ),
    rule('lean to the left', 'a || (b || c) evaluates the same in the same order', (make, a, b) =>
      isCall(b, 'or') ? leanLeft(make.call, 'or', [a, b.args]) : undefined,
    ),
  ],
};

function leanLeft(
  call: (operation: 'and' | 'or', a: Node, b: Node) => Node,
  operation: 'and' | 'or',
  [first, [second, third]]: readonly [Node, readonly Node[]],
): Node {
  return call(operation, call(operation, first, second as Node), third as Node);
}
