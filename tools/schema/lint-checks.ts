// The checks behind the rules of lint.ts: each looks at one place of a schema and gives a phrase per violation.
import { RE2JS } from 're2js';
import { ToolError } from '../shared/diagnostics.ts';
import { messageOf } from '../shared/errors.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { describe } from '../shared/messages.ts';
import { joinWords, nearest } from '../shared/text.ts';
import { defaultOf, defaultsOf } from './defaults.ts';
import {
  annotations,
  inlineReferencesOf,
  resolvePointer,
  type Schema,
  schemaKeywords,
  typesOf,
} from './schema.ts';
import type { Site } from './sites.ts';
import { createDocumentValidator } from './validate.ts';
import { quoteText, showPattern } from './wording.ts';

export const draft07 = 'http://json-schema.org/draft-07/schema#';

/** Keywords of draft-07 that hold no schemas; `format` has a rule of its own. */
const plainKeywords: readonly string[] = [
  ...['$id', '$ref', '$schema', 'const', 'contentEncoding', 'contentMediaType', 'enum', 'exclusiveMaximum'],
  ...[
    'exclusiveMinimum',
    'format',
    'maxItems',
    'maxLength',
    'maxProperties',
    'maximum',
    'minItems',
    'minLength',
  ],
  ...[
    'minProperties',
    'minimum',
    'multipleOf',
    'pattern',
    'readOnly',
    'required',
    'type',
    'uniqueItems',
    'writeOnly',
  ],
];
const keywords: ReadonlySet<string> = new Set([
  ...annotations,
  ...plainKeywords,
  ...Object.keys(schemaKeywords),
]);

export function checkDialect({ pointer, schema }: Pick<Site, 'pointer' | 'schema'>): readonly string[] {
  const declared = schema.$schema === undefined ? 'missing' : quoteText(schema.$schema);
  return pointer !== '' || schema.$schema === draft07
    ? []
    : [`$schema is ${declared}, expected "${draft07}"`];
}

export function checkKeywords({ schema }: Pick<Site, 'schema'>): readonly string[] {
  const unknown = Object.keys(schema).filter((keyword) => !keywords.has(keyword));
  return unknown.map((keyword) => {
    const similar = nearest(keyword, keywords);
    return `${keyword} is no keyword${similar === undefined ? '' : `, did you mean ${similar}?`}`;
  });
}

export function checkFormat({ schema }: Site): readonly string[] {
  return 'format' in schema ? [`format is ${JSON.stringify(schema.format)}`] : [];
}

export function checkReference({ schema }: Site, root: Schema): readonly string[] {
  if (schema.$ref === undefined) return [];
  const beside = Object.keys(schema).filter(
    (keyword) => keyword !== '$ref' && !annotations.includes(keyword),
  );
  const ignored = beside.map((keyword) => `${keyword} beside $ref is ignored`);
  const lost = findLostReference(schema, root);
  return lost === undefined ? ignored : [lost, ...ignored];
}

/** That the schema's own reference leads nowhere. */
export function findLostReference({ $ref }: Schema, root: Schema): string | undefined {
  if ($ref === undefined || resolvePointer(root, $ref) !== undefined) return undefined;
  return `${quoteText($ref)} is not in this file`;
}

export function checkGlobal({ pointer, schema }: Site): readonly string[] {
  const isClosed = schema.additionalProperties === false && !Object.hasOwn(schema.properties ?? {}, 'global');
  return pointer === '' && isClosed ? ['no other keys are allowed at the root, not even global'] : [];
}

export function checkDescription({ schema, property, isCondition }: Site, root: Schema): readonly string[] {
  if (property === undefined || isCondition) return [];
  const node = inlineReferencesOf(schema, root);
  const isDescribed = typeof node !== 'boolean' && node.description?.trim();
  return isDescribed ? [] : [`${property} has no description`];
}

export function checkNullDefault({ schema }: Site): readonly string[] {
  return schema.default !== undefined && hasNull(schema.default)
    ? ['the default is null or has a null in a map']
    : [];
}

/** Nulls in lists stay what they are, and are left alone. */
function hasNull(value: Json): boolean {
  return value === null || (isJsonObject(value) && Object.values(value).some(hasNull));
}

export function checkDefaultPlace({ schema, isFixed, isNested }: Site): readonly string[] {
  if (schema.default === undefined || (isFixed && !isNested)) return [];
  return [`the default ${quoteText(JSON.stringify(schema.default))} never takes effect here`];
}

