// Where an expression stands: its names, its object and its file; and what is bound there.
import type { Source, Span } from '../../jsonnet/source.ts';
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { BudgetExceeded, type Site } from '../tree.ts';
import {
  Abort,
  FunctionValue,
  isNode,
  type Lazy,
  nameValue,
  type ObjectValue,
  refusal,
  Thunk,
  type Value,
} from './values.ts';

/** What an evaluation needs from outside, and how much it has done. */
export interface Evaluation {
  readonly evaluate: (node: Tree.Expression, scope: Scope) => Value;
  readonly importValue: (node: Tree.Import, from: Source) => Value;
  readonly format: (form: Value, args: Value, site: Site) => Value;
  /** Depth of calls. */
  depth: number;
  steps: number;
}

export interface Self {
  /** Undefined where unknown names make the fields: they are computed before there is an object. */
  readonly object: ObjectValue | undefined;
  readonly layer: number;
}

/** Where an expression stands: its names, its object and its file. */
export interface Scope {
  readonly evaluation: Evaluation;
  readonly source: Source;
  readonly names: ReadonlyMap<string, Lazy>;
  readonly outer: Scope | undefined;
  readonly self?: Self | undefined;
  readonly root?: Self | undefined;
  /** In functions of the library that are written in Jsonnet: who called. */
  readonly calledFrom?: Site | undefined;
}

const maxDepth = 250;

export function evaluate(node: Tree.Expression, scope: Scope): Value {
  return scope.evaluation.evaluate(node, scope);
}

export function siteOf(scope: Scope, span: Span): Site {
  return scope.calledFrom ?? { source: scope.source, span: { start: span.start, end: span.end } };
}

export function inside(scope: Scope, names: ReadonlyMap<string, Lazy>): Scope {
  return { ...scope, names, outer: scope };
}

/** Where `self` is this object, and `$` too in the outermost one. */
export function insideObject(scope: Scope, self: Self): Scope {
  return { ...scope, self, root: scope.root ?? self };
}

export function find(name: string, scope: Scope): Lazy {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  throw new Error(`${name} is in no scope`);
}

/** Literals and functions need no promise. */
export function later(node: Tree.Expression, scope: Scope): Lazy {
  if (node.kind === 'variable') return find(node.name, scope);
  if (node.kind === 'function') return evaluate(node, scope);
  return new Thunk(() => evaluate(node, scope));
}

export function bindLocals(binds: readonly Tree.Bind[], scope: Scope): Scope {
  const names = new Map<string, Lazy>();
  const inner = inside(scope, names);
  for (const bind of binds) names.set(bind.name, bindValue(bind, inner));
  return inner;
}

function bindValue(bind: Tree.Bind, scope: Scope): Lazy {
  if (bind.parameters) return closure(bind.parameters, bind.body, scope, bind.name);
  return new Thunk(() => {
    const value = evaluate(bind.body, scope);
    nameValue(value, bind.name, true);
    return value;
  });
}

export function closure(
  parameters: readonly Tree.Parameter[],
  body: Tree.Expression,
  scope: Scope,
  name: string | undefined,
): FunctionValue {
  const known = parameters.map((parameter) => ({
    name: parameter.name,
    optional: parameter.default !== undefined,
  }));
  return new FunctionValue(known, (args, site) => {
    const names = new Map<string, Lazy>();
    const inner = inside(scope, names);
    for (const [at, parameter] of parameters.entries())
      names.set(parameter.name, args[at] ?? later(parameter.default as Tree.Expression, inner));
    return enter(scope.evaluation, site, () => {
      const value = evaluate(body, inner);
      if (name !== undefined) nameValue(value, nameOfCall(name, args), false);
      return value;
    });
  });
}

/** What a function makes for one short text is called after both: `labels('web')` makes `labels-web`. */
function nameOfCall(name: string, args: readonly (Lazy | undefined)[]): string {
  const [only] = args;
  if (args.length !== 1 || only === undefined) return name;
  const value = only instanceof Thunk ? only.peek() : only;
  const text = value && isNode(value) && value.kind === 'literal' ? value.value : undefined;
  return typeof text === 'string' && /^[\w-]{1,30}$/.test(text) ? `${name}-${text}` : name;
}

/** A call, unless there are too many inside each other. What explodes is told at the innermost call. */
function enter(evaluation: Evaluation, site: Site, work: () => Value): Value {
  if (evaluation.depth >= maxDepth) throw new Abort(refusal('symbolic-recursion', site, {}));
  evaluation.depth++;
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetExceeded)
      throw new Abort(refusal('symbolic-budget', site, { limit: `${error.limit} nodes` }));
    if (error instanceof RangeError) throw new Abort(refusal('symbolic-recursion', site, {}));
    throw error;
  } finally {
    evaluation.depth--;
  }
}
