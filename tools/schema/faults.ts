// Why a values schema cannot be used, and where in it: told before anything is made from it.
import { Ajv } from 'ajv';
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { describe } from '../shared/messages.ts';
import { nearest } from '../shared/text.ts';
import { formatPointer, ownValue, parsePointer, valueAt } from './json.ts';
import {
  checkDialect,
  checkKeywords,
  draft07,
  findLostReference,
  findRefusedPatterns,
  findSchemaProblem,
} from './lint-checks.ts';
import { innerSchemas, type Schema } from './schema.ts';
import { pointerOf } from './sites.ts';
import { createDocumentValidator, type Validator } from './validate.ts';

/** Fails with ToolError `schema-invalid`, which names the file and the places, when the schema cannot be used. */
export function refuseUnusable(schema: Schema, file: string): void {
  const diagnostics = findFaults(schema).map((problem) => diagnose(problem, file));
  const [first] = diagnostics;
  if (first === undefined) return;
  const args = diagnostics.length === 1 ? first.args : { problem: `it has ${diagnostics.length} faults` };
  throw new ToolError('schema-invalid', args, { diagnostics });
}

/** A fault as a finding about the schema. */
export function diagnose(problem: string, file?: string): Diagnostic {
  const where = file === undefined ? {} : { file };
  return { code: 'schema-invalid', severity: 'error', ...where, args: { problem } };
}

/** What makes the schema unusable; the place in front, as a JSON pointer. */
export function findFaults(schema: Schema): readonly string[] {
  const text = JSON.stringify(schema);
  const faults = known.get(text) ?? lookForFaults(schema);
  known.set(text, faults);
  return faults;
}

/** By the schema's text: a command reads a file several times, and the validator takes long to compile it. */
const known = new Map<string, readonly string[]>();

function lookForFaults(schema: Schema): readonly string[] {
  const malformed = findMalformed(schema);
  if (malformed.length > 0) return malformed;
  const misused = listPlaces('', schema).flatMap((place) => findMisused(place, schema));
  if (misused.length > 0) return misused;
  const refusal = findSchemaProblem(schema);
  return refusal === undefined ? [] : [refusal];
}

/** Keywords with values that draft-07 does not allow them. */
export function findMalformed(schema: Schema): readonly string[] {
  const places = listPlaces('', schema);
  const validate = keywordValidator();
  return places.flatMap(({ pointer, schema: node }) =>
    validate(node as Json).map(({ code, path = '', args }) => {
      const problem = describe(code, { ...args, path: pointer + path });
      return problem.includes('did you mean') ? problem : problem + suggestType(node, path);
    }),
  );
}

interface Place {
  readonly pointer: string;
  readonly schema: Schema;
}

/** Unlike `listSites` it follows no references, which may be malformed themselves. */
function listPlaces(pointer: string, schema: Schema): readonly Place[] {
  const inner = innerSchemas(schema).flatMap((child) =>
    typeof child.node === 'boolean' ? [] : listPlaces(pointerOf(pointer, child), child.node),
  );
  return [{ pointer, schema }, ...inner];
}

let keywordsOnly: Validator | undefined;

/** Of the keywords of one schema, without the schemas inside it: each of those is a place of its own. */
function keywordValidator(): Validator {
  if (keywordsOnly !== undefined) return keywordsOnly;
  const recursive = new Ajv().getSchema(draft07)?.schema as JsonObject;
  const { $id: _, ...metaschema } = withoutRecursion(recursive) as JsonObject;
  keywordsOnly = createDocumentValidator(metaschema as Schema);
  return keywordsOnly;
}

function withoutRecursion(node: Json): Json {
  if (Array.isArray(node)) return node.map(withoutRecursion);
  if (!isJsonObject(node)) return node;
  if (node.$ref === '#') return { type: ['object', 'boolean'] };
  return Object.fromEntries(
    Object.entries(node).map(([key, value]): [string, Json] => [key, withoutRecursion(value)]),
  );
}

const types: readonly string[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
const otherNames: Readonly<Record<string, string>> = {
  ...{ bool: 'boolean', date: 'string', dict: 'object', double: 'number', float: 'number', hash: 'object' },
  ...{ int: 'integer', list: 'array', long: 'integer', map: 'object', str: 'string', text: 'string' },
};

/** Which of the seven types is meant: misspelt, or by the name that other languages have for it. */
function suggestType(schema: Schema, path: string): string {
  if (!/^\/type(\/\d+)?$/.test(path)) return '';
  const given = valueAt(schema as Json, parsePointer(path));
  if (typeof given !== 'string') return '';
  const meant = ownValue(otherNames, given.toLowerCase()) ?? nearest(given, types);
  return meant === undefined ? '' : `; did you mean ${JSON.stringify(meant)}?`;
}

/** Well-formed keywords that mean nothing here. */
function findMisused({ pointer, schema }: Place, root: Schema): readonly string[] {
  const at = (inside: readonly string[], problem: string): string =>
    `${pointer}${formatPointer(inside)}: ${problem}`.replace(/^: /, '');
  const lost = findLostReference(schema, root);
  return [
    ...(isDialectKnown(schema) ? [] : checkDialect({ pointer, schema })),
    ...checkKeywords({ schema }).map((problem) => at([], problem)),
    ...(lost === undefined ? [] : [at(['$ref'], lost)]),
    ...findRefusedPatterns(schema).map((problem) => at([], problem)),
  ];
}

/** Validators take the dialect's name without the empty fragment at its end too, or none. */
function isDialectKnown({ $schema = draft07 }: Schema): boolean {
  return $schema === draft07 || `${$schema}#` === draft07;
}
