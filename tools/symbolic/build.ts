// Makes nodes that are already as simple as what is known allows; the rewrites themselves are in rules/.
import { fromJson } from '../jsonnet/data.ts';
import { toJson } from '../jsonnet/manifest/json.ts';
import { type OperationName, operations } from './operations/index.ts';
import { simplifyCall, simplifyIf } from './rules/index.ts';
import { type Make, mayFail } from './rules/rule.ts';
import { literal, type Node, rawCall, rawIf, type Scalar } from './tree.ts';

const make: Make = { call, choose, not };

/** A call, evaluated when all arguments are known, and rewritten where a rule says so. */
export function call(operation: OperationName, ...args: readonly Node[]): Node {
  const failed = args.find(({ kind }) => kind === 'error');
  if (failed && operation !== 'and' && operation !== 'or') return failed;
  const known = evaluate(operation, args);
  if (known) return known;
  const node = rawCall(operation, args, operations[operation].type(...args));
  return simplifyCall(make, node) ?? node;
}

/** The literal that the call amounts to; lists and objects are not literals. */
function evaluate(operation: OperationName, args: readonly Node[]): Node | undefined {
  const values: Scalar[] = [];
  for (const arg of args) {
    if (arg.kind !== 'literal') return undefined;
    values.push(arg.value);
  }
  const result = toJson(operations[operation].apply(...values.map(fromJson)));
  return typeof result === 'object' && result !== null ? undefined : literal(result);
}

/** `if condition then … else …`. */
export function choose(condition: Node, then: Node, otherwise: Node): Node {
  if (condition.kind === 'literal') return condition.value === true ? then : otherwise;
  if (condition.kind === 'error') return condition;
  if (then === otherwise && !mayFail(condition)) return then;
  const node = rawIf(condition, then, otherwise);
  return simplifyIf(make, node) ?? node;
}

export function not(condition: Node): Node {
  return call('not', condition);
}

export function and(...conditions: readonly Node[]): Node {
  return conditions.reduce((all, one) => call('and', all, one), literal(true) as Node);
}

export function or(...conditions: readonly Node[]): Node {
  return conditions.reduce((all, one) => call('or', all, one), literal(false) as Node);
}
