// TypeScript types of what a user may write as values, made from the schema.
import { defaultOf } from './defaults.ts';
import {
  annotations,
  followReference,
  type InnerSchema,
  inlineReferencesOf,
  mapInnerSchemas,
  type Schema,
  type SchemaNode,
} from './schema.ts';

const banner = '// Generated from values.schema.json by `twinhull generate`: change the schema instead.';
const longestDefault = 80;
const anything: Schema & { readonly tsType: string } = { tsType: 'unknown' };

/**
 * The content of `values.d.ts`: one interface, `DispatchValues` for the app `dispatch`, and one per definition that
 * lists or maps use. It describes the input: what has a default is optional, although the schema requires it of the
 * values after defaults, because users leave it out.
 */
export async function renderTypes(schema: Schema, app: string): Promise<string> {
  const { compile } = await import('json-schema-to-typescript');
  const input = toInput(schema, schema) as unknown as Parameters<typeof compile>[0];
  return compile(input, typeName(app), {
    $refOptions: { resolve: { external: false } },
    bannerComment: banner,
    ignoreMinAndMaxItems: true,
    style: { printWidth: 110, singleQuote: true },
    unknownAny: true,
  });
}

/** `my-app` becomes `MyAppValues`. */
export function typeName(app: string): string {
  const words = app.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return `${words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')}Values`;
}

/** A schema at a fixed path as users meet it: without references, titles (they would name types) and defaults. */
function toInput(schema: Schema, root: Schema): Schema {
  const { title: _, default: __, ...rest } = schema;
  const inner = mapInnerSchemas(rest, (child) => toInputChild(child, root));
  if (inner.required === undefined) return inner;
  const isOptional = (key: string): boolean => propertyDefault(rest.properties?.[key], root) !== undefined;
  return { ...inner, required: inner.required.filter((key) => !isOptional(key)) };
}

function toInputChild({ keyword, node }: InnerSchema, root: Schema): SchemaNode {
  if (keyword !== 'properties') return withoutTitles(node);
  const property = followReference(node, root) ?? true;
  if (typeof property === 'boolean' || isOpen(property)) return withoutTitles(property);
  return describeDefault(toInput(property, root), propertyDefault(property, root), property);
}

function withoutTitles(node: SchemaNode): SchemaNode {
  if (typeof node === 'boolean') return node ? anything : node;
  const { title: _, ...rest } = node;
  const inner = mapInnerSchemas(rest, ({ node: child }) => withoutTitles(child));
  return isOpen(inner) ? { ...inner, ...anything } : inner;
}

/** Whether a schema says nothing about the value; json-schema-to-typescript would take it for a map. */
function isOpen(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => annotations.includes(keyword));
}

function propertyDefault(node: SchemaNode | undefined, root: Schema): unknown {
  return node === undefined ? undefined : defaultOf(inlineReferencesOf(node, root));
}

/** Editors show the default where the value is written; that of an object stands at its properties. */
function describeDefault(input: Schema, value: unknown, property: Schema): Schema {
  const text = JSON.stringify(value);
  if (text === undefined || property.properties !== undefined || text.length > longestDefault) return input;
  return { ...input, description: [input.description, `@default ${text}`].filter(Boolean).join('\n\n') };
}
