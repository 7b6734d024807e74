// A draft-07 schema as data: its keywords, the schemas inside it, and its references resolved.
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { explainJsonFault } from '../shared/jsonFault.ts';
import { type JsonPath, ownValue, parsePointer } from './json.ts';

export type SchemaNode = Schema | boolean;
type SchemaMap = Readonly<Record<string, SchemaNode>>;

/** The keywords of draft-07 that tools here look at; AJV looks at the others. */
export interface Schema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly Json[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly properties?: SchemaMap;
  readonly patternProperties?: SchemaMap;
  readonly additionalProperties?: SchemaNode;
  readonly propertyNames?: SchemaNode;
  readonly required?: readonly string[];
  readonly items?: SchemaNode | readonly SchemaNode[];
  readonly contains?: SchemaNode;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly definitions?: SchemaMap;
}

/** Which keywords hold schemas, and in what form. */
export const schemaKeywords: Readonly<Record<string, 'one' | 'list' | 'map' | 'one or list'>> = {
  additionalItems: 'one',
  additionalProperties: 'one',
  allOf: 'list',
  anyOf: 'list',
  contains: 'one',
  definitions: 'map',
  dependencies: 'map',
  else: 'one',
  if: 'one',
  items: 'one or list',
  not: 'one',
  oneOf: 'list',
  patternProperties: 'map',
  properties: 'map',
  propertyNames: 'one',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: 'one',
};

/** Reads a schema's text. Fails with ToolError `schema-unreadable`. */
export function parseSchema(text: string, file: string): Schema {
  try {
    const schema: unknown = JSON.parse(text);
    if (isJsonObject(schema)) return schema as Schema;
  } catch (cause) {
    const problem = explainJsonFault(text);
    throw new ToolError('schema-unreadable', { file, problem }, { cause });
  }
  throw new ToolError('schema-unreadable', { file, problem: 'it is not a JSON object' });
}

/** A schema inside another: the keyword, the key or index under it, and the schema. */
export interface InnerSchema {
  readonly keyword: string;
  readonly key?: string;
  readonly node: SchemaNode;
}

/** The schemas directly inside one, in the order of the document. */
export function innerSchemas(schema: Schema): readonly InnerSchema[] {
  return Object.entries(schema).flatMap(([keyword, value]: [string, Json]): readonly InnerSchema[] => {
    const form = ownValue(schemaKeywords, keyword);
    if (form === undefined) return [];
    if (form === 'one' || (form === 'one or list' && !Array.isArray(value))) {
      return isSchemaNode(value) ? [{ keyword, node: value }] : [];
    }
    const entries = Object.entries(value ?? {});
    return entries.flatMap(([key, node]) => (isSchemaNode(node) ? [{ keyword, key, node }] : []));
  });
}

/** The same schema with every schema directly inside it replaced. */
export function mapInnerSchemas(schema: Schema, change: (inner: InnerSchema) => SchemaNode): Schema {
  const entries = Object.entries(schema).map(([keyword, value]: [string, Json]): [string, unknown] => {
    const form = ownValue(schemaKeywords, keyword);
    const changed = (node: unknown, key?: string): unknown =>
      isSchemaNode(node) ? change(key === undefined ? { keyword, node } : { keyword, key, node }) : node;
    if (form === undefined) return [keyword, value];
    if (Array.isArray(value)) return [keyword, value.map((node, index) => changed(node, String(index)))];
    if (form !== 'map' || !isJsonObject(value)) return [keyword, changed(value)];
    const map = Object.entries(value).map(([key, node]): [string, unknown] => [key, changed(node, key)]);
    return [keyword, Object.fromEntries(map)];
  });
  return Object.fromEntries(entries) as Schema;
}

function isSchemaNode(value: unknown): value is SchemaNode {
  return typeof value === 'boolean' || isJsonObject(value);
}

/** What `#/definitions/x` points to, or undefined when it points nowhere or out of the document. */
export function resolvePointer(root: Schema, reference: string): SchemaNode | undefined {
  if (!/^#(\/|$)/.test(reference)) return undefined;
  let current: unknown = root;
  for (const segment of parsePointer(reference.slice(1))) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = ownValue(current as Readonly<Record<string, unknown>>, segment);
  }
  return isSchemaNode(current) ? current : undefined;
}

/** Beside a `$ref` draft-07 ignores everything; these say nothing about validity and are kept. */
export const annotations: readonly string[] = ['$comment', 'default', 'description', 'examples', 'title'];

/** What a schema says after following its own reference; references inside it stay. Undefined: it leads nowhere. */
export function followReference(node: SchemaNode, root: Schema): SchemaNode | undefined {
  if (typeof node === 'boolean' || node.$ref === undefined) return node;
  const beside = Object.fromEntries(
    Object.entries(node).filter(([keyword]) => annotations.includes(keyword)),
  );
  const target = resolvePointer(root, node.$ref);
  return typeof target === 'object' ? { ...target, ...beside } : target;
}

/**
 * The schema with local references replaced by what they point to, annotations beside a reference winning.
 * A reference inside its own target stays, so that a recursive schema remains finite.
 */
export function inlineReferences(root: Schema): Schema {
  return mapInnerSchemas(root, (inner) => inlineReferencesOf(inner.node, root));
}

/** The same for one schema inside `root`. */
export function inlineReferencesOf(inner: SchemaNode, root: Schema): SchemaNode {
  const inline = (node: SchemaNode, within: readonly string[]): SchemaNode => {
    if (typeof node === 'boolean') return node;
    if (node.$ref === undefined) return mapInnerSchemas(node, (inner) => inline(inner.node, within));
    const target = within.includes(node.$ref) ? undefined : followReference(node, root);
    return target === undefined ? node : inline(target, [...within, node.$ref]);
  };
  return inline(inner, []);
}

/** The types that a schema names: none when it names none. */
export function typesOf(schema: Schema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}

/** The first place at a fixed path of a schema without references, in the order of the schema and nearest to the root, where a property has a name. */
export function findProperty(schema: Schema, name: string): JsonPath | undefined {
  let level: readonly { readonly path: JsonPath; readonly node: Schema }[] = [
    { path: [], node: inlineReferences(schema) },
  ];
  while (level.length > 0) {
    const found = level.find(({ node }) => Object.hasOwn(node.properties ?? {}, name));
    if (found !== undefined) return [...found.path, name];
    level = level.flatMap(({ path, node }) =>
      Object.entries(node.properties ?? {}).flatMap(([key, property]) =>
        typeof property === 'boolean' ? [] : [{ path: [...path, key], node: property }],
      ),
    );
  }
  return undefined;
}
