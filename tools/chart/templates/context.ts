// Where a piece of template stands: what the dot and the variables mean there, and the lines that come before it.
import { type Node, type ObjectNode, type Part, type Variable, widen } from '../../symbolic/tree.ts';
import type { Item } from './document.ts';
import type { Given } from './given.ts';
import { atom, type Expression, invoke } from './go.ts';
import { canFail } from './total.ts';

/** A named template. */
export interface Helper {
  readonly name: string;
  readonly node: Node;
  /** For readers. */
  readonly comment?: string;
  /** What it prints: one text, or YAML of a map or of a list. */
  readonly gives: 'text' | 'boolean' | 'integer' | 'map' | 'list';
  /** What holds wherever it is used. */
  readonly given: Given;
}

/** The mutually recursive parts of the printer. */
export interface Printers {
  readonly expression: (node: Node, context: Context) => Expression;
  /** For `if`: what is true exactly when the node is. */
  readonly condition: (node: Node, context: Context) => Expression;
}

export interface Context {
  readonly print: Printers;
  readonly helpers: ReadonlyMap<Node, Helper>;
  /** Maps with the one that each contains. */
  readonly bases: ReadonlyMap<Node, ObjectNode>;
  /** Lists with items that others have as well, as the parts that are printed. */
  readonly runs: ReadonlyMap<Node, readonly Part[]>;
  /** The key that a node stands under, for want of a better name. */
  readonly keys: ReadonlyMap<Node, string>;
  /** What the dot is; undefined for the root. */
  readonly dot: Node | undefined;
  /** Nodes that have a name here. Statements of this block add to it. */
  readonly names: Map<Node, string>;
  /** Variables that exist here. */
  readonly taken: Set<string>;
  /** The block that is being written. */
  readonly items: Item[];
  /** The block around it. */
  readonly outer: Context | undefined;
  /** Variables that the loop binds whose body this block is. */
  readonly bound: readonly Variable[];
  readonly given: Given;
  /** The helper whose body is being written. */
  readonly self: Node | undefined;
}

/** A loop's item is needed where the dot means something else: the loop has to name it. */
export class NeedsName extends Error {
  readonly node: Node;

  constructor(node: Node) {
    super('a loop needs a name for its item');
    this.node = node;
  }
}

export type Where = Pick<Context, 'print' | 'helpers' | 'bases' | 'runs' | 'keys'>;

export function createContext(where: Where, helper?: Helper): Context {
  return {
    ...where,
    ...{ dot: undefined, names: new Map(), taken: new Set(), items: [] },
    ...{ outer: undefined, bound: [], given: helper?.given ?? new Set(), self: helper?.node },
  };
}

/** A block inside the current one. */
export function inner(
  context: Context,
  write: (inside: Context) => void,
  change: Partial<Context> = {},
): Item[] {
  const inside: Context = {
    ...context,
    names: new Map(context.names),
    taken: new Set(context.taken),
    bound: [],
    outer: context,
    ...change,
    items: [],
  };
  write(inside);
  return inside.items;
}

/**
 * The value of a node in a variable, which `fill` declares and gives its value. It comes before the loops around that
 * have nothing to do with it, if nothing can fail there.
 */
export function declare(node: Node, context: Context, fill: (place: Context) => string): Expression {
  const target = canFail(node) ? context : placeOutsideLoops(node, context);
  const name = fill({ ...target, taken: new Set([...target.taken, ...context.taken]) });
  for (let at: Context | undefined = context; at; at = at.outer) {
    at.names.set(widen(node), name);
    at.taken.add(name);
    if (at === target) break;
  }
  return atom(name);
}

function placeOutsideLoops(node: Node, context: Context): Context {
  let place = context;
  for (let at: Context | undefined = context; at; at = at.outer) {
    if (at.bound.some(({ number }) => node.free.has(number))) break;
    if (at.bound.length > 0 && at.outer) place = at.outer;
  }
  return place;
}

export interface Attempt<T> {
  readonly result: T;
  readonly items: readonly Item[];
  /** Keeps the statements and the names. */
  readonly keep: () => T;
}

/** Writes into the current block, but only when it is kept. */
export function attempt<T>(context: Context, write: (inside: Context) => T): Attempt<T> {
  const inside: Context = {
    ...context,
    names: new Map(context.names),
    taken: new Set(context.taken),
    items: [],
  };
  const result = write(inside);
  const keep = (): T => {
    for (const [node, name] of inside.names) context.names.set(node, name);
    for (const name of inside.taken) context.taken.add(name);
    context.items.push(...inside.items);
    return result;
  };
  return { result, items: inside.items, keep };
}

/** The root: `.` where the dot has not been bound, else `$`. */
export function root(context: Context): string {
  return context.dot === undefined ? '' : '$';
}

/** A helper's text. */
export function include(name: string, context: Context): Expression {
  return invoke('include', `"${name}"`, root(context) || '.');
}

/** How a node that is bound here is called. */
export function nameOf(node: Node, context: Context): string | undefined {
  const wide = widen(node);
  const name = context.names.get(wide);
  if (name !== undefined) return name;
  if (context.dot === wide) return '.';
  if (wide.kind === 'variable') throw new NeedsName(wide);
  return undefined;
}

/** A variable's name that is not in use here. */
export function freshName(hint: string, context: Context): string {
  const word = `$${toWord(hint)}`;
  let name = word;
  for (let number = 2; context.taken.has(name); number++) name = `${word}${number}`;
  context.taken.add(name);
  return name;
}

/** In camel case, from a small letter on. */
export function toWord(hint: string): string {
  const words = /^[A-Z0-9_]+$/.test(hint) ? hint.toLowerCase() : hint;
  const joined = words.replace(
    /[^A-Za-z0-9]+(.)?/g,
    (_, next: string | undefined) => next?.toUpperCase() ?? '',
  );
  const small = joined.replace(/^[A-Z]+(?=[A-Z]|$)|^[A-Z]/, (start) => start.toLowerCase());
  return /^[a-z]/.test(small) ? small : `n${small}`;
}

/** What a reader would call it, from the source, from its shape or from its place. */
export function hintOf(node: Node, otherwise: string, keys?: ReadonlyMap<Node, string>): string {
  const wide = widen(node);
  if (wide.name !== undefined) return wide.name;
  if (wide.kind === 'field') return wide.field;
  return keys?.get(wide) ?? otherwise;
}

/** Whether the node is at hand under a name, or as a helper. */
export function isNamed(node: Node, context: Context): boolean {
  const wide = widen(node);
  if (context.dot === wide || context.names.has(wide)) return true;
  return context.helpers.has(wide) && context.self !== wide;
}
