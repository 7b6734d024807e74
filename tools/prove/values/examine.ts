// Whether a value satisfies a part of a schema, each part compiled once.
import { coalesceValues, defaultOf } from '../../schema/defaults.ts';
import { innerSchemas, type Schema, type SchemaNode } from '../../schema/schema.ts';
import { createDocumentValidator, type Validator } from '../../schema/validate.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';

export interface Examiner {
  /** Whether the value, with the part's defaults below it, satisfies it. Parts that are not of the schema accept all. */
  readonly accepts: (node: SchemaNode, value: Json) => boolean;
  /** Whether a value that was drawn for the part may turn out not to satisfy it. */
  readonly isHard: (node: SchemaNode) => boolean;
}

const hardKeywords: readonly string[] = [
  ...[
    'allOf',
    'anyOf',
    'oneOf',
    'if',
    'not',
    'contains',
    'dependencies',
    'uniqueItems',
    'format',
    'multipleOf',
  ],
  ...[
    'pattern',
    'minLength',
    'maxLength',
    'propertyNames',
    'patternProperties',
    'minProperties',
    'maxProperties',
  ],
];

/** For a schema without references, except in definitions that contain themselves. */
export function createExaminer(root: Schema): Examiner {
  const known = new Set(listParts(root));
  const validators = new Map<Schema, Validator>();
  const validatorOf = (node: Schema): Validator => {
    const validator = validators.get(node) ?? createDocumentValidator(standAlone(node, root));
    validators.set(node, validator);
    return validator;
  };
  return {
    accepts: (node, value) => {
      if (typeof node === 'boolean') return node;
      return !known.has(node) || validatorOf(node)(completed(node, value)).length === 0;
    },
    isHard: (node) =>
      node === root || (typeof node !== 'boolean' && hardKeywords.some((keyword) => keyword in node)),
  };
}

function listParts(schema: Schema): readonly Schema[] {
  const inside = innerSchemas(schema).flatMap(({ node }) =>
    typeof node === 'boolean' ? [] : listParts(node),
  );
  return [schema, ...inside];
}

/** References point into the definitions of the root. */
function standAlone(node: Schema, root: Schema): Schema {
  return root.definitions === undefined ? node : { ...node, definitions: root.definitions };
}

function completed(node: Schema, value: Json): Json {
  const fallback = knownDefaultOf(node);
  return isJsonObject(fallback) && isJsonObject(value) ? coalesceValues(fallback, value) : value;
}

const defaults = new WeakMap<Schema, { readonly value: Json | undefined }>();

/** The default of a part without references, found once for each. */
export function knownDefaultOf(node: SchemaNode): Json | undefined {
  if (typeof node === 'boolean') return undefined;
  const known = defaults.get(node) ?? { value: defaultOf(node) };
  defaults.set(node, known);
  return known.value;
}
