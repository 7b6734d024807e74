// Rewrites of `!`, `&&` and `||`. The right side of the latter two is evaluated only when the left one does not decide.
import type { OperationName } from '../operations/index.ts';
import { type Call, isLiteral, literal, type Node } from '../tree.ts';
import { type CallRules, chain, isCall, type Make, mayFail, operands, rule } from './rule.ts';

export const booleanRules: CallRules = {
  not: [
    rule('double negation', '!!a is a, since a is a boolean', (_, a) =>
      isCall(a, 'not') ? a.args[0] : undefined,
    ),
    rule('of a conjunction', 'De Morgan, where it takes fewer negations', (make, a) =>
      deMorgan(make, a, 'and'),
    ),
    rule('of a disjunction', 'De Morgan, where it takes fewer negations', (make, a) =>
      deMorgan(make, a, 'or'),
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
    rule('two values at once', 'nothing equals two literals, and nothing is of two kinds', (_, a, b) =>
      !mayFail(a) && operands(a, 'and').some((one) => excludes(one, b)) ? literal(false) : undefined,
    ),
    rule(
      'absorption',
      'where b is reached, the conjuncts of a are true, and with one of them b',
      (_, a, b) => (!mayFail(b) && shares(operands(a, 'and'), operands(b, 'or')) ? a : undefined),
    ),
    rule(
      'what is left to decide',
      'where b is reached, its disjuncts that negate a are false',
      (make, a, b) =>
        without(make, b, {
          operation: 'or',
          negating: operands(a, 'and'),
          join: (rest) => make.call('and', a, rest),
        }),
    ),
    rule('lean to the left', 'a && (b && c) evaluates the same in the same order', (make, a, b) =>
      isCall(b, 'and') ? leanLeft(make, 'and', [a, b]) : undefined,
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
    rule(
      'absorption',
      'where b is reached, the disjuncts of a are false, and with one of them b',
      (_, a, b) => (!mayFail(b) && shares(operands(a, 'or'), operands(b, 'and')) ? a : undefined),
    ),
    rule('either way', 'x && c || !x && c is c', (make, a, b) => withoutQuestion(make, a, b)),
    rule('what is left to decide', 'where b is reached, its conjuncts that negate a are true', (make, a, b) =>
      without(make, b, {
        operation: 'and',
        negating: operands(a, 'or'),
        join: (rest) => make.call('or', a, rest),
      }),
    ),
    rule('lean to the left', 'a || (b || c) evaluates the same in the same order', (make, a, b) =>
      isCall(b, 'or') ? leanLeft(make, 'or', [a, b]) : undefined,
    ),
  ],
};

/** Negates the operands instead of the whole, where more of them lose a negation than get one. */
function deMorgan(make: Make, node: Node, operation: 'and' | 'or'): Node | undefined {
  if (!isCall(node, operation)) return undefined;
  const all = operands(node, operation);
  const negated = all.filter((one) => isCall(one, 'not')).length;
  if (all.length >= 1 + 2 * negated) return undefined;
  return chain(make, operation === 'and' ? 'or' : 'and', all.map(make.not));
}

function shares(some: readonly Node[], others: readonly Node[]): boolean {
  return others.length > 1 && others.some((one) => some.includes(one));
}

/** Whether both ask one thing for different answers: `x == 'a'` and `x == 'b'`. */
function excludes(a: Node, b: Node): boolean {
  const asks = (operation: OperationName): boolean => {
    if (!isCall(a, operation) || !isCall(b, operation) || a.args[0] !== b.args[0]) return false;
    const [left, right] = [a.args[1] as Node, b.args[1] as Node];
    return left.kind === 'literal' && right.kind === 'literal' && left.value !== right.value;
  };
  return asks('equals') || asks('is');
}

/** A disjunct of `a` that says the same as `b` but for one conjunct, which it negates: that one does not matter. */
function withoutQuestion(make: Make, a: Node, b: Node): Node | undefined {
  const disjuncts = operands(a, 'or');
  for (const [at, one] of disjuncts.entries()) {
    const rest = commonRest(make, one, b);
    if (rest) return chain(make, 'or', [...disjuncts.slice(0, at), rest, ...disjuncts.slice(at + 1)]);
  }
  return undefined;
}

function commonRest(make: Make, a: Node, b: Node): Node | undefined {
  const [left, right] = [operands(a, 'and'), operands(b, 'and')];
  if (left.length < 2 || left.length !== right.length) return undefined;
  const different = left.filter((one) => !right.includes(one));
  const [question] = different;
  if (different.length !== 1 || !question || mayFail(question) || !right.includes(make.not(question)))
    return undefined;
  return chain(
    make,
    'and',
    left.filter((one) => one !== question),
  );
}

interface Remainder {
  readonly operation: 'and' | 'or';
  readonly negating: readonly Node[];
  readonly join: (rest: Node) => Node;
}

/** Leaves out the operands that negate one of those given. */
function without(make: Make, node: Node, { operation, negating, join }: Remainder): Node | undefined {
  if (!isCall(node, operation)) return undefined;
  const all = operands(node, operation);
  const rest = all.filter((one) => !negating.includes(make.not(one)));
  const left = rest.length < all.length ? chain(make, operation, rest) : undefined;
  return left && join(left);
}

function leanLeft(make: Make, operation: 'and' | 'or', [first, pair]: readonly [Node, Call]): Node {
  const [second, third] = pair.args as [Node, Node];
  return make.call(operation, make.call(operation, first, second), third);
}
