// Object literals: layers of fields, whose names may be conditional or unknown.
import type * as Tree from '../../jsonnet/syntax/tree.ts';
import { call, not } from '../build.ts';
import { makeObject, when } from '../parts.ts';
import { isLiteral, type Node, type Part, type Site, yes } from '../tree.ts';
import { guardOf } from './conditions.ts';
import { toNode } from './finish.ts';
import { join } from './join.ts';
import { lookup } from './objects.ts';
import { add, distribute } from './operators.ts';
import { bindLocals, closure, evaluate, insideObject, type Scope, siteOf } from './scope.ts';
import { guardEntries, guardFields, guardName } from './uniqueness.ts';
import {
  attempt,
  type FieldDefinition,
  fail,
  type Guard,
  type Layer,
  nameValue,
  ObjectValue,
  refusal,
  type Value,
} from './values.ts';

export function objectLiteral(node: Tree.ObjectLiteral, scope: Scope): ObjectValue {
  const locals = node.members.filter((member) => member.kind === 'object-local').map(({ bind }) => bind);
  const scopes = new Map<ObjectValue | undefined, Map<number, Scope>>();
  const open: Open = (object, layer) => {
    const byLayer = scopes.get(object) ?? new Map<number, Scope>();
    scopes.set(object, byLayer);
    const known = byLayer.get(layer);
    if (known) return known;
    const outer = insideObject(scope, { object, layer });
    const opened = locals.length > 0 ? bindLocals(locals, outer) : outer;
    byLayer.set(layer, opened);
    return opened;
  };
  const fields = node.members.flatMap((member) =>
    member.kind === 'field' ? defineField(member, scope, open) : [],
  );
  const asserts = node.members.filter((member) => member.kind === 'object-assert');
  const definitions = fields.flatMap((one) => ('definition' in one ? [one.definition] : []));
  const known: Layer = {
    condition: yes(),
    fields: definitions,
    ...(asserts.length > 0 ? { asserts: assertsOf(asserts, open) } : {}),
  };
  const site = siteOf(scope, node);
  const computed = fields.flatMap((one) => ('key' in one ? [one] : []));
  const guards = [
    ...fields.flatMap((one) => ('guard' in one ? [one.guard] : [])),
    ...guardFields(definitions, site),
    ...computed.flatMap(({ key, layer }) => guardName(key, layer.condition, { fields: definitions, site })),
    ...(computed.length > 1
      ? guardEntries(
          computed.flatMap(({ entry, layer }) => when(layer.condition, [entry])),
          site,
        )
      : []),
  ];
  return new ObjectValue([...computed.map(({ layer }) => layer), known], guards);
}

/** The scope of the fields; the object is undefined for those whose names are unknown. */
type Open = (object: ObjectValue | undefined, layer: number) => Scope;

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

type Defined =
  | { readonly definition: FieldDefinition }
  /** A name that does not exist. */
  | { readonly guard: Guard }
  /** A field whose name is unknown is a map of one entry. */
  | { readonly key: Node; readonly entry: Part; readonly layer: Layer };

function defineField(member: Tree.Field, scope: Scope, open: Open): readonly Defined[] {
  const site = siteOf(scope, member.name);
  return namesOf(member.name, scope).map(({ name, condition }): Defined => {
    if (typeof name === 'string') {
      const make: FieldDefinition['make'] = (self, layer) =>
        inherit({ member, name, site }, fieldValue(member, open(self, layer)), { object: self, layer });
      return { definition: { name, condition, visibility: member.visibility, make } };
    }
    if (name.kind === 'error') return { guard: { condition, error: name } };
    const entry: Part = { kind: 'entry', key: name, value: entryValue(member, open(undefined, 0), site) };
    return { key: name, entry, layer: { condition, fields: [], splice: makeObject([entry]) } };
  });
}

/** The value of a field whose name is unknown: neither what it inherits nor that it is hidden can be told of it. */
export function entryValue(member: Tree.Field, scope: Scope, site: Site): Node {
  const what = member.plus ? '+: after a name that is a value' : ':: after a name that is a value';
  if (!member.plus && member.visibility === ':') return toNode(attempt(() => fieldValue(member, scope)));
  return refusal('symbolic-unsupported', site, {
    what,
    reason: 'it may be any field of those below',
    remedy: 'write the name, or all that the field gives',
  });
}

export function fieldValue(member: Tree.Field, scope: Scope): Value {
  if (!member.parameters) return evaluate(member.body, scope);
  const method = closure(member.parameters, member.body, scope, undefined);
  method.site = siteOf(scope, member.name);
  return method;
}

/** `name+: body` puts the body on what is inherited, where something is. */
export function inherit(
  { member, name, site }: { readonly member: Tree.Field; readonly name: string; readonly site: Site },
  own: Value,
  { object, layer }: { readonly object: ObjectValue; readonly layer: number },
): Value {
  nameValue(own, name, false);
  if (!member.plus) return own;
  const { present, value } = lookup(object, name, { below: layer });
  if (present.kind === 'literal' && present.value === false) return own;
  const sum = attempt(() => distribute(value(), (inherited) => add(inherited, own, site)));
  return join(present, sum, own);
}

export interface Name {
  /** A node for a name that is unknown, an error node for one that does not exist. */
  readonly name: string | Node;
  readonly condition: Node;
}

/** What a field may be called, and when; a name that is null is no field. */
export function namesOf(name: Tree.FieldName, scope: Scope): readonly Name[] {
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
  if (node.kind === 'error' && isLiteral(condition, true)) return fail(node.fault);
  return [{ name: node, condition }];
}
