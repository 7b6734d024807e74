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

/**
 * The same schema with every schema directly inside it changed. `isOptional` tells that a schema is that of a field
 * which may be left out.
 */
export function mapSubschemas(
  schema: JsonSchema,
  change: (subschema: JsonSchema, isOptional: boolean) => JsonSchema,
): JsonSchema {
  const { properties, items, additionalProperties, not, required = [] } = schema;
  const changed: Record<string, unknown> = { ...schema };
  if (properties) {
    const fields = Object.entries(properties);
    changed.properties = Object.fromEntries(
      fields.map(([name, field]) => [name, change(field, !required.includes(name))]),
    );
  }
  if (items) changed.items = change(items, false);
  if (typeof additionalProperties === 'object')
    changed.additionalProperties = change(additionalProperties, false);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const alternatives = schema[keyword];
    if (Array.isArray(alternatives)) changed[keyword] = alternatives.map((schema) => change(schema, false));
  }
  if (not) changed.not = change(not as JsonSchema, false);
  return changed;
}
