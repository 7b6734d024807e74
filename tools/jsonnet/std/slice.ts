// std.slice, which `a[from:to:step]` means too.
import { add, compare, subtract, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { isList, type Lazy, type List, typeName, type Value } from '../evaluation/values.ts';
import { sliceCharacters, splitCharacters } from './characters.ts';
import { type Builtin, define } from './define.ts';
import { lengthOf } from './types.ts';

function slice(indexable: Value, index: Value, end: Value, step: Value): Value {
  const length = () => lengthOf(indexable);
  const by = step ?? 1;
  if (compare(by, 0) < 0) {
    const range = [startOf(index, length), endOf(end, length), by].map(toText).join(':');
    throw runtimeError(`got [${range}] but negative steps are not supported`);
  }
  if (by === 0) throw runtimeError(`got ${by} but step must be greater than 0`);
  if (typeof indexable !== 'string' && !isList(indexable)) {
    throw runtimeError(`std.slice accepts a string or an array, but got: ${typeName(indexable)}`);
  }
  const from = startOf(index, length);
  const to = endOf(end, length);
  if (by === 1 && Number.isInteger(from))
    return sliceWhole(indexable, from as number, Math.ceil(Math.min(to as number, length())));
  return sliceSteps(indexable, { from, to: Math.min(to as number, length()), by });
}

function startOf(index: Value, length: () => number): Value {
  if (index === null) return 0;
  return compare(index, 0) < 0 ? Math.max(0, length() + (index as number)) : index;
}

function endOf(end: Value, length: () => number): Value {
  if (end === null) return length();
  return compare(end, 0) < 0 ? length() + (end as number) : end;
}

function sliceWhole(indexable: string | List, from: number, to: number): Value {
  const last = Math.max(from, to);
  return typeof indexable === 'string' ? sliceCharacters(indexable, from, last) : indexable.slice(from, last);
}

interface Steps {
  readonly from: Value;
  readonly to: number;
  readonly by: Value;
}

function sliceSteps(indexable: string | List, { from, to, by }: Steps): Value {
  const items = typeof indexable === 'string' ? splitCharacters(indexable) : indexable;
  const result: List = [];
  for (let at = subtract(from, 0); at < to; at = add(at, by) as number) {
    result.push(items[Math.trunc(at)] as Lazy);
  }
  return typeof indexable === 'string' ? result.join('') : result;
}

export const sliceFunction: Builtin = define('slice', ['indexable', 'index', 'end', 'step'], slice);
