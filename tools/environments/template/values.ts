// Values inside of templates, and what Go says about them: truth, type, text.
import { compareStrings } from '../../shared/order.ts';

/**
 * As in Go: a number is a float64, because all of JSON's are; a bigint an int. Undefined is a missing key, null nil.
 */
export type Value = undefined | null | boolean | string | number | bigint | Version | List | Dict;
export type List = readonly Value[];
export type Dict = { readonly [key: string]: Value };

/** What `semver` gives. */
export class Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;

  constructor(numbers: readonly [bigint, bigint, bigint], labels: readonly [string, string, string]) {
    [this.major, this.minor, this.patch] = numbers;
    [this.prerelease, this.metadata, this.original] = labels;
  }

  toString(): string {
    const { prerelease, metadata } = this;
    const numbers = `${this.major}.${this.minor}.${this.patch}`;
    return `${numbers}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
  }
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

export function isDict(value: Value): value is Dict {
  return typeof value === 'object' && value !== null && !isList(value) && !(value instanceof Version);
}

/** Not an own key of a missing value either. */
export function elementOf(dict: Dict, key: string): Value {
  return Object.hasOwn(dict, key) ? dict[key] : undefined;
}

export function isNil(value: Value): value is undefined | null {
  return value === undefined || value === null;
}

/** Truth as in Go's templates: zero, empty and missing values are false. */
export function isTrue(value: Value): boolean {
  if (isNil(value)) return false;
  if (value instanceof Version) return true;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return value !== '' && value !== 0 && value !== 0n && value !== false && !Number.isNaN(value);
}

/** What an action prints. */
export function printValue(value: Value): string {
  return isNil(value) ? '<no value>' : printInside(value);
}

/** `%v`. */
export function printInside(value: Value): string {
  if (isNil(value)) return '<nil>';
  if (typeof value === 'number') return formatFloat(value);
  if (isList(value)) return `[${value.map(printInside).join(' ')}]`;
  if (!isDict(value)) return String(value);
  return `map[${sortedKeys(value)
    .map((key) => `${key}:${printInside(value[key])}`)
    .join(' ')}]`;
}

export function sortedKeys(dict: Dict): readonly string[] {
  return Object.keys(dict).sort(compareStrings);
}

/** Go's shortest form: an exponent of at least two digits below -4 and from 6 on. */
export function formatFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  // JavaScript's own form has exponents below -6 and from 21 on only.
  if (power >= -4 && power < 6) return String(value);
  const digits = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}

/** Go's Sprint: a blank between two operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  return values
    .map((value, at) => {
      const blank = at > 0 && typeof value !== 'string' && typeof values[at - 1] !== 'string';
      return (blank ? ' ' : '') + printInside(value);
    })
    .join('');
}

/** `%T`. */
export function typeOf(value: Value): string {
  if (isNil(value)) return '<nil>';
  if (value instanceof Version) return '*semver.Version';
  if (isList(value)) return '[]interface {}';
  if (typeof value === 'object') return 'map[string]interface {}';
  return kindOf(value);
}

/** `reflect.Kind`. */
export function kindOf(value: Value): string {
  if (isNil(value)) return 'invalid';
  if (value instanceof Version) return 'ptr';
  if (isList(value)) return 'slice';
  const kinds = {
    boolean: 'bool',
    number: 'float64',
    bigint: 'int',
    string: 'string',
    object: 'map',
  } as const;
  return kinds[typeof value as keyof typeof kinds];
}

export function isDeepEqual(a: Value, b: Value): boolean {
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, at) => isDeepEqual(item, b[at]));
  if (isDict(a)) {
    if (!isDict(b) || Object.keys(a).length !== Object.keys(b).length) return false;
    return Object.keys(a).every((key) => Object.hasOwn(b, key) && isDeepEqual(a[key], b[key]));
  }
  return a === b;
}

/** The character of a number, U+FFFD where there is none. */
export function characterOf(code: number): string {
  const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
