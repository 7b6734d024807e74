// Renders the tree of a template. Missing keys are `<no value>`, as Go prints them.
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import { functions } from './functions.ts';
import type { Command, Node, Operand, Pipe, Template } from './parse.ts';
import { isTrue, printValue, type Value } from './values.ts';

export interface Scope {
  /** The template, for messages. */
  readonly text: string;
  readonly data: Json;
  /** What the function `env` gives. */
  readonly env: Json | undefined;
  /** Changes what actions print. */
  readonly output: (text: string) => string;
}

/** Fails with ToolError `template-failed`. */
export function execute(template: Template, scope: Scope): string {
  return template.map((node) => render(node, scope)).join('');
}

function render(node: Node, scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output':
      return scope.output(printValue(runPipe(node.pipe, scope)));
    case 'if':
      return execute(isTrue(runPipe(node.pipe, scope)) ? node.accepted : node.otherwise, scope);
  }
}

function runPipe(pipe: Pipe, scope: Scope): Value {
  let result: { readonly value: Value } | undefined;
  for (const command of pipe) result = { value: runCommand(command, result, scope) };
  return result?.value;
}

function runCommand(
  [first, ...rest]: Command,
  piped: { readonly value: Value } | undefined,
  scope: Scope,
): Value {
  if (first.kind !== 'function' || first.fields.length > 0) {
    if (rest.length > 0 || piped) throw fail(scope, "can't give argument to non-function");
    return operandValue(first, scope);
  }
  const operands = rest.map((operand) => () => operandValue(operand, scope));
  return call(first.name, [...operands, ...(piped ? [() => piped.value] : [])], scope);
}

/** Arguments are functions, because `or` and `and` stop at the first that decides. */
function call(name: string, args: readonly (() => Value)[], scope: Scope): Value {
  if (name === 'env') return scope.env;
  if (name === 'or' || name === 'and') return decide(name, args, scope);
  try {
    return functions[name]?.(...args.map((arg) => arg()));
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw fail(scope, `error calling ${name}: ${messageOf(error)}`);
  }
}

function decide(name: 'or' | 'and', args: readonly (() => Value)[], scope: Scope): Value {
  if (args.length === 0) throw fail(scope, `wrong number of args for ${name}: want at least 1 got 0`);
  let value: Value;
  for (const arg of args) {
    value = arg();
    if (isTrue(value) === (name === 'or')) break;
  }
  return value;
}

function operandValue(operand: Operand, scope: Scope): Value {
  let value = baseValue(operand, scope);
  for (const field of operand.fields) value = fieldOf(value, field, scope);
  return value;
}

function baseValue(operand: Operand, scope: Scope): Value {
  switch (operand.kind) {
    case 'data':
      return scope.data;
    case 'literal':
      return operand.value;
    case 'function':
      return call(operand.name, [], scope);
    case 'pipe':
      return runPipe(operand.pipe, scope);
  }
}

function fieldOf(value: Value, field: string, scope: Scope): Value {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) {
    throw fail(scope, `can't evaluate field ${field} in ${printValue(value)}, which is no object`);
  }
  return Object.hasOwn(value, field) ? value[field] : undefined;
}

function fail(scope: Scope, problem: string): ToolError {
  return new ToolError('template-failed', { problem, template: scope.text });
}
