// How values and what a schema allows are put into words. Values under secret-looking keys are never shown.

import { isJsonObject, type Json } from '../shared/json.ts';
import { joinWords, shorten } from '../shared/text.ts';
import type { JsonPath } from './json.ts';
import { type Schema, type SchemaNode, typesOf } from './schema.ts';

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

const secretWord = /pass(wor|phrase|wd)|pwd|token|secret|credential|apikey/i;
const words = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g;

/** Whether a key on the way to a value suggests that nobody should read it in a log. */
export function isSecretPath(path: JsonPath): boolean {
  return path.some((segment) => {
    if (typeof segment === 'number') return false;
    return secretWord.test(segment) || segment.match(words)?.some((word) => /^keys?$/i.test(word)) === true;
  });
}

/** The given value for a message: `"true" (a string)`, `a list of 3 items`, `5`; secrets as their type alone. */
export function describeValue(value: Json | undefined, path: JsonPath): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? 'an empty list' : `a list of ${countOf(value.length, 'item')}`;
  if (isJsonObject(value)) return describeKeys(Object.keys(value));
  const name = typeof value === 'string' ? 'a string' : 'a number';
  if (isSecretPath(path)) return `${name} (hidden)`;
  return typeof value === 'string' ? `${quoteText(value)} (a string)` : String(value);
}

function describeKeys(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty map';
  const shown = keys.slice(0, 3).map((key) => shorten(key, 30));
  return `a map with ${joinWords([...shown, ...(keys.length > 3 ? [`${keys.length - 3} more`] : [])], 'and')}`;
}

/** A string in quotes, shortened, without the password that an address in it may carry. */
export function quoteText(text: string): string {
  return JSON.stringify(shorten(text.replace(/(:\/\/[^/@:\s]*):[^/@\s]*@/g, '$1:…@'), 60));
}

/** A pattern on one line: invisible characters as escapes, shortened. */
export function showPattern(pattern: string): string {
  const code = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return shorten(
    pattern.replace(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : code(character))),
    80,
  );
}

/** `1 item`, `2 items` */
export function countOf(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What a schema allows, in a few words: `a string`, `"a" or "b"`, `a map with valueFrom`. */
export function describeSchema(node: SchemaNode): string {
  const forms = allowedForms(node);
  return forms.length === 1 && forms[0] === typeNames.boolean ? 'true or false' : joinWords(forms);
}

function allowedForms(node: SchemaNode): readonly string[] {
  if (typeof node === 'boolean') return [node ? 'anything' : 'nothing'];
  if (node.const !== undefined) return [JSON.stringify(node.const)];
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value));
  const alternatives = node.anyOf ?? node.oneOf;
  if (alternatives !== undefined && node.type === undefined)
    return [...new Set(alternatives.flatMap(allowedForms))];
  const types = typesOf(node);
  return types.length === 0 ? [describeUntyped(node)] : types.map((type) => describeType(type, node));
}

function describeUntyped(schema: Schema): string {
  return schema.properties === undefined ? 'anything' : describeProperties(schema.properties);
}

function describeType(type: string, schema: Schema): string {
  const name = typeNames[type] ?? type;
  if (type === 'string' && schema.pattern !== undefined)
    return `${name} that matches ${showPattern(schema.pattern)}`;
  if (type === 'object' && schema.required?.length)
    return `${name} with ${joinWords(schema.required, 'and')}`;
  return name;
}

/** For `contains`: `claimable: true`. */
function describeProperties(properties: Readonly<Record<string, SchemaNode>>): string {
  return joinWords(
    Object.entries(properties).map(([key, property]) => `${key}: ${describeSchema(property)}`),
    'and',
  );
}

/** What an item must look like to satisfy `contains`. */
export function describeItem(node: SchemaNode): string {
  const properties = typeof node === 'boolean' ? undefined : node.properties;
  return properties === undefined ? describeSchema(node) : describeProperties(properties);
}

/** The numbers that a schema allows, `at least 0`; empty when only the precision of a double bounds them. */
export function describeRange(schema: Schema): string {
  const least = meaningful(schema.minimum);
  const most = meaningful(schema.maximum);
  if (schema.exclusiveMinimum !== undefined) return `more than ${schema.exclusiveMinimum}`;
  if (schema.exclusiveMaximum !== undefined) return `less than ${schema.exclusiveMaximum}`;
  if (least !== undefined && most !== undefined) return `between ${least} and ${most}`;
  if (least !== undefined) return `at least ${least}`;
  return most === undefined ? '' : `at most ${most}`;
}

function meaningful(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}
