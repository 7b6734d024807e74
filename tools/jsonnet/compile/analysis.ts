// Checks of a whole text before any of it runs: every name is known, self and super stand in objects. Collects what it depends on.
import { staticError } from '../errors.ts';
import type { Source, Span } from '../source.ts';
import type * as Tree from '../syntax/tree.ts';

/** What a text can see of the world outside of it. */
export interface Analysis {
  /** Its value may depend on external variables, or its evaluation shows, so it is not kept for another one. */
  readonly impure: boolean;
  /** The names that it takes from std as `std.name`. */
  readonly library: ReadonlySet<string>;
  /** All imports in it, in order, evaluated or not. */
  readonly imports: readonly Tree.Import[];
}

interface State {
  readonly source: Source;
  /** How many enclosing scopes define a name. */
  readonly names: Map<string, number>;
  objects: number;
  impure: boolean;
  readonly library: Set<string>;
  readonly imports: Tree.Import[];
}

export function analyze(tree: Tree.Tree): Analysis {
  const state: State = {
    source: tree.source,
    names: new Map([['std', 1]]),
    objects: 0,
    impure: false,
    library: new Set(),
    imports: [],
  };
  visit(tree.root, state);
  return { impure: state.impure, library: state.library, imports: state.imports };
}

function fail(state: State, span: Span, message: string): never {
  throw staticError(state.source, span, message);
}

function withNames(names: readonly string[], state: State, work: () => void): void {
  for (const name of names) state.names.set(name, (state.names.get(name) ?? 0) + 1);
  work();
  for (const name of names) state.names.set(name, (state.names.get(name) as number) - 1);
}

function visitAll(nodes: readonly (Tree.Expression | undefined)[], state: State): void {
  for (const node of nodes) if (node) visit(node, state);
}

function visit(node: Tree.Expression, state: State): void {
  switch (node.kind) {
    case 'null':
    case 'true':
    case 'false':
    case 'number':
    case 'string':
      return;
    case 'variable':
      if (!state.names.get(node.name)) fail(state, node, `Unknown variable: ${node.name}`);
      if (node.name === 'std') state.impure = true;
      return;
    case 'self':
      if (state.objects === 0) fail(state, node, "Can't use self outside of an object.");
      return;
    case 'dollar':
      if (state.objects === 0) fail(state, node, 'No top-level object found.');
      return;
    case 'super':
      if (state.objects === 0) fail(state, node, "Can't use super outside of an object.");
      return 'expression' in node.index ? visit(node.index.expression, state) : undefined;
    case 'in-super':
      if (state.objects === 0) fail(state, node, "Can't use super outside of an object.");
      return visit(node.name, state);
    case 'import':
      state.imports.push(node);
      return;
    default:
      visitCompound(node, state);
  }
}

type Leaf =
  | 'null'
  | 'true'
  | 'false'
  | 'number'
  | 'string'
  | 'variable'
  | 'self'
  | 'dollar'
  | 'super'
  | 'in-super'
  | 'import';

function visitCompound(node: Exclude<Tree.Expression, { kind: Leaf }>, state: State): void {
  switch (node.kind) {
    case 'parentheses':
      return visit(node.inner, state);
    case 'array':
      return visitAll(node.items, state);
    case 'array-comprehension':
      return visitClauses(node.clauses, 0, state, () => visit(node.body, state));
    case 'object':
      return visitObject(node, state);
    case 'object-comprehension':
      return visitClauses(node.clauses, 0, state, () => {
        visitName(node.field.name, state);
        visitInside(node.locals, state, () => visitField(node.field, state));
      });
    case 'dot':
      return visitDot(node, state);
    case 'index':
      return visitAll([node.target, node.index], state);
    case 'slice':
      return visitAll([node.target, node.from, node.to, node.step], state);
    case 'apply':
      return visitAll([node.target, ...node.positional, ...node.named.map(({ value }) => value)], state);
    case 'apply-brace':
      return visitAll([node.left, node.right], state);
    case 'binary':
      return visitBinary(node, state);
    case 'unary':
      return visit(node.operand, state);
    case 'local':
      return withNames(
        node.binds.map(({ name }) => name),
        state,
        () => {
          for (const bind of node.binds) visitBind(bind, state);
          visit(node.body, state);
        },
      );
    case 'function':
      return visitFunction(node.parameters, node.body, state);
    case 'if':
      return visitAll([node.condition, node.then, node.otherwise], state);
    case 'error':
      return visit(node.message, state);
    case 'assert':
      return visitAll([node.condition, node.message, node.rest], state);
  }
}

/** `std.name` is harmless unless it is extVar or, since it shows, trace; any other use of std could become those. */
function visitDot(node: Tree.Dot, state: State): void {
  if (node.target.kind !== 'variable' || node.target.name !== 'std') return visit(node.target, state);
  if (!state.names.get('std')) fail(state, node.target, 'Unknown variable: std');
  state.library.add(node.name);
  if (node.name === 'extVar' || node.name === 'trace') state.impure = true;
}

/** Long sums lean to the left: they are walked in a loop. */
function visitBinary(node: Tree.Binary, state: State): void {
  const pending: Tree.Expression[] = [];
  let left: Tree.Expression = node;
  while (left.kind === 'binary') {
    pending.push(left.right);
    left = left.left;
  }
  visit(left, state);
  for (let right = pending.pop(); right; right = pending.pop()) visit(right, state);
}

function visitClauses(clauses: readonly Tree.Clause[], at: number, state: State, inner: () => void): void {
  const clause = clauses[at];
  if (!clause) return inner();
  if (clause.kind === 'if-clause') {
    visit(clause.condition, state);
    return visitClauses(clauses, at + 1, state, inner);
  }
  visit(clause.list, state);
  withNames([clause.variable], state, () => visitClauses(clauses, at + 1, state, inner));
}

function visitObject(node: Tree.ObjectLiteral, state: State): void {
  const binds = node.members.filter((member) => member.kind === 'object-local').map(({ bind }) => bind);
  visitInside(binds, state, () => {
    for (const member of node.members) {
      if (member.kind === 'field') visitField(member, state);
      else if (member.kind === 'object-assert') visitAll([member.condition, member.message], state);
    }
  });
  for (const member of node.members) if (member.kind === 'field') visitName(member.name, state);
}

function visitInside(binds: readonly Tree.Bind[], state: State, inner: () => void): void {
  state.objects++;
  withNames(
    binds.map(({ name }) => name),
    state,
    () => {
      for (const bind of binds) visitBind(bind, state);
      inner();
    },
  );
  state.objects--;
}

function visitName(name: Tree.FieldName, state: State): void {
  if (name.kind === 'computed') visit(name.expression, state);
}

function visitField(field: Tree.Field, state: State): void {
  if (field.parameters) visitFunction(field.parameters, field.body, state);
  else visit(field.body, state);
}

function visitBind(bind: Tree.Bind, state: State): void {
  if (bind.parameters) visitFunction(bind.parameters, bind.body, state);
  else visit(bind.body, state);
}

function visitFunction(parameters: readonly Tree.Parameter[], body: Tree.Expression, state: State): void {
  withNames(
    parameters.map(({ name }) => name),
    state,
    () => {
      visitAll(
        parameters.map((parameter) => parameter.default),
        state,
      );
      visit(body, state);
    },
  );
}
