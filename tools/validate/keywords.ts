// What OpenAPI's value rules mean in JSON Schema; shared by built-in kinds and custom resources.
import type { JsonSchema } from './bundle.ts';

/** A schema as OpenAPI documents and CustomResourceDefinitions write it. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
}

const kept = [
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'multipleOf',
  // Not about validity: what the API server adds, and how it tells entries of lists and keys of maps apart.
  'default',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
] as const;

/** Base64 by its alphabet; line breaks are allowed as the API server allows them. */
export const base64Pattern = '^[A-Za-z0-9+/\\r\\n]*={0,2}[\\r\\n]*$';

/** Formats that kubeconform checks the way the API server does, or that can be said as a rule. */
const formats: Readonly<Record<string, JsonSchema>> = {
  byte: { pattern: base64Pattern },
  'date-time': { format: 'date-time' },
  ipv4: { format: 'ipv4' },
  ipv6: { format: 'ipv6' },
  int32: { minimum: -2147483648, maximum: 2147483647 },
};

/** A number with a unit, as the API server reads it: `500m`, `1Gi`, `1e3`. */
export const quantity: JsonSchema = {
  type: ['number', 'string'],
  pattern: '^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
};

export const integerOrString: JsonSchema = { type: ['integer', 'string'] };

/** The rules of a schema about its own value: type, format, limits, allowed values. */
export function convertKeywords(schema: OpenApiSchema): Record<string, unknown> {
  const rules: Record<string, unknown> = {};
  if (schema.type) rules.type = schema.nullable ? [schema.type, 'null'] : schema.type;
  if (schema.enum) rules.enum = schema.nullable ? [...schema.enum, null] : schema.enum;
  for (const keyword of kept) if (schema[keyword] !== undefined) rules[keyword] = schema[keyword];
  return { ...(formats[schema.format ?? ''] ?? {}), ...rules, ...convertLimits(schema) };
}

// OpenAPI 3.0 says `exclusiveMinimum: true` beside the minimum, JSON Schema says it instead of the minimum.
function convertLimits({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OpenApiSchema): JsonSchema {
  return {
    ...(minimum === undefined ? {} : { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum === undefined ? {} : { [exclusiveMaximum ? 'exclusiveMaximum' : 'maximum']: maximum }),
  };
}
