// Evaluates the syntax tree with unknown values: what each kind of expression means is found from here.
import { isHostStackExhausted, JsonnetError } from '../../jsonnet/errors.ts';
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { call, not } from '../build.ts';
import { mayFail } from '../rules/rule.ts';
import { errorNode, literal, type Site } from '../tree.ts';
import { getIndex, hasField } from './access.ts';
import { comprehension, objectComprehension } from './comprehensions.ts';
import { assertion, conditional, logical } from './conditions.ts';
import { toNode } from './finish.ts';
import { withGuards } from './join.ts';
import { objectLiteral } from './objectLiterals.ts';
import { lookup } from './objects.ts';
import { add, applyOperator, booleanOf, negate, textOf } from './operators.ts';
import { bindLocals, closure, find, later, type Scope, type Self, siteOf } from './scope.ts';
import {
  Abort,
  Choice,
  Failure,
  FunctionValue,
  fail,
  force,
  isNode,
  ListValue,
  nameValue,
  needed,
  ObjectValue,
  refusal,
  type Value,
} from './values.ts';

const maxSteps = 3_000_000;

export function evaluate(node: Tree.Expression, scope: Scope): Value {
  const { evaluation } = scope;
  if (++evaluation.steps > maxSteps)
    throw new Abort(refusal('symbolic-budget', siteOf(scope, node), { limit: `${maxSteps} steps` }));
  try {
    return located(evaluateAny(node, scope), node, scope);
  } catch (error) {
    throw locatedFailure(error, node, scope);
  }
}

/** What was made has a place: that of the innermost expression that knows it. */
function located(value: Value, node: Tree.Expression, scope: Scope): Value {
  if (value instanceof Choice) return value;
  if (!isNode(value)) value.site ??= siteOf(scope, node);
  else if (value.kind === 'error' && !value.fault.site)
    return errorNode({ ...value.fault, site: siteOf(scope, node) });
  return value;
}

/** The same of what is thrown, and of errors of the concrete engine, which computes what is known. */
function locatedFailure(error: unknown, node: Tree.Expression, scope: Scope): unknown {
  if (error instanceof Failure) {
    const place = located(error.node, node, scope);
    return place === error.node ? error : new Failure(place as typeof error.node);
  }
  if (!(error instanceof JsonnetError) || error.kind === 'static' || isHostStackExhausted(error))
    return error;
  return new Failure(refusal('symbolic-failure', siteOf(scope, node), { problem: error.message }));
}

function evaluateAny(node: Tree.Expression, scope: Scope): Value {
  switch (node.kind) {
    case 'null':
      return literal(null);
    case 'true':
      return literal(true);
    case 'false':
      return literal(false);
    case 'number':
      return literal(Number(node.text));
    case 'string':
      return literal(node.value);
    case 'variable':
      return force(find(node.name, scope));
    case 'self':
      return knownSelf(scope.self, siteOf(scope, node)).object;
    case 'dollar':
      return knownSelf(scope.root, siteOf(scope, node)).object;
    case 'parentheses':
      return evaluate(node.inner, scope);
    case 'array':
      return new ListValue(node.items.map((item) => ({ kind: 'item', value: later(item, scope) })));
    case 'array-comprehension':
      return comprehension(node, scope);
    case 'object':
      return objectLiteral(node, scope);
    case 'object-comprehension':
      return objectComprehension(node, scope);
    default:
      return evaluateCompound(node, scope);
  }
}

type Simple =
  | 'null'
  | 'true'
  | 'false'
  | 'number'
  | 'string'
  | 'variable'
  | 'self'
  | 'dollar'
  | 'parentheses'
  | 'array'
  | 'array-comprehension'
  | 'object'
  | 'object-comprehension';

function evaluateCompound(node: Exclude<Tree.Expression, { kind: Simple }>, scope: Scope): Value {
  const site = siteOf(scope, node);
  switch (node.kind) {
    case 'dot':
      return named(getIndex(evaluate(node.target, scope), literal(node.name), site), node.name);
    case 'index':
      return getIndex(evaluate(node.target, scope), evaluate(node.index, scope), site);
    case 'slice':
      return slice(node, scope);
    case 'super':
      return superField(node, scope);
    case 'in-super':
      return inSuper(node, scope);
    case 'apply':
      return apply(node, scope);
    case 'apply-brace':
      return add(evaluate(node.left, scope), evaluate(node.right, scope), site);
    case 'binary':
      return binary(node, scope);
    case 'unary':
      return unary(node, scope);
    case 'local':
      return evaluate(node.body, bindLocals(node.binds, scope));
    case 'function':
      return closure(node.parameters, node.body, scope, undefined);
    case 'if':
      return conditional(node, scope);
    case 'error':
      return fail({ kind: 'user', message: textOf(evaluate(node.message, scope), site), site });
    case 'assert':
      return assertion(node, scope);
    case 'import':
      return scope.evaluation.importValue(node, scope.source);
  }
}

function named(value: Value, name: string): Value {
  nameValue(value, name, false);
  return value;
}

