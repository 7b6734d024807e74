// What the OpenAPI document and the CRDs say about a place in an object: its fields, its scalars and the keys of its lists.
import { type Bundle, formatKind, type JsonSchema, referencePrefix } from '../../validate/bundle.ts';

/** The schema of a place, and the name of the definition that it comes from. */
export interface Type {
  readonly name?: string;
  readonly schema: JsonSchema;
}

/** What a scalar means beyond its JSON type. */
export type Scalar = 'quantity' | 'int-or-string' | 'duration' | 'base64' | 'plain';

/** How entries of a list are told apart: by their fields, by being equal, or by where they stand. */
export type ListKind = { readonly keys: readonly string[] } | 'set' | 'atomic';

export interface Types {
  readonly bundle: Bundle;
  /** Undefined for kinds without a schema. */
  readonly kind: (apiVersion: string, kind: string) => Type | undefined;
  readonly field: (type: Type | undefined, key: string) => Type | undefined;
  readonly item: (type: Type | undefined) => Type | undefined;
}

export function createTypes(bundle: Bundle): Types {
  const resolve = (schema: JsonSchema | undefined): Type | undefined => {
    if (schema === undefined) return undefined;
    if (schema.$ref === undefined) return { schema };
    const name = schema.$ref.slice(referencePrefix.length);
    const target = bundle.definitions[name];
    return target && { name, schema: target };
  };
  return {
    bundle,
    kind: (apiVersion, kind) => {
      const name = bundle.kinds[formatKind(apiVersion, kind)];
      return name === undefined ? undefined : resolve({ $ref: `${referencePrefix}${name}` });
    },
    field: (type, key) => {
      const { properties, additionalProperties } = type?.schema ?? {};
      if (properties && Object.hasOwn(properties, key)) return resolve(properties[key]);
      return typeof additionalProperties === 'object' ? resolve(additionalProperties) : undefined;
    },
    item: (type) => resolve(type?.schema.items),
  };
}

/** Whether the keys of the value are names that a user chose, as in labels, and not fields. */
export function isMap(type: Type | undefined): boolean {
  return typeof type?.schema.additionalProperties === 'object';
}

/** Built-in kinds are stored as Go structures, custom resources as they were written. */
export function isBuiltIn({ name }: Type): boolean {
  return name?.startsWith('io.k8s.') === true;
}

export function listKindOf(type: Type | undefined): ListKind {
  const schema = type?.schema ?? {};
  const keys = schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  if (keys) return { keys };
  const key = schema['x-kubernetes-patch-merge-key'] as string | undefined;
  if (key !== undefined) return { keys: [key] };
  return schema['x-kubernetes-list-type'] === 'set' ? 'set' : 'atomic';
}

const quantityName = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const intOrStringName = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const durationName = 'io.k8s.apimachinery.pkg.apis.meta.v1.Duration';

const scalars = new WeakMap<JsonSchema, Scalar>();

export function scalarOf(type: Type | undefined): Scalar {
  if (type === undefined) return 'plain';
  if (type.name === quantityName) return 'quantity';
  if (type.name === intOrStringName) return 'int-or-string';
  if (type.name === durationName) return 'duration';
  const known = scalars.get(type.schema);
  if (known) return known;
  const scalar = scalarOfSchema(type.schema);
  scalars.set(type.schema, scalar);
  return scalar;
}

// Custom resources say by a pattern what their texts are: a pattern is recognised by what it accepts and refuses.
function scalarOfSchema({ type, pattern }: JsonSchema): Scalar {
  if (typeof pattern === 'string') {
    const accepts = matcherOf(pattern);
    if (accepts('YQ==') && accepts('YWI=\n') && !accepts('a b')) return 'base64';
    if (accepts('1Gi') && accepts('500m') && accepts('1e3')) return 'quantity';
    if (accepts('60s') && accepts('1h') && !accepts('word') && !accepts('7')) return 'duration';
  }
  const both = Array.isArray(type) && type.includes('integer') && type.includes('string');
  return both ? 'int-or-string' : 'plain';
}

function matcherOf(pattern: string): (text: string) => boolean {
  try {
    const expression = new RegExp(pattern);
    return (text) => expression.test(text);
  } catch {
    // Patterns are Go's; one that JavaScript cannot read tells nothing.
    return () => false;
  }
}
