// Two fields of one name in one object expression are an error: where names are conditional or unknown, it is a guard.
import { and, call, or } from '../build.ts';
import { makeList, when } from '../parts.ts';
import { errorNode, type Loop, literal, type Node, type Part, type Site } from '../tree.ts';
import { memberOf } from '../types.ts';
import type { FieldDefinition, Guard } from './values.ts';

function duplicate(name: string | undefined, site: Site | undefined): Node {
  const text = name === undefined ? 'Duplicate field name' : `Duplicate field name: ${JSON.stringify(name)}`;
  return errorNode({ kind: 'user', message: literal(text), site });
}

function guard(condition: Node, error: Node): readonly Guard[] {
  return condition.kind === 'literal' && condition.value === false ? [] : [{ condition, error }];
}

/** Fields that are known by name exclude each other where they have the same name. */
export function guardFields(fields: readonly FieldDefinition[], site: Site): readonly Guard[] {
  const before = new Map<string, FieldDefinition[]>();
  return fields.flatMap((field) => {
    const others = before.get(field.name) ?? [];
    before.set(field.name, [...others, field]);
    return others.flatMap((other) =>
      guard(and(other.condition, field.condition), duplicate(field.name, site)),
    );
  });
}

/** A computed name is none of the known ones. */
export function guardName(
  key: Node,
  condition: Node,
  { fields, site }: { readonly fields: readonly FieldDefinition[]; readonly site: Site },
): readonly Guard[] {
  const clashes = fields.map((field) => and(field.condition, call('equals', key, literal(field.name))));
  return guard(and(condition, or(...clashes)), duplicate(undefined, site));
}

/** The names that a loop gives are all different. */
export function guardEntries(parts: readonly Part[], site: Site): readonly Guard[] {
  if (areDifferent(parts)) return [];
  const keys = makeList(parts.flatMap(keyItems));
  const condition = call('less', call('length', call('set', keys)), call('length', keys));
  return guard(condition, duplicate(undefined, site));
}

function keyItems(part: Part): readonly Part[] {
  switch (part.kind) {
    case 'field':
      return [{ kind: 'item', value: literal(part.key) }];
    case 'entry':
      return [{ kind: 'item', value: part.key }];
    case 'when':
      return when(part.condition, part.parts.flatMap(keyItems), part.otherwise.flatMap(keyItems));
    case 'each':
      return [{ ...part, parts: part.parts.flatMap(keyItems) }];
    default:
      return [];
  }
}

/** Entries that can have no name in common, or one for each key of a map, with that key in its name. */
function areDifferent(parts: readonly Part[]): boolean {
  const names = parts.map(namesOf);
  if (areApart(names)) return true;
  const [part] = parts;
  if (parts.length !== 1 || !part) return false;
  if (part.kind === 'when') return areDifferent(onlyBranch(part));
  if (part.kind !== 'each') return part.kind !== 'splice';
  const { over } = part.loop;
  const isKeys = over.kind === 'call' && (over.operation === 'keys' || over.operation === 'set');
  return isKeys && hasOneEntryFor(part.loop, part.parts);
}

/** All names that a part may give; undefined where they are not known. */
function namesOf(part: Part): readonly string[] | undefined {
  if (part.kind === 'field') return [part.key];
  if (part.kind === 'entry') return memberOf(part.key.type, 'string')?.values;
  if (part.kind !== 'when') return undefined;
  const names = [...part.parts, ...part.otherwise].map(namesOf);
  return areApart(names) ? names.flatMap((some) => some ?? []) : undefined;
}

function areApart(names: readonly (readonly string[] | undefined)[]): boolean {
  const all = names.flatMap((some) => some ?? []);
  return !names.includes(undefined) && new Set(all).size === all.length;
}

/** The branch of a condition that has something, unless both do. */
function onlyBranch({ parts, otherwise }: Extract<Part, { kind: 'when' }>): readonly Part[] {
  return parts.length === 0 ? otherwise : [...parts, ...otherwise];
}

/** One name for each item: the item itself between texts that are the same for all, which its number is not. */
function hasOneEntryFor(loop: Loop, parts: readonly Part[]): boolean {
  const [part] = parts;
  if (parts.length !== 1 || !part) return false;
  if (part.kind === 'when') return hasOneEntryFor(loop, onlyBranch(part));
  if (part.kind !== 'entry') return false;
  const { key } = part;
  const { item, index } = loop;
  const pieces = key.kind === 'call' && key.operation === 'concat' ? key.args : [key];
  const varies = ({ free }: Node): boolean =>
    free.has(item.number) || (index !== undefined && free.has(index.number));
  return (
    pieces.filter((piece) => piece === item).length === 1 &&
    pieces.every((piece) => piece === item || !varies(piece))
  );
}
