// What a values schema says about the types of values.
import { inlineReferences, type Schema, type SchemaNode, typesOf } from '../schema/schema.ts';
import {
  allKinds,
  anyType,
  booleanType,
  type FieldType,
  integer,
  joinTypes,
  type Kind,
  kindsOf,
  largest,
  memberOf,
  membersOf,
  never,
  nullType,
  numberType,
  restrictType,
  type Type,
  typeOfLiteral,
  unionOf,
} from './types.ts';

/** The type of all values that the schema allows; of more, where the schema says more than a type can. */
export function typeOfSchema(schema: Schema): Type {
  return typeOf(inlineReferences(schema));
}

function typeOf(node: SchemaNode): Type {
  if (node === true) return anyType;
  if (node === false) return never;
  if (node.const !== undefined) return typeOfData(node.const);
  if (node.enum) return node.enum.map(typeOfData).reduce(joinTypes, never);
  const own = typeOfKeywords(node);
  const alternatives = node.anyOf ?? node.oneOf;
  if (!alternatives) return own;
  return narrowTo(own, alternatives.map(typeOf).reduce(joinTypes, never));
}

function typeOfData(data: unknown): Type {
  if (data === null || typeof data !== 'object')
    return typeOfLiteral(data as null | boolean | number | string);
  const kind: Kind = Array.isArray(data) ? 'array' : 'object';
  return restrictType(anyType, [kind]);
}

/** Kinds that both allow, with what the alternatives say of them. */
function narrowTo(own: Type, alternatives: Type): Type {
  const kinds = kindsOf(own);
  const narrowed = restrictType(alternatives, kinds);
  return unionOf(
    membersOf(narrowed).map((member) => {
      const base = memberOf(own, member.kind as Kind);
      return member.kind === 'object' && base?.kind === 'object' && base.fields.size > 0 ? base : member;
    }),
  );
}

function typeOfKeywords(schema: Schema): Type {
  const named = typesOf(schema);
  const kinds = named.length === 0 ? allKinds : [...new Set(named.map(kindOfName))];
  return unionOf(kinds.map((kind) => typeOfKind(kind, schema, named)));
}

function kindOfName(name: string): Kind {
  return name === 'integer' ? 'number' : (name as Kind);
}

function typeOfKind(kind: Kind, schema: Schema, named: readonly string[]): Type {
  switch (kind) {
    case 'null':
      return nullType;
    case 'boolean':
      return booleanType;
    case 'number':
      return numberOf(schema, named.includes('integer') && !named.includes('number'));
    case 'string':
      return {
        kind,
        ...(schema.pattern === undefined ? {} : { pattern: schema.pattern }),
        ...((schema.minLength ?? 0) > 0 ? { filled: true as const } : {}),
      };
    case 'array':
      return arrayType(schema);
    case 'object':
      return objectType(schema);
  }
}

function numberOf(schema: Schema, whole: boolean): Type {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (!whole)
    return {
      ...numberType,
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    };
  const above = exclusiveMinimum === undefined ? -largest : Math.floor(exclusiveMinimum) + 1;
  const below = exclusiveMaximum === undefined ? largest : Math.ceil(exclusiveMaximum) - 1;
  return integer(
    Math.max(-largest, Math.ceil(minimum ?? -largest), above),
    Math.min(largest, Math.floor(maximum ?? largest), below),
  );
}

function arrayType(schema: Schema): Type {
  const { items = true, minItems = 0, contains } = schema;
  const item = isList(items) ? items.map(typeOf).reduce(joinTypes, never) : typeOf(items);
  const filled = minItems > 0 || contains !== undefined;
  return { kind: 'array', items: isList(items) ? anyType : item, ...(filled ? { filled: true } : {}) };
}

function isList(items: SchemaNode | readonly SchemaNode[]): items is readonly SchemaNode[] {
  return Array.isArray(items);
}

/** What has a default is there: where a null could remove it, the schema's rules have it listed in `required`. */
function hasDefault(node: SchemaNode): boolean {
  return typeof node === 'object' && node.default !== undefined;
}

function objectType(schema: Schema): Type {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).map(([name, node]): [string, FieldType] => [
    name,
    { type: typeOf(node), required: required.has(name) || hasDefault(node) },
  ]);
  const patterns = Object.values(schema.patternProperties ?? {}).map(typeOf);
  const others = typeOf(schema.additionalProperties ?? true);
  const rest = [...patterns, others].reduce(joinTypes, never);
  const known = new Map(fields.filter(([, { type }]) => type.kind !== 'never'));
  return rest.kind === 'never' ? { kind: 'object', fields: known } : { kind: 'object', fields: known, rest };
}
