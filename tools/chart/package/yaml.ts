// YAML as a chart's maintainer writes it: keys in the given order, texts plain where that is beyond doubt, quoted otherwise.
import { isAmbiguous } from '../../manifests/yaml/resolve.ts';
import { isSurelyPlain } from '../../manifests/yaml/scalars.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';

/** Readers allow 1024 characters for a key before its colon. */
const longestKey = 1000;

/** Lines of a map's entry: `key: value`, or `key:` with the value below it. */
export function entryLines(key: string, value: Json): readonly string[] {
  if (!isInline(value) && typeof value !== 'string') return nestedLines(key, blockLines(value));
  const [before, name] = splitKey(key);
  return [
    ...before,
    ...(isInline(value) ? [`${name}: ${formatScalar(value)}`] : literalLines(`${name}: `, value as string)),
  ];
}

/** `key:` with lines below it. */
export function nestedLines(key: string, lines: readonly string[]): readonly string[] {
  const [before, name] = splitKey(key);
  return [...before, `${name}:`, ...indent(lines)];
}

/** A very long key stands on a line of its own, behind a question mark. */
function splitKey(key: string): readonly [readonly string[], string] {
  return key.length > longestKey ? [[`? ${quote(key)}`], ''] : [[], formatKey(key)];
}

/** Lines of a value that begins on a line of its own. */
export function blockLines(value: Json): readonly string[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap(itemLines);
  if (isJsonObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, inner]) => entryLines(key, inner));
  return isInline(value) ? [formatScalar(value)] : literalLines('', value as string);
}

/** Two columns to the right; empty lines stay empty. */
export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

function itemLines(item: Json): readonly string[] {
  if (typeof item === 'string' && !isInline(item)) return literalLines('- ', item);
  const [first = '', ...rest] = blockLines(item);
  return [`- ${first}`, ...indent(rest)];
}

/** `|` with the lines below it. */
function literalLines(before: string, text: string): readonly string[] {
  const ends = text.endsWith('\n');
  const lines = (ends ? text.slice(0, -1) : text).split('\n');
  return [`${before}|${ends ? '' : '-'}`, ...indent(lines)];
}

function isInline(value: Json): boolean {
  if (typeof value === 'string') return !isPlainText(value);
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** Several lines of printable ASCII, none with blanks at its end, that a literal block shows as they are. */
function isPlainText(text: string): boolean {
  return text.includes('\n') && /^(?! )(?:(?:[ -~]*[!-~])?\n)*(?:[ -~]*[!-~]\n?)$/.test(text);
}

/** A scalar, or an empty collection, on one line. */
export function formatScalar(value: Json): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value);
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
}

/** The key as it stands before its colon: plain where it is a name. */
function formatKey(key: string): string {
  return /^[\w./-]+$/.test(key) && isPlain(key) ? key : quote(key);
}

/** No reader of any version of YAML takes the text for anything but itself. */
function isPlain(text: string): boolean {
  if (isSurelyPlain(text)) return true;
  return /^[A-Za-z0-9][\w./-]*$/.test(text) && Number.isNaN(Number(text)) && !isAmbiguous(text);
}

/** Double quotes. What readers of YAML refuse or change is escaped; half a surrogate pair is U+FFFD, as in Go. */
function quote(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(unprintable, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const unprintable = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g;
