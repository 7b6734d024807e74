// Nodes as expressions of Go templates. What needs a loop is computed into a variable before.
import {
  type FieldNode,
  type If,
  type Index,
  isLiteral,
  type Node,
  type Part,
  widen,
} from '../../symbolic/tree.ts';
import { isKind, mayBe } from '../../symbolic/types.ts';
import { attempt, type Context, include, nameOf, root } from './context.ts';
import { fallbackOf } from './fallback.ts';
import { argument, atom, type Expression, invoke, isIdentifier, literalOfGo, pipe } from './go.ts';
import { inputs, rootFields } from './inputs.ts';
import { lowerings } from './lowering.ts';
import { materialize } from './materialize.ts';
import { maybeNone, mayCollide } from './shape.ts';
import { canFail } from './total.ts';

/** The value of a node; booleans are real ones. */
export function printExpression(node: Node, context: Context): Expression {
  const name = nameOf(node, context);
  if (name !== undefined) return atom(name);
  const helper = printInclude(node, context);
  if (helper) return helper;
  switch (node.kind) {
    case 'literal':
      return literalOfGo(node.value);
    case 'input':
      return atom(`${root(context)}${inputs[node.input]}`);
    case 'field':
      return printField(node, context);
    case 'index':
      return printIndex(node, context);
    case 'narrow':
      return printExpression(node.of, context);
    case 'call':
      return lowerings[node.operation](node.args, context, node);
    case 'if':
      return printIf(node, context);
    case 'object':
    case 'list':
    case 'fold':
      return materialize(node, context);
    case 'variable':
    case 'error':
      throw new Error(`a finished tree has no ${node.kind} here`);
  }
}

/** The value of a helper: data is read back from its text. */
function printInclude(node: Node, context: Context): Expression | undefined {
  const helper = context.helpers.get(widen(node));
  if (!helper || helper.node === context.self) return undefined;
  const text = include(helper.name, context);
  switch (helper.gives) {
    case 'text':
      return text;
    case 'boolean':
      return invoke('eq', text, '"true"');
    case 'integer':
      return pipe(text, 'int64');
    case 'map':
      return pipe(endLine(text, helper.node), 'fromYaml');
    case 'list':
      return pipe(endLine(text, helper.node), 'fromYamlArray');
  }
}

/** `toYaml` leaves out the last line break, which belongs to a text in the last line. */
function endLine(text: Expression, node: Node): Expression {
  return isCopied(node) ? pipe(text, 'printf', atom('"%s\\n"')) : text;
}

/** Whether a text may stand there that ends in a line break: one of the user's, or one that is written as a block. */
function isCopied(node: Node): boolean {
  const wide = widen(node);
  if (wide.kind === 'object' || wide.kind === 'list')
    return wide.parts.some(isCopiedPart) || isComputed(wide.parts);
  if (wide.kind === 'literal') return typeof wide.value === 'string' && wide.value.endsWith('\n');
  if (wide.kind === 'if') return isCopied(wide.then) || isCopied(wide.otherwise);
  return mayBe(node.type, 'object') || mayBe(node.type, 'array');
}

/** Whether loops put the value together before `toYaml` prints it, texts included. */
function isComputed(parts: readonly Part[]): boolean {
  if (mayCollide(parts)) return true;
  const isLoop = parts.length === 1 && parts[0]?.kind === 'each';
  return maybeNone(parts) && !isLoop && parts.some(hasLoop);
}

function hasLoop(part: Part): boolean {
  if (part.kind === 'when') return [...part.parts, ...part.otherwise].some(hasLoop);
  return part.kind === 'each';
}

function isCopiedPart(part: Part): boolean {
  if (part.kind === 'splice') return true;
  if (part.kind === 'when') return [...part.parts, ...part.otherwise].some(isCopiedPart);
  return part.kind === 'each' ? part.parts.some(isCopiedPart) : isCopied(part.value);
}

function printField({ of, field }: FieldNode, context: Context): Expression {
  if (of.kind === 'input') {
    const known = rootFields[of.input]?.[field];
    if (known !== undefined) return atom(`${root(context)}${known}`);
    if (of.input === 'values' && methods.has(field))
      return invoke('index', printExpression(of, context), literalOfGo(field));
  }
  const base = printExpression(of, context);
  if (!isIdentifier(field)) return invoke('index', base, literalOfGo(field));
  return atom(base.text === '.' ? `.${field}` : `${argument(base)}.${field}`);
}

/** Go's methods of `.Values`, which win over keys. */
const methods: ReadonlySet<string> = new Set(['AsMap', 'Encode', 'PathValue', 'Table', 'YAML']);

function printIndex({ of, key }: Index, context: Context): Expression {
  const base = printExpression(of, context);
  if (isKind(of.type, 'array')) {
    const position =
      key.kind === 'literal' ? printExpression(key, context) : invoke('int', printExpression(key, context));
    return isLiteral(key, 0) ? invoke('first', base) : invoke('index', base, position);
  }
  return invoke('index', base, printExpression(key, context));
}

/** `default`, where empty and absent are one; `ternary`, which evaluates both; else a variable. */
function printIf(node: If, context: Context): Expression {
  const fallback = fallbackOf(node);
  if (fallback) {
    const other = tryInline(fallback.other, context);
    if (other) return pipe(printExpression(fallback.value, context), 'default', other);
  }
  if (!canFail(node.then) && !canFail(node.otherwise)) {
    const [then, otherwise] = [tryInline(node.then, context), tryInline(node.otherwise, context)];
    const length = (then?.text.length ?? 0) + (otherwise?.text.length ?? 0);
    if (then && otherwise && length < 60)
      return invoke('ternary', then, otherwise, printExpression(node.condition, context));
  }
  return materialize(node, context);
}

/** The expression, if it needs no statements before. */
function tryInline(node: Node, context: Context): Expression | undefined {
  const { result, items } = attempt(context, (inside) => printExpression(node, inside));
  return items.length === 0 ? result : undefined;
}
