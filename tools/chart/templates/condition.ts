// Nodes as conditions of `if`: texts, lists and maps stand for "not empty" there.
import { not } from '../../symbolic/build.ts';
import type { OperationName } from '../../symbolic/operations/index.ts';
import { type Call, type Node, widen } from '../../symbolic/tree.ts';
import { isKind } from '../../symbolic/types.ts';
import { compareScalars } from './comparisons.ts';
import { attempt, type Context, freshName, hintOf, inner, nameOf, root } from './context.ts';
import { statement } from './document.ts';
import { atom, type Expression, invoke } from './go.ts';
import { canFail } from './total.ts';

export function isCall(node: Node, operation: OperationName): node is Call {
  return node.kind === 'call' && node.operation === operation;
}

/** The node whose being filled is the condition. */
export function filledIn(condition: Node): Node | undefined {
  const [empty] = isCall(condition, 'not') ? condition.args : [];
  return empty && isCall(empty, 'empty') ? empty.args[0] : undefined;
}

export function printCondition(node: Node, context: Context): Expression {
  if (nameOf(node, context) !== undefined || node.kind !== 'call') return printPlain(node, context);
  const helper = context.helpers.get(widen(node));
  if (helper && helper.node !== context.self)
    return invoke('include', `"${helper.name}"`, root(context) || '.');
  switch (node.operation) {
    case 'not':
      return printNegation(node.args[0] as Node, context);
    case 'empty':
      return invoke('not', context.print.expression(node.args[0] as Node, context));
    case 'and':
    case 'or': {
      const operands = operandsOf(node);
      if (operands.length === 1) return printCondition(operands[0] as Node, context);
      return printConnective(node.operation, operands, { context, print: printCondition });
    }
    default:
      return printPlain(node, context);
  }
}

function printPlain(node: Node, context: Context): Expression {
  return context.print.expression(node, context);
}

const opposites: Readonly<Partial<Record<OperationName, 'ne' | 'ge'>>> = { equals: 'ne', less: 'ge' };

/** The negation of a comparison is the other comparison. */
export function printOpposite(node: Node, context: Context): Expression | undefined {
  const name = node.kind === 'call' ? opposites[node.operation] : undefined;
  if (name === undefined || nameOf(node, context) !== undefined) return undefined;
  return compareScalars(name, (node as Call).args as readonly [Node, Node], context);
}

const connectives = [
  ['and', 'or'],
  ['or', 'and'],
] as const;

function printNegation(node: Node, context: Context): Expression {
  if (isCall(node, 'empty')) return context.print.expression(node.args[0] as Node, context);
  // !(!a && !b) reads better as a || b.
  for (const [word, opposite] of connectives) {
    if (nameOf(node, context) !== undefined || !isCall(node, word)) continue;
    const operands = operandsOf(node);
    if (operands.every((operand) => isCall(operand, 'not') || isCall(operand, 'empty')))
      return printConnective(opposite, operands.map(not), { context, print: printCondition });
  }
  return printOpposite(node, context) ?? invoke('not', printCondition(node, context));
}

/** `a && b && c` as one list. A test that a text is there goes with the comparison that asks for one. */
export function operandsOf(node: Call): readonly Node[] {
  const operands = node.args.flatMap((arg) => (isCall(arg, node.operation) ? operandsOf(arg) : [arg]));
  if (node.operation === 'or') return operands;
  return operands.filter(
    (operand, at) =>
      !isImplied(operand, operands[at + 1]) && !operands.some((other) => isExcluded(operand, other)),
  );
}

/** `x != 'a'` beside `x == 'b'`. */
function isExcluded(operand: Node, other: Node): boolean {
  const [equals] = isCall(operand, 'not') ? operand.args : [];
  if (!equals || !isCall(equals, 'equals') || !isCall(other, 'equals')) return false;
  const [a, b] = [equals.args[1] as Node, other.args[1] as Node];
  return equals.args[0] === other.args[0] && a.kind === 'literal' && b.kind === 'literal' && a !== b;
}

/** `has(m, k)` before `m[k] == 'text'`: what is not there equals no text. */
function isImplied(operand: Node, next: Node | undefined): boolean {
  if (!isCall(operand, 'has') || !next || !isCall(next, 'equals')) return false;
  const [map, key] = operand.args as [Node, Node];
  const [entry, text] = next.args as [Node, Node];
  if (!isKind(text.type, 'string') || canFail(text) || !isKind(entry.type, 'string')) return false;
  if (entry.kind === 'index') return entry.of === map && entry.key === key;
  return entry.kind === 'field' && entry.of === map && key.kind === 'literal' && key.value === entry.field;
}

interface Way {
  readonly context: Context;
  readonly print: (node: Node, context: Context) => Expression;
}

/**
 * `and a b c`, which stops where it is decided. Statements of a later operand come before the whole, unless they could
 * fail where the operands before say that it does not matter.
 */
export function printConnective(
  word: 'and' | 'or',
  operands: readonly Node[],
  { context, print }: Way,
): Expression {
  const texts: Expression[] = [];
  for (const [at, operand] of operands.entries()) {
    const tried = attempt(context, (inside) => print(operand, inside));
    if (at > 0 && tried.items.length > 0 && canFail(operand))
      return printStepwise(word, operands, { context, print });
    texts.push(tried.keep());
  }
  return invoke(word, ...texts);
}

/** Each operand only where those before leave it open. */
function printStepwise(word: 'and' | 'or', operands: readonly Node[], { context, print }: Way): Expression {
  const name = freshName(hintOf(operands.at(-1) as Node, word === 'and' ? 'all' : 'any'), context);
  const [first, ...rest] = operands as readonly [Node, ...Node[]];
  context.items.push(statement(`${name} := ${print(first, context).text}`));
  const asked = word === 'and' ? name : `not ${name}`;
  for (const operand of rest) {
    const items = inner(context, (inside) => {
      const { text } = print(operand, inside);
      inside.items.push(statement(`${name} = ${text}`));
    });
    context.items.push({ kind: 'control', arms: [{ header: `if ${asked}`, items }] });
  }
  return atom(name);
}
