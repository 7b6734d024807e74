// `local`: variables in slots of the frame that the code already runs in.
import { Closure } from '../evaluation/functions.ts';
import { type Code, type Frame, Thunk } from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { compileFunction } from './calls.ts';
import { bound, type Context, type LazyCode, withScope } from './context.ts';
import { extendScope } from './scope.ts';

export function compileLocal(node: Tree.Local, context: Context): Code {
  const scope = extendScope(
    context.scope,
    node.binds.map(({ name }) => name),
  );
  const within = withScope(context, scope);
  const binds = node.binds.map((bind) => ({
    slot: scope.names.get(bind.name) as number,
    create: compileBind(bind, bound(within, bind.name)),
  }));
  const body = context.compiler.code(node.body, within);
  const [first] = binds;
  if (binds.length === 1 && first) {
    const { slot, create } = first;
    return (frame) => {
      frame[slot] = create(frame);
      return body(frame);
    };
  }
  return (frame) => {
    for (const { slot, create } of binds) frame[slot] = create(frame);
    return body(frame);
  };
}

/** The promise of one bound variable; `within` is the context of its body, in which all variables of the `local` are known. */
export function compileBind(bind: Tree.Bind, within: Context): LazyCode {
  if (bind.parameters) {
    const code = compileFunction(bind.parameters, bind.body, within);
    return (frame) => new Closure(code, frame);
  }
  if (bind.body.kind === 'function') {
    const code = compileFunction(bind.body.parameters, bind.body.body, within);
    return (frame) => new Closure(code, frame);
  }
  return promise(once(() => within.compiler.code(bind.body, within)));
}

/** A variable may stand for one that is bound after it, so here even a name is a promise. */
function promise(code: Code): LazyCode {
  return (frame) => new Thunk(code, frame);
}

/** Code that is compiled when it first runs: most of a library never does. */
export function once(compile: () => Code): Code {
  let compiled: Code | undefined;
  return (frame: Frame) => {
    compiled ??= compile();
    return compiled(frame);
  };
}
