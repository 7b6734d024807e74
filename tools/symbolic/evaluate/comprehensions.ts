// Comprehensions: loops over lists whose items may be unknown.
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { call, not } from '../build.ts';
import { makeObject, when } from '../parts.ts';
import { literal, type Node, type Part, type Site, yes } from '../tree.ts';
import { lazyToNode, partsOf } from './finish.ts';
import { asList } from './join.ts';
import { entryValue, fieldValue, inherit, type Name, namesOf } from './objectLiterals.ts';
import { booleanOf } from './operators.ts';
import { bindLocals, evaluate, inside, insideObject, later, type Scope, type Self, siteOf } from './scope.ts';
import { guardEntries, guardFields } from './uniqueness.ts';
import {
  type FieldDefinition,
  type Guard,
  type Lazy,
  ListValue,
  ObjectValue,
  type Segment,
  Thunk,
} from './values.ts';

/** What the clauses give; `body` makes what is in them. A list that does not exist guards the whole. */
function expand(
  clauses: readonly Tree.Clause[],
  scope: Scope,
  body: (scope: Scope) => Lazy,
): { readonly segments: readonly Segment[]; readonly guards: readonly Guard[] } {
  const first = clauses[0] as Tree.ForClause;
  const list = asList(evaluate(first.list, scope), siteOf(scope, first.list));
  return { segments: loop(list.segments, { clauses, at: 0, scope, body }), guards: list.guards };
}

interface Rest {
  readonly clauses: readonly Tree.Clause[];
  readonly at: number;
  readonly scope: Scope;
  readonly body: (scope: Scope) => Lazy;
}

/** The segments of the list, each item replaced by what the clauses after this one make of it. */
function loop(segments: readonly Segment[], { clauses, at, scope, body }: Rest): readonly Segment[] {
  const { variable } = clauses[at] as Tree.ForClause;
  const inner = (item: Lazy): readonly Segment[] =>
    expandRest({ clauses, at: at + 1, scope: inside(scope, new Map([[variable, item]])), body });
  return mapSegments(segments, inner, variable);
}

function expandRest(rest: Rest): readonly Segment[] {
  const { clauses, at, scope, body } = rest;
  const clause = clauses[at];
  if (!clause) return [{ kind: 'item', value: body(scope) }];
  if (clause.kind === 'for') {
    const list = asList(evaluate(clause.list, scope), siteOf(scope, clause.list));
    return guardedSegments(list.guards, loop(list.segments, rest));
  }
  const condition = booleanOf(evaluate(clause.condition, scope), siteOf(scope, clause.condition));
  const next = { ...rest, at: at + 1 };
  if (condition.kind === 'literal') return condition.value === true ? expandRest(next) : [];
  return [{ kind: 'when', condition, segments: expandRest(next), otherwise: [] }];
}

/** Where a guard's condition holds, the items are those of a list that does not exist. */
function guardedSegments(guards: readonly Guard[], segments: readonly Segment[]): readonly Segment[] {
  return guards.reduceRight<readonly Segment[]>(
    (otherwise, { condition, error }) => [
      { kind: 'when', condition, segments: [{ kind: 'splice', of: error }], otherwise },
    ],
    segments,
  );
}

/** Each item replaced by what `change` makes of it; loops stay loops. */
function mapSegments(
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
        if (segment.of.kind === 'error') return [segment];
        return [{ kind: 'each', over: segment.of, name, make: change }];
    }
  };
  return segments.flatMap(replace);
}

export function comprehension(node: Tree.ArrayComprehension, scope: Scope): ListValue {
  const { segments, guards } = expand(node.clauses, scope, (inner) => later(node.body, inner));
  return new ListValue(segments, guards);
}

export function objectComprehension(node: Tree.ObjectComprehension, scope: Scope): ObjectValue {
  const members = new Map<Thunk, Member>();
  const { segments, guards } = expand(node.clauses, scope, (inner) => {
    const promise = new Thunk(() => literal(null));
    members.set(promise, { names: namesOf(node.field.name, inner), scope: inner });
    return promise;
  });
  return layersOf(segments, guards, { members, node, site: siteOf(scope, node.field.name) });
}

interface Member {
  readonly names: readonly Name[];
  readonly scope: Scope;
}

type Members = ReadonlyMap<Thunk, Member>;

/** Known names become fields, everything else entries of a map. */
function layersOf(
  segments: readonly Segment[],
  guards: readonly Guard[],
  { members, node, site }: { members: Members; node: Tree.ObjectComprehension; site: Site },
): ObjectValue {
  const open = (scope: Scope, self: Self): Scope => {
    const inner = insideObject(scope, self);
    return node.locals.length > 0 ? bindLocals(node.locals, inner) : inner;
  };
  const member = node.field;
  const fields = knownFields(segments, yes(), members, (name, scope) => (object, layer) => {
    const self = { object, layer };
    return inherit({ member, name, site }, fieldValue(member, open(scope, self)), self);
  });
  if (fields)
    return new ObjectValue([{ condition: yes(), fields }], [...guards, ...guardFields(fields, site)]);
  const entries = entryParts(segments, members, (scope) =>
    entryValue(member, open(scope, { object: undefined, layer: 0 }), site),
  );
  const layer = { condition: yes(), fields: [], splice: makeObject(entries) };
  return new ObjectValue([layer], [...guards, ...guardEntries(entries, site)]);
}

function knownFields(
  segments: readonly Segment[],
  condition: Node,
  members: Members,
  makeOf: (name: string, scope: Scope) => FieldDefinition['make'],
): readonly FieldDefinition[] | undefined {
  const fields: FieldDefinition[] = [];
  for (const segment of segments) {
    if (segment.kind === 'item') {
      const member = members.get(segment.value as Thunk);
      if (!member) return undefined;
      const { names, scope } = member;
      for (const one of names) {
        if (typeof one.name !== 'string') return undefined;
        const { name } = one;
        fields.push({
          name,
          condition: call('and', condition, one.condition),
          visibility: ':',
          make: makeOf(name, scope),
        });
      }
    } else if (segment.kind === 'when') {
      const then = knownFields(segment.segments, call('and', condition, segment.condition), members, makeOf);
      const otherwise = knownFields(
        segment.otherwise,
        call('and', condition, not(segment.condition)),
        members,
        makeOf,
      );
      if (!then || !otherwise) return undefined;
      fields.push(...then, ...otherwise);
    } else return undefined;
  }
  return fields;
}

function entryParts(
  segments: readonly Segment[],
  members: Members,
  value: (scope: Scope) => Node,
): readonly Part[] {
  return partsOf(segments, (promise) => {
    const member = members.get(promise as Thunk);
    if (!member) return [{ kind: 'field', key: '', value: lazyToNode(promise) }];
    const { names, scope } = member;
    return names.flatMap(({ name, condition }) => {
      const part: Part =
        typeof name === 'string'
          ? { kind: 'field', key: name, value: value(scope) }
          : { kind: 'entry', key: name, value: value(scope) };
      return when(condition, [part]);
    });
  });
}
