// Validates a user's values against an application's schema, in sentences that a person can act on.
import { Ajv, type ValidateFunction } from 'ajv';
import { type Diagnostic, type FileSpan, ToolError } from '../shared/diagnostics.ts';
import { messageOf } from '../shared/errors.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { coalesceValues, defaultsOf } from './defaults.ts';
import { explainErrors } from './explain.ts';
import type { Finding } from './findings.ts';
import { formatPointer, type JsonPath, valueAt } from './json.ts';
import { inlineReferences, type Schema } from './schema.ts';

/** Where the values came from. */
export interface ValuesSource {
  readonly file?: string;
  /** The position of a key or item in the text; undefined where the text has none. */
  readonly locate?: (path: JsonPath) => FileSpan | undefined;
}

/** Findings about a document, in its order. */
export type Validator = (document: Json, source?: ValuesSource) => readonly Diagnostic[];

/**
 * A validator of what users write: as Helm does, values are laid over the schema's defaults first. No values at all
 * (null, as an empty file is read) are `{}`. Fails with ToolError `schema-invalid`.
 */
export function createValuesValidator(schema: Schema): Validator {
  const check = compileSchema(schema);
  const defaults = defaultsOf(schema);
  return (values, source = {}) => {
    const given = values ?? {};
    const document = isJsonObject(given) ? coalesceValues(defaults, given) : given;
    return toDiagnostics(check(document, given), given, source);
  };
}

/** A validator of documents as they are, without defaults. Fails with ToolError `schema-invalid`. */
export function createDocumentValidator(schema: Schema): Validator {
  const check = compileSchema(schema);
  return (document, source = {}) => toDiagnostics(check(document, document), document, source);
}

/** Findings about a user's values. Who validates more than once keeps a `createValuesValidator`. */
export function validateValues(
  schema: Schema,
  values: Json,
  source: ValuesSource = {},
): readonly Diagnostic[] {
  return createValuesValidator(schema)(values, source);
}

type Check = (document: Json, given: Json) => readonly Finding[];

/** Compiling takes long, and a schema is compiled to see that it can be before it is used. */
const compiled = new WeakMap<Schema, Check>();

function compileSchema(original: Schema): Check {
  const known = compiled.get(original);
  if (known !== undefined) return known;
  const schema = inlineReferences(original);
  const validate = compileWithAjv(schema);
  const check: Check = (document, given) =>
    validate(document) ? [] : explainErrors(validate.errors ?? [], { schema, document, given });
  compiled.set(original, check);
  return check;
}

/** Strict about unknown keywords; not about types and properties that `if` and `contains` usually leave open. */
function compileWithAjv(schema: Schema): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    validateFormats: false,
  });
  try {
    return ajv.compile(schema);
  } catch (cause) {
    const problem = messageOf(cause);
    throw new ToolError('schema-invalid', { problem }, { cause });
  }
}

function toDiagnostics(
  findings: readonly Finding[],
  given: Json,
  source: ValuesSource,
): readonly Diagnostic[] {
  const inOrder = [...findings].sort((left, right) => compareInDocument(left.path, right.path, given));
  return inOrder.map(({ code, path, args }) => {
    const span = locateNearest(path, source);
    return {
      code,
      severity: 'error',
      ...(source.file === undefined ? {} : { file: source.file }),
      ...(span === undefined ? {} : { span }),
      path: formatPointer(path),
      args,
    };
  });
}

/** The position of the place itself or of what it is missing from. */
function locateNearest(path: JsonPath, { locate }: ValuesSource): FileSpan | undefined {
  for (let length = path.length; locate !== undefined && length >= 0; length--) {
    const span = locate(path.slice(0, length));
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Parents before children, then as the user wrote them; what the user did not write comes last, by name. */
function compareInDocument(left: JsonPath, right: JsonPath, document: Json): number {
  const common = left.findIndex((segment, index) => segment !== right[index]);
  if (common === -1) return left.length - right.length;
  if (common === right.length) return 1;
  const [one, other] = [left[common] ?? '', right[common] ?? ''];
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const keys = Object.keys(valueAt(document, left.slice(0, common)) ?? {});
  const [before, after] = [keys.indexOf(String(one)) >>> 0, keys.indexOf(String(other)) >>> 0];
  return before - after || (one < other ? -1 : 1);
}
