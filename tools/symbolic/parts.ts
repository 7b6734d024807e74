// Parts of objects and lists: making nodes of them, their types, and changing every node in them.
import { not } from './build.ts';
import { nodesOfParts } from './children.ts';
import { simplifyParts } from './rules/parts.ts';
import { listNode, type Node, objectNode, type Part, type Variable } from './tree.ts';
import { arrayOf, type FieldType, joinTypes, memberOf, never, type ObjectType, type Type } from './types.ts';

/** Parts under a condition. */
export function when(
  condition: Node,
  parts: readonly Part[],
  otherwise: readonly Part[] = [],
): readonly Part[] {
  if (parts.length === 0 && otherwise.length === 0) return [];
  if (condition.kind === 'literal') return condition.value === true ? parts : otherwise;
  if (condition.kind === 'call' && condition.operation === 'not')
    return when(condition.args[0] as Node, otherwise, parts);
  return [{ kind: 'when', condition, parts, otherwise }];
}

type When = Extract<Part, { kind: 'when' }>;

/** Neighbours under one condition, or under one and its contrary, become one part. */
function joinNeighbours(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const same =
      part.kind === 'when' && last?.kind === 'when' ? underCondition(last.condition, part) : undefined;
    if (same && last?.kind === 'when')
      joined[joined.length - 1] = {
        ...last,
        parts: joinNeighbours([...last.parts, ...same.parts]),
        otherwise: joinNeighbours([...last.otherwise, ...same.otherwise]),
      };
    else joined.push(part);
  }
  return joined.length === parts.length ? parts : joined;
}

/** The same part with this condition, where that is its own or the contrary. */
function underCondition(condition: Node, part: When): When | undefined {
  if (part.condition === condition) return part;
  if (not(part.condition) !== condition) return undefined;
  return { kind: 'when', condition, parts: part.otherwise, otherwise: part.parts };
}

/** An object with these parts; all of one map is that map. */
export function makeObject(given: readonly Part[]): Node {
  const parts = simplifyParts(joinNeighbours(given));
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'splice') return only.of;
  return objectNode(parts, objectTypeOf(parts));
}

/** The type of an object with these parts. */
function objectTypeOf(parts: readonly Part[]): ObjectType {
  const fields = new Map<string, FieldType>();
  let rest: Type = never;
  const visit = (some: readonly Part[], certain: boolean): void => {
    for (const part of some) {
      if (part.kind === 'field') {
        const before = fields.get(part.key);
        const type = certain || !before ? part.value.type : joinTypes(before.type, part.value.type);
        fields.set(part.key, { type, required: certain || before?.required === true });
      } else if (part.kind === 'entry') {
        rest = joinTypes(rest, part.value.type);
        loosen(fields, part.value.type);
      } else if (part.kind === 'splice') {
        const type = memberOf(part.of.type, 'object');
        const entries = [
          type?.rest ?? never,
          ...[...(type?.fields.values() ?? [])].map(({ type: one }) => one),
        ];
        const all = entries.reduce(joinTypes, never as Type);
        rest = joinTypes(rest, all);
        loosen(fields, all);
      } else if (part.kind === 'when') {
        visit(part.parts, false);
        visit(part.otherwise, false);
      } else if (part.kind === 'each') visit(part.parts, false);
    }
  };
  visit(parts, true);
  return rest.kind === 'never' ? { kind: 'object', fields } : { kind: 'object', fields, rest };
}

/** Any known field may have been replaced by an entry of this type. */
function loosen(fields: Map<string, FieldType>, type: Type): void {
  for (const [name, known] of fields) fields.set(name, { ...known, type: joinTypes(known.type, type) });
}

/** A list with these parts; all of one list is that list. */
export function makeList(given: readonly Part[]): Node {
  const parts = simplifyParts(joinNeighbours(given));
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'splice') return only.of;
  return listNode(parts, arrayOf(itemTypeOf(parts), isSurelyFilled(parts)));
}

function isSurelyFilled(parts: readonly Part[]): boolean {
  return parts.some(
    (part) =>
      part.kind === 'item' ||
      (part.kind === 'splice' && memberOf(part.of.type, 'array')?.filled === true) ||
      (part.kind === 'when' && isSurelyFilled(part.parts) && isSurelyFilled(part.otherwise)),
  );
}

function itemTypeOf(parts: readonly Part[]): Type {
  const types = parts.map((part): Type => {
    switch (part.kind) {
      case 'item':
        return part.value.type;
      case 'splice':
        return memberOf(part.of.type, 'array')?.items ?? never;
      case 'when':
        return joinTypes(itemTypeOf(part.parts), itemTypeOf(part.otherwise));
      case 'each':
        return itemTypeOf(part.parts);
      default:
        return never;
    }
  });
  return types.reduce(joinTypes, never);
}

/** The largest number of a variable that is bound in the part. */
export function heightOfPart(part: Part): number {
  const bound = part.kind === 'each' ? [part.loop.item, part.loop.index] : [];
  return Math.max(
    0,
    ...nodesOfParts([part]).map(({ height }) => height),
    ...bound.map((one) => one?.number ?? 0),
    ...(part.kind === 'when' ? [...part.parts, ...part.otherwise].map(heightOfPart) : []),
    ...(part.kind === 'each' ? part.parts.map(heightOfPart) : []),
  );
}

/** Whether the variable is used in the parts. */
export function usesPart(parts: readonly Part[], of: Node): boolean {
  const number = (of as Variable).number;
  return nodesOfParts(parts).some(({ free }) => free.has(number));
}

/** The same parts with every node in them replaced. */
export function mapParts(parts: readonly Part[], change: (node: Node) => Node): readonly Part[] {
  const changePart = (part: Part): readonly Part[] => {
    switch (part.kind) {
      case 'field':
        return [{ ...part, value: change(part.value) }];
      case 'item':
        return [{ ...part, value: change(part.value) }];
      case 'entry':
        return [{ ...part, key: change(part.key), value: change(part.value) }];
      case 'splice':
        return [{ ...part, of: change(part.of) }];
      case 'when':
        return when(change(part.condition), mapParts(part.parts, change), mapParts(part.otherwise, change));
      case 'each':
        return [
          {
            ...part,
            loop: { ...part.loop, over: change(part.loop.over) },
            parts: mapParts(part.parts, change),
          },
        ];
    }
  };
  return parts.flatMap(changePart);
}
