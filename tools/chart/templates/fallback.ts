// The form `if x is empty then d else x`, also `if x is there then x else d`, which templates call `default`.

import { type If, isLiteral, type Node, widen } from '../../symbolic/tree.ts';
import { isFilled, isInteger, isKind } from '../../symbolic/types.ts';
import { isCall } from './condition.ts';
import { canFail } from './total.ts';

/** `value | default other`. */
export interface Fallback {
  readonly value: Node;
  readonly other: Node;
}

/** What `default` can say as well as `if`. */
export function fallbackOf({ condition, then, otherwise }: If): Fallback | undefined {
  const isThere = isOwnKey(condition, then);
  const [value, other] = isThere ? [then, otherwise] : [otherwise, then];
  if (canFail(other) || (other.kind === 'if' && !fallbackOf(other))) return undefined;
  return isThere || asksForValue(condition, { value, other }) ? { value, other } : undefined;
}

/** Whether an entry is asked for that is never empty, so that empty means absent. */
function isOwnKey(condition: Node, entry: Node): boolean {
  if (!isCall(condition, 'has') || !isKind(entry.type, 'string') || !isFilled(entry.type)) return false;
  const [map, key] = condition.args as [Node, Node];
  const own = widen(entry);
  return own.kind === 'field' && widen(own.of) === widen(map) && isLiteral(key, own.field);
}

function asksForValue(condition: Node, { value, other }: Fallback): boolean {
  if (condition.kind !== 'call') return false;
  const [tested, zero] = condition.args as [Node, Node | undefined];
  if (widen(tested) !== widen(value)) return false;
  if (condition.operation === 'equals')
    return zero !== undefined && isLiteral(zero, 0) && isInteger(value.type);
  // What is put together is easier to read below an `if`.
  return condition.operation === 'empty' && (isKind(value.type, 'string') || isPath(other));
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
    return ['empty', 'equals', 'has', 'is'].includes(node.operation) && node.args.every(isOperand);
  return isOperand(node);
}

function isOperand(node: Node): boolean {
  return isPath(node) || node.kind === 'literal' || node.kind === 'variable';
}

function isPath(node: Node): boolean {
  return node.kind === 'field' ? isPath(node.of) || node.of.kind === 'variable' : node.kind === 'input';
}
