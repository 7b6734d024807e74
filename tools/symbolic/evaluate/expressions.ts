// Evaluates the syntax tree with unknown values: what each kind of expression means.
import type { Source, Span } from '../../jsonnet/source.ts';
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { call, choose, not } from '../build.ts';
import { makeObject, when } from '../parts.ts';
import type { Part } from '../tree.ts';
import { errorNode, literal, type Node, type Site, yes } from '../tree.ts';
import { partsOf, toNode } from './finish.ts';
import { asList, join, withGuards } from './join.ts';
import { lookup } from './objects.ts';
import { add, applyOperator, booleanOf, distribute, getIndex, negate, textOf } from './operators.ts';
import {
  Abort,
  attempt,
  type FieldDefinition,
  FunctionValue,
  fail,
  force,
  type Guard,
  isNode,
  type Layer,
  type Lazy,
  ListValue,
  nameValue,
  ObjectValue,
  refusal,
  type Segment,
  Thunk,
  type Value,
} from './values.ts';

/** What an evaluation needs from outside: other files, and how much it may still do. */
export interface Evaluation {
  readonly importValue: (node: Tree.Import, from: Source) => Value;
  readonly format: (form: Value, args: Value, site: Site) => Value;
  /** Depth of calls. */
  depth: number;
  steps: number;
}

interface Self {
  readonly object: ObjectValue;
  readonly layer: number;
}

/** Where an expression stands: its names, its object and its file. */
export interface Scope {
  readonly evaluation: Evaluation;
  readonly source: Source;
  readonly names: ReadonlyMap<string, Lazy>;
  readonly outer: Scope | undefined;
  readonly self?: Self | undefined;
  readonly root?: ObjectValue | undefined;
}

const maxDepth = 250;
const maxSteps = 3_000_000;

function siteOf(scope: Scope, span: Span): Site {
  return { source: scope.source, span: { start: span.start, end: span.end } };
}

function inside(scope: Scope, names: ReadonlyMap<string, Lazy>): Scope {
  return { ...scope, names, outer: scope };
}

function find(name: string, scope: Scope): Lazy {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = at.names.get(name);
    if (found) return found;
  }
  throw new Error(`${name} is in no scope`);
}

