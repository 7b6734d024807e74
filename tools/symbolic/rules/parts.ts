// Rewrites of the parts of objects and lists.
import { type Node, type Part, widen } from '../tree.ts';
import { isCall, mayFail } from './rule.ts';

/** Gives the parts that stand for one part, or undefined where it does not apply. */
export interface PartRule {
  readonly name: string;
  /** Why it keeps the meaning: what the tests hold it to. */
  readonly why: string;
  readonly apply: (part: Part) => readonly Part[] | undefined;
}

export const partRules: readonly PartRule[] = [
  {
    name: 'a copy of a map',
    why: 'every entry comes out under its own key',
    apply: (part) => {
      if (part.kind !== 'each' || !isCall(part.loop.over, 'keys')) return undefined;
      const [entry, another] = part.parts;
      if (entry?.kind !== 'entry' || another || entry.key !== part.loop.item) return undefined;
      const [of] = part.loop.over.args as readonly [Node];
      const { value } = entry;
      const isOwn = value.kind === 'index' && value.key === part.loop.item && widen(value.of) === widen(of);
      return isOwn ? [{ kind: 'splice', of }] : undefined;
    },
  },
  {
    name: 'a copy of a list',
    why: 'every item comes out as it is',
    apply: (part) => {
      if (part.kind !== 'each') return undefined;
      const [item, another] = part.parts;
      const isOwn = item?.kind === 'item' && !another && item.value === part.loop.item;
      return isOwn ? [{ kind: 'splice', of: part.loop.over }] : undefined;
    },
  },
  {
    name: 'the same under either condition',
    why: 'the condition decides nothing, unless it fails',
    apply: (part) =>
      part.kind === 'when' && !mayFail(part.condition) && areSame(part.parts, part.otherwise)
        ? part.parts
        : undefined,
  },
  {
    name: 'parts of a part',
    why: 'a list in a list of parts gives its parts, and so does an object in an object',
    apply: (part) =>
      part.kind === 'splice' && (part.of.kind === 'list' || part.of.kind === 'object')
        ? part.of.parts
        : undefined,
  },
];

function areSame(some: readonly Part[], others: readonly Part[]): boolean {
  return some.length === others.length && some.every((part, at) => isSame(part, others[at] as Part));
}

/** Nodes are interned, so that equal parts have the same ones. */
function isSame(a: Part, b: Part): boolean {
  if (a.kind === 'field') return b.kind === 'field' && a.key === b.key && a.value === b.value;
  if (a.kind === 'entry') return b.kind === 'entry' && a.key === b.key && a.value === b.value;
  if (a.kind === 'item') return b.kind === 'item' && a.value === b.value;
  if (a.kind === 'splice') return b.kind === 'splice' && a.of === b.of;
  return false;
}

/** The parts, and those in them, as simple as the rules make them; the same array where nothing changes. */
export function simplifyParts(parts: readonly Part[]): readonly Part[] {
  const simple = parts.map(simplifyPart);
  return simple.every((some, at) => some.length === 1 && some[0] === parts[at]) ? parts : simple.flat();
}

function simplifyPart(part: Part): readonly Part[] {
  const inner = simplifyInside(part);
  for (const { apply } of partRules) {
    const found = apply(inner);
    if (found) return simplifyParts(found);
  }
  return [inner];
}

function simplifyInside(part: Part): Part {
  if (part.kind === 'each') {
    const parts = simplifyParts(part.parts);
    return parts === part.parts ? part : { ...part, parts };
  }
  if (part.kind !== 'when') return part;
  const [parts, otherwise] = [simplifyParts(part.parts), simplifyParts(part.otherwise)];
  return parts === part.parts && otherwise === part.otherwise ? part : { ...part, parts, otherwise };
}
