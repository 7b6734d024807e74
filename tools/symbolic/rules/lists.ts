// Rewrites of operations on lists.
import { isAscii } from '../operations/limits.ts';
import { isLiteral, listNode, literal, type Node, type Part } from '../tree.ts';
import { arrayOf, booleanType, isKind, memberOf } from '../types.ts';
import { type CallRule, type CallRules, chain, isCall, type Make, mayFail, rule } from './rule.ts';
import { compareAscii } from './text.ts';

export const listRules: CallRules = {
  any: [decided('any', 'or', 'one item of one part is true')],
  all: [decided('all', 'and', 'all items of all parts are true')],
  member: [
    rule('of few items', 'it is a member when it equals one of them', (make, list, value) => {
      const items = fixedItems(list);
      const few = items && (items.length < 2 || (items.length < 9 && !isKind(value.type, 'string')));
      if (!few || mayFail(list) || mayFail(value)) return undefined;
      return (
        chain(
          make,
          'or',
          items.map((item) => make.call('equals', value, item)),
        ) ?? literal(false)
      );
    }),
    rule(
      'among its possible values',
      'the type lists them, and each of them is decided',
      (_, list, value) => {
        const values = memberOf(value.type, 'string')?.values;
        const items = fixedItems(list);
        if (!values || !items || !isKind(value.type, 'string') || mayFail(value)) return undefined;
        const known = items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []));
        if (known.length < items.length) return undefined;
        const found = values.filter((one) => known.includes(one)).length;
        if (found === 0) return literal(false);
        return found === values.length ? literal(true) : undefined;
      },
    ),
    rule('in one case of letters', 'what equals ASCII text is ASCII itself', (make, list, value) =>
      fixedItems(list)?.every((item) => item.kind === 'literal' && isAscii(item.type))
        ? compareAscii(make, value, (text) => make.call('member', list, text))
        : undefined,
    ),
    rule('of names', 'a name is among the names of the fields that are there', (make, list, value) =>
      isCall(list, 'keys') && isKind(value.type, 'string') && !mayFail(value)
        ? make.call('has', list.args[0] as Node, value)
        : undefined,
    ),
  ],
  reverse: [
    rule('twice', 'the order is the first one again', (_, a) =>
      isCall(a, 'reverse') ? a.args[0] : undefined,
    ),
  ],
  sort: [
    rule('of what is sorted', 'sorting again changes nothing', (_, a) =>
      isCall(a, 'sort') || isCall(a, 'set') || isCall(a, 'keys') ? a : undefined,
    ),
  ],
  set: [
    rule('of a set', 'a set is sorted, and has every item once', (_, a) =>
      isCall(a, 'set') || isCall(a, 'keys') ? a : undefined,
    ),
    rule('of what is sorted', 'a set is sorted anyway', (make, a) =>
      isCall(a, 'sort') ? make.call('set', a.args[0] as Node) : undefined,
    ),
  ],
  join: [
    rule('of fixed texts', 'the separator stands between each two of them', (make, separator, list) => {
      const items = fixedItems(list);
      if (!items?.every(({ type }) => isKind(type, 'string'))) return undefined;
      if (items.length === 0) return mayFail(separator) ? undefined : literal('');
      const texts = items.flatMap((item, at) => (at === 0 ? [item] : [separator, item]));
      return items.length > 1 || !mayFail(separator) ? make.call('concat', ...texts) : undefined;
    }),
  ],
  slice: [
    rule('of everything', 'it begins at the first item and ends after the last one', (_, list, from, to) =>
      isLiteral(from, 0) && isCall(to, 'length') && to.args[0] === list ? list : undefined,
    ),
  ],
};

/** `any` and `all` of lists that have other parts than one loop. */
function decided(operation: 'any' | 'all', connective: 'or' | 'and', why: string): CallRule {
  return rule('part by part', why, (make, list) => {
    if (list.kind !== 'list' || (list.parts.length === 1 && list.parts[0]?.kind === 'each')) return undefined;
    if (mayFail(list)) return undefined;
    return decideParts(make, operation, { parts: list.parts, connective });
  });
}

interface Decided {
  readonly parts: readonly Part[];
  readonly connective: 'or' | 'and';
}

function decideParts(make: Make, operation: 'any' | 'all', { parts, connective }: Decided): Node {
  const each = parts.map((part): Node => {
    switch (part.kind) {
      case 'item':
        return part.value;
      case 'splice':
        return make.call(operation, part.of);
      case 'when':
        return make.choose(
          part.condition,
          decideParts(make, operation, { parts: part.parts, connective }),
          decideParts(make, operation, { parts: part.otherwise, connective }),
        );
      default:
        return make.call(operation, listNode([part], arrayOf(booleanType)));
    }
  });
  return chain(make, connective, each) ?? literal(operation === 'all');
}

function fixedItems(list: Node): readonly Node[] | undefined {
  if (list.kind !== 'list') return undefined;
  const items = list.parts.flatMap((part) => (part.kind === 'item' ? [part.value] : []));
  return items.length === list.parts.length ? items : undefined;
}
