// One row per keyword of JSON Schema: how its violation is told.

import type { Json } from '../shared/json.ts';
import { joinWords, nearest } from '../shared/text.ts';
import type { Context, ErrorNode, Explained } from './findings.ts';
import { findingKey } from './findings.ts';
import { formatPath, type JsonPath, ownValue, valueAt } from './json.ts';
import { findProperty, type Schema, typesOf } from './schema.ts';
import {
  countOf,
  describeItem,
  describeRange,
  describeSchema,
  describeValue,
  isSecretPath,
  quoteText,
  showPattern,
} from './wording.ts';

export type Explain = (node: ErrorNode, context: Context) => Explained;

export const explainers: Readonly<Record<string, Explain>> = {
  additionalItems: (node) => explainLength(node, 'item'),
  additionalProperties: explainUnknownKey,
  const: explainChoice,
  contains: explainContains,
  dependencies: explainDependency,
  enum: explainChoice,
  exclusiveMaximum: explainRange,
  exclusiveMinimum: explainRange,
  'false schema': () => ({ code: 'values-forbidden', args: { problem: 'must not be set here' } }),
  maximum: explainRange,
  maxItems: (node) => explainLength(node, 'item'),
  maxLength: (node) => explainLength(node, 'character'),
  maxProperties: (node) => explainLength(node, 'key'),
  minimum: explainRange,
  minItems: (node) => explainLength(node, 'item'),
  minLength: (node) => explainLength(node, 'character'),
  minProperties: (node) => explainLength(node, 'key'),
  multipleOf: explainRange,
  not: explainForbidden,
  pattern: explainPattern,
  propertyNames: explainKeyName,
  required: explainMissing,
  type: explainType,
  uniqueItems: explainRepetition,
};

const mostKeysShown = 12;

function explainUnknownKey(node: ErrorNode, context: Context): Explained {
  const key = String(node.params.additionalProperty);
  const keys = Object.keys(node.parentSchema.properties ?? {});
  const patterns = Object.keys(node.parentSchema.patternProperties ?? {}).map(
    (pattern) => `keys that match ${showPattern(pattern)}`,
  );
  const path = [...node.path, key];
  const similar = nearest(key, keys);
  const meant = similar === undefined ? findProperty(context.schema, key) : [...node.path, similar];
  const shown = [...keys.slice(0, mostKeysShown), ...patterns];
  const more = keys.length > mostKeysShown ? [`${keys.length - mostKeysShown} more`] : [];
  const hint = meant && `; did you mean ${similar ?? formatPath(meant)}?`;
  return {
    code: 'values-unknown-key',
    path,
    args: { hint: hint ?? '', known: joinWords([...shown, ...more], 'and') || 'none' },
    hides: meant === undefined ? [] : [findingKey('values-required', formatPath(meant))],
  };
}

function explainType(node: ErrorNode, context: Context): Explained {
  const { value, given } = givenAt(node, context);
  const types = typesOf(node.parentSchema);
  const hint = isSecretPath(node.path) ? '' : typeHint(value, types);
  return { code: 'values-wrong-type', args: { given, expected: describeSchema({ type: types }), hint } };
}

function typeHint(value: Json | undefined, types: readonly string[]): string {
  if (value === null) return '; leave the key out for its default';
  if (typeof value === 'string' && isWritten(value, types)) return `; write ${value} without quotes`;
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) {
    return '; write it in quotes';
  }
  if (types.includes('array')) return '; write a list, even of one item';
  return '';
}

