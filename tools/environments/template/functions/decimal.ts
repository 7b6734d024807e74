// Numbers as decimals, where Go calculates or rounds by digits and not by bits.

interface Decimal {
  readonly coefficient: bigint;
  /** The value is the coefficient × 10 ^ exponent. */
  readonly exponent: number;
}

function toDecimal(value: number): Decimal {
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

function toNumber({ coefficient, exponent }: Decimal): number {
  return Number(`${coefficient}e${exponent}`);
}

/** The same numbers with one exponent. */
function align(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = ({ coefficient, exponent: own }: Decimal): bigint =>
    coefficient * 10n ** BigInt(own - exponent);
  return [scale(a), scale(b), exponent];
}

export function add(a: number, b: number): number {
  const [left, right, exponent] = align(toDecimal(a), toDecimal(b));
  return toNumber({ coefficient: left + right, exponent });
}

export function multiply(a: number, b: number): number {
  const [left, right] = [toDecimal(a), toDecimal(b)];
  return toNumber({
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  });
}

/** How many digits behind the point a quotient has. */
const digits = 16;

/** Throws an Error for a division by zero. */
export function divide(a: number, b: number): number {
  if (b === 0) throw new Error('decimal division by 0');
  const [left, right] = align(toDecimal(a), toDecimal(b));
  const scaled = (left * 10n ** BigInt(digits + 1)) / right;
  const rounded = (scaled + (scaled < 0n ? -5n : 5n)) / 10n;
  return toNumber({ coefficient: rounded, exponent: -digits });
}

/** As `toFixed`, for numbers that are not negative: what lies in the middle goes to the even digit. */
export function toFixed(value: number, places: number): string {
  if (value >= 1e21) return BigInt(value).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
  const [whole = '', fraction = ''] = value.toFixed(100).split('.');
  const rounded = roundDigits(whole + fraction, whole.length + places).padStart(places + 1, '0');
  const point = rounded.length - places;
  return places === 0 ? rounded : `${rounded.slice(0, point)}.${rounded.slice(point)}`;
}

/** As `toExponential`, by the same rule. */
export function toExponential(value: number, places: number): string {
  const [mantissa = '', power = '0'] = value.toExponential(100).split('e');
  const rounded = roundDigits(mantissa.replace('.', ''), places + 1);
  const exponent = Number(power) + (rounded.length > places + 1 ? 1 : 0);
  const fraction = rounded.slice(1, places + 1);
  return `${rounded[0]}${places > 0 ? `.${fraction}` : ''}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/** The first so many of the digits. */
function roundDigits(all: string, count: number): string {
  const kept = all.slice(0, count) || '0';
  const rest = all.slice(count);
  const isMiddle = /^50*$/.test(rest);
  const isUp = isMiddle ? Number(kept.at(-1)) % 2 === 1 : /^[5-9]/.test(rest);
  const rounded = isUp ? (BigInt(kept) + 1n).toString() : kept;
  return rounded.padStart(kept.length, '0');
}
