// Function expressions and calls. Calls of library functions by name are bound when they are compiled.

import {
  bindArguments,
  Closure,
  createFrame,
  type FunctionCode,
  finishTailCalls,
  TailCall,
} from '../evaluation/functions.ts';
import { expectFunction } from '../evaluation/operators.ts';
import { enter, type Site, stack } from '../evaluation/stack.ts';
import type { Code, FunctionValue, Lazy, Value } from '../evaluation/values.ts';
import type { Builtin } from '../std/define.ts';
import type * as Tree from '../syntax/tree.ts';
import { type Context, createSite, delayed, inFunction, inside, type LazyCode } from './context.ts';
import { openFrame } from './scope.ts';

/** A function's code; its body is compiled when it is first called. */
export function compileFunction(
  parameters: readonly Tree.Parameter[],
  body: Tree.Expression,
  context: Context,
): FunctionCode {
  const scope = openFrame(
    'function',
    context.scope,
    parameters.map(({ name }) => name),
  );
  const within = inFunction(context, scope);
  const code: FunctionCode = {
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      optional: parameter.default !== undefined,
    })),
    defaults: parameters.map(
      (parameter) => parameter.default && context.compiler.code(parameter.default, within),
    ),
    layout: scope.frame,
    rawBody: (frame) => compileBody()(frame),
    body: (frame) => {
      compileBody();
      return code.body(frame);
    },
  };
  function compileBody(): Code {
    code.rawBody = compileTail(body, within);
    const { rawBody } = code;
    code.body = hasTailCall(body) ? (frame) => finishTailCalls(rawBody(frame)) : rawBody;
    return rawBody;
  }
  return code;
}

export function compileFunctionExpression(node: Tree.Function, context: Context): Code {
  const code = compileFunction(node.parameters, node.body, context);
  return (frame) => new Closure(code, frame);
}

/** Whether a `tailstrict` call stands where its result is the function's. */
function hasTailCall(node: Tree.Expression): boolean {
  switch (node.kind) {
    case 'apply':
      return node.tailstrict;
    case 'parentheses':
      return hasTailCall(node.inner);
    case 'local':
      return hasTailCall(node.body);
    case 'assert':
      return hasTailCall(node.rest);
    case 'if':
      return hasTailCall(node.then) || (node.otherwise !== undefined && hasTailCall(node.otherwise));
    default:
      return false;
  }
}

function compileTail(node: Tree.Expression, context: Context): Code {
  return context.compiler.code(node, hasTailCall(node) ? { ...context, tail: true } : context);
}

export function compileApply(node: Tree.Apply, context: Context): Code {
  return compileBuiltinCall(node, context) ?? compileCall(node, context);
}

/** `std.f(…)` where std is the library itself: no lookup, no promises for arguments that are needed anyway. */
function compileBuiltinCall(node: Tree.Apply, context: Context): Code | undefined {
  const builtin = findBuiltin(node.target, context);
  if (!builtin || node.named.length > 0 || node.positional.length > builtin.details.length) return undefined;
  const within = delayed(context);
  const args: LazyCode[] = [];
  for (const [at, detail] of builtin.details.entries()) {
    const arg = node.positional[at];
    if (!arg && detail.default === undefined) return undefined;
    if (!arg) args.push(() => detail.default as Value);
    else
      args.push(
        detail.lazy && !node.tailstrict
          ? context.compiler.lazy(arg, within)
          : context.compiler.code(arg, within),
      );
  }
  return callBuiltin(builtin.body, args, createSite(context, node));
}

function findBuiltin(target: Tree.Expression, context: Context): Builtin | undefined {
  if (target.kind !== 'dot' || target.target.kind !== 'variable' || target.target.name !== 'std')
    return undefined;
  for (let scope: typeof context.scope | undefined = context.scope; scope; scope = scope.outer) {
    if (scope.names.has('std') && scope.frame.kind !== 'file') return undefined;
    if (scope.names.has('std') && scope.outer) return undefined;
  }
  return context.host.builtins.get(target.name);
}

