// The tree: what an application evaluates to when its values are unknown. A small typed language with one meaning.
import type { Source, Span } from '../jsonnet/source.ts';
import type { OperationName } from './operations/index.ts';
import { joinTypes, type Kind, type Type, typeOfLiteral } from './types.ts';

export type Scalar = null | boolean | number | string;
export type InputName = 'values' | 'release' | 'chart' | 'capabilities';

/** Where in the source something was written. */
export interface Site {
  readonly source: Source;
  readonly span: Span;
}

interface Common {
  /** Nodes are interned: two nodes are equal when they are the same object, and then have the same id. */
  readonly id: number;
  readonly type: Type;
  /** Numbers of the variables that are used and not bound inside. */
  readonly free: ReadonlySet<number>;
  /** The largest number of a variable that is bound inside; 0 when none is. */
  readonly height: number;
  /** How many nodes it is made of, counted as often as they are used. */
  readonly size: number;
  /** What the source calls it: a local, a field or a function. Says nothing about its meaning. */
  name?: string;
  /** The expression that made it first, for messages. */
  site?: Site;
}

export interface Literal extends Common {
  readonly kind: 'literal';
  readonly value: Scalar;
}
/** `values`, `release`, `chart` or `capabilities`. */
export interface Input extends Common {
  readonly kind: 'input';
  readonly input: InputName;
}
/** A field of an unknown object, at a place where the field is known to be there. */
export interface FieldNode extends Common {
  readonly kind: 'field';
  readonly of: Node;
  readonly field: string;
}
/** An entry of an unknown map, by unknown key, or an item of a list, by number; known to be there. */
export interface Index extends Common {
  readonly kind: 'index';
  readonly of: Node;
  readonly key: Node;
}
/** A loop's item or a fold's accumulator. */
export interface Variable extends Common {
  readonly kind: 'variable';
  readonly number: number;
}
/** The same value, known to be of a narrower type here. */
export interface Narrow extends Common {
  readonly kind: 'narrow';
  readonly of: Node;
}
export interface Call extends Common {
  readonly kind: 'call';
  readonly operation: OperationName;
  readonly args: readonly Node[];
}
/** Only the branch that is taken is evaluated. */
export interface If extends Common {
  readonly kind: 'if';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}
/** Parts from left to right; of two fields with one key the later one counts. */
export interface ObjectNode extends Common {
  readonly kind: 'object';
  readonly parts: readonly Part[];
}
export interface ListNode extends Common {
  readonly kind: 'list';
  readonly parts: readonly Part[];
}
/** std.foldl over an unknown list. */
export interface Fold extends Common {
  readonly kind: 'fold';
  readonly over: Node;
  readonly item: Variable;
  readonly accumulator: Variable;
  readonly initial: Node;
  readonly body: Node;
}
/** A value that does not exist. Its type is `never`. */
export interface ErrorNode extends Common {
  readonly kind: 'error';
  readonly fault: Fault;
}

export type Node =
  | Literal
  | Input
  | FieldNode
  | Index
  | Variable
  | Narrow
  | Call
  | If
  | ObjectNode
  | ListNode
  | Fold
  | ErrorNode;

/** Why there is no value: the application says so, or it cannot be expressed. */
export type Fault =
  | { readonly kind: 'user'; readonly message: Node; readonly site: Site | undefined }
  | {
      readonly kind: 'refusal';
      readonly code: RefusalCode;
      readonly args: Readonly<Record<string, string>>;
      readonly site: Site | undefined;
    };

export type RefusalCode =
  | 'symbolic-optional'
  | 'symbolic-type'
  | 'symbolic-unsupported'
  | 'symbolic-recursion'
  | 'symbolic-budget'
  | 'symbolic-failure';

/** One loop: over a list, or over `keys` of a map. `index` counts from 0. */
export interface Loop {
  /** What the source calls the item. */
  readonly name?: string;
  readonly over: Node;
  readonly item: Variable;
  readonly index?: Variable;
}

