// Which lists are known to be sets: sorted, and without duplicates.
import { compareStrings } from '../../shared/order.ts';
import type { Node, Part, Scalar } from '../tree.ts';

/** Whether the list is a set whatever the values are. */
export function isSet(node: Node): boolean {
  switch (node.kind) {
    case 'call':
      if (node.operation === 'slice') return isSet(node.args[0] as Node);
      return node.operation === 'set' || node.operation === 'keys';
    case 'if':
      return isSet(node.then) && isSet(node.otherwise);
    case 'narrow':
      return isSet(node.of);
    case 'list':
      return isAscending(node.parts) || (node.parts.length === 1 && isSetPart(node.parts[0] as Part));
    default:
      return false;
  }
}

/** Whether all parts are literals in ascending order; what a condition leaves out does no harm. */
function isAscending(parts: readonly Part[]): boolean {
  const values: Scalar[] = [];
  for (const part of parts) {
    const [item, another] = part.kind === 'when' && part.otherwise.length === 0 ? part.parts : [part];
    if (another || item?.kind !== 'item' || item.value.kind !== 'literal') return false;
    values.push(item.value.value);
  }
  return values.every((value, at) => at === 0 || isBefore(values[at - 1] as Scalar, value));
}

function isBefore(a: Scalar, b: Scalar): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return typeof a === 'string' && typeof b === 'string' && compareStrings(a, b) < 0;
}

function isSetPart(part: Part): boolean {
  switch (part.kind) {
    case 'splice':
      return isSet(part.of);
    case 'when':
      return isSetBranch(part.parts) && isSetBranch(part.otherwise);
    case 'each':
      return (
        isSet(part.loop.over) && part.parts.length === 1 && isSelection(part.parts[0] as Part, part.loop.item)
      );
    default:
      return false;
  }
}

function isSetBranch(parts: readonly Part[]): boolean {
  return isAscending(parts) || (parts.length === 1 && isSetPart(parts[0] as Part));
}

/** The loop's item itself, perhaps under conditions. */
function isSelection(part: Part, item: Node): boolean {
  if (part.kind === 'item') return part.value === item;
  return part.kind === 'when' && part.otherwise.length === 0 && part.parts.length === 1
    ? isSelection(part.parts[0] as Part, item)
    : false;
}
