// Renders the tree of a template.
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { fieldOf } from './fields.ts';
import { callFunction } from './functions/index.ts';
import type { BranchNode, Command, Nodes, Operand, Pipe, Template } from './tree.ts';
import { isDict, isList, isTrue, printValue, sortedKeys, type Value } from './values.ts';

export interface Scope {
  readonly template: Template;
  /** What `$` is. */
  readonly root: Value;
  /** What `.` is. */
  readonly data: Value;
  /** The manifest and the environment, which have methods too. */
  readonly objects: readonly Value[];
  readonly env: Value;
  /** Changes what actions print. */
  readonly output: (text: string) => string;
  readonly variables: Variable[];
  readonly depth: number;
}

interface Variable {
  readonly name: string;
  value: Value;
}

/** What ends a round of `range` early. */
class Jump {
  readonly kind: 'break' | 'continue';
  text = '';
  constructor(kind: 'break' | 'continue') {
    this.kind = kind;
  }
}

/** Fails with ToolError `template-failed`. */
export function execute(nodes: Nodes, scope: Scope): string {
  const known = scope.variables.length;
  let text = '';
  try {
    for (const node of nodes) text += render(node, scope);
    return text;
  } catch (error) {
    if (error instanceof Jump) error.text = text + error.text;
    throw error;
  } finally {
    scope.variables.length = known;
  }
}

function render(node: Nodes[number], scope: Scope): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'output': {
      const value = runPipe(node.pipe, scope);
      return node.pipe.names.length > 0 ? '' : scope.output(printValue(value));
    }
    case 'template':
      return renderTemplateCall(node, scope);
    case 'break':
    case 'continue':
      throw new Jump(node.kind);
    default:
      return renderBranch(node, scope);
  }
}

/** Deeper ones call themselves without end. */
const deepest = 1000;

function renderTemplateCall(
  { name, pipe }: { readonly name: string; readonly pipe: Pipe | undefined },
  scope: Scope,
): string {
  const nodes = scope.template.templates.get(name);
  if (!nodes) throw fail(scope, `template ${JSON.stringify(name)} not defined`);
  if (scope.depth > deepest) throw fail(scope, 'templates call each other too deeply');
  const data = pipe && runPipe(pipe, scope);
  return execute(nodes, { ...scope, root: data, data, variables: [], depth: scope.depth + 1 });
}

function renderBranch(node: BranchNode, scope: Scope): string {
  const known = scope.variables.length;
  const value = runPipe(node.pipe, scope);
  const inner = node.kind === 'with' ? { ...scope, data: value } : scope;
  let text: string;
  if (node.kind === 'range') text = renderRange(node, value, scope);
  else text = isTrue(value) ? execute(node.accepted, inner) : execute(node.otherwise, scope);
  scope.variables.length = known;
  return text;
}

function renderRange({ pipe, accepted, otherwise }: BranchNode, value: Value, scope: Scope): string {
  const entries = listEntries(value, scope);
  if (entries.length === 0) return execute(otherwise, scope);
  let text = '';
  for (const [key, item] of entries) {
    const known = scope.variables.length;
    const [first, second] = pipe.names;
    const given =
      second === undefined ? [[first, item] as const] : [[first, key] as const, [second, item] as const];
    for (const [name, content] of given)
      if (name !== undefined) assign(name, content, { scope, declares: pipe.declares });
    try {
      text += execute(accepted, { ...scope, data: item });
    } catch (error) {
      if (!(error instanceof Jump)) throw error;
      text += error.text;
      if (error.kind === 'break') break;
    } finally {
      if (pipe.declares) scope.variables.length = known;
    }
  }
  return text;
}

const longestRange = 1_000_000n;

function listEntries(value: Value, scope: Scope): readonly (readonly [Value, Value])[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.map((item, at) => [BigInt(at), item]);
  if (isDict(value)) return sortedKeys(value).map((key) => [key, value[key]]);
  if (typeof value === 'bigint' && value <= longestRange) {
    return Array.from({ length: Math.max(0, Number(value)) }, (_, at) => [BigInt(at), BigInt(at)]);
  }
  throw fail(scope, `range can't iterate over ${printValue(value)}`);
}

function assign(
  name: string,
  value: Value,
  { scope, declares }: { readonly scope: Scope; readonly declares: boolean },
): void {
  if (declares) scope.variables.push({ name, value });
  else {
    const variable = scope.variables.findLast((candidate) => candidate.name === name);
    if (variable) variable.value = value;
  }
}

function runPipe({ names, declares, commands }: Pipe, scope: Scope): Value {
  let result: { readonly value: Value } | undefined;
  for (const command of commands) result = { value: runCommand(command, result, scope) };
  const value = result?.value;
  const [name, second] = names;
  // Those of range get its elements.
  if (name !== undefined && second === undefined) assign(name, value, { scope, declares });
  return value;
}

function runCommand(
  [first, ...rest]: Command,
  piped: { readonly value: Value } | undefined,
  scope: Scope,
): Value {
  if (first.kind !== 'function' || first.fields.length > 0) {
    if (rest.length > 0 || piped) throw fail(scope, "can't give argument to non-function");
    if (first.kind === 'literal' && first.value === null) throw fail(scope, 'nil is not a command');
    return operandValue(first, scope);
  }
  const operands = rest.map((operand) => () => operandValue(operand, scope));
  return call(first.name, [...operands, ...(piped ? [() => piped.value] : [])], scope);
}

/** Arguments are functions, because `or` and `and` stop at the first that decides. */
function call(name: string, args: readonly (() => Value)[], scope: Scope): Value {
  try {
    return callFunction(name, args, scope.env);
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw fail(scope, `error calling ${name}: ${messageOf(error)}`);
  }
}

function operandValue(operand: Operand, scope: Scope): Value {
  let value = baseValue(operand, scope);
  for (const field of operand.fields) {
    try {
      value = fieldOf(value, field, scope.objects);
    } catch (error) {
      throw fail(scope, messageOf(error));
    }
  }
  return value;
}

function baseValue(operand: Operand, scope: Scope): Value {
  switch (operand.kind) {
    case 'data':
      return scope.data;
    case 'variable':
      if (operand.name === '$') return scope.root;
      return scope.variables.findLast(({ name }) => name === operand.name)?.value;
    case 'literal':
      return operand.value;
    case 'function':
      return call(operand.name, [], scope);
    case 'pipe':
      return runPipe(operand.pipe, scope);
  }
}

function fail({ template }: Scope, problem: string): ToolError {
  return new ToolError('template-failed', { problem, template: template.text });
}
