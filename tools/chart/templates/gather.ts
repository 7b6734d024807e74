// All fields of one map, one after the other, are that map.
import type { Node, Part } from '../../symbolic/tree.ts';
import { memberOf } from '../../symbolic/types.ts';
import { isCall } from './condition.ts';

const fewest = 3;

/** Parts with each complete copy of a map's fields replaced by the map itself. */
export function gatherFields(parts: readonly Part[]): readonly Part[] {
  const copies = new Map<Node, Part[]>();
  for (const part of parts) {
    const of = copiedFrom(part);
    if (of) copies.set(of, [...(copies.get(of) ?? []), part]);
  }
  const whole = [...copies].filter(([of, copied]) => isWhole(of, copied));
  if (whole.length === 0) return parts;
  const replaced = new Map(
    whole.flatMap(([of, copied]) => copied.map((part, at) => [part, at === 0 ? of : undefined])),
  );
  return parts.flatMap((part): readonly Part[] => {
    if (!replaced.has(part)) return [part];
    const of = replaced.get(part);
    return of ? [{ kind: 'splice', of }] : [];
  });
}

/** The map that a field is copied from under its own name, perhaps under the condition that it is there. */
function copiedFrom(part: Part): Node | undefined {
  if (part.kind === 'when') {
    const [only] = part.parts;
    if (part.parts.length !== 1 || part.otherwise.length > 0 || only?.kind !== 'field') return undefined;
    const of = copiedFrom(only);
    const [map, key] = isCall(part.condition, 'has') ? part.condition.args : [];
    return of && map === of && key?.kind === 'literal' && key.value === only.key ? of : undefined;
  }
  if (part.kind !== 'field' || part.value.kind !== 'field') return undefined;
  const { of, field } = part.value;
  return field === part.key && of.kind !== 'input' ? of : undefined;
}

function isWhole(of: Node, copied: readonly Part[]): boolean {
  const type = memberOf(of.type, 'object');
  if (!type || type.rest || type.fields.size < fewest || copied.length !== type.fields.size) return false;
  return copied.every((part) => {
    const field = part.kind === 'when' ? part.parts[0] : part;
    const known = field?.kind === 'field' ? type.fields.get(field.key) : undefined;
    return known !== undefined && known.required === (part.kind === 'field');
  });
}
