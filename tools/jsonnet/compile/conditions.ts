// if, assert and error.
import { toText } from '../evaluation/operators.ts';
import { enter, runtimeError, type Site } from '../evaluation/stack.ts';
import { type Code, typeName, type Value } from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { type Context, createSite, inside } from './context.ts';

export function compileConditional(node: Tree.Conditional, context: Context): Code {
  const condition = context.compiler.code(node.condition, inside(context));
  const branch = { ...inside(context), tail: context.tail === true };
  const then = context.compiler.code(node.then, branch);
  const otherwise = node.otherwise ? context.compiler.code(node.otherwise, branch) : () => null;
  const site = createSite(context, node);
  return (frame) => {
    const holds = condition(frame);
    if (holds === true) return then(frame);
    if (holds === false) return otherwise(frame);
    throw notBoolean(holds, site);
  };
}

/** `assert condition : message; rest`. */
export function compileAssert(node: Tree.Assert, context: Context): Code {
  const check = compileCheck(node, 'Assertion failed', context);
  const rest = context.compiler.code(node.rest, { ...inside(context), tail: context.tail === true });
  return (frame) => {
    check(frame);
    return rest(frame);
  };
}

/** Fails with the message, or with `fallback`, unless the condition holds. */
export function compileCheck(
  node: Tree.Assert | Tree.ObjectAssert,
  fallback: string,
  context: Context,
): Code {
  const condition = context.compiler.code(node.condition, inside(context));
  const message = node.message && context.compiler.code(node.message, inside(context));
  const site = createSite(context, node, '');
  return (frame) => {
    const holds = condition(frame);
    if (holds === true) return true;
    if (holds !== false) throw notBoolean(holds, site);
    throw runtimeError(message ? toText(message(frame)) : fallback, site);
  };
}

export function compileError(node: Tree.ErrorExpression, context: Context): Code {
  const message = context.compiler.code(node.message, inside(context));
  const site = createSite(context, node);
  return (frame) => {
    const value = message(frame);
    enter(site);
    throw runtimeError(toText(value));
  };
}

function notBoolean(value: Value, site: Site): Error {
  return runtimeError(`Unexpected type ${typeName(value)}, expected boolean`, site);
}
