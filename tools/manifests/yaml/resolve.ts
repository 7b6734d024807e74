// What a plain scalar means: go-yaml v2 (Kubernetes, Helm, Tanka's output) and v3 (Tanka's parseYaml) side by side.
import { isTimestamp } from './timestamps.ts';

/** v2 knows the booleans of YAML 1.1 (`yes`, `off`, `y` …), v3 only `true` and `false`. */
export type Dialect = 'v2' | 'v3';

/** Integers beyond ±2^53 stay exact as bigint, because as keys they are printed in full. */
export type Resolved =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: number | bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'string' };

const string: Resolved = { kind: 'string' };

const common: ReadonlyMap<string, Resolved> = table([
  [{ kind: 'boolean', value: true }, 'true True TRUE'],
  [{ kind: 'boolean', value: false }, 'false False FALSE'],
  [{ kind: 'null' }, '~ null Null NULL'],
  [{ kind: 'float', value: Number.NaN }, '.nan .NaN .NAN'],
  [{ kind: 'float', value: Number.POSITIVE_INFINITY }, '.inf .Inf .INF +.inf +.Inf +.INF'],
  [{ kind: 'float', value: Number.NEGATIVE_INFINITY }, '-.inf -.Inf -.INF'],
]);

const old: ReadonlyMap<string, Resolved> = table([
  [{ kind: 'boolean', value: true }, 'y Y yes Yes YES on On ON'],
  [{ kind: 'boolean', value: false }, 'n N no No NO off Off OFF'],
]);

/** Only texts that begin with one of these can be anything but a string. */
const hints = /^[-+0-9yYnNtTfFoO~.]/;
const goInteger = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const styledFloat = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const dotFloat = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** What the text means where nothing quotes or tags it. */
export function resolvePlain(text: string, dialect: Dialect): Resolved {
  if (text === '') return { kind: 'null' };
  if (!hints.test(text)) return string;
  const word = common.get(text) ?? (dialect === 'v2' ? old.get(text) : undefined);
  if (word) return word;
  if (text[0] === '.') return dotFloat.test(text) ? floatOr(text.replaceAll('_', '')) : string;
  if (!/^[-+0-9]/.test(text)) return string;
  return resolveNumber(text, dialect);
}

/** Whether a printer has to quote the text to keep it a string, for readers of YAML 1.1 too. */
export function needsQuotes(text: string, dialect: Dialect): boolean {
  if (resolvePlain(text, dialect).kind !== 'string') return true;
  return base60.test(text) || (dialect === 'v3' && old.has(text));
}

/** Whether some reader of YAML, of any version, takes the plain text for something else than a string. */
export function isAmbiguous(text: string): boolean {
  return needsQuotes(text, 'v2') || needsQuotes(text, 'v3');
}

function resolveNumber(text: string, dialect: Dialect): Resolved {
  if (isTimestamp(text)) return { kind: 'timestamp' };
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  if (goInteger.test(plain)) {
    const value = integerOf(plain);
    if (value !== undefined) return { kind: 'integer', value };
  }
  if (styledFloat.test(plain)) {
    const float = floatOr(plain);
    if (float !== string) return float;
  }
  return resolveSigned(plain, dialect);
}

function floatOr(text: string): Resolved {
  const value = Number(text);
  return Number.isFinite(value) ? { kind: 'float', value } : string;
}

/** The value of an integer literal of Go, if it fits: 64 bits, signed or without sign. */
function integerOf(plain: string): number | bigint | undefined {
  const negative = plain[0] === '-';
  const signed = negative || plain[0] === '+';
  const digits = signed ? plain.slice(1) : plain;
  const octal = digits.length > 1 && /^0[0-7]/.test(digits);
  const literal = octal ? `0o${digits.slice(1)}` : digits;
  // BigInt is slow. So few digits fit a number, whatever their base, and 0 has no sign.
  if (literal.length < 15) return negative ? 0 - Number(literal) : Number(literal);
  const size = BigInt(literal);
  return within64Bits(negative ? -size : size, !signed);
}

function within64Bits(value: bigint, unsigned: boolean): number | bigint | undefined {
  if (BigInt.asIntN(64, value) !== value && !(unsigned && BigInt.asUintN(64, value) === value))
    return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** go-yaml's own prefixes allow a sign behind them: `0b-101` is -5, and v3 adds `0o-17`. */
function resolveSigned(plain: string, dialect: Dialect): Resolved {
  const match = (dialect === 'v2' ? /^0(b)([-+])([01]+)$/ : /^0(?:(b)([-+])([01]+)|(o)([-+])([0-7]+))$/).exec(
    plain,
  );
  if (!match) return string;
  const [, binary, binarySign, bits, , octalSign, digits] = match;
  const size = BigInt(binary ? `0b${bits}` : `0o${digits}`);
  const value = within64Bits((binarySign ?? octalSign) === '-' ? -size : size, false);
  return value === undefined ? string : { kind: 'integer', value };
}

function table(rows: readonly (readonly [Resolved, string])[]): ReadonlyMap<string, Resolved> {
  return new Map(
    rows.flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning] as const)),
  );
}
