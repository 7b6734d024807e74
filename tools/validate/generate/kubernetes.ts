// Makes validation schemas of the built-in kinds from Kubernetes' OpenAPI document.
import { type Bundle, formatKind, type JsonSchema, mapSubschemas, referencePrefix } from '../bundle.ts';
import { convertKeywords, integerOrString, type OpenApiSchema, quantity } from '../keywords.ts';

export interface OpenApiDocument {
  readonly definitions: Readonly<Record<string, OpenApiSchema>>;
}

interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Definitions whose text in the document is narrower or wider than what the API server takes. */
const exceptions: Readonly<Record<string, JsonSchema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': quantity,
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': integerOrString,
};

const objectMeta = `${referencePrefix}io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta`;

/** Every kind that a manifest can have, with the definitions that they need. */
export function convertDocument({ definitions }: OpenApiDocument): Bundle {
  const kinds: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.properties?.metadata?.$ref !== objectMeta) continue;
    for (const { group, version, kind } of kindsOf(definition)) {
      kinds[formatKind(group === '' ? version : `${group}/${version}`, kind)] = name;
    }
  }
  const converted = Object.entries(definitions).map(([name, definition]) => [
    name,
    exceptions[name] ?? convertDefinition(definition),
  ]);
  return { kinds, definitions: keepReachable(Object.fromEntries(converted), Object.values(kinds)) };
}

function kindsOf(definition: OpenApiSchema): readonly GroupVersionKind[] {
  return (definition['x-kubernetes-group-version-kind'] as readonly GroupVersionKind[] | undefined) ?? [];
}

function convertDefinition(schema: OpenApiSchema): JsonSchema {
  if (schema.$ref) return { $ref: schema.$ref };
  const { items, properties, required, additionalProperties } = schema;
  const fields = Object.entries(properties ?? {}).map(
    ([name, field]) => [name, convertDefinition(field)] as const,
  );
  return {
    ...convertKeywords(schema),
    ...(items ? { items: convertDefinition(items) } : {}),
    ...(required ? { required } : {}),
    ...(properties ? { properties: Object.fromEntries(fields), additionalProperties: false } : {}),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: convertDefinition(additionalProperties) }
      : {}),
  };
}

type Definitions = Readonly<Record<string, JsonSchema>>;

function keepReachable(definitions: Definitions, roots: readonly string[]): Definitions {
  const reached: Record<string, JsonSchema> = {};
  const visit = (schema: JsonSchema): JsonSchema => {
    if (schema.$ref) reach(schema.$ref.slice(referencePrefix.length));
    return mapSubschemas(schema, visit);
  };
  const reach = (name: string): void => {
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`the OpenAPI document has no definition ${name}`);
    if (name in reached) return;
    reached[name] = definition;
    visit(definition);
  };
  roots.forEach(reach);
  return reached;
}
