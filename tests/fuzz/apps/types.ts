// Types of what random applications compute with: narrower than those of a schema, so that generated code is never refused.
export interface TextType {
  readonly kind: 'text';
  readonly ascii?: true;
  readonly digits?: true;
  readonly filled?: true;
  /** The only texts it can be. */
  readonly values?: readonly string[];
}

export interface IntegerType {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  /** It may be -0, which Jsonnet prints with its sign and templates do not: such a number never becomes text. */
  readonly signed?: true;
}

export interface Field {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

export interface StructType {
  readonly kind: 'struct';
  readonly fields: readonly Field[];
}

export interface ListType {
  readonly kind: 'list';
  readonly of: Type;
}

export interface MapType {
  readonly kind: 'map';
  readonly of: Type;
}

/** Any object; a plain one has nothing in it that has another text in JSON, see `isPlain`. */
export interface RecordType {
  readonly kind: 'record';
  readonly plain: boolean;
}

/** `number`, `free` and `freeList` are passed on as they are; a choice has members of different kinds. */
export type Type =
  | RecordType
  | TextType
  | IntegerType
  | ListType
  | MapType
  | StructType
  | { readonly kind: 'boolean' | 'null' | 'number' | 'free' | 'freeList' }
  | { readonly kind: 'choice'; readonly of: readonly Type[] };

export const largest: number = Number.MAX_SAFE_INTEGER;
export const text: TextType = { kind: 'text' };
export const ascii: TextType = { kind: 'text', ascii: true };
export const boolean: Type = { kind: 'boolean' };
export const nothing: Type = { kind: 'null' };
export const wholeNumber: IntegerType = { kind: 'integer', minimum: -largest, maximum: largest };

export function signed(type: Type): IntegerType {
  return { ...(type.kind === 'integer' ? type : wholeNumber), signed: true };
}

export function integer(minimum: number, maximum: number): IntegerType {
  return { kind: 'integer', minimum: Math.max(minimum, -largest), maximum: Math.min(maximum, largest) };
}

export function listOf(of: Type): ListType {
  return { kind: 'list', of };
}

export function mapOf(of: Type): MapType {
  return { kind: 'map', of };
}

export function enumerated(values: readonly string[]): TextType {
  return {
    kind: 'text',
    values,
    ascii: true,
    ...(values.includes('') ? {} : { filled: true as const }),
  };
}

/** Whether a value of one type can stand where another is wanted. */
export function fits(type: Type, wanted: Type): boolean {
  if (wanted.kind === 'record')
    return ['record', 'struct', 'map', 'free'].includes(type.kind) && (!wanted.plain || isPlain(type));
  if (type.kind !== wanted.kind) return false;
  switch (type.kind) {
    case 'text':
      return textFits(type, wanted as TextType);
    case 'integer':
      return integerFits(type, wanted as IntegerType);
    case 'list':
    case 'map':
      return fits(type.of, (wanted as ListType | MapType).of);
    case 'struct':
    case 'choice':
      return JSON.stringify(type) === JSON.stringify(wanted);
    default:
      return true;
  }
}

function integerFits(type: IntegerType, wanted: IntegerType): boolean {
  const inside = type.minimum >= wanted.minimum && type.maximum <= wanted.maximum;
  return inside && (!type.signed || wanted.signed === true);
}

function textFits(type: TextType, wanted: TextType): boolean {
  if (wanted.values) return type.values?.every((value) => wanted.values?.includes(value)) === true;
  return (
    (!wanted.ascii || type.ascii === true) &&
    (!wanted.digits || type.digits === true) &&
    (!wanted.filled || type.filled === true)
  );
}

/** What is known of either of two values that were wanted to be of one type. */
export function eitherOf(a: Type, b: Type): Type {
  if (a.kind === 'integer' && b.kind === 'integer') {
    const both = integer(Math.min(a.minimum, b.minimum), Math.max(a.maximum, b.maximum));
    return a.signed || b.signed ? signed(both) : both;
  }
  if (a.kind !== 'text' || b.kind !== 'text') return a;
  const values = a.values && b.values ? { values: [...new Set([...a.values, ...b.values])] } : {};
  return {
    kind: 'text',
    ...values,
    ...(a.ascii && b.ascii ? { ascii: true } : {}),
    ...(a.digits && b.digits ? { digits: true } : {}),
    ...(a.filled && b.filled ? { filled: true } : {}),
  };
}

/** Whether neither fractions nor values of any kind are in it. */
export function isPlain(type: Type): boolean {
  switch (type.kind) {
    case 'list':
    case 'map':
      return isPlain(type.of);
    case 'struct':
      return type.fields.every((field) => isPlain(field.type));
    case 'choice':
      return type.of.every(isPlain);
    case 'record':
      return type.plain;
    default:
      return !['number', 'free', 'freeList'].includes(type.kind);
  }
}
