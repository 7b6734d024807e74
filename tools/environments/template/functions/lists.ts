// Sprig's functions on lists. Those called must… fail in the same cases as the others.
import { compareStrings } from '../../../shared/order.ts';
import { isDeepEqual, isList, isNil, isTrue, type List, type Value } from '../values.ts';
import { type Definition, type Definitions, define, listOf } from './define.ts';
import { toText } from './strings.ts';

const both = (definitions: Definitions): Definitions => ({
  ...definitions,
  ...Object.fromEntries(
    Object.entries(definitions).map(([name, definition]): [string, Definition] => [
      `must${name[0]?.toUpperCase()}${name.slice(1)}`,
      definition,
    ]),
  ),
});

export const lists: Definitions = {
  ...both({
    append: define('aa', (list: Value, value: Value) => [...listOf(list, 'push on'), value]),
    chunk: define('ia', (size: number, list: Value) => chunk(size, listOf(list, 'chunk'))),
    compact: define('a', (list: Value) => listOf(list, 'compact on').filter((item) => !isEmpty(item))),
    first: define('a', (list: Value) => listOf(list, 'find first on')[0] ?? null),
    has: define('aa', (needle: Value, list: Value) =>
      isNil(list) ? false : isMember(listOf(list, 'find has on'), needle),
    ),
    initial: define('a', (list: Value) => listOf(list, 'find initial on').slice(0, -1)),
    last: define('a', (list: Value) => listOf(list, 'find last on').at(-1) ?? null),
    prepend: define('aa', (list: Value, value: Value) => [value, ...listOf(list, 'prepend on')]),
    push: define('aa', (list: Value, value: Value) => [...listOf(list, 'push on'), value]),
    rest: define('a', (list: Value) => listOf(list, 'find rest on').slice(1)),
    reverse: define('a', (list: Value) => [...listOf(list, 'find reverse on')].reverse()),
    slice: define('aa*', (list: Value, ...indices: List) => slice(listOf(list, 'slice'), indices)),
    uniq: define('a', (list: Value) =>
      listOf(list, 'find uniq on').filter((item, at, all) => !isMember(all.slice(0, at), item)),
    ),
    without: define('aa*', (list: Value, ...omitted: List) =>
      listOf(list, 'find without on').filter((item) => !isMember(omitted, item)),
    ),
  }),
  all: define('a*', (...values: List) => values.every((value) => !isEmpty(value))),
  any: define('a*', (...values: List) => values.some((value) => !isEmpty(value))),
  coalesce: define('a*', (...values: List) => values.find((value) => !isEmpty(value)) ?? null),
  concat: define('a*', (...all: List) => all.flatMap((list) => [...listOf(list, 'concat')])),
  default: define('aa*', (otherwise: Value, value: Value) => (isEmpty(value) ? otherwise : value)),
  empty: define('a', (value: Value) => isEmpty(value)),
  join: define('sa', (separator: string, list: Value) => texts(list).join(separator)),
  list: define('a*', (...values: List) => values),
  sortAlpha: define('a', (list: Value) =>
    isList(list) ? [...texts(list)].sort(compareStrings) : [toText(list)],
  ),
  splitList: define('ss', (separator: string, text: string) => text.split(separator)),
  toStrings: define('a', (list: Value) => texts(list)),
  tuple: define('a*', (...values: List) => values),
};

function isEmpty(value: Value): boolean {
  return !isTrue(value);
}

function isMember(list: List, value: Value): boolean {
  return list.some((item) => isDeepEqual(item, value));
}

/** Each element as text; what is not there is left out. */
function texts(value: Value): readonly string[] {
  if (isNil(value)) return [];
  return isList(value) ? value.filter((item) => !isNil(item)).map(toText) : [toText(value)];
}

function chunk(size: number, list: List): readonly Value[] {
  if (size < 1) throw new Error('chunks need a size');
  return Array.from({ length: Math.max(1, Math.ceil(list.length / size)) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

function slice(list: List, [from = 0n, to = BigInt(list.length)]: List): Value {
  if (list.length === 0) return null;
  const [start, end] = [Number(from), Number(to)];
  if (!(start >= 0 && start <= end && end <= list.length)) {
    throw new Error(`slice index out of bounds: ${start}:${end} of ${list.length}`);
  }
  return list.slice(start, end);
}