/** Whether a string spells a value of a type that was asked for. */
function isWritten(text: string, types: readonly string[]): boolean {
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return true;
  if (types.includes('integer') && /^-?(0|[1-9]\d*)$/.test(text)) return true;
  return types.includes('number') && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

function explainChoice(node: ErrorNode, context: Context): Explained {
  const { value, given } = givenAt(node, context);
  const { enum: choices = [], const: only } = node.parentSchema;
  const strings = [...choices, only].filter((choice): choice is string => typeof choice === 'string');
  const similar = typeof value === 'string' && !isSecretPath(node.path) ? nearest(value, strings) : undefined;
  const written = typeof value === 'string' && choices.some((choice) => String(choice) === value);
  const hint =
    similar !== undefined ? `; did you mean ${quoteText(similar)}?` : written ? '; mind the quotes' : '';
  return {
    code: 'values-enum',
    args: { given, expected: describeSchema(only === undefined ? { enum: choices } : { const: only }), hint },
    hides: [findingKey('values-wrong-type', formatPath(node.path))],
  };
}

function explainPattern(node: ErrorNode, context: Context): Explained {
  const { examples = [], default: fallback } = node.parentSchema;
  const example = [...examples, fallback].find((text) => typeof text === 'string' && text !== '');
  const hint = example === undefined ? '' : `, as in ${JSON.stringify(example)}`;
  return {
    code: 'values-pattern',
    args: { given: givenAt(node, context).given, pattern: showPattern(String(node.params.pattern)), hint },
  };
}

function explainRange(node: ErrorNode, context: Context): Explained {
  const { multipleOf, limit } = node.params;
  const isPrecision = Math.abs(Number(limit)) >= Number.MAX_SAFE_INTEGER;
  const range = isPrecision
    ? `at ${Number(limit) > 0 ? 'most' : 'least'} ${limit}`
    : describeRange(node.parentSchema);
  const expected = multipleOf === undefined ? range : `a multiple of ${multipleOf}`;
  return { code: 'values-range', args: { given: givenAt(node, context).given, expected } };
}

function explainLength(node: ErrorNode, unit: string): Explained {
  const limit = Number(node.params.limit);
  const isLeast = node.error.keyword.startsWith('min');
  const place = formatPath(node.path);
  return {
    code: 'values-length',
    args: {
      given: countOf(lengthOf(node.error.data), unit),
      expected: `at ${isLeast ? 'least' : 'most'} ${countOf(limit, unit)}`,
    },
    hides: [findingKey('values-pattern', place), findingKey('values-contains', place)],
  };
}

/** Characters as JSON Schema counts them, items, or keys. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Object.keys(value ?? {}).length;
}

function explainRepetition(node: ErrorNode): Explained {
  const [first, second] = [Number(node.params.j), Number(node.params.i)].sort((left, right) => left - right);
  return { code: 'values-unique', args: { first: String(first), second: String(second) } };
}

function explainMissing(node: ErrorNode, context: Context): Explained {
  const key = String(node.params.missingProperty);
  const path = [...node.path, key];
  const property = ownValue(node.parentSchema.properties ?? {}, key) ?? true;
  const expected = describeSchema(property);
  const deleted = valueAt(context.given, path) === null;
  const hint = deleted ? 'null deletes its default, leave the key out to keep it' : `set it to ${expected}`;
  return { code: 'values-required', path, args: { hint } };
}

function explainDependency(node: ErrorNode): Explained {
  const { missingProperty, property } = node.params;
  const because = formatPath([...node.path, String(property)]);
  return { code: 'values-dependency', path: [...node.path, String(missingProperty)], args: { because } };
}

/** Yields to mistakes in what it looks at: `claimable: "true"` is to be mended first. */
function explainContains(node: ErrorNode, context: Context): Explained {
  const contains = node.error.schema as Schema | boolean;
  const keys = Object.keys((typeof contains === 'boolean' ? undefined : contains.properties) ?? {});
  const items = valueAt(context.document, node.path);
  const places = Array.isArray(items)
    ? items.flatMap((_, index) => keys.map((key) => placeOf(node.path, index, key)))
    : [];
  return { code: 'values-contains', args: { expected: describeItem(contains) }, unless: places };
}

function placeOf(list: JsonPath, index: number, key: string): string {
  return formatPath([...list, index, key]);
}

function explainKeyName(node: ErrorNode): Explained {
  const names = node.error.schema as Schema;
  const name = String(node.params.propertyName);
  const choices = (names.enum ?? []).filter((choice) => typeof choice === 'string');
  const similar = nearest(name, choices);
  const hint = similar === undefined ? '' : `; did you mean ${similar}?`;
  const expected = describeSchema({ type: 'string', ...names });
  return { code: 'values-key-name', path: [...node.path, name], args: { expected, hint } };
}

function explainForbidden(node: ErrorNode, context: Context): Explained {
  return {
    code: 'values-forbidden',
    args: { problem: `is ${givenAt(node, context).given}, which is not allowed` },
  };
}

function givenAt(
  node: ErrorNode,
  context: Context,
): { readonly value: Json | undefined; readonly given: string } {
  const value = valueAt(context.document, node.path);
  return { value, given: describeValue(value, node.path) };
}
