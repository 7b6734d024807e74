// Reads the mini-language of std.format and `%`: literal text and conversion codes.
import { runtimeError } from '../evaluation/stack.ts';

type Conversion = 'd' | 'o' | 'x' | 'e' | 'f' | 'g' | 'c' | 's' | '%';

/** One code, such as `%(name)-08.3f`. Width and precision `*` take their number from the values. */
export interface FormatCode {
  readonly key: string | undefined;
  readonly alternative: boolean;
  readonly zero: boolean;
  readonly left: boolean;
  readonly blank: boolean;
  readonly plus: boolean;
  readonly width: number | '*';
  readonly precision: number | '*' | undefined;
  readonly conversion: Conversion;
  readonly capitals: boolean;
}

export type FormatPart = string | FormatCode;

const conversions: Readonly<Record<string, Conversion>> = {
  d: 'd',
  i: 'd',
  u: 'd',
  o: 'o',
  x: 'x',
  X: 'x',
  e: 'e',
  E: 'e',
  f: 'f',
  F: 'f',
  g: 'g',
  G: 'g',
  c: 'c',
  s: 's',
  '%': '%',
};

const cache = new Map<string, readonly FormatPart[]>();
const cacheSize = 1000;

/** The parts of a format, remembered by its text. Throws for truncated codes and unknown conversions. */
export function parseFormat(text: string): readonly FormatPart[] {
  const known = cache.get(text);
  if (known) return known;
  const parts = parse(text);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(text, parts);
  return parts;
}

// Key, flags, width, precision, length modifier (ignored), and whatever stands where the conversion should.
const code = /%(\([^)]*\))?([#0\- +]*)(\*|[0-9]*)(\.(?:\*|[0-9]*))?[hlL]?(.?)/suy;

function parse(text: string): FormatPart[] {
  const parts: FormatPart[] = [];
  let from = 0;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', from)) {
    if (at > from) parts.push(text.slice(from, at));
    code.lastIndex = at;
    const match = code.exec(text) as RegExpExecArray;
    parts.push(createCode(match));
    from = code.lastIndex;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

function createCode([, key, flags = '', width = '', precision, letter = '']: RegExpExecArray): FormatCode {
  // A key that never ends looks like an unknown conversion `(`.
  if (
    letter === '' ||
    (letter === '(' && key === undefined && flags + width === '' && precision === undefined)
  ) {
    throw runtimeError('Truncated format code.');
  }
  const conversion = conversions[letter];
  if (!conversion) throw runtimeError(`Unrecognised conversion type: ${letter}`);
  return {
    key: key?.slice(1, -1),
    alternative: flags.includes('#'),
    zero: flags.includes('0'),
    left: flags.includes('-'),
    blank: flags.includes(' '),
    plus: flags.includes('+'),
    width: parseCount(width),
    precision: precision === undefined ? undefined : parseCount(precision.slice(1)),
    conversion,
    capitals: letter !== letter.toLowerCase(),
  };
}

function parseCount(digits: string): number | '*' {
  return digits === '*' ? '*' : Number(digits);
}