export function evaluate(node: Tree.Expression, scope: Scope): Value {
  const { evaluation } = scope;
  if (++evaluation.steps > maxSteps)
    throw new Abort(refusal('symbolic-budget', siteOf(scope, node), { limit: `${maxSteps} steps` }));
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
      return (scope.self as Self).object;
    case 'dollar':
      return scope.root as ObjectValue;
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

/** Literals and functions need no promise. */
export function later(node: Tree.Expression, scope: Scope): Lazy {
  if (node.kind === 'variable') return find(node.name, scope);
  if (node.kind === 'function') return evaluate(node, scope);
  return new Thunk(() => evaluate(node, scope));
}

function bindLocals(binds: readonly Tree.Bind[], scope: Scope): Scope {
  const names = new Map<string, Lazy>();
  const inner = inside(scope, names);
  for (const bind of binds) names.set(bind.name, bindValue(bind, inner));
  return inner;
}

function bindValue(bind: Tree.Bind, scope: Scope): Lazy {
  if (bind.parameters) return closure(bind.parameters, bind.body, scope, bind.name);
  return new Thunk(() => {
    const value = evaluate(bind.body, scope);
    nameValue(value, bind.name, true);
    return value;
  });
}

function closure(
  parameters: readonly Tree.Parameter[],
  body: Tree.Expression,
  scope: Scope,
  name: string | undefined,
): FunctionValue {
  const known = parameters.map((parameter) => ({
    name: parameter.name,
    optional: parameter.default !== undefined,
  }));
  return new FunctionValue(known, (args, site) => {
    const names = new Map<string, Lazy>();
    const inner = inside(scope, names);
    for (const [at, parameter] of parameters.entries())
      names.set(parameter.name, args[at] ?? later(parameter.default as Tree.Expression, inner));
    return enter(scope.evaluation, site, () => {
      const value = evaluate(body, inner);
      if (name !== undefined) nameValue(value, name, false);
      return value;
    });
  });
}

/** A call, unless there are too many inside each other. */
function enter(evaluation: Evaluation, site: Site, work: () => Value): Value {
  if (evaluation.depth >= maxDepth) throw new Abort(refusal('symbolic-recursion', site, {}));
  evaluation.depth++;
  try {
    return work();
  } finally {
    evaluation.depth--;
  }
}

function apply(node: Tree.Apply, scope: Scope): Value {
  const site = siteOf(scope, node);
  const positional = node.positional.map((arg) => later(arg, scope));
  const given = new Map(node.named.map(({ name, value }) => [name, later(value, scope)]));
  const target = evaluate(node.target, scope);
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
  const value = target.call(args, site);
  if (isNode(value)) value.site ??= site;
  return value;
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
  if (operator === '%') return scope.evaluation.format(left, right, site);
  return applyOperator(operator, left, right, site);
}

function logical(node: Tree.Binary, scope: Scope, site: Site): Value {
  const left = booleanOf(evaluate(node.left, scope), site);
  const decides = node.operator === '||';
  if (left.kind === 'literal')
    return left.value === decides ? left : booleanOf(evaluate(node.right, scope), site);
  const right = toNode(attempt(() => booleanOf(evaluate(node.right, scope), site)));
  if (right.kind === 'error')
    return decides ? choose(left, literal(true), right) : choose(left, right, literal(false));
  return call(decides ? 'or' : 'and', left, right);
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

function conditional(node: Tree.Conditional, scope: Scope): Value {
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

function assertion(node: Tree.Assert, scope: Scope): Value {
  const guard = guardOf(node, scope);
  const { condition, error } = guard;
  if (condition.kind === 'literal') {
    if (condition.value === true) fail((error as ReturnType<typeof errorNode>).fault);
    return evaluate(node.rest, scope);
  }
  return withGuards(
    attempt(() => evaluate(node.rest, scope)),
    [guard],
  );
}

/** There is no value where the condition does not hold. */
function guardOf(node: Tree.Assert | Tree.ObjectAssert, scope: Scope): Guard {
  const site = siteOf(scope, node.condition);
  const condition = not(booleanOf(evaluate(node.condition, scope), site));
  const message = node.message
    ? toNode(attempt(() => textOf(evaluate(node.message as Tree.Expression, scope), site)))
    : literal('Assertion failed');
  return { condition, error: errorNode({ kind: 'user', message, site }) };
}

function slice(node: Tree.Slice, scope: Scope): Value {
  const part = (one: Tree.Expression | undefined): Value => (one ? evaluate(one, scope) : literal(null));
  const std = force(find('std', scope)) as ObjectValue;
  const target = evaluate(node.target, scope);
  const site = siteOf(scope, node);
  const fn = getIndex(std, literal('slice'), site) as FunctionValue;
  return fn.call([target, part(node.from), part(node.to), part(node.step)], site);
}

function superField(node: Tree.SuperIndex, scope: Scope): Value {
  const { object, layer } = scope.self as Self;
  const site = siteOf(scope, node);
  const name =
    'name' in node.index ? node.index.name : literalName(evaluate(node.index.expression, scope), site);
  const value = lookup(object, name, { below: layer, site }).value();
  if (isNode(value) && value.kind === 'error') return fail(value.fault);
  return value;
}

function inSuper(node: Tree.InSuper, scope: Scope): Value {
  const { object, layer } = scope.self as Self;
  const name = literalName(evaluate(node.name, scope), siteOf(scope, node));
  return lookup(object, name, { below: layer }).present;
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

// Comprehensions.

/** The segments that the clauses from number `at` on give; `body` makes what is in them. */
function expand(
  clauses: readonly Tree.Clause[],
  at: number,
  scope: Scope,
  body: (scope: Scope) => Lazy,
): readonly Segment[] {
  const clause = clauses[at];
  if (!clause) return [{ kind: 'item', value: body(scope) }];
  const site = siteOf(scope, clause.kind === 'for' ? clause.list : clause.condition);
  if (clause.kind === 'if-clause') {
    const condition = booleanOf(evaluate(clause.condition, scope), site);
    if (condition.kind === 'literal')
      return condition.value === true ? expand(clauses, at + 1, scope, body) : [];
    const segments = expand(clauses, at + 1, scope, body);
    return [{ kind: 'when', condition, segments, otherwise: [] }];
  }
  const list = asList(evaluate(clause.list, scope), site);
  const inner = (item: Lazy): readonly Segment[] =>
    expand(clauses, at + 1, inside(scope, new Map([[clause.variable, item]])), body);
  return mapSegments(list.segments, inner, clause.variable);
}

/** Each item replaced by what `change` makes of it; loops stay loops. */
export function mapSegments(
  segments: readonly Segment[],
  change: (item: Lazy) => readonly Segment[],
  name?: string,
): readonly Segment[] {
  const replace = (segment: Segment): readonly Segment[] => {
    switch (segment.kind) {
      case 'item':
        return change(segment.value);
      case 'when':
        return [
          {
            ...segment,
            segments: mapSegments(segment.segments, change, name),
            otherwise: mapSegments(segment.otherwise, change, name),
          },
        ];
      case 'each': {
        const make = segment.make;
        return [{ ...segment, make: (item, index) => mapSegments(make(item, index), change, name) }];
      }
      case 'splice':
        return [{ kind: 'each', over: segment.of, name, make: change }];
    }
  };
  return segments.flatMap(replace);
}

function comprehension(node: Tree.ArrayComprehension, scope: Scope): ListValue {
  const guards = guardsOfClauses(node.clauses, scope);
  return new ListValue(
    expand(node.clauses, 0, scope, (inner) => later(node.body, inner)),
    guards,
  );
}

/** What the first list is guarded by guards the whole; lists inside loops are checked where they stand. */
function guardsOfClauses(clauses: readonly Tree.Clause[], scope: Scope): readonly Guard[] {
  const first = clauses[0] as Tree.ForClause;
  const list = evaluate(first.list, scope);
  return asList(list, siteOf(scope, first.list)).guards;
}

// Objects.

function objectLiteral(node: Tree.ObjectLiteral, scope: Scope): ObjectValue {
  const locals = node.members.filter((member) => member.kind === 'object-local').map(({ bind }) => bind);
  const scopes = new Map<ObjectValue, Map<number, Scope>>();
  const open = (object: ObjectValue, layer: number): Scope => {
    const byLayer = scopes.get(object) ?? new Map<number, Scope>();
    scopes.set(object, byLayer);
    const known = byLayer.get(layer);
    if (known) return known;
    const outer: Scope = { ...scope, self: { object, layer }, root: scope.root ?? object };
    const opened = locals.length > 0 ? bindLocals(locals, outer) : outer;
    byLayer.set(layer, opened);
    return opened;
  };
  const fields = node.members.flatMap((member) =>
    member.kind === 'field' ? defineField(member, scope, open) : [],
  );
  const asserts = node.members.filter((member) => member.kind === 'object-assert');
  const known: Layer = {
    condition: yes(),
    fields: fields.flatMap((one) => ('definition' in one ? [one.definition] : [])),
    ...(asserts.length > 0 ? { asserts: assertsOf(asserts, open) } : {}),
  };
  const computed = fields.flatMap((one) => ('splice' in one ? [one.splice] : []));
  return new ObjectValue([...computed, known]);
}

type Open = (object: ObjectValue, layer: number) => Scope;

function assertsOf(asserts: readonly Tree.ObjectAssert[], open: Open): NonNullable<Layer['asserts']> {
  return (self, layer) =>
    asserts
      .map((one) => guardOf(one, open(self, layer)))
      .filter(({ condition }) => !(condition.kind === 'literal' && condition.value === false))
      .map((guard) => ({
        ...guard,
        condition: call('and', (self.layers[layer] as Layer).condition, guard.condition),
      }));
}

type Defined = { readonly definition: FieldDefinition } | { readonly splice: Layer };

function defineField(member: Tree.Field, scope: Scope, open: Open): readonly Defined[] {
  const site = siteOf(scope, member.name);
  const make = (self: ObjectValue, layer: number): Value => fieldValue(member, open(self, layer));
  return namesOf(member.name, scope).map(({ name, condition }): Defined => {
    const named = typeof name === 'string' ? name : undefined;
    if (named !== undefined) {
      const create: FieldDefinition['make'] = (self, layer) =>
        inherit({ member, name: named, site }, make(self, layer), self, layer);
      return { definition: { name: named, condition, visibility: member.visibility, make: create } };
    }
    return { splice: computedEntry(name as Node, condition, make) };
  });
}

function fieldValue(member: Tree.Field, scope: Scope): Value {
  return member.parameters
    ? closure(member.parameters, member.body, scope, undefined)
    : evaluate(member.body, scope);
}

/** `name+: body` puts the body on what is inherited, where something is. */
function inherit(
  { member, name, site }: { readonly member: Tree.Field; readonly name: string; readonly site: Site },
  own: Value,
  self: ObjectValue,
  layer: number,
): Value {
  nameValue(own, name, false);
  if (!member.plus) return own;
  const { present, value } = lookup(self, name, { below: layer });
  if (present.kind === 'literal' && present.value === false) return own;
  const sum = attempt(() => distribute(value(), (inherited) => add(inherited, own, site)));
  return join(present, sum, own);
}

interface Name {
  /** A node for a name that is unknown. */
  readonly name: string | Node;
  readonly condition: Node;
}

/** What a field may be called, and when; a name that is null is no field. */
function namesOf(name: Tree.FieldName, scope: Scope): readonly Name[] {
  if (name.kind !== 'computed') return [{ name: name.value, condition: yes() }];
  const site = siteOf(scope, name);
  return alternatives(toNode(evaluate(name.expression, scope)), yes(), site);
}

function alternatives(node: Node, condition: Node, site: Site): readonly Name[] {
  if (node.kind === 'if')
    return [
      ...alternatives(node.then, call('and', condition, node.condition), site),
      ...alternatives(node.otherwise, call('and', condition, not(node.condition)), site),
    ];
  if (node.kind === 'literal') {
    if (node.value === null) return [];
    if (typeof node.value === 'string') return [{ name: node.value, condition }];
  }
  if (node.kind === 'error') return fail(node.fault);
  return [{ name: node, condition }];
}

/** A field whose name is unknown becomes a map of one entry. */
function computedEntry(key: Node, condition: Node, make: (self: ObjectValue, layer: number) => Value): Layer {
  const self = new ObjectValue([]);
  const value = toNode(attempt(() => make(self, 0)));
  const splice = makeObject([{ kind: 'entry', key, value }]);
  return { condition, fields: [], splice };
}

function objectComprehension(node: Tree.ObjectComprehension, scope: Scope): ObjectValue {
  const guards = guardsOfClauses(node.clauses, scope);
  const members = new Map<Thunk, Member>();
  const segments = expand(node.clauses, 0, scope, (inner) => {
    const promise = new Thunk(() => literal(null));
    members.set(promise, { names: namesOf(node.field.name, inner), scope: inner });
    return promise;
  });
  return new ObjectValue(layersOf(segments, members, node), guards);
}

interface Member {
  readonly names: readonly Name[];
  readonly scope: Scope;
}

/** Known names become fields, everything else entries of a map. */
function layersOf(
  segments: readonly Segment[],
  members: ReadonlyMap<Thunk, Member>,
  node: Tree.ObjectComprehension,
): readonly Layer[] {
  const value = (scope: Scope, self: ObjectValue, layer: number): Value => {
    const outer: Scope = { ...scope, self: { object: self, layer }, root: scope.root ?? self };
    const inner = node.locals.length > 0 ? bindLocals(node.locals, outer) : outer;
    return fieldValue(node.field, inner);
  };
  const fields = knownFields(segments, yes(), members, value);
  if (fields) return [{ condition: yes(), fields }];
  const lonely = new ObjectValue([]);
  const entries = entryParts(segments, members, (scope) => toNode(attempt(() => value(scope, lonely, 0))));
  return [{ condition: yes(), fields: [], splice: makeObject(entries) }];
}

function knownFields(
  segments: readonly Segment[],
  condition: Node,
  members: ReadonlyMap<Thunk, Member>,
  value: (scope: Scope, self: ObjectValue, layer: number) => Value,
): readonly FieldDefinition[] | undefined {
  const fields: FieldDefinition[] = [];
  for (const segment of segments) {
    if (segment.kind === 'item') {
      const { names, scope } = members.get(segment.value as Thunk) as Member;
      for (const one of names) {
        if (typeof one.name !== 'string') return undefined;
        const { name } = one;
        fields.push({
          name,
          condition: call('and', condition, one.condition),
          visibility: ':',
          make: (self, layer) => value(scope, self, layer),
        });
      }
    } else if (segment.kind === 'when') {
      const then = knownFields(segment.segments, call('and', condition, segment.condition), members, value);
      const otherwise = knownFields(
        segment.otherwise,
        call('and', condition, not(segment.condition)),
        members,
        value,
      );
      if (!then || !otherwise) return undefined;
      fields.push(...then, ...otherwise);
    } else return undefined;
  }
  return fields;
}

function entryParts(
  segments: readonly Segment[],
  members: ReadonlyMap<Thunk, Member>,
  value: (scope: Scope) => Node,
): readonly Part[] {
  return partsOf(segments, (promise) => {
    const { names, scope } = members.get(promise as Thunk) as Member;
    return names.flatMap(({ name, condition }) => {
      const part: Part =
        typeof name === 'string'
          ? { kind: 'field', key: name, value: value(scope) }
          : { kind: 'entry', key: name, value: value(scope) };
      return when(condition, [part]);
    });
  });
}
