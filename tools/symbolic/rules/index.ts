// The rewrites that make trees simpler, by name; each keeps the meaning, and is tested against the interpreter.
import { call, choose, not } from '../build.ts';
import type { OperationName } from '../operations/index.ts';
import { type Call, type If, isLiteral, literal, type Node, widen } from '../tree.ts';
import { isFilled, isKind, kindsOf, mayBe, memberOf } from '../types.ts';

/** Gives the simpler node, or undefined where it does not apply. */
type CallRule = (...args: readonly Node[]) => Node | undefined;

function isCall(node: Node, operation: OperationName): node is Call {
  return node.kind === 'call' && node.operation === operation;
}

function isBooleanLiteral(node: Node): boolean {
  return node.kind === 'literal' && typeof node.value === 'boolean';
}

export const callRules: Readonly<Partial<Record<OperationName, Readonly<Record<string, CallRule>>>>> = {
  not: {
    'double negation': (a) => (a && isCall(a, 'not') ? a.args[0] : undefined),
  },
  and: {
    'left is known': (a, b) => (a?.kind === 'literal' ? (a.value === true ? b : a) : undefined),
    'right is true': (a, b) => (b && isLiteral(b, true) ? a : undefined),
    'right is false': (a, b) => (b && isLiteral(b, false) && a && !mayFail(a) ? b : undefined),
    'the same twice': (a, b) => (a === b ? a : undefined),
    'repeats a conjunct': (a, b) => (a && b && conjuncts(a).includes(b) ? a : undefined),
    contradiction: (a, b) =>
      a && b && !mayFail(a) && conjuncts(a).includes(not(b)) ? literal(false) : undefined,
    'lean to the left': (a, b) =>
      a && b && isCall(b, 'and')
        ? call('and', call('and', a, b.args[0] as Node), b.args[1] as Node)
        : undefined,
  },
  or: {
    'left is known': (a, b) => (a?.kind === 'literal' ? (a.value === true ? a : b) : undefined),
    'right is false': (a, b) => (b && isLiteral(b, false) ? a : undefined),
    'right is true': (a, b) => (b && isLiteral(b, true) && a && !mayFail(a) ? b : undefined),
    'the same twice': (a, b) => (a === b ? a : undefined),
    'excluded middle': (a, b) => (a && b && !mayFail(a) && a === not(b) ? literal(true) : undefined),
    'lean to the left': (a, b) =>
      a && b && isCall(b, 'or') ? call('or', call('or', a, b.args[0] as Node), b.args[1] as Node) : undefined,
  },
  equals: {
    'the same': (a, b) => (a && a === b && !mayFail(a) ? literal(true) : undefined),
    'different kinds': (a, b) =>
      a && b && !kindsOf(a.type).some((kind) => mayBe(b.type, kind)) ? literal(false) : undefined,
    'the literal stands right': (a, b) =>
      a && b && a.kind === 'literal' && b.kind !== 'literal' ? call('equals', b, a) : undefined,
    'with true': (a, b) => (a && b && isLiteral(b, true) && isKind(a.type, 'boolean') ? a : undefined),
    'with false': (a, b) => (a && b && isLiteral(b, false) && isKind(a.type, 'boolean') ? not(a) : undefined),
    'with null': (a, b) => (a && b && isLiteral(b, null) ? call('is', a, literal('null')) : undefined),
    'with the empty string': (a, b) =>
      a && b && isLiteral(b, '') && isKind(a.type, 'string') ? call('empty', a) : undefined,
    'with the empty list': (a, b) =>
      a && b?.kind === 'list' && b.parts.length === 0 && isKind(a.type, 'array')
        ? call('empty', a)
        : undefined,
    'with the empty object': (a, b) =>
      a && b?.kind === 'object' && b.parts.length === 0 && isKind(a.type, 'object')
        ? call('empty', a)
        : undefined,
    'not among the values': (a, b) => {
      const values = a && memberOf(a.type, 'string')?.values;
      return b?.kind === 'literal' && typeof b.value === 'string' && values && !values.includes(b.value)
        ? literal(false)
        : undefined;
    },
    'of a choice between literals': (a, b) => (a && b?.kind === 'literal' ? distribute(a, b) : undefined),
  },
  empty: {
    'never empty': (a) => (a && isFilled(a.type) ? literal(false) : undefined),
    'of a choice': (a) => {
      if (a?.kind !== 'if') return undefined;
      const [then, otherwise] = [call('empty', a.then), call('empty', a.otherwise)];
      return isBooleanLiteral(then) || isBooleanLiteral(otherwise)
        ? choose(a.condition, then, otherwise)
        : undefined;
    },
    'of items that are always there': (a) =>
      a?.kind === 'list' && a.parts.some(({ kind }) => kind === 'item') ? literal(false) : undefined,
    'of fields that are always there': (a) =>
      a?.kind === 'object' && a.parts.some(({ kind }) => kind === 'field') ? literal(false) : undefined,
    'of nothing': (a) =>
      (a?.kind === 'list' || a?.kind === 'object') && a.parts.length === 0 ? literal(true) : undefined,
  },
  is: {
    'the type says so': (a, b) => {
      if (!a || b?.kind !== 'literal') return undefined;
      const kinds: readonly string[] = kindsOf(a.type);
      if (!kinds.includes(b.value as string)) return literal(false);
      return kinds.length === 1 ? literal(true) : undefined;
    },
    'whatever is known about the type': (a, b) =>
      a?.kind === 'narrow' && b ? call('is', widen(a), b) : undefined,
  },
  has: {
    'the type says so': (a, b) => {
      if (!a || b?.kind !== 'literal' || typeof b.value !== 'string') return undefined;
      const type = memberOf(a.type, 'object');
      const known = type?.fields.get(b.value);
      if (known?.required) return literal(true);
      return type && !known && !type.rest ? literal(false) : undefined;
    },
    'whatever is known about the type': (a, b) =>
      a?.kind === 'narrow' && b ? call('has', widen(a), b) : undefined,
  },
  concat: {
    'flatten and join literals': (...args) => {
      const flat = args.flatMap((arg) => (isCall(arg, 'concat') ? arg.args : [arg]));
      const joined = flat.reduce<Node[]>((all, one) => {
        const last = all.at(-1);
        if (isLiteral(one, '')) return all;
        if (last?.kind === 'literal' && one.kind === 'literal')
          all[all.length - 1] = literal(`${last.value}${one.value}`);
        else all.push(one);
        return all;
      }, []);
      if (joined.length === args.length && joined.every((node, at) => node === args[at])) return undefined;
      return joined.length === 1 ? joined[0] : joined.length === 0 ? literal('') : call('concat', ...joined);
    },
    'of one': (...args) => (args.length === 1 ? args[0] : undefined),
  },
  toText: {
    'of a string': (a) => (a && isKind(a.type, 'string') ? a : undefined),
  },
};

