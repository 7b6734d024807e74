// Makes the nodes of the tree: each different one once, so that equal nodes are the same object.
import { childrenOf, firstFresh, freeVariables, heightOf } from './children.ts';
import type {
  Call,
  Common,
  ErrorNode,
  Fault,
  FieldNode,
  Fold,
  If,
  Input,
  InputName,
  ListNode,
  Literal,
  Node,
  ObjectNode,
  Part,
  Scalar,
  Variable,
} from './nodes.ts';
import type { OperationName } from './operations/names.ts';
import { joinTypes, type Kind, never, type Type, typeOfLiteral } from './types.ts';

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
  fresh = firstFresh;
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

/** A variable that is bound nowhere yet; whoever binds it gives it its final number. */
export function freshVariable(type: Type, name?: string): Variable {
  const node = variable(++fresh, type);
  if (name !== undefined) node.name = name;
  return node;
}

export function variable(number: number, type: Type): Variable {
  const key = number < firstFresh ? `variable ${number} ${keyOfType(type)}` : `variable ${number}`;
  return intern(key, type, { kind: 'variable', number }) as Variable;
}

export function narrow(of: Node, type: Type): Node {
  const inner = of.kind === 'narrow' ? of.of : of;
  return intern(`narrow ${inner.id} ${keyOfType(type)}`, type, { kind: 'narrow', of: inner });
}

/** A call as it is; see `call` for one that has its type, is evaluated where it is known, and is simplified. */
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
  return intern(`error ${what} ${place}`, never, { kind: 'error', fault }) as ErrorNode;
}

export function isLiteral(node: Node, value: Scalar): boolean {
  return node.kind === 'literal' && Object.is(node.value, value);
}

/** The value itself, whatever is known about its type. */
export function widen(node: Node): Node {
  return node.kind === 'narrow' ? node.of : node;
}

export type * from './nodes.ts';
export type { Kind, Type };