function apply(node: Tree.Apply, scope: Scope): Value {
  const site = siteOf(scope, node);
  const positional = node.positional.map((arg) => later(arg, scope));
  const given = new Map(node.named.map(({ name, value }) => [name, later(value, scope)]));
  const target = needed(evaluate(node.target, scope));
  if (!(target instanceof FunctionValue)) return fail(notCallable(target, site));
  if (positional.length > target.parameters.length)
    return fail(failure(site, `the function has ${target.parameters.length} parameters`));
  const args = target.parameters.map(({ name, optional }, at) => {
    const arg = positional[at] ?? given.get(name);
    if (arg === undefined && !optional) return fail(failure(site, `the argument ${name} is missing`));
    return arg;
  });
  for (const name of given.keys())
    if (!target.parameters.some((parameter) => parameter.name === name))
      return fail(failure(site, `the function has no parameter ${name}`));
  const strict = node.tailstrict ? args.flatMap((arg) => (arg ? [force(arg)] : [])) : [];
  const value = strict.reduce(afterwards, target.call(args, site));
  if (isNode(value)) value.site ??= site;
  return value;
}

/** The value, which does not exist where `before` does not; what is in `before` does not count. */
function afterwards(value: Value, before: Value): Value {
  if (before instanceof ObjectValue || before instanceof ListValue) return withGuards(value, before.guards);
  if (!isNode(before) || before.kind === 'object' || before.kind === 'list' || !mayFail(before)) return value;
  // A condition that never holds, but has to be evaluated.
  const condition = call('and', call('is', before, literal('null')), literal(false));
  return withGuards(value, [{ condition, error: before }]);
}

function failure(site: Site, problem: string) {
  return { kind: 'refusal', code: 'symbolic-failure', args: { problem }, site } as const;
}

function notCallable(target: Value, site: Site) {
  if (isNode(target) && target.kind === 'literal') return failure(site, 'what is called is no function');
  return {
    kind: 'refusal',
    code: 'symbolic-unsupported',
    args: {
      what: 'a function that a value chooses',
      reason: 'a template cannot call what it does not know',
      remedy: 'call the functions in both branches of an if',
    },
    site,
  } as const;
}

function binary(node: Tree.Binary, scope: Scope): Value {
  const site = siteOf(scope, node);
  const { operator } = node;
  if (operator === '&&' || operator === '||') return logical(node, scope, site);
  const left = evaluate(node.left, scope);
  const right = evaluate(node.right, scope);
  if (operator === 'in') return hasField(right, left, site);
  if (operator === '%') return scope.evaluation.format(left, right, site);
  return applyOperator(operator, left, right, site);
}

function unary(node: Tree.Unary, scope: Scope): Value {
  const site = siteOf(scope, node);
  const value = evaluate(node.operand, scope);
  switch (node.operator) {
    case '!':
      return not(booleanOf(value, site));
    case '-':
      return negate(value, site);
    case '+':
      return applyOperator('-', value, literal(0), site);
    case '~':
      return applyOperator('^', value, literal(-1), site);
  }
}

function slice(node: Tree.Slice, scope: Scope): Value {
  const part = (one: Tree.Expression | undefined): Value => (one ? evaluate(one, scope) : literal(null));
  const std = force(find('std', scope)) as ObjectValue;
  const target = needed(evaluate(node.target, scope));
  const site = siteOf(scope, node);
  const fn = getIndex(std, literal('slice'), site) as FunctionValue;
  return fn.call([target, part(node.from), part(node.to), part(node.step)], site);
}

function superField(node: Tree.SuperIndex, scope: Scope): Value {
  const site = siteOf(scope, node);
  const { object, layer } = knownSelf(scope.self, site);
  const name =
    'name' in node.index ? node.index.name : literalName(evaluate(node.index.expression, scope), site);
  const value = lookup(object, name, { below: layer, site }).value();
  if (isNode(value) && value.kind === 'error') return fail(value.fault);
  return value;
}

function inSuper(node: Tree.InSuper, scope: Scope): Value {
  const site = siteOf(scope, node);
  const { object, layer } = knownSelf(scope.self, site);
  const name = literalName(evaluate(node.name, scope), site);
  return lookup(object, name, { below: layer }).present;
}

/** The object that `self`, `super` and `$` are about. */
function knownSelf(
  self: Self | undefined,
  site: Site,
): { readonly object: ObjectValue; readonly layer: number } {
  const { object, layer } = self as Self;
  if (object) return { object, layer };
  return fail({
    kind: 'refusal',
    code: 'symbolic-unsupported',
    args: {
      what: 'self, super or $ of an object in a field that a value names',
      reason: 'which fields there are is not known before all of them are',
      remedy: 'give what the field needs a local name outside of the object',
    },
    site,
  });
}

function literalName(value: Value, site: Site): string {
  const node = toNode(value);
  if (node.kind === 'literal' && typeof node.value === 'string') return node.value;
  return fail({
    kind: 'refusal',
    code: 'symbolic-unsupported',
    args: { what: 'super with an unknown name', reason: 'it may be any field', remedy: 'write the name' },
    site,
  });
}
