// Puts failures into words: the resource, the path, what is there and what was expected.
import { formatPointer, parsePointer, valueAt } from '../schema/json.ts';
import { countOf, describeValue, showPattern } from '../schema/wording.ts';
import type { Diagnostic } from '../shared/diagnostics.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { joinWords, nearest } from '../shared/text.ts';
import { type Bundle, formatKind, type JsonSchema, resolveReference } from './bundle.ts';
import { type Failure, parseQuoted } from './failures.ts';
import { base64Pattern, quantity } from './keywords.ts';

/** A manifest that has an apiVersion and a kind. */
export interface Resource {
  readonly object: JsonObject & { readonly apiVersion: string; readonly kind: string };
  /** Where it comes from, as the user would name it. */
  readonly source: string | undefined;
}

/** `Deployment/web in namespace media` */
export function nameResource({ kind, metadata }: JsonObject): string {
  const { name, generateName, namespace } = isJsonObject(metadata) ? metadata : {};
  const called =
    typeof name === 'string' ? name : typeof generateName === 'string' ? `${generateName}…` : undefined;
  const named = called === undefined ? `${kind} without a name` : `${kind}/${called}`;
  return typeof namespace === 'string' ? `${named} in namespace ${namespace}` : named;
}

/** The findings that one failure means: one for each field that is unknown or missing, else one. */
export function explainFailure(failure: Failure, resource: Resource, bundle: Bundle): readonly Diagnostic[] {
  for (const { pattern, explain } of rules) {
    const match = pattern.exec(failure.text);
    if (match) return explain({ ...failure, match, resource, bundle });
  }
  return [invalid({ ...failure, resource }, describeOther(failure, resource))];
}

interface Context extends Failure {
  readonly match: RegExpExecArray;
  readonly resource: Resource;
  readonly bundle: Bundle;
}

interface Rule {
  readonly pattern: RegExp;
  readonly explain: (context: Context) => readonly Diagnostic[];
}