function callBuiltin(body: Builtin['body'], args: readonly LazyCode[], site: Site): Code {
  const [first, second] = args as [LazyCode, LazyCode];
  if (args.length === 1) {
    return (frame) => {
      enter(site);
      const value = body(first(frame));
      stack.depth--;
      return value;
    };
  }
  if (args.length === 2) {
    return (frame) => {
      enter(site);
      const value = body(first(frame), second(frame));
      stack.depth--;
      return value;
    };
  }
  return (frame) => {
    enter(site);
    const value = body(...args.map((arg) => arg(frame)));
    stack.depth--;
    return value;
  };
}

function compileCall(node: Tree.Apply, context: Context): Code {
  const target = context.compiler.code(node.target, inside(context));
  const within = delayed(context);
  const positional = node.positional.map((arg) => context.compiler.lazy(arg, within));
  const site = createSite(context, node);
  if (node.tailstrict || node.named.length > 0)
    return compileGeneralCall(node, context, { target, positional, site });
  const [first, second] = positional as [LazyCode, LazyCode];
  if (positional.length === 1) return callOne(target, first, site);
  if (positional.length === 2) return callTwo(target, first, second, site);
  return (frame) => {
    const callee = target(frame);
    enter(site);
    const value = callWith(
      callee,
      positional.map((arg) => arg(frame)),
    );
    stack.depth--;
    return value;
  };
}

function callOne(target: Code, arg: LazyCode, site: Site): Code {
  return (frame) => {
    const callee = target(frame);
    enter(site);
    let value: Value;
    if (callee instanceof Closure && callee.arity === 1) {
      const inner = createFrame(callee.env, callee.code.layout.size);
      inner[1] = arg(frame);
      value = callee.code.body(inner);
    } else value = callWith(callee, [arg(frame)]);
    stack.depth--;
    return value;
  };
}

function callTwo(target: Code, first: LazyCode, second: LazyCode, site: Site): Code {
  return (frame) => {
    const callee = target(frame);
    enter(site);
    let value: Value;
    if (callee instanceof Closure && callee.arity === 2) {
      const inner = createFrame(callee.env, callee.code.layout.size);
      inner[1] = first(frame);
      inner[2] = second(frame);
      value = callee.code.body(inner);
    } else value = callWith(callee, [first(frame), second(frame)]);
    stack.depth--;
    return value;
  };
}

const noNames: readonly string[] = [];

function callWith(callee: Value, positional: readonly Lazy[]): Value {
  const target = expectFunction(callee);
  return target.call(bindArguments(target.parameters, { positional, names: noNames, named: [] }));
}

interface Parts {
  readonly target: Code;
  readonly positional: readonly LazyCode[];
  readonly site: Site;
}

/** Named arguments and `tailstrict`. In tail position the latter leaves the calling frame first. */
function compileGeneralCall(node: Tree.Apply, context: Context, { target, positional, site }: Parts): Code {
  const within = delayed(context);
  const names = node.named.map(({ name }) => name);
  const named = node.named.map(({ value }) => context.compiler.lazy(value, within));
  const call = node.tailstrict ? (context.tail ? callInTail : callStrictly) : callAny;
  return (frame) => {
    const callee = target(frame);
    enter(site);
    const evaluated = expectFunction(callee);
    const given = {
      positional: positional.map((arg) => arg(frame)),
      names,
      named: named.map((arg) => arg(frame)),
    };
    const value = call(evaluated, bindArguments(evaluated.parameters, given));
    stack.depth--;
    return value as Value;
  };
}

type Bound = readonly (Lazy | undefined)[];

function callAny(callee: FunctionValue, args: Bound): Value {
  return callee.call(args);
}

function callStrictly(callee: FunctionValue, args: Bound): Value {
  return callee instanceof Closure ? callee.code.body(callee.openStrictly(args)) : callee.call(args);
}

/** Hands the call to whoever called this function. */
function callInTail(callee: FunctionValue, args: Bound): Value | TailCall {
  return callee instanceof Closure ? new TailCall(callee.code, callee.openStrictly(args)) : callee.call(args);
}
