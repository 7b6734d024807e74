// Rewrites of `==` and of tests for emptiness.
import { isLiteral, literal, type Node } from '../tree.ts';
import { isFilled, isKind, kindsOf, mayBe, memberOf } from '../types.ts';
import { type CallRules, isBooleanLiteral, type Make, mayFail, rule } from './rule.ts';

export const comparisonRules: CallRules = {
  equals: [
    rule('the same', 'a value equals itself, unless it fails', (_, a, b) =>
      a === b && !mayFail(a) ? literal(true) : undefined,
    ),
    rule('different kinds', 'values of different kinds are never equal', (_, a, b) =>
      !kindsOf(a.type).some((kind) => mayBe(b.type, kind)) && !mayFail(a) && !mayFail(b)
        ? literal(false)
        : undefined,
    ),
    rule('the literal stands right', 'equality is symmetric', (make, a, b) =>
      a.kind === 'literal' && b.kind !== 'literal' ? make.call('equals', b, a) : undefined,
    ),
    rule('with true', 'a boolean equals true when it is true', (_, a, b) =>
      isLiteral(b, true) && isKind(a.type, 'boolean') ? a : undefined,
    ),
    rule('with false', 'a boolean equals false when its negation is true', (make, a, b) =>
      isLiteral(b, false) && isKind(a.type, 'boolean') ? make.not(a) : undefined,
    ),
    rule('with null', 'null is the only value of its kind', (make, a, b) =>
      isLiteral(b, null) ? make.call('is', a, literal('null')) : undefined,
    ),
    rule('with the empty string', 'it is the one string that is empty', (make, a, b) =>
      isLiteral(b, '') && isKind(a.type, 'string') ? make.call('empty', a) : undefined,
    ),
    rule('with the empty list', 'it is the one list that is empty', (make, a, b) =>
      b.kind === 'list' && b.parts.length === 0 && isKind(a.type, 'array')
        ? make.call('empty', a)
        : undefined,
    ),
    rule('with the empty object', 'it is the one object that is empty', (make, a, b) =>
      b.kind === 'object' && b.parts.length === 0 && isKind(a.type, 'object')
        ? make.call('empty', a)
        : undefined,
    ),
    rule('not among the values', 'a string is one of the values that its type lists', (_, a, b) => {
      const values = memberOf(a.type, 'string')?.values;
      const excluded =
        b.kind === 'literal' && typeof b.value === 'string' && values?.includes(b.value) === false;
      return excluded && !mayFail(a) ? literal(false) : undefined;
    }),
    rule('of a choice', 'comparing after choosing is choosing after comparing', (make, a, b) =>
      b.kind === 'literal' ? distribute(make, a, b) : undefined,
    ),
  ],
  empty: [
    rule('never empty', 'the type says so', (_, a) =>
      isFilled(a.type) && !mayFail(a) ? literal(false) : undefined,
    ),
    rule('of a choice', 'one branch is known, so the test gets no longer', (make, a) => {
      if (a.kind !== 'if') return undefined;
      const [then, otherwise] = [make.call('empty', a.then), make.call('empty', a.otherwise)];
      return isBooleanLiteral(then) || isBooleanLiteral(otherwise)
        ? make.choose(a.condition, then, otherwise)
        : undefined;
    }),
    rule('of what has a part', 'an item or field without condition is always there', (_, a) =>
      (a.kind === 'list' || a.kind === 'object') &&
      a.parts.some(({ kind }) => kind === 'item' || kind === 'field') &&
      !mayFail(a)
        ? literal(false)
        : undefined,
    ),
    rule('of nothing', 'a list or object without parts is empty', (_, a) =>
      (a.kind === 'list' || a.kind === 'object') && a.parts.length === 0 ? literal(true) : undefined,
    ),
  ],
};

/** With a literal in one branch at least one comparison is decided, so that the node gets no larger. */
function distribute(make: Make, a: Node, b: Node): Node | undefined {
  if (a.kind !== 'if') return undefined;
  if (a.then.kind !== 'literal' && a.otherwise.kind !== 'literal') return undefined;
  return make.choose(a.condition, make.call('equals', a.then, b), make.call('equals', a.otherwise, b));
}
