// Turns a bundle into self-contained schema files, one per kind, in the layout that kubeconform is told to read.
import { type Bundle, type JsonSchema, mapSubschemas, referencePrefix, resolveReference } from './bundle.ts';

/** Where kubeconform finds a kind below the directory of expanded schemas. */
export const layout = '{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json';

/** Part of the cache key: has to change when the expansion of the same bundle does. */
export const expansionVersion = '1';

/** The file of each kind in the layout, by relative path. */
export function expandBundle(bundle: Bundle): ReadonlyMap<string, JsonSchema> {
  const files = new Map<string, JsonSchema>();
  for (const [kind, definition] of Object.entries(bundle.kinds)) {
    files.set(fileOf(kind), expandDefinition(bundle, definition));
  }
  return files;
}

function fileOf(kind: string): string {
  const parts = kind.split('/');
  const [group = '', version = group] = parts.slice(0, -1);
  return `${group}/${parts.at(-1)?.toLowerCase()}_${version}.json`;
}

/** One schema without references, except where a definition contains itself. */
function expandDefinition(bundle: Bundle, name: string): JsonSchema {
  const recursive: Record<string, JsonSchema> = {};
  const expand = (schema: JsonSchema, nullable: boolean, within: readonly string[]): JsonSchema => {
    if (schema.$ref === undefined) {
      const expanded = mapSubschemas(schema, (subschema, isOptional) =>
        expand(subschema, isOptional, within),
      );
      return nullable ? allowNull(expanded) : expanded;
    }
    const target = schema.$ref.slice(referencePrefix.length);
    if (!within.includes(target))
      return expand(resolveReference(bundle, schema), nullable, [...within, target]);
    if (!(target in recursive)) {
      recursive[target] = {};
      recursive[target] = expand(resolveReference(bundle, schema), true, [target]);
    }
    return { $ref: schema.$ref };
  };
  const root = expand({ $ref: `${referencePrefix}${name}` }, false, []);
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions: recursive };
}

const alternatives = ['allOf', 'anyOf', 'oneOf', 'not'];

function allowNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (type === undefined || alternatives.some((keyword) => schema[keyword])) return schema;
  const types = [type].flat();
  if (types.includes('null')) return schema;
  return { ...schema, type: [...types, 'null'], ...(values ? { enum: [...values, null] } : {}) };
}
