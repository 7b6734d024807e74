// Values inside of templates: truth and text as Go has them.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { compareStrings } from '../../shared/order.ts';

/** Undefined is Go's missing key. */
export type Value = Json | undefined;

/** Truth as in Go's templates: zero, empty and missing values are false. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return value !== '' && value !== 0 && value !== false;
}

/** What an action prints, and `%v`. */
export function printValue(value: Value): string {
  if (value === undefined || value === null) return '<no value>';
  return printInside(value);
}

function printInside(value: Json): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'object') return String(value);
  if (!isJsonObject(value)) return `[${value.map(printInside).join(' ')}]`;
  const keys = Object.keys(value).sort(compareStrings);
  return `map[${keys.map((key) => `${key}:${printInside(value[key] as Json)}`).join(' ')}]`;
}

/** Go's shortest form: an exponent of at least two digits below -4 and from 21 on. */
function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  // JavaScript's own form has exponents below -6 and from 21 on only.
  if (power >= -4 && power < 21) return String(value);
  const digits = String(Math.abs(power)).padStart(2, '0');
  return `${mantissa}e${power < 0 ? '-' : '+'}${digits}`;
}

/** Go's Sprint: a blank between two operands when neither is a string. */
export function sprint(values: readonly Value[]): string {
  return values
    .map((value, at) => {
      const blank = at > 0 && typeof value !== 'string' && typeof values[at - 1] !== 'string';
      return (blank ? ' ' : '') + (value === undefined || value === null ? '<nil>' : printInside(value));
    })
    .join('');
}
