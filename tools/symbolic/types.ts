// Types of unknown values: what a values schema says about them, as far as evaluation and printing need it.
import { asciiText, isAsciiString } from './operations/patterns.ts';

export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export interface StringType {
  readonly kind: 'string';
  /** The only values it can have. */
  readonly values?: readonly string[];
  /** A regular expression that it matches. */
  readonly pattern?: string;
  /** It is not empty. */
  readonly filled?: true;
}

export interface NumberType {
  readonly kind: 'number';
  readonly integer: boolean;
  readonly minimum: number;
  readonly maximum: number;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly items: Type;
  /** It is not empty. */
  readonly filled?: true;
}

/** `fields` are known by name, everything else is of type `rest`; without `rest` there is nothing else. */
export interface ObjectType {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, FieldType>;
  readonly rest?: Type;
}

export interface FieldType {
  readonly type: Type;
  /** It is always there. */
  readonly required: boolean;
}

/** `never` has no values, `any` has all, a union those of several kinds, one type for each. */
export type Type =
  | { readonly kind: 'never' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  | StringType
  | NumberType
  | ArrayType
  | ObjectType
  | { readonly kind: 'union'; readonly of: readonly Type[] }
  | { readonly kind: 'any' };

export const allKinds: readonly Kind[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Integers beyond it are not exact in JSON. */
export const largest: number = Number.MAX_SAFE_INTEGER;

export const anyType: Type = { kind: 'any' };
export const never: Type = { kind: 'never' };
export const nullType: Type = { kind: 'null' };
export const booleanType: Type = { kind: 'boolean' };
export const stringType: StringType = { kind: 'string' };
export const numberType: NumberType = {
  kind: 'number',
  integer: false,
  minimum: -Number.MAX_VALUE,
  maximum: Number.MAX_VALUE,
};
export const integerType: NumberType = integer(-largest, largest);

export function integer(minimum: number, maximum: number): NumberType {
  return { kind: 'number', integer: true, minimum, maximum };
}

export function arrayOf(items: Type, filled = false): ArrayType {
  return filled ? { kind: 'array', items, filled: true } : { kind: 'array', items };
}

export function mapOf(rest: Type): ObjectType {
  return { kind: 'object', fields: new Map(), rest };
}

export function structOf(fields: Iterable<readonly [string, FieldType]>): ObjectType {
  return { kind: 'object', fields: new Map(fields) };
}

export function typeOfLiteral(value: null | boolean | number | string): Type {
  if (value === null) return nullType;
  if (typeof value === 'boolean') return booleanType;
  if (typeof value === 'string') return { kind: 'string', values: [value] };
  return { kind: 'number', integer: Number.isInteger(value), minimum: value, maximum: value };
}

/** The alternatives of a type, one for each kind; `any` has six. */
export function membersOf(type: Type): readonly Type[] {
  if (type.kind === 'never') return [];
  if (type.kind === 'union') return type.of;
  if (type.kind === 'any')
    return [nullType, booleanType, numberType, stringType, arrayOf(anyType), mapOf(anyType)];
  return [type];
}

export function kindsOf(type: Type): readonly Kind[] {
  return membersOf(type).map(({ kind }) => kind as Kind);
}

/** Whether every value of the type is of this kind. `never` is of every kind. */
export function isKind(type: Type, kind: Kind): boolean {
  return membersOf(type).every((member) => member.kind === kind);
}

export function mayBe(type: Type, kind: Kind): boolean {
  return membersOf(type).some((member) => member.kind === kind);
}

export function memberOf<K extends Kind>(type: Type, kind: K): Extract<Type, { kind: K }> | undefined {
  return membersOf(type).find((member) => member.kind === kind) as Extract<Type, { kind: K }> | undefined;
}

export function isInteger(type: Type): boolean {
  return membersOf(type).every((member) => member.kind === 'number' && member.integer);
}

/** Of these kinds only. */
export function restrictType(type: Type, kinds: readonly Kind[]): Type {
  const members = membersOf(type).filter((member) => kinds.includes(member.kind as Kind));
  if (type.kind === 'any' && members.length === allKinds.length) return type;
  return unionOf(members);
}

export function unionOf(members: readonly Type[]): Type {
  if (members.length === 0) return never;
  return members.length === 1 ? (members[0] as Type) : { kind: 'union', of: members };
}

/** A type that has the values of both. */
export function joinTypes(a: Type, b: Type): Type {
  if (a === b || b.kind === 'never') return a;
  if (a.kind === 'never') return b;
  if (a.kind === 'any' || b.kind === 'any') return anyType;
  const members = allKinds.flatMap((kind) => {
    const left = memberOf(a, kind);
    const right = memberOf(b, kind);
    return left && right ? [joinMembers(left, right)] : [left ?? right].filter((type) => type !== undefined);
  });
  return unionOf(members);
}

function joinMembers(a: Type, b: Type): Type {
  if (a.kind === 'string' && b.kind === 'string') return joinStrings(a, b);
  if (a.kind === 'number' && b.kind === 'number') {
    return {
      kind: 'number',
      integer: a.integer && b.integer,
      minimum: Math.min(a.minimum, b.minimum),
      maximum: Math.max(a.maximum, b.maximum),
    };
  }
  if (a.kind === 'array' && b.kind === 'array')
    return arrayOf(joinTypes(a.items, b.items), a.filled === true && b.filled === true);
  if (a.kind === 'object' && b.kind === 'object') return joinObjects(a, b);
  return a;
}

function joinStrings(a: StringType, b: StringType): StringType {
  const values = a.values && b.values ? { values: [...new Set([...a.values, ...b.values])] } : {};
  const filled = isFilled(a) && isFilled(b) ? { filled: true as const } : {};
  return { kind: 'string', ...values, ...joinPatterns(a, b), ...filled };
}

/** The pattern of both; where they have different ones, that both are ASCII. */
function joinPatterns(a: StringType, b: StringType): { readonly pattern?: string } {
  if (a.pattern !== undefined && a.pattern === b.pattern) return { pattern: a.pattern };
  if (a.values && b.values) return {};
  return isAsciiString(a) && isAsciiString(b) ? { pattern: asciiText } : {};
}

/** Whether a string, list or map is known not to be empty. */
export function isFilled(type: Type): boolean {
  if (type.kind === 'string')
    return type.filled === true || (type.values !== undefined && !type.values.includes(''));
  if (type.kind === 'array') return type.filled === true;
  return type.kind === 'object' && [...type.fields.values()].some(({ required }) => required);
}

function joinObjects(a: ObjectType, b: ObjectType): ObjectType {
  const fields = new Map<string, FieldType>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const left = fieldOf(a, name);
    const right = fieldOf(b, name);
    fields.set(name, {
      type: joinTypes(left.type, right.type),
      required: left.required && right.required,
    });
  }
  const rest = joinTypes(a.rest ?? never, b.rest ?? never);
  return { kind: 'object', fields, ...(rest.kind === 'never' ? {} : { rest }) };
}

/** What is known about a field, declared or not; `never` when it cannot be there. */
export function fieldOf(type: ObjectType, name: string): FieldType {
  return type.fields.get(name) ?? { type: type.rest ?? never, required: false };
}

/** The type of any entry of an object. */
export function entryType(type: ObjectType): Type {
  return [...type.fields.values()].reduce<Type>(
    (all, { type: one }) => joinTypes(all, one),
    type.rest ?? never,
  );
}
