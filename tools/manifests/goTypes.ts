// How Go names the types of JSON values: Tanka's error messages contain these names.
import type { Json } from '../shared/json.ts';

/** The type that Go decodes the value into: `map[string]interface {}` for every object. */
export function goTypeOf(value: Json): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return '[]interface {}';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    default:
      return 'map[string]interface {}';
  }
}
