// JSON as Go prints it: keys in order of bytes, `<`, `>` and `&` escaped.
import { isJsonObject, type Json } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';

/** With `indent` one line per element; without it no blanks at all. No newline at the end. */
export function formatGoJson(value: Json, indent = ''): string {
  return write(value, indent, indent === '' ? '' : '\n');
}

function write(value: Json, indent: string, newline: string): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  const inner = newline + indent;
  if (!isJsonObject(value)) {
    if (value.length === 0) return '[]';
    return `[${value.map((item) => inner + write(item, indent, inner)).join(',')}${newline}]`;
  }
  const keys = Object.keys(value).sort(compareStrings);
  if (keys.length === 0) return '{}';
  const colon = indent === '' ? ':' : ': ';
  const fields = keys.map((key) => inner + quote(key) + colon + write(value[key] as Json, indent, inner));
  return `{${fields.join(',')}${newline}}`;
}

/** Fields in the order that they have; one line without `indent`. */
export function formatOrderedJson(value: unknown, indent = ''): string {
  return escapeHtml(JSON.stringify(value, null, indent));
}

const escapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function quote(text: string): string {
  return escapeHtml(JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')));
}

function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (character) => escapes[character] as string);
}
