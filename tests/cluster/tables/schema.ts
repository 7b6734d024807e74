// The API server's own OpenAPI document: which definition stands where in an object.
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';

/** As much of a schema as is needed to walk through a value. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

export type Definitions = Readonly<Record<string, Schema>>;

/** The name of the definition that a schema refers to. */
export function refName(schema: Schema | undefined): string | undefined {
  return schema?.$ref?.slice('#/definitions/'.length);
}

/** The definition with fields that a schema refers to. */
export function objectName(schema: Schema | undefined, definitions: Definitions): string | undefined {
  const name = refName(schema);
  return name !== undefined && definitions[name]?.properties ? name : undefined;
}

/** The schema of a map's values, where it is a map. */
export function mapValues(schema: Schema): Schema | undefined {
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** By `apiVersion/Kind` the definition of the kind. */
export function kindNames(definitions: Definitions): Readonly<Record<string, string>> {
  const kinds: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (!definition.properties?.metadata) continue;
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      kinds[`${group === '' ? '' : `${group}/`}${version}/${kind}`] = name;
    }
  }
  return kinds;
}

/** The schema of a field in the object of a definition. */
export function schemaAt(
  definitions: Definitions,
  name: string,
  path: readonly string[],
): Schema | undefined {
  const [field = '', ...rest] = path;
  const schema = definitions[name]?.properties?.[field];
  return rest.length === 0 ? schema : schemaAt(definitions, refName(schema) ?? '', rest);
}

export type Path = readonly (string | number)[];

/** One object inside an object, and the definition that it is an instance of. */
export interface Instance {
  readonly definition: string;
  readonly path: Path;
  readonly value: JsonObject;
}

/** All objects in a value that have a definition with fields, the outermost first. */
export function listInstances(value: Json, definition: string, definitions: Definitions): Instance[] {
  const found: Instance[] = [];
  const visit = (node: Json, schema: Schema, path: Path): void => {
    const name = objectName(schema, definitions);
    if (isJsonObject(node) && name !== undefined) {
      found.push({ definition: name, path, value: node });
      visitFields(node, definitions[name]?.properties ?? {}, path);
    } else if (isJsonObject(node)) {
      const inner = mapValues(schema);
      if (inner) for (const key of Object.keys(node)) visit(node[key] as Json, inner, [...path, key]);
    } else if (Array.isArray(node) && schema.items) {
      for (const [index, item] of node.entries()) visit(item, schema.items, [...path, index]);
    }
  };
  const visitFields = (node: JsonObject, fields: Readonly<Record<string, Schema>>, path: Path): void => {
    for (const [key, item] of Object.entries(node)) {
      const schema = fields[key];
      if (schema) visit(item, schema, [...path, key]);
    }
  };
  visit(value, { $ref: `#/definitions/${definition}` }, []);
  return found;
}

/** A path without the places in lists: `spec.ports[].name`. */
export function formatPattern(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? '[]' : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
