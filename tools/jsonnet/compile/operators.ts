// Unary and binary operators: the common types inline, everything else through the operators' full meaning.
import {
  add,
  bitAnd,
  bitNot,
  bitOr,
  bitXor,
  compare,
  divide,
  equals,
  expectBoolean,
  expectNumber,
  multiply,
  shiftLeft,
  shiftRight,
  subtract,
} from '../evaluation/operators.ts';
import { enter, type Site, stack } from '../evaluation/stack.ts';
import { type Code, type Frame, type Lazy, Thunk, type Value } from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { type Context, createSite, inside, type LazyCode } from './context.ts';

type Operation = (left: Value, right: Value) => Value;

export function compileBinary(node: Tree.Binary, context: Context): Code {
  if (node.operator === '%') return compileLibraryOperator('mod', [node.left, node.right], node, context);
  if (node.operator === 'in')
    return compileLibraryOperator('objectHasAll', [node.right, node.left], node, context);
  if (isLongChain(node)) return compileChain(node, context);
  const left = context.compiler.code(node.left, inside(context));
  const right = context.compiler.code(node.right, inside(context));
  const site = createSite(context, node);
  switch (node.operator) {
    case '+':
      return plus(left, right, site);
    case '-':
      return minus(left, right, site);
    case '<':
      return less(left, right, site);
    case '==':
      return equal(left, right, site);
    case '&&':
      return (frame) => checkBoolean(left(frame), site) && checkBoolean(right(frame), site);
    case '||':
      return (frame) => checkBoolean(left(frame), site) || checkBoolean(right(frame), site);
    default:
      return general(operations[node.operator], left, right, site);
  }
}

const operations: Readonly<Record<Exclude<Tree.BinaryOperator, '%' | 'in' | '&&' | '||'>, Operation>> = {
  '+': add,
  '-': subtract,
  '<': (left, right) => compare(left, right) < 0,
  '==': equals,
  '*': multiply,
  '/': divide,
  '<<': shiftLeft,
  '>>': shiftRight,
  '>': (left, right) => compare(left, right) > 0,
  '<=': (left, right) => compare(left, right) <= 0,
  '>=': (left, right) => compare(left, right) >= 0,
  '!=': (left, right) => !equals(left, right),
  '&': bitAnd,
  '^': bitXor,
  '|': bitOr,
};

/** A sum of so many terms, as generators write them, is computed in a loop: nested closures would fill the host's stack. */
const longChain = 500;

type Link = Tree.Binary & { readonly operator: keyof typeof operations };

function isLink(node: Tree.Expression): node is Link {
  return node.kind === 'binary' && node.operator in operations;
}

function isLongChain(node: Tree.Expression): node is Link {
  let length = 0;
  for (let at = node; isLink(at) && length < longChain; at = at.left) length++;
  return length === longChain;
}

function compileChain(node: Link, context: Context): Code {
  const links: { readonly operation: Operation; readonly right: Code; readonly site: Site }[] = [];
  let at: Tree.Expression = node;
  for (; isLink(at); at = at.left) {
    const right = context.compiler.code(at.right, inside(context));
    links.push({ operation: operations[at.operator], right, site: createSite(context, at) });
  }
  const first = context.compiler.code(at, inside(context));
  links.reverse();
  return (frame) => {
    let value = first(frame);
    for (const { operation, right, site } of links) {
      const operand = right(frame);
      enter(site);
      value = operation(value, operand);
      stack.depth--;
    }
    return value;
  };
}

function general(operation: Operation, left: Code, right: Code, site: Site): Code {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    enter(site);
    const value = operation(a, b);
    stack.depth--;
    return value;
  };
}

function plus(left: Code, right: Code, site: Site): Code {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const sum = a + b;
      if (Number.isFinite(sum)) return sum;
    } else if (typeof a === 'string' && typeof b === 'string') return a + b;
    enter(site);
    const value = add(a, b);
    stack.depth--;
    return value;
  };
}

function minus(left: Code, right: Code, site: Site): Code {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const difference = a - b;
      if (Number.isFinite(difference)) return difference;
    }
    enter(site);
    const value = subtract(a, b);
    stack.depth--;
    return value;
  };
}

function less(left: Code, right: Code, site: Site): Code {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') return a < b;
    enter(site);
    const value = compare(a, b) < 0;
    stack.depth--;
    return value;
  };
}

function equal(left: Code, right: Code, site: Site): Code {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (a === null || typeof a !== 'object') return a === b;
    enter(site);
    const value = equals(a, b);
    stack.depth--;
    return value;
  };
}

function checkBoolean(value: Value, site: Site): boolean {
  if (typeof value === 'boolean') return value;
  enter(site);
  return expectBoolean(value);
}

/** `%` and `in` are calls of library functions, in traces too. */
function compileLibraryOperator(
  name: string,
  operands: readonly [Tree.Expression, Tree.Expression],
  node: Tree.Binary,
  context: Context,
): Code {
  const [first, second] = operands.map((operand) => context.compiler.code(operand, inside(context))) as [
    Code,
    Code,
  ];
  const body = context.host.builtins.get(name)?.body as Operation;
  const site = createSite(context, node, '');
  return (frame) => {
    enter(site);
    const value = body(first(frame), second(frame));
    stack.depth--;
    return value;
  };
}

export function compileUnary(node: Tree.Unary, context: Context): Code {
  const operand = context.compiler.code(node.operand, inside(context));
  const site = createSite(context, node);
  const operation = unaryOperations[node.operator];
  return (frame) => {
    const value = operand(frame);
    enter(site);
    const result = operation(value);
    stack.depth--;
    return result;
  };
}

const unaryOperations: Readonly<Record<Tree.UnaryOperator, (value: Value) => Value>> = {
  '!': (value) => !expectBoolean(value),
  '~': bitNot,
  '+': expectNumber,
  '-': (value) => -expectNumber(value),
};

/**
 * Arithmetic on numbers that are known already is done at once instead of being promised: it cannot fail or take long.
 * Anything else becomes a thunk of the whole operation.
 */
export function compileLazyArithmetic(
  node: Tree.Binary,
  code: Code,
  operands: readonly [LazyCode, LazyCode],
): LazyCode {
  const operate = cheap[node.operator];
  const [left, right] = operands;
  if (!operate) return (frame) => new Thunk(code, frame);
  return (frame: Frame): Lazy => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const value = operate(a, b);
      if (Number.isFinite(value)) return value;
    }
    return new Thunk(code, frame);
  };
}

const cheap: Readonly<Partial<Record<Tree.BinaryOperator, (a: number, b: number) => number>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};
