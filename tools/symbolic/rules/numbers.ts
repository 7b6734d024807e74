// Rewrites of arithmetic.
import { isLiteral, type Node } from '../tree.ts';
import { isKind, memberOf, type NumberType } from '../types.ts';
import { type CallRules, mayFail, rule } from './rule.ts';

export const numberRules: CallRules = {
  add: [
    rule(
      'nothing on the right',
      'x + 0 is x, but for -0, which a type with such a bound excludes',
      (_, a, b) => (isLiteral(b, 0) && isPlain(a) ? a : undefined),
    ),
    rule(
      'nothing on the left',
      '0 + x is x, but for -0, which a type with such a bound excludes',
      (_, a, b) => (isLiteral(a, 0) && isPlain(b) ? b : undefined),
    ),
  ],
  subtract: [rule('nothing', 'x - 0 is x', (_, a, b) => (isLiteral(b, 0) ? a : undefined))],
  multiply: [
    rule('by one', 'x * 1 is x', (_, a, b) => (isLiteral(b, 1) ? a : undefined)),
    rule('one by it', '1 * x is x', (_, a, b) => (isLiteral(a, 1) ? b : undefined)),
  ],
  maximum: [
    rule('by their bounds', 'the bounds of the types decide', (_, a, b) => {
      const [x, y] = rangesOf(a, b) ?? [];
      if (!x || !y) return undefined;
      if (x.minimum > y.maximum) return a;
      return x.maximum < y.minimum ? b : undefined;
    }),
  ],
  minimum: [
    rule('by their bounds', 'the bounds of the types decide', (_, a, b) => {
      const [x, y] = rangesOf(a, b) ?? [];
      if (!x || !y) return undefined;
      if (x.maximum < y.minimum) return a;
      return x.minimum > y.maximum ? b : undefined;
    }),
  ],
};

/** Whether it is a number that is not zero. */
function isPlain(node: Node): boolean {
  const type = memberOf(node.type, 'number');
  return isKind(node.type, 'number') && type !== undefined && (type.minimum > 0 || type.maximum < 0);
}

function rangesOf(a: Node, b: Node): readonly [NumberType | undefined, NumberType | undefined] | undefined {
  if (!isKind(a.type, 'number') || !isKind(b.type, 'number') || mayFail(a) || mayFail(b)) return undefined;
  return [memberOf(a.type, 'number'), memberOf(b.type, 'number')];
}
