// Arrays, slices and the loops of comprehensions.
import { indexValue } from '../evaluation/operators.ts';
import { enter, runtimeError, type Site, stack } from '../evaluation/stack.ts';
import {
  type Code,
  element,
  type Frame,
  isList,
  type Lazy,
  type List,
  typeName,
  unexpectedType,
} from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { type Context, createSite, delayed, inside, type LazyCode, nowhere, withScope } from './context.ts';
import { openFrame } from './scope.ts';

export function compileArray(node: Tree.ArrayLiteral, context: Context): Code {
  const within = delayed(context);
  const items = node.items.map((item) => context.compiler.lazy(item, within));
  return (frame) => items.map((item) => item(frame));
}

export function compileArrayComprehension(node: Tree.ArrayComprehension, context: Context): Code {
  const site = createSite(context, node, '');
  let body: LazyCode | undefined;
  const compileBody = (turn: Context): void => {
    body = turn.compiler.lazy(node.body, delayed(turn));
  };
  const loop = compileClauses(node.clauses, context, { site, compileBody });
  return (frame) => {
    const list: List = [];
    loop(frame, (turn) => list.push((body as LazyCode)(turn)));
    return list;
  };
}

type Visit = (turn: Frame) => void;
type Loop = (frame: Frame, visit: Visit) => void;

interface Turns {
  /** The comprehension. In traces each `for` is a call there. */
  readonly site: Site;
  /** Compiles what is evaluated in each turn. */
  readonly compileBody: (turn: Context) => void;
}

/** Runs `visit` in a new frame for each turn of nested `for` and `if` clauses. */
export function compileClauses(clauses: readonly Tree.Clause[], context: Context, turns: Turns): Loop {
  const [clause, ...rest] = clauses;
  if (!clause) {
    turns.compileBody(context);
    return (frame, visit) => visit(frame);
  }
  if (clause.kind === 'if-clause')
    return compileFilter(clause, context, compileClauses(rest, context, turns));
  const list = context.compiler.code(clause.list, inside(context));
  const turn = withScope(context, openFrame('loop', context.scope, [clause.variable]));
  const next = compileClauses(rest, turn, turns);
  return (frame, visit) => {
    enter(turns.site);
    const items = list(frame);
    if (!isList(items)) throw unexpectedType(items, 'array');
    for (const item of items) next([frame, item], visit);
    stack.depth--;
  };
}

function compileFilter(clause: Tree.IfClause, context: Context, next: Loop): Loop {
  const condition = context.compiler.code(clause.condition, inside(context));
  return (frame, visit) => {
    const holds = condition(frame);
    if (holds === true) next(frame, visit);
    else if (holds !== false)
      throw runtimeError(`Unexpected type ${typeName(holds)}, expected boolean`, nowhere);
  };
}

export function compileIndex(node: Tree.Index, context: Context): Code {
  const target = context.compiler.code(node.target, inside(context));
  const index = context.compiler.code(node.index, inside(context));
  const site = createSite(context, node);
  return (frame) => {
    const value = target(frame);
    const at = index(frame);
    if (typeof at === 'number' && isList(value)) return indexList(value, at, site);
    enter(site);
    const result = indexValue(value, at);
    stack.depth--;
    return result;
  };
}

function indexList(list: List, at: number, site: Site): ReturnType<Code> {
  const item = list[at] as Lazy | undefined;
  if (item !== undefined && (item === null || typeof item !== 'object')) return item;
  enter(site);
  const result = item === undefined ? indexValue(list, at) : element(list, at);
  stack.depth--;
  return result;
}

/** `target[from:to:step]` is std.slice. */
export function compileSlice(node: Tree.Slice, context: Context): Code {
  const parts = [node.target, node.from, node.to, node.step].map(
    (part) => part && context.compiler.code(part, inside(context)),
  );
  const slice = context.host.builtins.get('slice');
  const site = createSite(context, node, '');
  return (frame) => {
    enter(site);
    const result = slice?.body(...parts.map((part) => (part ? part(frame) : null))) ?? null;
    stack.depth--;
    return result;
  };
}
