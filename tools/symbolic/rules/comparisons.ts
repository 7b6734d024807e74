// Rewrites of `==` and `<`.
import { isAscii } from '../operations/limits.ts';
import { isLiteral, type ListNode, literal, type Node, type ObjectNode, type Part } from '../tree.ts';
import { isFilled, isKind, kindsOf, mayBe, memberOf, type NumberType } from '../types.ts';
import { type CallRules, chain, isCall, type Make, mayFail, rule } from './rule.ts';
import { compareAscii } from './text.ts';

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
      isNothing(b, 'list') && isKind(a.type, 'array') ? make.call('empty', a) : undefined,
    ),
    rule('with the empty object', 'it is the one object that is empty', (make, a, b) =>
      isNothing(b, 'object') && isKind(a.type, 'object') ? make.call('empty', a) : undefined,
    ),
    rule('not among the values', 'a string is one of the values that its type lists', (_, a, b) => {
      const values = memberOf(a.type, 'string')?.values;
      const excluded =
        b.kind === 'literal' && typeof b.value === 'string' && values?.includes(b.value) === false;
      return excluded && !mayFail(a) ? literal(false) : undefined;
    }),
    rule('out of range', 'a number is within the bounds of its type', (_, a, b) => {
      const range = memberOf(a.type, 'number');
      if (b.kind !== 'literal' || typeof b.value !== 'number' || !range || mayFail(a)) return undefined;
      return isOutside(range, b.value) ? literal(false) : undefined;
    }),
    rule('a length of zero', 'only what is empty has no items', (make, a, b) =>
      isCall(a, 'length') && isLiteral(b, 0) ? make.call('empty', a.args[0] as Node) : undefined,
    ),
    rule('of a choice', 'comparing after choosing is choosing after comparing', (make, a, b) =>
      b.kind === 'literal' || isOtherThanNothing(a, b) ? distribute(make, a, b) : undefined,
    ),
    rule('in one case of letters', 'what equals ASCII text is ASCII itself', (make, a, b) =>
      b.kind === 'literal' && isAscii(b.type)
        ? compareAscii(make, a, (text) => make.call('equals', text, b))
        : undefined,
    ),
    rule('of fixed lists', 'lists are equal when they are as long and all items are equal', (make, a, b) => {
      const [left, right] = [fixedItems(a), fixedItems(b)];
      if (!left || !right) return undefined;
      if (left.length !== right.length) return literal(false);
      return chain(
        make,
        'and',
        left.map((item, at) => make.call('equals', item, right[at] as Node)),
      );
    }),
    rule('of fixed objects', 'objects are equal when all names and all fields are', (make, a, b) => {
      const [left, right] = [fixedFields(a), fixedFields(b)];
      if (!left || !right) return undefined;
      const names = [...left.keys()].sort();
      if (names.join('\n') !== [...right.keys()].sort().join('\n')) return literal(false);
      return chain(
        make,
        'and',
        names.map((name) => make.call('equals', left.get(name) as Node, right.get(name) as Node)),
      );
    }),
  ],
  less: [
    rule('than itself', 'nothing is less than itself', (_, a, b) =>
      a === b && !mayFail(a) ? literal(false) : undefined,
    ),
    rule('by their bounds', 'the bounds of the types decide', (_, a, b) => {
      if (!isKind(a.type, 'number') || !isKind(b.type, 'number') || mayFail(a) || mayFail(b))
        return undefined;
      const [left, right] = [memberOf(a.type, 'number'), memberOf(b.type, 'number')];
      if (!left || !right) return undefined;
      if (left.maximum < right.minimum) return literal(true);
      return left.minimum >= right.maximum ? literal(false) : undefined;
    }),
    rule('a length less than one', 'only what is empty has no items', (make, a, b) =>
      isCall(a, 'length') && isLiteral(b, 1) ? make.call('empty', a.args[0] as Node) : undefined,
    ),
    rule('a length more than zero', 'what is not empty has items', (make, a, b) =>
      isLiteral(a, 0) && isCall(b, 'length') ? make.not(make.call('empty', b.args[0] as Node)) : undefined,
    ),
    rule('of a choice', 'comparing after choosing is choosing after comparing', (make, a, b) => {
      if (a.kind === 'if' && b.kind === 'literal' && hasLiteral(a))
        return make.choose(a.condition, make.call('less', a.then, b), make.call('less', a.otherwise, b));
      if (b.kind === 'if' && a.kind === 'literal' && hasLiteral(b))
        return make.choose(b.condition, make.call('less', a, b.then), make.call('less', a, b.otherwise));
      return undefined;
    }),
  ],
};

function isNothing(node: Node, kind: 'list' | 'object'): boolean {
  return node.kind === kind && node.parts.length === 0;
}

function isOutside({ integer, minimum, maximum }: NumberType, value: number): boolean {
  return value < minimum || value > maximum || (integer && !Number.isInteger(value));
}

function hasLiteral({ then, otherwise }: { then: Node; otherwise: Node }): boolean {
  return then.kind === 'literal' || otherwise.kind === 'literal';
}

/** One branch is the empty text, which what is not empty never equals. */
function isOtherThanNothing(a: Node, b: Node): boolean {
  const hasNothing = a.kind === 'if' && (isLiteral(a.then, '') || isLiteral(a.otherwise, ''));
  return hasNothing && isFilled(b.type) && !mayFail(b);
}

/** With a literal in one branch at least one comparison is decided, so that the node gets no larger. */
function distribute(make: Make, a: Node, b: Node): Node | undefined {
  if (a.kind !== 'if' || !hasLiteral(a)) return undefined;
  return make.choose(a.condition, make.call('equals', a.then, b), make.call('equals', a.otherwise, b));
}

/** The items of a list that has these and no others; not of the empty one, which has a rule of its own. */
function fixedItems(node: Node): readonly Node[] | undefined {
  const parts: readonly Part[] = node.kind === 'list' ? (node as ListNode).parts : [];
  const items = parts.flatMap((part) => (part.kind === 'item' ? [part.value] : []));
  return parts.length > 0 && items.length === parts.length ? items : undefined;
}

function fixedFields(node: Node): ReadonlyMap<string, Node> | undefined {
  const parts: readonly Part[] = node.kind === 'object' ? (node as ObjectNode).parts : [];
  const fields = new Map(
    parts.flatMap((part) => (part.kind === 'field' ? [[part.key, part.value] as const] : [])),
  );
  return parts.length > 0 && fields.size === parts.length ? fields : undefined;
}
