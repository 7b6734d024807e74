// std.manifestPython and std.manifestPythonVars.

import { isObject } from '../evaluation/objects.ts';
import { indexValue } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { element, isFunction, isList, type Value } from '../evaluation/values.ts';
import { quoteString } from './escape.ts';
import { visibleFields } from './ini.ts';
import { formatNumber } from './number.ts';

/** A Python literal. */
export function manifestPython(v: Value): string {
  if (isObject(v)) {
    const fields = v.fieldNames().map((name) => `${quoteString(name)}: ${manifestPython(v.get(name))}`);
    return `{${fields.join(', ')}}`;
  }
  if (isList(v)) return `[${v.map((_, at) => manifestPython(element(v, at))).join(', ')}]`;
  if (typeof v === 'string') return quoteString(v);
  if (v !== null && isFunction(v)) throw runtimeError('cannot manifest function');
  if (typeof v === 'number') return formatNumber(v);
  if (typeof v === 'boolean') return v ? 'True' : 'False';
  return 'None';
}

/** One assignment per field. */
export function manifestPythonVars(conf: Value): string {
  const lines = visibleFields(conf).map((name) => `${name} = ${manifestPython(indexValue(conf, name))}`);
  return [...lines, ''].join('\n');
}