const rules: readonly Rule[] = [
  { pattern: /^(allOf|anyOf|oneOf) failed/, explain: (context) => [explainChoice(context)] },
  { pattern: /^additional propert(y|ies) .* not allowed$/s, explain: explainUnknown },
  { pattern: /^missing propert(y|ies) /, explain: explainMissing },
  { pattern: /^got [a-z]+, want ([a-z, ]+)$/, explain: (context) => [explainType(context)] },
  { pattern: /^value must be one of (.*)$/s, explain: (context) => [explainEnum(context)] },
  { pattern: / does not match pattern '/, explain: (context) => [explainPattern(context)] },
  { pattern: /^(\w+): got .*, want (.*)$/, explain: (context) => [explainLimit(context)] },
  { pattern: / is not valid ([\w-]+)(: |$)/, explain: (context) => [explainFormat(context)] },
];

function explainUnknown({ text, pointer, resource, bundle }: Context): readonly Diagnostic[] {
  const known = Object.keys(schemaAt({ pointer, resource, bundle })?.properties ?? {}).sort();
  return parseQuoted(text).map((field) => {
    const near = nearest(field, known);
    const some = known.slice(0, 15).join(', ') + (known.length > 15 ? ', …' : '');
    const hint = near ? `; did you mean ${near}?` : known.length > 0 ? `; known here: ${some}` : '';
    return finding('manifest-unknown-field', `${pointer}${formatPointer([field])}`, resource, { hint });
  });
}

function explainMissing({ text, pointer, resource }: Context): readonly Diagnostic[] {
  return parseQuoted(text).map((field) =>
    finding('manifest-required', `${pointer}${formatPointer([field])}`, resource, {}),
  );
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

// That an optional field may be null is no help to somebody who wrote a value.
function explainType(context: Context): Diagnostic {
  const wanted = (context.match[1] ?? '').split(/, | or /).filter((type) => type !== 'null');
  return invalid(context, joinWords(wanted.map((type) => typeNames[type] ?? type)), 'manifest-wrong-type');
}

function explainEnum(context: Context): Diagnostic {
  return invalid(context, joinWords(parseQuoted(context.match[1] ?? '')));
}

const knownPatterns: Readonly<Record<string, string>> = {
  [base64Pattern]: 'base64',
  [String(quantity.pattern)]: 'a quantity such as 500m, 2 or 1Gi',
};

function explainPattern(context: Context): Diagnostic {
  const pattern = parseQuoted(context.text).at(-1) ?? '';
  return invalid(context, knownPatterns[pattern] ?? `a text that matches ${showPattern(pattern)}`);
}

const limits: Readonly<Record<string, (limit: number) => string>> = {
  exclusiveMaximum: (limit) => `less than ${limit}`,
  exclusiveMinimum: (limit) => `more than ${limit}`,
  maximum: (limit) => `at most ${limit}`,
  maxItems: (limit) => `at most ${countOf(limit, 'item')}`,
  maxLength: (limit) => `at most ${countOf(limit, 'character')}`,
  maxProperties: (limit) => `at most ${countOf(limit, 'key')}`,
  minimum: (limit) => `at least ${limit}`,
  minItems: (limit) => `at least ${countOf(limit, 'item')}`,
  minLength: (limit) => `at least ${countOf(limit, 'character')}`,
  minProperties: (limit) => `at least ${countOf(limit, 'key')}`,
};

// The limit is taken from the schema, because the library writes numbers for readers: 2.147483647×10⁰⁹.
function explainLimit(context: Context): Diagnostic {
  const [, keyword = '', written = ''] = context.match;
  const limit = schemaAt(context)?.[keyword];
  const say = limits[keyword];
  return invalid(context, say && typeof limit === 'number' ? say(limit) : `${keyword} ${written}`);
}

const formatNames: Readonly<Record<string, string>> = {
  'date-time': 'a time such as 2006-01-02T15:04:05Z',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
};

function explainFormat(context: Context): Diagnostic {
  const format = context.match[1] ?? '';
  return invalid(context, formatNames[format] ?? format);
}

function explainChoice(context: Context): Diagnostic {
  const { alternatives = [], pointer, resource, bundle } = context;
  const here = alternatives.filter((alternative) => alternative.pointer === pointer);
  const expected = here.flatMap(
    (alternative) => explainFailure(alternative, resource, bundle)[0]?.args.expected ?? [],
  );
  return invalid(context, joinWords([...new Set(expected)]) || describeOther(context, resource));
}

// The library's own words repeat values, which those of a Secret must not be.
function describeOther({ text }: Failure, { object }: Resource): string {
  return isSecret(object) ? 'what its schema allows' : `what its schema allows (${text})`;
}

type Place = Failure & Pick<Context, 'resource'>;

function invalid(
  { pointer, resource }: Place,
  expected: string,
  code: 'manifest-invalid' | 'manifest-wrong-type' = 'manifest-invalid',
): Diagnostic {
  return finding(code, pointer, resource, { given: describeGiven(resource.object, pointer), expected });
}

function describeGiven(object: JsonObject, pointer: string): string {
  const path = parsePointer(pointer);
  const value = valueAt(object, path);
  if (!isSecret(object)) return describeValue(value, path);
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  return typeNames[type] ?? type;
}

function isSecret({ kind }: JsonObject): boolean {
  return kind === 'Secret';
}

function finding(
  code: Diagnostic['code'],
  path: string,
  { object, source }: Resource,
  args: Readonly<Record<string, string>>,
): Diagnostic {
  return {
    code,
    severity: 'error',
    ...(source === undefined ? {} : { file: source }),
    path,
    args: { resource: nameResource(object), path, ...args },
  };
}

/** The schema of a place in a resource, as far as it is there without a choice. */
function schemaAt({ bundle, resource, pointer }: Omit<Context, 'match' | 'text'>): JsonSchema | undefined {
  const { apiVersion, kind } = resource.object;
  let schema: JsonSchema | undefined = bundle.definitions[bundle.kinds[formatKind(apiVersion, kind)] ?? ''];
  for (const segment of parsePointer(pointer)) {
    schema = schema && stepInto(resolveReference(bundle, schema), segment);
  }
  return schema && resolveReference(bundle, schema);
}

function stepInto(
  { items, properties, additionalProperties }: JsonSchema,
  segment: string,
): JsonSchema | undefined {
  if (items) return items;
  if (properties && Object.hasOwn(properties, segment)) return properties[segment];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
