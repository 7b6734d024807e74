// Checks of what a Jsonnet program hands to a native function.
import type { Json } from '../../shared/json.ts';

/** Throws an Error that names the function and the parameter. */
export function text(name: string, parameter: string, value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw new Error(`${name}: argument '${parameter}' must be a string, got ${typeNameOf(value)} instead`);
}

/** The name of a value's type in Jsonnet. */
export function typeNameOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
