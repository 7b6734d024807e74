// Quantities and durations as exact numbers, and the one spelling in which the API server stores a quantity.

const form = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?\d+))?$/;

const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

interface Quantity {
  /** The value in billionths, which is as fine as quantities are; what is finer is rounded up. */
  readonly nano: bigint;
  readonly format: 'binary' | 'decimal' | 'exponent';
}

/** The spelling that is stored; undefined for what is no quantity. */
export function canonicalQuantity(value: number | string): string | undefined {
  const quantity = readQuantity(value);
  return quantity && formatQuantity(quantity);
}

/** The value in billionths; undefined for what is no quantity. */
export function quantityOf(value: unknown): bigint | undefined {
  return typeof value === 'number' || typeof value === 'string' ? readQuantity(value)?.nano : undefined;
}

function readQuantity(value: number | string): Quantity | undefined {
  const match = form.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign, digits = '', iec, si = '', exponent] = match;
  const power = exponent === undefined ? (decimal[si] ?? 0) : Number(exponent);
  if (Math.abs(power) > 100 || digits.length > 100) return undefined;
  const size =
    iec === undefined ? scale(digits, power) : scale(digits, 0, 1024n ** BigInt(binary.indexOf(iec as 'Ki')));
  const format = iec === undefined ? (exponent === undefined ? 'decimal' : 'exponent') : 'binary';
  return { nano: sign === '-' ? -size : size, format };
}

/** digits × 10^power × factor in billionths, rounded up. */
function scale(digits: string, power: number, factor = 1n): bigint {
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = 9 + power - fraction.length;
  const number = BigInt(whole + fraction || '0') * factor;
  if (shift >= 0) return number * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  return (number + divisor - 1n) / divisor;
}

function formatQuantity({ nano, format }: Quantity): string {
  const whole = nano % 1_000_000_000n === 0n;
  // Fractions and numbers below 1024 of what was binary are printed as decimals.
  if (format === 'binary' && whole && abs(nano) >= 1024n * 1_000_000_000n)
    return formatBinary(nano / 1_000_000_000n);
  return formatDecimal(nano, format === 'exponent');
}

function formatBinary(units: bigint): string {
  let [number, step] = [units, 0];
  while (number % 1024n === 0n && step < binary.length - 1) [number, step] = [number / 1024n, step + 1];
  return `${number}${binary[step]}`;
}

const suffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

function formatDecimal(nano: bigint, asExponent: boolean): string {
  if (nano === 0n) return '0';
  let [number, step] = [nano, 0];
  while (number % 1000n === 0n && step < suffixes.length - 1) [number, step] = [number / 1000n, step + 1];
  const power = (step - 3) * 3;
  return asExponent && power !== 0 ? `${number}e${power}` : `${number}${suffixes[step]}`;
}

function abs(number: bigint): bigint {
  return number < 0n ? -number : number;
}

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 86_400e9,
  w: 604_800e9,
  y: 31_536_000e9,
};

/** Nanoseconds of `1h30m`, `90s`, `0`; undefined for what is no duration. */
export function durationOf(text: string): number | undefined {
  if (text === '0') return 0;
  if (!/^[+-]?(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w|y)/g)];
  const sum = parts.reduce(
    (total, [, number, unit]) => total + Number(number) * (units[unit as string] ?? 0),
    0,
  );
  return text.startsWith('-') ? -sum : sum;
}
