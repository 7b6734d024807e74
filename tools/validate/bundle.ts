// The committed form of schemas: many kinds over shared definitions, strict, without descriptions.

/** JSON Schema (draft 7) as data; `$ref` points at `#/definitions/<name>` of any bundle. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly enum?: readonly unknown[];
}

/**
 * A nulls-free description: a field is listed with the type of its value, and that an optional one may also be
 * written as null (the API server takes it as absent) is added when the bundle is expanded.
 */
export interface Bundle {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** `apps/v1/Deployment`, `v1/Pod` → the name of its definition. */
  readonly kinds: Readonly<Record<string, string>>;
}

export const referencePrefix = '#/definitions/';

/** How a kind is called in a bundle. */
export function formatKind(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind}`;
}

/** One bundle of several; definitions of equal names have to be equal. */
export function mergeBundles(bundles: readonly Bundle[]): Bundle {
  return {
    definitions: Object.assign({}, ...bundles.map(({ definitions }) => definitions)),
    kinds: Object.assign({}, ...bundles.map(({ kinds }) => kinds)),
  };
}

/** The schema itself, or what its reference means. */
export function resolveReference(bundle: Bundle, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = bundle.definitions[schema.$ref.slice(referencePrefix.length)];
  if (target === undefined) throw new Error(`no definition for ${schema.$ref}`);
  return target;
}

/** The schemas directly inside a schema, each with the way to put another in its place. */
export function mapSubschemas(schema: JsonSchema, change: (subschema: JsonSchema) => JsonSchema): JsonSchema {
  const changed: Record<string, unknown> = { ...schema };
  if (schema.properties) changed.properties = mapValues(schema.properties, change);
  if (schema.items) changed.items = change(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    changed.additionalProperties = change(schema.additionalProperties);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const alternatives = schema[keyword];
    if (Array.isArray(alternatives)) changed[keyword] = alternatives.map((schema) => change(schema));
  }
  if (schema.not) changed.not = change(schema.not as JsonSchema);
  return changed;
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
