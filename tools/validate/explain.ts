// Puts failures into words: the resource, the path, what is there and what was expected.
import { formatPointer, isJsonObject, type JsonObject, parsePointer, valueAt } from '../schema/json.ts';
import { describeValue, showPattern } from '../schema/wording.ts';
import type { Diagnostic } from '../shared/diagnostics.ts';
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
  { pattern: /^additional propert(y|ies) .* not allowed$/s, explain: explainUnknown },
  { pattern: /^missing propert(y|ies) /, explain: explainMissing },
  { pattern: /^got [a-z]+, want ([a-z, ]+)$/, explain: (context) => [explainType(context)] },
  { pattern: /^value must be one of (.*)$/s, explain: (context) => [explainEnum(context)] },
  { pattern: / does not match pattern '/, explain: (context) => [explainPattern(context)] },
  { pattern: /^(\w+): got [\d.,e+-]+, want ([\d.e+-]+)$/, explain: (context) => [explainLimit(context)] },
  {
    pattern: / is not valid ([\w-]+)(: |$)/,
    explain: (context) => [invalid(context, context.match[1] ?? '')],
  },
];

function explainUnknown({ text, pointer, resource, bundle }: Context): readonly Diagnostic[] {
  const known = fieldsAt(bundle, resource, pointer);
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

const limits: Readonly<Record<string, readonly [before: string, after: string]>> = {
  exclusiveMaximum: ['less than', ''],
  exclusiveMinimum: ['more than', ''],
  maximum: ['at most', ''],
  maxItems: ['at most', ' items'],
  maxLength: ['at most', ' characters'],
  maxProperties: ['at most', ' keys'],
  minimum: ['at least', ''],
  minItems: ['at least', ' items'],
  minLength: ['at least', ' characters'],
  minProperties: ['at least', ' keys'],
};

function explainLimit(context: Context): Diagnostic {
  const [, keyword = '', limit = ''] = context.match;
  const [before, after] = limits[keyword] ?? [keyword, ''];
  return invalid(context, `${before} ${limit}${after}`);
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

/** The names of the fields that an object at a place may have. */
function fieldsAt(bundle: Bundle, { object }: Resource, pointer: string): readonly string[] {
  const kind = bundle.kinds[formatKind(object.apiVersion, object.kind)] ?? '';
  let schema: JsonSchema | undefined = bundle.definitions[kind];
  for (const segment of parsePointer(pointer)) {
    schema = schema && stepInto(resolveReference(bundle, schema), segment);
  }
  return schema ? Object.keys(resolveReference(bundle, schema).properties ?? {}).sort() : [];
}

function stepInto(
  { items, properties, additionalProperties }: JsonSchema,
  segment: string,
): JsonSchema | undefined {
  if (items) return items;
  if (properties && Object.hasOwn(properties, segment)) return properties[segment];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
