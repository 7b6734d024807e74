// What the forms of a substitution do to a value: Flux's functions, whose names and quirks are those of its reader.
import { matchPrefixes } from './glob.ts';

/** The value that `${name<operator>arguments}` gives. Positions and lengths are in bytes. */
export function apply(operator: string, value: string, args: readonly string[]): string {
  const [first = '', second] = args;
  switch (operator) {
    case ',':
      return mapFirst(value, toLower);
    case ',,':
      return Array.from(value, toLower).join('');
    case '^':
      return mapFirst(value, toUpper);
    case '^^':
      return Array.from(value, toUpper).join('');
    case ':':
      return slice(value, first, second);
    case '#':
    case '##':
      return trimPrefix(value, first, operator === '##');
    case '%':
    case '%%':
      return reverse(trimPrefix(reverse(value), reverse(first), operator === '%%'));
    case '/':
      return value.replace(first, () => second ?? '');
    case '//':
      return replaceAll(value, first, second ?? '');
    case '/#':
      return value.startsWith(first) && second !== undefined ? second + value.slice(first.length) : value;
    case '/%':
      return value.endsWith(first) && second !== undefined
        ? value.slice(0, value.length - first.length) + second
        : value;
    default:
      return value;
  }
}

const toLower = (character: string): string => single(character.toLowerCase(), character);
const toUpper = (character: string): string => single(character.toUpperCase(), character);

/** Go changes a character to one character or not at all. */
function single(changed: string, character: string): string {
  return Array.from(changed).length === 1 ? changed : character;
}

function mapFirst(value: string, change: (character: string) => string): string {
  const [first = '', ...rest] = Array.from(value);
  return change(first) + rest.join('');
}

const integer = /^[+-]?\d+$/;

/** What cannot be understood leaves the value as it is. */
function slice(value: string, position: string, length?: string): string {
  if (!integer.test(position) || (length !== undefined && !integer.test(length))) return value;
  const bytes = Buffer.from(value);
  const start = Number(position) < 0 ? Math.max(0, bytes.length + Number(position)) : Number(position);
  const end = length === undefined ? bytes.length : start + Number(length);
  return end < start ? '' : bytes.subarray(start, end).toString('utf8');
}

function trimPrefix(value: string, pattern: string, longest: boolean): string {
  const characters = Array.from(value);
  const lengths = matchPrefixes(pattern, characters) ?? [];
  return characters.slice((longest ? lengths.at(-1) : lengths[0]) ?? 0).join('');
}

function reverse(value: string): string {
  return Array.from(value).reverse().join('');
}

function replaceAll(value: string, pattern: string, replacement: string): string {
  return value.split(pattern).join(replacement);
}
