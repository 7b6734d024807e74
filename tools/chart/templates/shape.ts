// What can be said of parts before they are printed: whether there may be none, whether one may replace another.
import { not } from '../../symbolic/build.ts';
import { type Loop, type Node, type Part, widen } from '../../symbolic/tree.ts';
import { isFilled, isKind, memberOf, type ObjectType } from '../../symbolic/types.ts';

export type When = Extract<Part, { kind: 'when' }>;

/** A condition with something under it: what has only an `otherwise` is turned round. */
export function turn(part: When): When {
  if (part.parts.length > 0) return part;
  return { ...part, condition: not(part.condition), parts: part.otherwise, otherwise: [] };
}

/** Whether no part may come out of them. */
export function maybeNone(parts: readonly Part[]): boolean {
  return parts.every((part) => {
    switch (part.kind) {
      case 'splice':
        return !isFilled(part.of.type);
      case 'when':
        return maybeNone(part.parts) || maybeNone(part.otherwise);
      case 'each':
        return maybeEmpty(part.loop.over) || maybeNone(part.parts);
      default:
        return false;
    }
  });
}

/** Whether a map or list may be empty. */
export function maybeEmpty(node: Node): boolean {
  const wide = widen(node);
  if (wide.kind === 'object' || wide.kind === 'list') return maybeNone(wide.parts);
  if (wide.kind === 'call' && wide.operation === 'keys') return maybeEmpty(wide.args[0] as Node);
  return !isFilled(node.type);
}

/** All that a computed key may be, where it is one of a few texts. */
export function textsOfKey(key: Node): readonly string[] | undefined {
  return memberOf(key.type, 'string')?.values;
}

/** The keys that parts may have; undefined when any key may be among them, or one twice. */
function keysOf(part: Part): readonly string[] | undefined {
  switch (part.kind) {
    case 'field':
      return [part.key];
    case 'entry':
      return textsOfKey(part.key);
    case 'splice': {
      const type = memberOf(part.of.type, 'object') as ObjectType | undefined;
      return type && !type.rest ? [...type.fields.keys()] : undefined;
    }
    case 'when': {
      if (mayCollide(part.parts) || mayCollide(part.otherwise)) return undefined;
      const branches = [...part.parts, ...part.otherwise].map(keysOf);
      return branches.includes(undefined) ? undefined : branches.flatMap((keys) => keys ?? []);
    }
    default:
      return undefined;
  }
}

/** Whether all names that a part gives are known, perhaps as one of a few. */
export function isNamedPart(part: Part): boolean {
  if (part.kind === 'when') return [...part.parts, ...part.otherwise].every(isNamedPart);
  return part.kind === 'field' || (part.kind === 'entry' && keysOf(part) !== undefined);
}

/** Whether a part may replace what another has written, so that the order counts and text will not do. */
export function mayCollide(parts: readonly Part[]): boolean {
  const [only] = parts;
  if (parts.length < 2) return only !== undefined && collidesAlone(only);
  const seen = new Set<string>();
  for (const part of parts) {
    const keys = keysOf(part);
    if (!keys || keys.some((key) => seen.has(key))) return true;
    for (const key of keys) seen.add(key);
  }
  return false;
}

function collidesAlone(part: Part): boolean {
  if (part.kind === 'when') return mayCollide(part.parts) || mayCollide(part.otherwise);
  if (part.kind !== 'each') return false;
  const [entry] = part.parts;
  return part.parts.length !== 1 || entry?.kind !== 'entry' || !isUnique(entry.key, part.loop);
}

/** Whether each round of a loop over the keys of a map gives another text: the key itself, with the same text around. */
function isUnique(key: Node, { over, item }: Loop): boolean {
  if (over.kind !== 'call' || over.operation !== 'keys') return false;
  if (key === item) return true;
  if (key.kind !== 'call' || key.operation !== 'concat') return false;
  return (
    key.args.filter((arg) => arg === item).length === 1 &&
    key.args.every((arg) => arg === item || arg.free.size === 0)
  );
}

/** Whether entries are neither maps nor lists, so that a deep merge is a shallow one. */
export function hasScalarEntries(node: Node): boolean {
  const type = memberOf(node.type, 'object') as ObjectType | undefined;
  const entries = [...(type?.fields.values() ?? [])].map((one) => one.type).concat(type?.rest ?? []);
  return entries.every((one) => !isKind(one, 'object') && ['string', 'number', 'boolean'].includes(one.kind));
}
