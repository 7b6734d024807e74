// Literals as Go writes them: strings, characters, numbers.
import { characterOf } from './values.ts';

/** `"…"` with escapes or a raw string. Undefined when an escape is none of Go's. */
export function readString(text: string): string | undefined {
  if (text.startsWith('`')) return text.slice(1, -1).replaceAll('\r', '');
  return readEscapes(text.slice(1, -1), '"');
}

/** `'x'` as the number of the character. */
export function readCharacter(text: string): bigint | undefined {
  const [character = '', ...rest] = Array.from(readEscapes(text.slice(1, -1), "'") ?? '');
  return character === '' || rest.length > 0 ? undefined : BigInt(character.codePointAt(0) as number);
}

const simple: Readonly<Record<string, string>> = {
  ...{ a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  '\\': '\\',
};
const escapes = /\\(?:x([\da-fA-F]{2})|([0-7]{3})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gsu;

function readEscapes(inner: string, quote: string): string | undefined {
  let isValid = true;
  const bytes: Buffer[] = [];
  let at = 0;
  for (const match of inner.matchAll(escapes)) {
    const [whole, hex, octal, short, long, plain = ''] = match;
    bytes.push(Buffer.from(inner.slice(at, match.index)));
    at = match.index + whole.length;
    const byte = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : undefined;
    const code = short ?? long;
    const known = plain === quote ? quote : simple[plain];
    if (byte !== undefined) bytes.push(Buffer.from([byte]));
    else if (code !== undefined) bytes.push(Buffer.from(characterOf(Number.parseInt(code, 16))));
    else if (known !== undefined) bytes.push(Buffer.from(known));
    else isValid = false;
  }
  bytes.push(Buffer.from(inner.slice(at)));
  return isValid ? Buffer.concat(bytes).toString('utf8') : undefined;
}

/** A bigint is Go's int, a number its float64. */
export function readNumber(text: string): bigint | number {
  const clean = text.replaceAll('_', '');
  const [, sign = '', digits = ''] = /^([+-]?)(.*)$/.exec(clean) ?? [];
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);
  if (/^0[xXbBoO]/.test(digits)) return signed(BigInt(digits.toLowerCase()));
  if (/^0\d+$/.test(digits) && !/[89]/.test(digits)) return signed(BigInt(`0o${digits.slice(1)}`));
  if (/^\d+$/.test(digits)) return signed(BigInt(digits));
  return Number(clean);
}
