// The order in which go-yaml prints keys: natural, so that `k2` comes before `k10`.
import type { Dialect } from './resolve.ts';

const letter = /^\p{L}$/u;
const digit = /^\p{Nd}$/u;

/** The keys in the order of the printer. Go's order has cycles (`10 < 1a < 2 < 10`): there ours is merely stable. */
export function sortKeys(keys: string[], dialect: Dialect): string[] {
  return keys.length < 2 ? keys : keys.sort((a, b) => compareKeys(a, b, dialect));
}

function compareKeys(a: string, b: string, dialect: Dialect): number {
  const at = firstDifference(a, b);
  const x = a.codePointAt(at);
  const y = b.codePointAt(at);
  if (x === undefined || y === undefined) return a.length - b.length;
  const xLetter = isLetter(x);
  const yLetter = isLetter(y);
  if (xLetter && yLetter) return x - y;
  if (xLetter || yLetter) {
    const lettersFirst = dialect === 'v3' && isDigit(codePointBefore(a, at));
    return xLetter === lettersFirst ? -1 : 1;
  }
  return compareDigits(a, b, at);
}

/** Neither has a letter at `at`: compare the numbers that begin there, and then the characters. */
function compareDigits(a: string, b: string, at: number): number {
  const zero = a.charCodeAt(at) === 0x30 || b.charCodeAt(at) === 0x30;
  // A zero behind digits is part of their number: it must not be taken for a leading one.
  const seed = zero && followsNumber(a, at) ? 1 : 0;
  const x = readNumber(a, at, seed);
  const y = readNumber(b, at, seed);
  if (x.value < y.value) return -1;
  if (x.value > y.value) return 1;
  return x.digits - y.digits || (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
}

/** The index of the first code point in which they differ. */
function firstDifference(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at > 0 && isLowSurrogate(a, at) && isLowSurrogate(b, at) ? at - 1 : at;
}

function followsNumber(text: string, at: number): boolean {
  for (let index = at; index > 0; ) {
    const before = codePointBefore(text, index);
    if (!isDigit(before)) return false;
    if (before !== 0x30) return true;
    index -= before > 0xffff ? 2 : 1;
  }
  return false;
}

/** The number at `from`, in the 64 bits of Go, which overflow. */
function readNumber(text: string, from: number, seed: number): { value: number | bigint; digits: number } {
  let value = seed;
  let exact = BigInt(seed);
  let digits = 0;
  for (let at = from; at < text.length; ) {
    const point = text.codePointAt(at) ?? 0;
    if (!isDigit(point)) break;
    if (digits >= 14)
      exact = BigInt.asIntN(64, (digits === 14 ? BigInt(value) : exact) * 10n + BigInt(point - 0x30));
    else value = value * 10 + point - 0x30;
    digits++;
    at += point > 0xffff ? 2 : 1;
  }
  return { value: digits > 14 ? exact : value, digits };
}

function codePointBefore(text: string, at: number): number {
  if (at === 0) return -1;
  return text.codePointAt(isLowSurrogate(text, at - 1) && at > 1 ? at - 2 : at - 1) ?? -1;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isLetter(point: number): boolean {
  if (point < 0x80) return (point >= 0x61 && point <= 0x7a) || (point >= 0x41 && point <= 0x5a);
  return letter.test(String.fromCodePoint(point));
}

function isDigit(point: number): boolean {
  if (point < 0x80) return point >= 0x30 && point <= 0x39;
  return digit.test(String.fromCodePoint(point));
}
