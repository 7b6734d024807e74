// Go's Printf for the values that templates have.
import {
  characterOf,
  formatFloat,
  isDict,
  isList,
  isNil,
  printInside,
  sortedKeys,
  typeOf,
  type Value,
} from '../values.ts';
import { toExponential, toFixed } from './decimal.ts';

interface Verb {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

const directive =
  /%(?<flags>[-+# 0]*)(?<width>\*|\d*)(?:\.(?<precision>\*|\d*))?(?:\[(?<at>\d+)\])?(?<verb>.?)/gsu;

/** As `fmt.Sprintf`: mistakes of the format are marked in the result. */
export function formatPrintf(format: string, values: readonly Value[]): string {
  let next = 0;
  let isReordered = false;
  const take = (): Value => values[next++];
  const text = format.replace(directive, (...match) => {
    const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
    const { flags = '', verb = '' } = groups;
    const width = readSize(groups.width, take);
    const precision = groups.precision === undefined ? undefined : (readSize(groups.precision, take) ?? 0);
    if (groups.at !== undefined) {
      next = Number(groups.at) - 1;
      isReordered = true;
    }
    if (verb === '%') return '%';
    if (verb === '') return '%!(NOVERB)';
    if (next < 0 || next >= values.length)
      return groups.at === undefined ? `%!${verb}(MISSING)` : `%!${verb}(BADINDEX)`;
    const isLeft = width !== undefined && width < 0;
    const size = width === undefined ? undefined : Math.abs(width);
    return formatOne(take(), { flags: isLeft ? `${flags}-` : flags, width: size, precision, verb });
  });
  if (isReordered || next >= values.length) return text;
  const extra = values
    .slice(next)
    .map((value) => (isNil(value) ? '<nil>' : `${typeOf(value)}=${printInside(value)}`));
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function readSize(text: string | undefined, take: () => Value): number | undefined {
  if (text === '*') {
    const value = take();
    return typeof value === 'bigint' ? Number(value) : undefined;
  }
  return text === undefined || text === '' ? undefined : Math.min(Number(text), 1_000_000);
}

function formatOne(value: Value, verb: Verb): string {
  if (verb.verb === 'T') return pad(typeOf(value), verb);
  if (isNil(value)) return verb.verb === 'v' ? pad('<nil>', verb) : `%!${verb.verb}(<nil>)`;
  if (isList(value)) {
    if (verb.verb === 'v' && verb.flags.includes('#')) return describe(value);
    return `[${value.map((item) => formatOne(item, verb)).join(' ')}]`;
  }
  if (isDict(value)) {
    if (verb.verb === 'v' && verb.flags.includes('#')) return describe(value);
    return `map[${sortedKeys(value)
      .map((key) => `${formatOne(key, verb)}:${formatOne(value[key], verb)}`)
      .join(' ')}]`;
  }
  const text = formatScalar(value, verb);
  return text === undefined ? `%!${verb.verb}(${typeOf(value)}=${printInside(value)})` : pad(text, verb);
}

function pad(text: string, { flags, width = 0 }: Verb): string {
  const blanks = Math.max(0, width - Array.from(text).length);
  return flags.includes('-') ? text + ' '.repeat(blanks) : ' '.repeat(blanks) + text;
}

function formatScalar(value: Value, verb: Verb): string | undefined {
  switch (typeof value) {
    case 'string':
      return formatString(value, verb);
    case 'bigint':
      return formatInteger(value, verb);
    case 'number':
      return formatNumber(value, verb);
    case 'boolean':
      return 'vt'.includes(verb.verb) ? String(value) : undefined;
    default:
      return 'vs'.includes(verb.verb) ? String(value) : undefined;
  }
}

function formatString(value: string, { verb, flags, precision }: Verb): string | undefined {
  const text = precision === undefined ? value : Array.from(value).slice(0, precision).join('');
  const bytes = Buffer.from(value).subarray(0, precision);
  switch (verb) {
    case 'v':
      return flags.includes('#') ? quote(text) : text;
    case 's':
      return text;
    case 'q':
      return flags.includes('#') && !text.includes('`') ? `\`${text}\`` : quote(text);
    case 'x':
    case 'X': {
      const pairs = bytes.toString('hex').match(/../g) ?? [];
      const hex = pairs.join(flags.includes(' ') ? ' ' : '');
      return verb === 'x' ? hex : hex.toUpperCase();
    }
    default:
      return undefined;
  }
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  ...{ v: [10, ''], d: [10, ''], b: [2, '0b'], o: [8, '0'], O: [8, '0o'], x: [16, '0x'], X: [16, '0X'] },
};

function formatInteger(value: bigint, verb: Verb): string | undefined {
  const { flags, precision, width } = verb;
  const number = Number(value);
  if (verb.verb === 'c') return characterOf(number);
  if (verb.verb === 'q') return `'${characterOf(number).replace(/[\\']/g, '\\$&')}'`;
  if (verb.verb === 'U') return `U+${value.toString(16).toUpperCase().padStart(4, '0')}`;
  const [base, prefix] = bases[verb.verb] ?? [];
  if (base === undefined || prefix === undefined) return undefined;
  const sign = signOf(value < 0n, flags);
  const plain = (value < 0n ? -value : value).toString(base);
  const before = sign + (flags.includes('#') || verb.verb === 'O' ? prefix : '');
  const isZeroPadded = flags.includes('0') && !flags.includes('-') && precision === undefined;
  const least = isZeroPadded ? (width ?? 0) - sign.length : (precision ?? 0);
  return before + (verb.verb === 'X' ? plain.toUpperCase() : plain).padStart(least, '0');
}

function signOf(isNegative: boolean, flags: string): string {
  if (isNegative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function formatNumber(value: number, { verb, flags, width, precision }: Verb): string | undefined {
  const plain = formatDigits(Math.abs(value), verb, precision);
  if (plain === undefined) return undefined;
  const sign = signOf(value < 0 || Object.is(value, -0), flags);
  const isZeroPadded = flags.includes('0') && !flags.includes('-') && Number.isFinite(value);
  return sign + plain.padStart(isZeroPadded ? (width ?? 0) - sign.length : 0, '0');
}

function formatDigits(value: number, verb: string, precision: number | undefined): string | undefined {
  if (!Number.isFinite(value)) return 'eEfFgGv'.includes(verb) ? formatFloat(value) : undefined;
  const digits = Math.min(precision ?? 6, 100);
  switch (verb) {
    case 'v':
    case 'g':
    case 'G': {
      const text = precision === undefined ? formatFloat(value) : formatShort(value, precision);
      return verb === 'G' ? text.toUpperCase() : text;
    }
    case 'e':
    case 'E': {
      const text = widenExponent(toExponential(value, digits));
      return verb === 'E' ? text.toUpperCase() : text;
    }
    case 'f':
    case 'F':
      return toFixed(value, digits);
    default:
      return undefined;
  }
}

function widenExponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}

/** `%.3g`: so many digits, without zeros at the end. */
function formatShort(value: number, precision: number): string {
  const digits = Math.max(0, Math.min(precision, 100) - 1);
  const [mantissa = '', exponent = '0'] = toExponential(value, digits).split('e');
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const power = Number(exponent);
  if (power < -4 || power >= Math.max(precision, 1))
    return widenExponent(`${short}e${power < 0 ? '-' : '+'}${Math.abs(power)}`);
  return String(Number(`${mantissa}e${exponent}`));
}

/** `%q`: what cannot be printed is escaped. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\"]|[\p{C}\p{Z}]/gu, (character) => {
    if (character === ' ') return character;
    return quoteEscapes[character] ?? escapeCode(character.codePointAt(0) as number);
  });
  return `"${escaped}"`;
}

const quoteEscapes: Readonly<Record<string, string>> = {
  ...{ '\\': '\\\\', '"': '\\"', '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n' },
  ...{ '\r': '\\r', '\t': '\\t', '\v': '\\v' },
};

function escapeCode(code: number): string {
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** `%#v`: as Go would write it in a program. */
function describe(value: Value): string {
  if (isNil(value)) return 'interface {}(nil)';
  if (typeof value === 'string') return quote(value);
  if (isList(value)) return `[]interface {}{${value.map(describe).join(', ')}}`;
  if (!isDict(value)) return printInside(value);
  const fields = sortedKeys(value).map((key) => `${quote(key)}:${describe(value[key])}`);
  return `map[string]interface {}{${fields.join(', ')}}`;
}
