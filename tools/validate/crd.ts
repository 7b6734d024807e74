// Makes validation schemas of CustomResourceDefinitions: what the API server would keep is allowed, nothing else.
import type { Bundle, JsonSchema } from './bundle.ts';
import { formatKind, referencePrefix } from './bundle.ts';
import { convertKeywords, integerOrString, type OpenApiSchema } from './keywords.ts';

export interface CustomResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: OpenApiSchema };
    }[];
  };
}

const objectMeta: JsonSchema = { $ref: `${referencePrefix}io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta` };
const envelope = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: objectMeta } as const;

/** A DNS name. Groups and kinds become names of files, which must not lead anywhere else. */
const groupName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** Whether a manifest is a CustomResourceDefinition that is complete enough to be converted. */
export function isCustomResourceDefinition(manifest: unknown): manifest is CustomResourceDefinition {
  const { apiVersion, kind, spec } = Object(manifest) as Partial<CustomResourceDefinition>;
  if (apiVersion !== 'apiextensions.k8s.io/v1' || kind !== 'CustomResourceDefinition') return false;
  if (typeof spec?.group !== 'string' || !groupName.test(spec.group)) return false;
  return typeof spec.names?.kind === 'string' && Array.isArray(spec.versions);
}

/** The schemas of every version of every definition. They refer to the bundle of a Kubernetes version. */
export function convertDefinitions(definitions: readonly CustomResourceDefinition[]): Bundle {
  const schemas: Record<string, JsonSchema> = {};
  const kinds: Record<string, string> = {};
  for (const { spec } of definitions) {
    for (const { name, schema } of spec.versions) {
      const kind = formatKind(`${spec.group}/${name}`, spec.names.kind);
      schemas[kind] = convertRoot(
        schema?.openAPIV3Schema ?? { 'x-kubernetes-preserve-unknown-fields': true },
      );
      kinds[kind] = kind;
    }
  }
  return { definitions: schemas, kinds };
}

function convertRoot(schema: OpenApiSchema): JsonSchema {
  return convertStructure({ ...schema, type: 'object', 'x-kubernetes-embedded-resource': true });
}

function convertStructure(schema: OpenApiSchema): JsonSchema {
  if (schema['x-kubernetes-int-or-string']) return { ...convertKeywords(schema), ...integerOrString };
  const { items, required } = schema;
  return {
    ...convertKeywords(schema),
    ...convertAlternatives(schema),
    ...(items ? { items: convertStructure(items) } : {}),
    ...(required ? { required } : {}),
    ...(schema.type === 'object' ? convertFields(schema) : {}),
  };
}

function convertFields(schema: OpenApiSchema): JsonSchema {
  const { properties = {}, additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    return { additionalProperties: convertStructure(additionalProperties) };
  }
  const open = additionalProperties === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const converted = Object.entries(properties).map(
    ([name, property]) => [name, convertStructure(property)] as const,
  );
  const fields = {
    ...Object.fromEntries(converted),
    ...(schema['x-kubernetes-embedded-resource'] ? envelope : {}),
  };
  return { properties: fields, ...(open ? {} : { additionalProperties: false }) };
}

// Inside allOf, anyOf, oneOf and not only rules about values are said; the fields are those of the schema around.
function convertAlternatives(schema: OpenApiSchema): JsonSchema {
  const alternatives: Record<string, unknown> = {};
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const list = schema[keyword];
    if (Array.isArray(list)) alternatives[keyword] = list.map((schema) => convertRules(schema));
  }
  if (schema.not) alternatives.not = convertRules(schema.not as OpenApiSchema);
  return alternatives;
}

function convertRules(schema: OpenApiSchema): JsonSchema {
  const { properties, items, required } = schema;
  const rules = Object.entries(properties ?? {}).map(
    ([name, property]) => [name, convertRules(property)] as const,
  );
  return {
    ...convertKeywords(schema),
    ...convertAlternatives(schema),
    ...(properties ? { properties: Object.fromEntries(rules) } : {}),
    ...(items ? { items: convertRules(items) } : {}),
    ...(required ? { required } : {}),
  };
}
