// The conversions of std.format that print numbers. They calculate as go-jsonnet's library does, in doubles, so that
// the digits of numbers beyond 2^53 come out the same.
import { checkNumber, expectNumber } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { typeName, type Value } from '../evaluation/values.ts';
import { formatNumber } from '../manifest/number.ts';
import type { FormatCode } from './format-parse.ts';
import { logarithm, power } from './real.ts';

/** What of a code is decided for one number: zeros to pad to, and the precision with its default. */
export interface NumberLayout {
  readonly code: FormatCode;
  readonly zeroPad: number;
  readonly precision: Value;
}

interface Signs {
  readonly negative: boolean;
  readonly blank: boolean;
  readonly plus: boolean;
}

interface IntegerLayout extends Signs {
  readonly width: number;
  readonly digits: number;
  readonly radix: number;
  readonly prefix: string;
}

function padLeft(text: string, width: number, filler: string): string {
  const missing = Math.ceil(width - text.length);
  return missing > 0 ? filler.repeat(missing) + text : text;
}

function signOf({ negative, blank, plus }: Signs): string {
  if (negative) return '-';
  if (plus) return '+';
  return blank ? ' ' : '';
}

function renderInteger(size: number, layout: IntegerLayout): string {
  const sign = signOf(layout);
  const digits = size === 0 ? '0' : layout.prefix + digitsOf(size, layout.radix);
  return sign + padLeft(digits, Math.max(layout.width - sign.length, layout.digits), '0');
}

function digitsOf(size: number, radix: number): string {
  if (Number.isSafeInteger(size)) return size.toString(radix);
  let digits = '';
  for (let rest = size; rest !== 0; rest = Math.floor(rest / radix))
    digits = formatNumber(rest % radix) + digits;
  return digits;
}

/** `%d` and `%o`: the fraction is cut off. */
export function renderWhole(value: number, layout: NumberLayout, radix: number): string {
  const { blank, plus, alternative } = layout.code;
  return renderInteger(Math.floor(Math.abs(value)), {
    negative: value <= -1,
    blank,
    plus,
    width: layout.zeroPad,
    digits: minimumDigits(layout),
    radix,
    prefix: radix === 8 && alternative ? '0' : '',
  });
}

function minimumDigits({ precision }: NumberLayout): number {
  if (precision === null) return 0;
  if (typeof precision === 'number') return precision;
  throw runtimeError(`std.max second param expected number, got ${typeName(precision)}`);
}

/** `%x`: rounds down, so -0.5 is -1. */
export function renderHex(value: number, layout: NumberLayout): string {
  const { blank, plus, alternative, capitals } = layout.code;
  const whole = Math.floor(value);
  const sign = signOf({ negative: whole < 0, blank, plus });
  const prefix = alternative ? '0x' : '';
  const width = Math.max(layout.zeroPad - sign.length - prefix.length, minimumDigits(layout));
  const text = prefix + padLeft(BigInt(Math.abs(whole)).toString(16), width, '0');
  return sign + (capitals ? text.toUpperCase() : text);
}

interface Decimal {
  readonly code: FormatCode;
  readonly zeroPad: number;
  readonly precision: number;
  /** Keep zeros at the end. */
  readonly trailing: boolean;
}

function renderDecimal(value: number, { code, zeroPad, precision, trailing }: Decimal): string {
  const { blank, plus, alternative } = code;
  const denominator = checkNumber(power(10, precision));
  const numerator = checkNumber(Math.abs(value) * denominator) + 0.5;
  const whole = value === 0 ? 0 : Math.floor(checkNumber(numerator / denominator));
  const fraction = Math.floor(numerator) % denominator;
  const width = zeroPad - precision - (precision === 0 && !alternative ? 0 : 1);
  const head = renderInteger(whole, {
    negative: value < 0,
    blank,
    plus,
    width,
    digits: 0,
    radix: 10,
    prefix: '',
  });
  if (precision === 0) return alternative ? `${head}.` : head;
  if (!trailing && fraction <= 0) return head;
  const tail = padLeft(fraction === 0 ? '0' : digitsOf(fraction, 10), precision, '0');
  return `${head}.${trailing ? tail : tail.replace(/0+$/, '')}`;
}

function exponentOf(value: number): number {
  return value === 0 ? 0 : Math.floor(logarithm(Math.abs(value)) / logarithm(10));
}

function renderScientific(value: number, decimal: Decimal): string {
  const exponent = exponentOf(value);
  const sign = exponent < 0 ? '-' : '+';
  const suffix = `${decimal.code.capitals ? 'E' : 'e'}${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  // 10^-324 is zero, so the smallest numbers are scaled in two steps.
  const mantissa = exponent === -324 ? (value * 10) / power(10, -323) : value / power(10, exponent);
  return (
    renderDecimal(checkNumber(mantissa), { ...decimal, zeroPad: decimal.zeroPad - suffix.length }) + suffix
  );
}

function realPrecision({ precision }: NumberLayout): number {
  return precision === null ? 6 : expectNumber(precision);
}

export function renderFixed(value: number, layout: NumberLayout): string {
  const { code, zeroPad } = layout;
  return renderDecimal(value, { code, zeroPad, precision: realPrecision(layout), trailing: true });
}

export function renderExponent(value: number, layout: NumberLayout): string {
  const { code, zeroPad } = layout;
  return renderScientific(value, { code, zeroPad, precision: realPrecision(layout), trailing: true });
}

/** `%g`: whichever of both is shorter, by the size of the exponent. */
export function renderGeneral(value: number, layout: NumberLayout): string {
  const { code, zeroPad } = layout;
  const precision = realPrecision(layout);
  const exponent = exponentOf(value);
  const trailing = code.alternative;
  if (exponent < -4 || exponent >= precision) {
    return renderScientific(value, { code, zeroPad, precision: precision - 1, trailing });
  }
  return renderDecimal(value, { code, zeroPad, precision: precision - Math.max(1, exponent + 1), trailing });
}
