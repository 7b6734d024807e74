// How numbers become text. Whole numbers have all their digits, others 17 significant ones, as C's printf would write.

/** Whole numbers in full (1e21 too); others as C's `%.17g`, which reads back as the same number. */
export function formatNumber(n: number): string {
  return Number.isInteger(n) ? formatInteger(n) : formatSignificant(n);
}

/** A whole number without exponent; negative zero keeps its sign. */
function formatInteger(n: number): string {
  if (Number.isSafeInteger(n)) return n === 0 && Object.is(n, -0) ? '-0' : String(n);
  return BigInt(n).toString();
}

/** The shortest decimal that reads back as `n`, never with an exponent. */
export function formatShortest(n: number): string {
  if (Number.isInteger(n)) return formatShortestInteger(n);
  const text = String(n);
  const exponent = text.indexOf('e');
  if (exponent < 0) return text;
  const [whole = '', fraction = ''] = text.slice(0, exponent).split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  return `${sign}0.${'0'.repeat(-Number(text.slice(exponent + 1)) - 1)}${whole.slice(sign.length)}${fraction}`;
}

function formatShortestInteger(n: number): string {
  if (Object.is(n, -0)) return '-0';
  const text = String(n);
  const exponent = text.indexOf('e');
  if (exponent < 0) return text;
  const [whole = '', fraction = ''] = text.slice(0, exponent).split('.');
  return whole + fraction.padEnd(Number(text.slice(exponent + 1)), '0');
}

function formatSignificant(n: number): string {
  const text = roundToSeventeen(n);
  const exponent = text.indexOf('e');
  const mantissa = stripZeros(exponent < 0 ? text : text.slice(0, exponent));
  if (exponent >= 0) return mantissa + padExponent(text.slice(exponent + 1));
  // JavaScript changes to the exponent below 1e-6, C below 1e-4.
  if (Math.abs(n) >= 1e-4) return mantissa;
  return shiftToExponent(mantissa);
}

/** JavaScript rounds a tie up where C rounds it to the even digit. Ties have few binary fraction digits. */
function roundToSeventeen(n: number): string {
  const rounded = n.toPrecision(17);
  if (!Number.isInteger(n * 2 ** 26)) return rounded;
  const exact = n.toPrecision(40);
  const digits = exact.replace(/e.*/, '').replace('-', '').replace('.', '').replace(/^0+/, '');
  if (digits[17] !== '5' || /[1-9]/.test(digits.slice(18)) || Number(digits[16]) % 2 === 1) return rounded;
  return truncateToSeventeen(exact);
}

function truncateToSeventeen(exact: string): string {
  const exponent = exact.indexOf('e');
  const mantissa = exponent < 0 ? exact : exact.slice(0, exponent);
  const leading = /^-?[0.]*/.exec(mantissa)?.[0].length ?? 0;
  const point = mantissa.indexOf('.');
  const end = leading + 17 + (point >= leading ? 1 : 0);
  return mantissa.slice(0, end) + (exponent < 0 ? '' : exact.slice(exponent));
}

function stripZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function padExponent(exponent: string): string {
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `e${sign}${exponent.replace(/^[-+]/, '').padStart(2, '0')}`;
}

/** `0.000012` to `1.2e-05`; only for numbers of 1e-6 up to 1e-4. */
function shiftToExponent(decimal: string): string {
  const sign = decimal.startsWith('-') ? '-' : '';
  const fraction = decimal.slice(sign.length + 2);
  const digits = fraction.replace(/^0+/, '');
  const exponent = fraction.length - digits.length + 1;
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits[0]}${rest}${padExponent(`-${exponent}`)}`;
}

/** As error messages show numbers (Go's `%v`): shortest digits, an exponent below 1e-4 and from 1e6 on. */
export function formatBrief(n: number): string {
  if (n === 0) return Object.is(n, -0) ? '-0' : '0';
  const size = Math.abs(n);
  if (size >= 1e-4 && size < 1e6) return String(n);
  const [mantissa = '', exponent = ''] = n.toExponential().split('e');
  return mantissa + padExponent(exponent);
}
