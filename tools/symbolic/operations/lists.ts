// Operations on lists, and the names of fields.
import type { List } from '../../jsonnet/evaluation/values.ts';
import type { Node } from '../tree.ts';
import { arrayOf, integer, isFilled, memberOf, stringType, type Type } from '../types.ts';
import { firstLimit, naturalAt, needsStrings } from './limits.ts';
import type { ListOperation } from './names.ts';
import { fromLibrary, type Operation } from './operation.ts';

const sameList = (list: Node): Type => arrayOf(itemsOf(list), isFilled(list.type));

/** No text, list or object of a values file is longer; so one can compute with lengths. */
const longest = 2 ** 31 - 1;

function itemsOf(list: Node): Type {
  return memberOf(list.type, 'array')?.items ?? { kind: 'never' };
}

export const listOperations: Readonly<Record<ListOperation, Operation>> = {
  /** Characters of a string, items of a list, fields of an object. */
  length: fromLibrary('length', (of) => integer(isFilled(of.type) ? 1 : 0, longest)),
  sort: fromLibrary('sort', sameList, needsStrings),
  /** std.set: sorted, without duplicates. */
  set: fromLibrary('set', sameList, needsStrings),
  reverse: fromLibrary('reverse', sameList),
  /** `slice(list, from, to)`: items from `from` up to before `to`. */
  slice: {
    label: 'a slice',
    type: (list) => arrayOf(itemsOf(list)),
    apply: (list, from, to) => (list as List).slice(from as number, to as number),
    limit: firstLimit(naturalAt(1), naturalAt(2)),
  },
  /** Names of the fields, sorted. */
  keys: fromLibrary('objectFields', (of) => arrayOf(stringType, isFilled(of.type))),
};
