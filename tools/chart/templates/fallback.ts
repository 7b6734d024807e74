// The form `if x is empty then d else x`, which templates call `default`.
import { type If, isLiteral, type Node, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind } from '../../symbolic/types.ts';
import { canFail } from './total.ts';

/** `d` of `if x is empty then d else x`. */
export function fallbackOf({ condition, then, otherwise }: If): Node | undefined {
  if (condition.kind !== 'call' || canFail(then)) return undefined;
  if (then.kind === 'if' && !fallbackOf(then)) return undefined;
  const value = widen(otherwise);
  const [tested, with0] = condition.args as [Node, Node | undefined];
  if (widen(tested) !== value) return undefined;
  if (condition.operation === 'empty' && isKind(value.type, 'string')) return then;
  const isZero = condition.operation === 'equals' && with0 !== undefined && isLiteral(with0, 0);
  return isZero && isInteger(value.type) ? then : undefined;
}

/** Whether both values are short words or numbers, so that one line tells both. */
export function isTernary({ condition, then, otherwise }: If): boolean {
  return isShort(then) && isShort(otherwise) && isPlainTest(condition);
}

function isShort(node: Node): boolean {
  return node.kind === 'literal' && node.value !== null && String(node.value).length <= 24;
}

/** A flag, or one comparison with what is given. */
function isPlainTest(node: Node): boolean {
  if (node.kind === 'call')
    return ['empty', 'equals', 'has', 'is'].includes(node.operation) && node.args.every(isPath);
  return isPath(node);
}

function isPath(node: Node): boolean {
  if (node.kind === 'field') return isPath(node.of);
  return node.kind === 'input' || node.kind === 'literal' || node.kind === 'variable';
}
