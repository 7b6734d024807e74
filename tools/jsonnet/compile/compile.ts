// Syntax tree → closures. One entry per kind of node: what an expression means is found from here.

import { JsonnetObject } from '../evaluation/objects.ts';
import { indexValue } from '../evaluation/operators.ts';
import { enter, runtimeError, stack } from '../evaluation/stack.ts';
import { type Code, Thunk } from '../evaluation/values.ts';
import type { Source } from '../source.ts';
import type * as Tree from '../syntax/tree.ts';
import { compileApply, compileFunctionExpression } from './calls.ts';
import { compileAssert, compileConditional, compileError } from './conditions.ts';
import {
  type Compiler,
  type Context,
  createSite,
  type Host,
  inside,
  type LazyCode,
  unnamed,
} from './context.ts';
import { compileArray, compileArrayComprehension, compileIndex, compileSlice } from './lists.ts';
import { compileLocal } from './locals.ts';
import { compileObject, compileObjectComprehension } from './objects.ts';
import { compileBinary, compileLazyArithmetic, compileUnary } from './operators.ts';
import { openFrame } from './scope.ts';
import {
  compileDollar,
  compileInSuper,
  compileLazyVariable,
  compileSelf,
  compileSuperIndex,
  compileVariable,
} from './variables.ts';

const compiler: Compiler = { code: compileNode, lazy: compileLazy };

/** Code for a whole text. It runs in a frame whose slot 1 holds the text's own std. */
export function compile(root: Tree.Expression, source: Source, host: Host): Code {
  const scope = openFrame('file', undefined, ['std']);
  return compileNode(root, { compiler, host, source, scope, trace: '$', bind: 'anonymous' });
}

function compileNode(node: Tree.Expression, context: Context): Code {
  switch (node.kind) {
    case 'null':
      return () => null;
    case 'true':
      return () => true;
    case 'false':
      return () => false;
    case 'number':
      return compileNumber(node, context);
    case 'string':
      return constant(node.value);
    case 'variable':
      return compileVariable(node, context);
    case 'self':
      return compileSelf(context);
    case 'dollar':
      return compileDollar(context);
    case 'parentheses':
      return compileNode(node.inner, { ...inside(context), tail: context.tail === true });
    case 'array':
      return compileArray(node, context);
    case 'array-comprehension':
      return compileArrayComprehension(node, context);
    case 'object':
      return compileObject(node, context);
    case 'object-comprehension':
      return compileObjectComprehension(node, context);
    default:
      return compileCompound(node, context);
  }
}

type Compound = Exclude<
  Tree.Expression,
  {
    kind:
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
  }
>;

function compileCompound(node: Compound, context: Context): Code {
  switch (node.kind) {
    case 'dot':
      return compileDot(node, context);
    case 'index':
      return compileIndex(node, context);
    case 'slice':
      return compileSlice(node, context);
    case 'super':
      return compileSuperIndex(node, context);
    case 'in-super':
      return compileInSuper(node, context);
    case 'apply':
      return compileApply(node, context);
    case 'apply-brace':
      return compileBinary({ ...node, kind: 'binary', operator: '+' }, context);
    case 'binary':
      return compileBinary(node, context);
    case 'unary':
      return compileUnary(node, context);
    case 'local':
      return compileLocal(node, context);
    case 'function':
      return compileFunctionExpression(node, context);
    case 'if':
      return compileConditional(node, context);
    case 'error':
      return compileError(node, context);
    case 'assert':
      return compileAssert(node, context);
    case 'import':
      return compileImport(node, context);
  }
}

/** Literals, names and constructors need no promise: making them evaluates nothing. */
function compileLazy(node: Tree.Expression, context: Context): LazyCode {
  switch (node.kind) {
    case 'null':
    case 'true':
    case 'false':
    case 'string':
    case 'self':
    case 'dollar':
    case 'array':
    case 'function':
      return compileNode(node, context);
    case 'number':
      return Number.isFinite(Number(node.text)) ? compileNode(node, context) : promise(node, context);
    case 'variable':
      return compileLazyVariable(node, context);
    case 'parentheses':
      return compileLazy(node.inner, context);
    case 'binary':
      return compileLazyBinary(node, context);
    default:
      return promise(node, context);
  }
}

function promise(node: Tree.Expression, context: Context): LazyCode {
  const code = compileNode(node, context);
  return (frame) => new Thunk(code, frame);
}

function compileLazyBinary(node: Tree.Binary, context: Context): LazyCode {
  if (!isAtom(node.left) || !isAtom(node.right)) return promise(node, context);
  const operands = [compileLazy(node.left, context), compileLazy(node.right, context)] as const;
  return compileLazyArithmetic(node, compileNode(node, context), operands);
}

function isAtom(node: Tree.Expression): boolean {
  return node.kind === 'variable' || node.kind === 'number';
}

function constant(value: string | number): Code {
  return () => value;
}

function compileNumber(node: Tree.NumberLiteral, context: Context): Code {
  const value = Number(node.text);
  if (Number.isFinite(value)) return constant(value);
  const site = createSite(context, node);
  return () => {
    throw runtimeError('overflow', site);
  };
}

/** `target.name`. */
function compileDot(node: Tree.Dot, context: Context): Code {
  const target = compileNode(node.target, unnamed(context));
  const { name } = node;
  const site = createSite(context, node);
  return (frame) => {
    const object = target(frame);
    enter(site);
    const value = object instanceof JsonnetObject ? object.get(name) : indexValue(object, name);
    stack.depth--;
    return value;
  };
}

function compileImport(node: Tree.Import, context: Context): Code {
  const { host, source } = context;
  const site = createSite(context, node);
  return () => {
    enter(site);
    const value = host.importValue(node.form, source, node.path);
    stack.depth--;
    return value;
  };
}
