// What compiling one expression needs to know: its names, what traces call the place, and the world outside the file.
import type { PseudoSite, Site } from '../evaluation/stack.ts';
import type { Code, Frame, Lazy, Value } from '../evaluation/values.ts';
import type { Source, Span } from '../source.ts';
import type { Builtin } from '../std/define.ts';
import type { Expression, ImportForm } from '../syntax/tree.ts';
import type { Scope } from './scope.ts';

/** What compiled code asks of the interpreter. */
export interface Host {
  readonly builtins: ReadonlyMap<string, Builtin>;
  /** The value of an import; throws a runtime error when it cannot be had. */
  importValue(form: ImportForm, from: Source, path: string): Value;
}

/** Code that makes a promise, or the value itself where that costs nothing and cannot fail. */
export type LazyCode = (frame: Frame) => Lazy;

/** The compiler as its parts see it; they cannot import it without going in circles. */
export interface Compiler {
  code(node: Expression, context: Context): Code;
  lazy(node: Expression, context: Context): LazyCode;
}

export interface Context {
  readonly compiler: Compiler;
  readonly host: Host;
  readonly source: Source;
  readonly scope: Scope;
  /** `$`, `function <f>`, `object <o>`, `thunk from <…>`; empty where go-jsonnet knows none. */
  readonly trace: string;
  /** The name that the expression is bound to, which its functions and objects are called by. */
  readonly bind: string;
  /** Set where the value is the function's own result, and a `tailstrict` call need not come back. */
  readonly tail?: boolean;
}

const anonymous = 'anonymous';

/** A part that is evaluated together with the whole. */
export function inside(context: Context): Context {
  return context.bind === anonymous && !context.tail ? context : { ...context, bind: anonymous, tail: false };
}

/** A part that is evaluated later, if at all. */
export function delayed(context: Context): Context {
  return {
    ...context,
    trace: context.trace && `thunk from <${context.trace}>`,
    bind: anonymous,
    tail: false,
  };
}

/** The body of a `local` called `name`. */
export function bound(context: Context, name: string): Context {
  return {
    ...context,
    trace: context.trace && `thunk <${name}> from <${context.trace}>`,
    bind: name,
    tail: false,
  };
}

/** The body and defaults of a function. */
export function inFunction(context: Context, scope: Scope): Context {
  return {
    ...context,
    scope,
    trace: context.trace && `function <${context.bind}>`,
    bind: anonymous,
    tail: false,
  };
}

/** Fields, locals and asserts of an object. */
export function inObject(context: Context, scope: Scope): Context {
  return {
    ...context,
    scope,
    trace: context.trace && `object <${context.bind}>`,
    bind: anonymous,
    tail: false,
  };
}

/** go-jsonnet gives some parts of desugared expressions no context. */
export function unnamed(context: Context): Context {
  return { ...context, trace: '', bind: anonymous, tail: false };
}

export function withScope(context: Context, scope: Scope): Context {
  return { ...context, scope };
}

export function createSite(context: Context, span: Span, trace: string = context.trace): Site {
  return { source: context.source, span, context: trace };
}

/** For checks that have no place of their own. */
export const nowhere: PseudoSite = { message: '' };
