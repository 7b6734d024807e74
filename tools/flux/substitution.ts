// The language of `postBuild`: `${name}` and its bash-like forms, as Flux's own reader takes them, which is not bash.
import { apply } from './functions.ts';

/**
 * The value of a variable, '' where it has none. `hasDefault` tells that the text provides for that case.
 */
export type Lookup = (name: string, hasDefault: boolean) => string;

interface Reader {
  readonly text: string;
  at: number;
  readonly lookup: Lookup;
  depth: number;
}

const deepest = 100;

/** Replaces the expressions of a text; `$$` gives `$`. Throws an Error that tells what is wrong and where. */
export function substitute(text: string, lookup: Lookup): string {
  const reader: Reader = { text, at: 0, lookup, depth: 0 };
  const parts: string[] = [];
  while (reader.at < text.length) {
    const next = text.indexOf('$', reader.at);
    if (next < 0) break;
    parts.push(text.slice(reader.at, next));
    reader.at = next + 1;
    const sign = text[reader.at];
    if (sign === '{') parts.push(readExpression(reader));
    else parts.push('$');
    if (sign === '$') reader.at++;
  }
  return parts.join('') + text.slice(reader.at);
}

/** From the brace on: `{name}`, `{#name}`, `{name:-default}` … */
function readExpression(reader: Reader): string {
  const start = reader.at - 1;
  if (++reader.depth > deepest) throw new Error(`expressions are nested deeper than ${deepest}`);
  reader.at++;
  const isLength = take(reader, /#/y) !== '';
  const name = take(reader, /[\p{L}\p{Nd}_]+/uy);
  if (name === '') throw fail(reader, start, 'has no name of letters, digits and _');
  const value = isLength
    ? String(Buffer.byteLength(reader.lookup(name, false)))
    : readForm(reader, name, start);
  if (take(reader, /\}/y) === '') throw fail(reader, start, 'is no form that Flux knows, or is not closed');
  reader.depth--;
  return value;
}

const operators = /:[-=?+]|[:=]|[\^,]{1,2}|##?|%%?|\/[/#%]?/y;

function readForm(reader: Reader, name: string, start: number): string {
  const operator = take(reader, operators);
  if (/^(?::.|=)$/.test(operator)) return readDefault(reader, name);
  const value = reader.lookup(name, false);
  switch (operator[0]) {
    case ':':
      return apply(
        operator,
        value,
        readArguments(reader, start, { stops: /[^:}$]|\$(?!\{)/y, delimiter: /:+/y }),
      );
    case '/':
      return apply(operator, value, readReplacement(reader, start));
    case '#':
    case '%':
      return apply(operator, value, [readArgument(reader, start, notClosing)]);
    default:
      return apply(operator, value, []);
  }
}

const notClosing = /[^}$]|\$(?!\{)/y;
const notSlash = /\$\$|\\[/\\]|[^/$]|\$(?!\{)/y;
const notClosingEscaped = /\$\$|\\[/\\]|[^}$]|\$(?!\{)/y;

/** A default is any text with expressions in it, up to the brace that closes it. */
function readDefault(reader: Reader, name: string): string {
  const parts: string[] = [];
  const start = reader.at;
  while (reader.at < reader.text.length && reader.text[reader.at] !== '}') {
    parts.push(readArgument(reader, start, notClosing));
  }
  return reader.lookup(name, true) || parts.join('');
}

interface Arguments {
  readonly stops: RegExp;
  readonly delimiter: RegExp;
}

/** One argument, and a second behind a delimiter. */
function readArguments(reader: Reader, start: number, { stops, delimiter }: Arguments): readonly string[] {
  const first = readArgument(reader, start, stops);
  return take(reader, delimiter) === '' ? [first] : [first, readArgument(reader, start, notClosing)];
}

function readReplacement(reader: Reader, start: number): readonly string[] {
  const pattern = readArgument(reader, start, notSlash);
  if (take(reader, /\/+/y) === '') throw fail(reader, start, 'has no / behind its pattern');
  if (reader.text[reader.at] === '}') return [pattern];
  return [pattern, readArgument(reader, start, notClosingEscaped)];
}

/** Either an expression or a text: only defaults have both. Escapes count where `unit` knows them. */
function readArgument(reader: Reader, start: number, unit: RegExp): string {
  if (reader.text.startsWith('${', reader.at)) {
    reader.at++;
    return readExpression(reader);
  }
  const parts: string[] = [];
  for (let part = take(reader, unit); part !== ''; part = take(reader, unit)) {
    parts.push(part.length === 2 && /[$\\]/.test(part[0] as string) ? (part[1] as string) : part);
  }
  if (parts.length === 0) throw fail(reader, start, 'lacks an argument');
  return parts.join('');
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const [taken = ''] = pattern.exec(reader.text) ?? [];
  reader.at += taken.length;
  return taken;
}

/** Without what stands behind the name, which may be anything. */
function fail(reader: Reader, start: number, problem: string): Error {
  const [begin = ''] = /^\$\{#?[\p{L}\p{Nd}_]*/u.exec(reader.text.slice(start)) ?? [];
  return new Error(`the expression that begins with \`${begin}\` ${problem}`);
}
