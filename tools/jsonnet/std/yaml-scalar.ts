// What a plain YAML scalar means to go-yaml 2.
import { runtimeError } from '../evaluation/stack.ts';

export type ScalarValue = string | number | boolean | null | Uint8Array;

const words = new Map<string, ScalarValue>();
for (const word of ['y', 'yes', 'true', 'on']) addForms(word, true);
for (const word of ['n', 'no', 'false', 'off']) addForms(word, false);
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, null);
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, Number.NaN);
for (const word of ['.inf', '.Inf', '.INF']) {
  words.set(word, Infinity);
  words.set(`+${word}`, Infinity);
  words.set(`-${word}`, -Infinity);
}

/** Lower case, capitalised and upper case are recognised, mixtures are not. */
function addForms(word: string, value: boolean): void {
  for (const form of [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    words.set(form, value);
}

const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const date = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$/;

const core = 'tag:yaml.org,2002:';
/** The tags that say how to read the text; any other leaves it as it is. */
const resolvable = new Set(['', 'bool', 'int', 'float', 'null', 'timestamp']);

/** The value of a scalar's text. `tag` is '' when there is none; binary data comes as bytes. */
export function resolveScalar(text: string, tag: string): ScalarValue {
  const kind = tag.startsWith(core) ? tag.slice(core.length) : tag;
  if (kind === 'binary') return Buffer.from(text.replace(/\s/g, ''), 'base64');
  if (!resolvable.has(kind)) return text;
  const value = resolvePlain(text);
  const actual = kindOf(value, text);
  if (kind === '' || kind === actual || (kind === 'float' && actual === 'int')) return value;
  const problem = `cannot decode !!${actual} \`${text}\` as a !!${kind}`;
  throw runtimeError(`failed to parse YAML: error converting YAML to JSON: yaml: ${problem}`);
}

function kindOf(value: ScalarValue, text: string): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return readInteger(text.replaceAll('_', '')) === undefined ? 'float' : 'int';
  return date.test(text) ? 'timestamp' : 'str';
}

function resolvePlain(text: string): ScalarValue {
  const word = words.get(text);
  if (word !== undefined) return word;
  const first = text.charAt(0);
  if (first === '.') return readDottedFloat(text) ?? text;
  if (!/[-+0-9]/.test(first) || date.test(text)) return text;
  const digits = text.replaceAll('_', '');
  return readInteger(digits) ?? readFloat(digits) ?? text;
}

function readDottedFloat(text: string): number | undefined {
  return /^\.[0-9](_?[0-9])*([eE][-+]?[0-9](_?[0-9])*)?$/.test(text)
    ? readFloat(text.replaceAll('_', ''))
    : undefined;
}

function readFloat(text: string): number | undefined {
  if (!float.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

const bases: readonly (readonly [RegExp, string])[] = [
  [/^0[xX]([0-9a-fA-F]+)$/, '0x'],
  [/^0[bB]([01]+)$/, '0b'],
  [/^0[oO]?([0-7]+)$/, '0o'],
  [/^(0|[1-9][0-9]*)$/, ''],
];

/** A whole number of 64 bits, in base 10, 16, 8 (also with a mere leading zero) or 2. */
function readInteger(text: string): number | undefined {
  const negative = text.startsWith('-');
  const digits = /^[-+]/.test(text) ? text.slice(1) : text;
  for (const [pattern, prefix] of bases) {
    const match = pattern.exec(digits);
    if (!match) continue;
    const size = BigInt(prefix + match[1]);
    const limit = negative || text.startsWith('+') ? 2n ** 63n - (negative ? 0n : 1n) : 2n ** 64n - 1n;
    return size > limit ? undefined : Number(negative ? -size : size);
  }
  return undefined;
}
