// What can be said of parts before they are printed: whether there may be none, whether one may replace another.
import { not } from '../../symbolic/build.ts';
import { type Node, type Part, widen } from '../../symbolic/tree.ts';
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
        return true;
      default:
        return false;
    }
  });
}

/** Whether a map or list may be empty. */
export function maybeEmpty(node: Node): boolean {
  const wide = widen(node);
  if (wide.kind === 'object' || wide.kind === 'list') return maybeNone(wide.parts);
  return !isFilled(node.type);
}

/** The keys that parts may have; undefined when any key may be among them. */
function keysOf(part: Part): readonly string[] | undefined {
  switch (part.kind) {
    case 'field':
      return [part.key];
    case 'splice': {
      const type = memberOf(part.of.type, 'object') as ObjectType | undefined;
      return type && !type.rest ? [...type.fields.keys()] : undefined;
    }
    case 'when': {
      const branches = [...part.parts, ...part.otherwise].map(keysOf);
      return branches.includes(undefined) ? undefined : branches.flatMap((keys) => keys ?? []);
    }
    default:
      return undefined;
  }
}

/** Whether a part may replace what another has written, so that the order counts and text will not do. */
export function mayCollide(parts: readonly Part[]): boolean {
  if (parts.length < 2)
    return parts.some(
      (part) => part.kind === 'when' && (mayCollide(part.parts) || mayCollide(part.otherwise)),
    );
  const seen = new Set<string>();
  for (const part of parts) {
    const keys = keysOf(part);
    if (!keys || keys.some((key) => seen.has(key))) return true;
    for (const key of keys) seen.add(key);
  }
  return false;
}

/** Whether entries are neither maps nor lists, so that a deep merge is a shallow one. */
export function hasScalarEntries(node: Node): boolean {
  const type = memberOf(node.type, 'object') as ObjectType | undefined;
  const entries = [...(type?.fields.values() ?? [])].map((one) => one.type).concat(type?.rest ?? []);
  return entries.every((one) => !isKind(one, 'object') && ['string', 'number', 'boolean'].includes(one.kind));
}
