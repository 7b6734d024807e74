// Plain data from outside (natives, parsed JSON) as Jsonnet values.
import { createObject } from './evaluation/objects.ts';
import { checkNumber } from './evaluation/operators.ts';
import { runtimeError } from './evaluation/stack.ts';
import type { Lazy, Value } from './evaluation/values.ts';
import type { Json } from './port.ts';

export function fromJson(data: Json): Value {
  if (typeof data === 'number') return checkNumber(data);
  if (data === null || typeof data === 'string' || typeof data === 'boolean') return data;
  if (typeof data !== 'object') throw runtimeError(`Data from outside is not JSON: ${typeof data}`);
  if (Array.isArray(data)) return data.map(fromJson);
  const kind: unknown = Object.getPrototypeOf(data);
  if (kind !== Object.prototype && kind !== null)
    throw runtimeError(`Data from outside is not JSON: ${nameOf(data)}`);
  const fields = new Map<string, Lazy>();
  for (const [name, value] of Object.entries(data)) fields.set(name, fromJson(value));
  return createObject(fields);
}

/** `Promise`, `Map`, `Date`: natives are not waited for, and only plain objects are data. */
function nameOf(data: object): string {
  return data.constructor.name;
}