export function checkRequiredDefaults({ schema, isFixed }: Site, root: Schema): readonly string[] {
  if (!isFixed) return [];
  const missing = Object.entries(schema.properties ?? {}).filter(
    ([key, node]) =>
      defaultOf(inlineReferencesOf(node, root)) !== undefined && !schema.required?.includes(key),
  );
  const names = missing.map(([key]) => key);
  return names.length === 0
    ? []
    : [
        `${joinWords(names, 'and')} ${names.length === 1 ? 'has a default' : 'have defaults'} and should be in required`,
      ];
}

export function checkObjectDefault({ schema }: Site): readonly string[] {
  const isEmpty = schema.default === undefined || JSON.stringify(schema.default) === '{}';
  return schema.properties === undefined || isEmpty
    ? []
    : ['an object with properties has a default of its own'];
}

/** What a user must set is missing from the defaults; everything else that is wrong with them is told. */
export function checkDefaultsValid({ pointer, schema }: Site): readonly string[] {
  if (pointer !== '' || findSchemaProblem(schema) !== undefined) return [];
  const findings = createDocumentValidator(schema)(defaultsOf(schema));
  return findings
    .filter(({ code }) => code !== 'values-required')
    .map(({ code, args }) => describe(code, args));
}

/** Why the schema cannot validate anything; undefined when it can. */
export function findSchemaProblem(schema: Schema): string | undefined {
  try {
    createDocumentValidator(schema);
    return undefined;
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'schema-invalid') throw error;
    return error.cause instanceof Error ? error.cause.message : error.message;
  }
}

export function checkIntegerBounds({ schema }: Site): readonly string[] {
  if (!typesOf(schema).includes('integer') || schema.enum !== undefined || schema.const !== undefined)
    return [];
  const least = Math.max(
    schema.minimum ?? Number.NEGATIVE_INFINITY,
    schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY,
  );
  const most = Math.min(
    schema.maximum ?? Number.POSITIVE_INFINITY,
    schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY,
  );
  return [
    ...(least >= Number.MIN_SAFE_INTEGER ? [] : ['an integer has no minimum that a double can hold']),
    ...(most <= Number.MAX_SAFE_INTEGER ? [] : ['an integer has no maximum that a double can hold']),
  ];
}

export function checkPatterns({ schema }: Site): readonly string[] {
  return describePatterns(schema, patternProblem);
}

/** Patterns that no validator here takes. */
export function findRefusedPatterns(schema: Schema): readonly string[] {
  return describePatterns(schema, ecmaScriptProblem);
}

function describePatterns(
  schema: Schema,
  findProblem: (pattern: string) => string | undefined,
): readonly string[] {
  const patterns = [
    ...(schema.pattern === undefined ? [] : [schema.pattern]),
    ...Object.keys(schema.patternProperties ?? {}),
  ];
  return patterns.flatMap((pattern) => {
    const problem = findProblem(pattern);
    return problem === undefined ? [] : [`the pattern ${showPattern(pattern)} ${problem}`];
  });
}

function ecmaScriptProblem(pattern: string): string | undefined {
  const problem = compileProblem(() => new RegExp(pattern, 'u'));
  return problem === undefined ? undefined : `is refused by ECMAScript: ${problem}`;
}

/** How a pattern fails in, or differs between, the two dialects; undefined when it does not. */
function patternProblem(pattern: string): string | undefined {
  const inEcmaScript = ecmaScriptProblem(pattern);
  if (inEcmaScript !== undefined) return inEcmaScript;
  const inRe2 = compileProblem(() => RE2JS.compile(pattern));
  if (inRe2 !== undefined) return `is refused by RE2: ${inRe2}`;
  const outsideClasses = withoutEscapes(pattern).replace(/\[[^\]]*\]/g, '');
  if (outsideClasses.includes('.')) return 'uses . which stops at other line ends in each; write [^\\n]';
  const otherSpaces = pattern.replaceAll('\\\\', '').replace(/\[(\\s\\S|\\S\\s)\]/g, '');
  return /\\[sS]/.test(otherSpaces) ? 'uses \\s, which knows other blanks in each; list them' : undefined;
}

function withoutEscapes(pattern: string): string {
  return pattern.replace(/\\./gsu, '');
}

function compileProblem(compile: () => unknown): string | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
