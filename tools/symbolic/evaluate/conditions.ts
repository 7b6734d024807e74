// Conditions, connectives and asserts: what happens when the outcome is unknown.
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { call, choose, not } from '../build.ts';
import { type ErrorNode, errorNode, literal, type Site } from '../tree.ts';
import { toNode } from './finish.ts';
import { join, withGuards } from './join.ts';
import { booleanOf, textOf } from './operators.ts';
import { evaluate, type Scope, siteOf } from './scope.ts';
import { attempt, fail, type Guard, isNode, type Value } from './values.ts';

export function logical(node: Tree.Binary, scope: Scope, site: Site): Value {
  const left = booleanOf(evaluate(node.left, scope), site);
  const decides = node.operator === '||';
  if (left.kind === 'literal')
    return left.value === decides ? left : booleanOf(evaluate(node.right, scope), site);
  const right = toNode(attempt(() => booleanOf(evaluate(node.right, scope), site)));
  if (right.kind === 'error')
    return decides ? choose(left, literal(true), right) : choose(left, right, literal(false));
  return call(decides ? 'or' : 'and', left, right);
}

export function conditional(node: Tree.Conditional, scope: Scope): Value {
  const condition = booleanOf(evaluate(node.condition, scope), siteOf(scope, node.condition));
  const otherwise = (): Value => (node.otherwise ? evaluate(node.otherwise, scope) : literal(null));
  if (condition.kind === 'literal')
    return condition.value === true ? evaluate(node.then, scope) : otherwise();
  const value = join(
    condition,
    attempt(() => evaluate(node.then, scope)),
    attempt(otherwise),
  );
  if (isNode(value)) value.site ??= siteOf(scope, node);
  return value;
}

export function assertion(node: Tree.Assert, scope: Scope): Value {
  const guard = guardOf(node, scope);
  const { condition, error } = guard;
  if (condition.kind === 'literal') {
    if (condition.value === true) fail((error as ErrorNode).fault);
    return evaluate(node.rest, scope);
  }
  return withGuards(
    attempt(() => evaluate(node.rest, scope)),
    [guard],
  );
}

/** There is no value where the condition does not hold. */
export function guardOf(node: Tree.Assert | Tree.ObjectAssert, scope: Scope): Guard {
  const site = siteOf(scope, node.condition);
  const condition = not(booleanOf(evaluate(node.condition, scope), site));
  const message = node.message
    ? toNode(attempt(() => textOf(evaluate(node.message as Tree.Expression, scope), site)))
    : literal(node.kind === 'assert' ? 'Assertion failed' : 'Object assertion failed.');
  return { condition, error: errorNode({ kind: 'user', message, site }) };
}