export type Part =
  /** In objects: a key that is known. */
  | { readonly kind: 'field'; readonly key: string; readonly value: Node }
  /** In objects: a key that is computed. */
  | { readonly kind: 'entry'; readonly key: Node; readonly value: Node }
  /** In lists. */
  | { readonly kind: 'item'; readonly value: Node }
  /** All entries of an unknown map, or all items of an unknown list. */
  | { readonly kind: 'splice'; readonly of: Node }
  | {
      readonly kind: 'when';
      readonly condition: Node;
      readonly parts: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | { readonly kind: 'each'; readonly loop: Loop; readonly parts: readonly Part[] };

const noVariables: ReadonlySet<number> = new Set();

let table = new Map<string, Node>();
let count = 0;
let fresh = 0;
let budget = Number.POSITIVE_INFINITY;

/** Thrown when a tree has more nodes than it may have. */
export class BudgetExceeded extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} nodes`);
    this.limit = limit;
  }
}

/** Runs `work` with an empty table of nodes, so that equal input gives equal ids. At most `limit` different nodes. */
export function growTree<T>(limit: number, work: () => T): T {
  const before = { table, count, fresh, budget };
  table = new Map();
  count = 0;
  fresh = 1_000_000;
  budget = limit;
  try {
    return work();
  } finally {
    ({ table, count, fresh, budget } = before);
  }
}

type Shape = DistributiveOmit<Node, keyof Common>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function intern(key: string, type: Type, shape: Shape): Node {
  const known = table.get(key);
  if (known) return known;
  if (count >= budget) throw new BudgetExceeded(budget);
  const children = childrenOf(shape as Node);
  const node = {
    ...shape,
    id: ++count,
    type,
    free: freeVariables(shape as Node, children),
    height: heightOf(shape as Node, children),
    size: children.reduce((sum, child) => sum + child.size, 1),
  } as Node;
  table.set(key, node);
  return node;
}

function freeVariables(node: Node, children: readonly Node[]): ReadonlySet<number> {
  if (node.kind === 'variable') return new Set([node.number]);
  const used = children.filter(({ free }) => free.size > 0);
  if (used.length === 0) return noVariables;
  const bound = boundIn(node).map(({ number }) => number);
  if (used.length === 1 && bound.length === 0) return (used[0] as Node).free;
  const all = new Set(used.flatMap(({ free }) => [...free]));
  for (const number of bound) all.delete(number);
  return all;
}

/** Variables never leave the node that binds them, since numbers differ along every path. */
function boundIn(node: Node): readonly Variable[] {
  if (node.kind === 'fold') return [node.item, node.accumulator];
  if (node.kind !== 'object' && node.kind !== 'list') return [];
  const bound: Variable[] = [];
  const visit = (parts: readonly Part[]): void => {
    for (const part of parts) {
      if (part.kind === 'each') {
        bound.push(part.loop.item, ...(part.loop.index ? [part.loop.index] : []));
        visit(part.parts);
      } else if (part.kind === 'when') {
        visit(part.parts);
        visit(part.otherwise);
      }
    }
  };
  visit(node.parts);
  return bound;
}

function heightOf(node: Node, children: readonly Node[]): number {
  const bound = boundIn(node).map(({ number }) => (number < 1_000_000 ? number : 0));
  return Math.max(0, ...children.map(({ height }) => height), ...bound);
}

/** The nodes directly inside one, in order, bound variables not among them. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'input':
    case 'variable':
      return [];
    case 'field':
    case 'narrow':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'call':
      return node.args;
    case 'if':
      return [node.condition, node.then, node.otherwise];
    case 'object':
    case 'list':
      return node.parts.flatMap(nodesOfPart);
    case 'fold':
      return [node.over, node.initial, node.body];
    case 'error':
      return node.fault.kind === 'user' ? [node.fault.message] : [];
  }
}

function nodesOfPart(part: Part): readonly Node[] {
  switch (part.kind) {
    case 'field':
    case 'item':
      return [part.value];
    case 'entry':
      return [part.key, part.value];
    case 'splice':
      return [part.of];
    case 'when':
      return [part.condition, ...part.parts.flatMap(nodesOfPart), ...part.otherwise.flatMap(nodesOfPart)];
    case 'each':
      return [part.loop.over, ...part.parts.flatMap(nodesOfPart)];
  }
}

function keyOfPart(part: Part): string {
  switch (part.kind) {
    case 'field':
      return `f${JSON.stringify(part.key)}${part.value.id}`;
    case 'entry':
      return `e${part.key.id},${part.value.id}`;
    case 'item':
      return `i${part.value.id}`;
    case 'splice':
      return `s${part.of.id}`;
    case 'when':
      return `w${part.condition.id}(${keyOfParts(part.parts)})(${keyOfParts(part.otherwise)})`;
    case 'each': {
      const { over, item, index } = part.loop;
      return `l${over.id},${item.id},${index?.id ?? ''}(${keyOfParts(part.parts)})`;
    }
  }
}

function keyOfParts(parts: readonly Part[]): string {
  return parts.map(keyOfPart).join(' ');
}

function keyOfType(type: Type): string {
  return JSON.stringify(type, (_, value) => (value instanceof Map ? [...value] : value));
}

export function literal(value: Scalar): Literal {
  const text = Object.is(value, -0) ? '-0' : JSON.stringify(value);
  return intern(`literal ${text}`, typeOfLiteral(value), { kind: 'literal', value }) as Literal;
}

export const yes: () => Literal = () => literal(true);
export const no: () => Literal = () => literal(false);

export function input(name: InputName, type: Type): Input {
  return intern(`input ${name}`, type, { kind: 'input', input: name }) as Input;
}

export function field(from: Node, name: string, type: Type): FieldNode {
  const of = widen(from);
  const key = `field ${of.id} ${JSON.stringify(name)}`;
  return intern(key, type, { kind: 'field', of, field: name }) as FieldNode;
}

export function index(from: Node, key: Node, type: Type): Node {
  if (key.kind === 'literal' && typeof key.value === 'string') return field(from, key.value, type);
  const of = widen(from);
  return intern(`index ${of.id} ${key.id}`, type, { kind: 'index', of, key });
}

/** A variable that is bound nowhere yet; `bindLoop` and `bindFold` give it its final number. */
export function freshVariable(type: Type, name?: string): Variable {
  const node = variable(++fresh, type);
  if (name !== undefined) node.name = name;
  return node;
}

export function variable(number: number, type: Type): Variable {
  const key = number < 1_000_000 ? `variable ${number} ${keyOfType(type)}` : `variable ${number}`;
  return intern(key, type, { kind: 'variable', number }) as Variable;
}

export function narrow(of: Node, type: Type): Node {
  const inner = of.kind === 'narrow' ? of.of : of;
  return intern(`narrow ${inner.id} ${keyOfType(type)}`, type, { kind: 'narrow', of: inner });
}

/** A call as it is; `operations/index.ts` has `call`, which gives it its type and evaluates what is known. */
export function rawCall(operation: OperationName, args: readonly Node[], type: Type): Call {
  const key = `call ${operation} ${args.map(({ id }) => id).join(' ')}`;
  return intern(key, type, { kind: 'call', operation, args }) as Call;
}

/** A conditional as it is; see `choose` for one that is simplified. */
export function rawIf(condition: Node, then: Node, otherwise: Node): If {
  const key = `if ${condition.id} ${then.id} ${otherwise.id}`;
  const type = joinTypes(then.type, otherwise.type);
  return intern(key, type, { kind: 'if', condition, then, otherwise }) as If;
}

export function objectNode(parts: readonly Part[], type: Type): ObjectNode {
  return intern(`object ${keyOfParts(parts)}`, type, { kind: 'object', parts }) as ObjectNode;
}

export function listNode(parts: readonly Part[], type: Type): ListNode {
  return intern(`list ${keyOfParts(parts)}`, type, { kind: 'list', parts }) as ListNode;
}

export function foldNode(fold: Pick<Fold, 'over' | 'item' | 'accumulator' | 'initial' | 'body'>): Fold {
  const { over, item, accumulator, initial, body } = fold;
  const key = `fold ${over.id} ${item.id} ${accumulator.id} ${initial.id} ${body.id}`;
  return intern(key, accumulator.type, { kind: 'fold', over, item, accumulator, initial, body }) as Fold;
}

export function errorNode(fault: Fault): ErrorNode {
  const place = fault.site ? `${fault.site.source.name}:${fault.site.span.start}` : '';
  const what = fault.kind === 'user' ? fault.message.id : `${fault.code} ${JSON.stringify(fault.args)}`;
  return intern(
    `error ${what} ${place}`,
    { kind: 'never' },
    {
      kind: 'error',
      fault,
    },
  ) as ErrorNode;
}

export function isLiteral(node: Node, value: Scalar): boolean {
  return node.kind === 'literal' && Object.is(node.value, value);
}

/** The value itself, whatever is known about its type. */
export function widen(node: Node): Node {
  return node.kind === 'narrow' ? node.of : node;
}

export type { Kind, Type };
