// Rewrites of tests for fields, and of the names of fields.
import { compareStrings } from '../../shared/order.ts';
import { type Call, listNode, literal, type Node, type Part, widen } from '../tree.ts';
import { arrayOf, memberOf, stringType } from '../types.ts';
import { type CallRules, chain, isCall, type Make, mayFail, rule } from './rule.ts';

export const objectRules: CallRules = {
  has: [
    rule(
      'the type says so',
      'a required field is there, and none that the type does not allow',
      (_, a, b) => {
        if (b.kind !== 'literal' || typeof b.value !== 'string' || mayFail(a)) return undefined;
        const type = memberOf(a.type, 'object');
        const known = type?.fields.get(b.value);
        if (known?.required) return literal(true);
        return type && !known && !type.rest ? literal(false) : undefined;
      },
    ),
    rule('whatever is known about the type', 'narrowing changes no value', (make, a, b) =>
      a.kind === 'narrow' ? make.call('has', widen(a), b) : undefined,
    ),
    rule('part by part', 'an object has a field when one of its parts gives it', (make, a, b) =>
      a.kind === 'object' && !mayFail(a) && !mayFail(b) ? partsHave(make, a.parts, b) : undefined,
    ),
  ],
  keys: [
    rule('of known fields', 'names are sorted, and a field is there under its conditions', (make, a) =>
      a.kind === 'object' && !mayFail(a) ? knownNames(make, a.parts) : undefined,
    ),
    rule('of an object made from them', 'each entry is called like the item', (_, a) => {
      const [part, another] = a.kind === 'object' ? a.parts : [];
      return part && !another ? keysCopied(part) : undefined;
    }),
  ],
};

/** The names that a part gives, where it gives one entry for each key of a map, under that key. */
export function keysCopied(part: Part): Call | undefined {
  if (part.kind !== 'each' || !isCall(part.loop.over, 'keys')) return undefined;
  const [entry, second] = part.parts;
  return entry?.kind === 'entry' && !second && entry.key === part.loop.item ? part.loop.over : undefined;
}

/** Whether one of the parts gives a field of that name; undefined where a loop would have to be looked into. */
function partsHave(make: Make, parts: readonly Part[], name: Node): Node | undefined {
  const each: Node[] = [];
  for (const part of parts) {
    const one = partHas(make, part, name);
    if (!one) return undefined;
    each.push(one);
  }
  return chain(make, 'or', each) ?? literal(false);
}

function partHas(make: Make, part: Part, name: Node): Node | undefined {
  switch (part.kind) {
    case 'field':
      return make.call('equals', name, literal(part.key));
    case 'entry':
      return make.call('equals', part.key, name);
    case 'splice':
      return make.call('has', part.of, name);
    case 'when': {
      const [then, otherwise] = [partsHave(make, part.parts, name), partsHave(make, part.otherwise, name)];
      return then && otherwise && make.choose(part.condition, then, otherwise);
    }
    case 'each': {
      const [map] = keysCopied(part)?.args ?? [];
      return map && make.call('has', map, name);
    }
    default:
      return undefined;
  }
}

/** The sorted names as a list, where each field stands once. */
function knownNames(make: Make, parts: readonly Part[]): Node | undefined {
  const found: { readonly key: string; readonly conditions: readonly Node[] }[] = [];
  const visit = (some: readonly Part[], conditions: readonly Node[]): boolean =>
    some.every((part) => {
      if (part.kind === 'field') found.push({ key: part.key, conditions });
      else if (part.kind !== 'when') return false;
      else
        return (
          visit(part.parts, [...conditions, part.condition]) &&
          visit(part.otherwise, [...conditions, make.not(part.condition)])
        );
      return true;
    });
  if (!visit(parts, []) || new Set(found.map(({ key }) => key)).size < found.length) return undefined;
  const items = found
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ key, conditions }): Part => {
      const item: Part = { kind: 'item', value: literal(key) };
      const condition = chain(make, 'and', conditions);
      return condition ? { kind: 'when', condition, parts: [item], otherwise: [] } : item;
    });
  return listNode(
    items,
    arrayOf(
      stringType,
      items.some(({ kind }) => kind === 'item'),
    ),
  );
}