export const ifRules: Readonly<Record<string, (node: If) => Node | undefined>> = {
  'a negated condition': ({ condition, then, otherwise }) =>
    isCall(condition, 'not') ? choose(condition.args[0] as Node, otherwise, then) : undefined,
  'the condition itself': ({ condition, then, otherwise }) =>
    isLiteral(then, true) && isLiteral(otherwise, false) ? condition : undefined,
  'its negation': ({ condition, then, otherwise }) =>
    isLiteral(then, false) && isLiteral(otherwise, true) ? not(condition) : undefined,
  'a conjunction': ({ condition, then, otherwise }) =>
    isLiteral(otherwise, false) && isKind(then.type, 'boolean') && then.kind !== 'error'
      ? call('and', condition, then)
      : undefined,
  'a disjunction': ({ condition, then, otherwise }) =>
    isLiteral(then, true) && isKind(otherwise.type, 'boolean') && otherwise.kind !== 'error'
      ? call('or', condition, otherwise)
      : undefined,
};

/** Whether evaluating the node may end in an error. */
export function mayFail(node: Node): boolean {
  return node.kind === 'error' || (node.kind === 'if' && (mayFail(node.then) || mayFail(node.otherwise)));
}

function conjuncts(node: Node): readonly Node[] {
  return isCall(node, 'and') ? node.args.flatMap(conjuncts) : [node];
}

function distribute(a: Node, b: Node): Node | undefined {
  if (a.kind !== 'if') return undefined;
  if (a.then.kind !== 'literal' && a.otherwise.kind !== 'literal') return undefined;
  return choose(a.condition, call('equals', a.then, b), call('equals', a.otherwise, b));
}

export function simplifyCall(node: Call): Node | undefined {
  return firstThat(Object.values(callRules[node.operation] ?? {}), (rule) => rule(...node.args));
}

export function simplifyIf(node: If): Node | undefined {
  return firstThat(Object.values(ifRules), (rule) => rule(node));
}

function firstThat<T>(rules: readonly T[], attempt: (rule: T) => Node | undefined): Node | undefined {
  for (const rule of rules) {
    const found = attempt(rule);
    if (found) return found;
  }
  return undefined;
}
