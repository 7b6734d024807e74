// std.format and the `%` operator: Python's formatting of strings, with the values in an array or an object.

import { isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { expectNumber, modulo, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { element, isList, type List, typeName, type Value } from '../evaluation/values.ts';
import { countCharacters } from './characters.ts';
import { type Builtin, define } from './define.ts';
import {
  type NumberLayout,
  renderExponent,
  renderFixed,
  renderGeneral,
  renderHex,
  renderWhole,
} from './format-number.ts';
import { type FormatCode, parseFormat } from './format-parse.ts';
import { char } from './strings.ts';

/** `str % vals`. */
function format(str: Value, vals: Value): string {
  if (typeof str !== 'string') throw runtimeError(`Unexpected type ${typeName(str)}`);
  const parts = parseFormat(str);
  if (isObject(vals))
    return parts.map((part) => (typeof part === 'string' ? part : fromObject(part, vals))).join('');
  const list = new Arguments(isList(vals) ? vals : [vals]);
  let text = '';
  for (const part of parts) text += typeof part === 'string' ? part : list.format(part);
  list.finish();
  return text;
}

/** Values taken one after the other. */
class Arguments {
  private readonly list: List;
  private next = 0;

  constructor(list: List) {
    this.list = list;
  }

  format(code: FormatCode): string {
    const width = code.width === '*' ? this.takeNumber() : code.width;
    const precisionAt = code.precision === '*' ? this.next++ : -1;
    if (code.conversion === '%') return pad('%', code, width);
    const at = this.next++;
    if (at >= this.list.length) throw this.tooFew(`more than ${at}`);
    const precision = code.precision === '*' ? element(this.list, precisionAt) : (code.precision ?? null);
    return pad(convert(element(this.list, at), code, { width, precision, name: String(at) }), code, width);
  }

  private takeNumber(): Value {
    const at = this.next++;
    if (at >= this.list.length) throw this.tooFew(`at least ${at}`);
    return element(this.list, at);
  }

  private tooFew(expected: string): Error {
    return runtimeError(`Not enough values to format: ${this.list.length}, expected ${expected}`);
  }

  finish(): void {
    if (this.next >= this.list.length) return;
    throw runtimeError(`Too many values to format: ${this.list.length}, expected ${this.next}`);
  }
}

function fromObject(code: FormatCode, object: JsonnetObject): string {
  const { width, key } = code;
  if (width === '*') throw runtimeError('Cannot use * field width with object.');
  if (code.conversion === '%') return pad('%', code, width);
  if (key === undefined) throw runtimeError('Mapping keys required.');
  if (!object.has(key)) throw runtimeError(`No such field: ${key}`);
  const value = object.get(key);
  if (code.precision === '*' && usesPrecision(code, value))
    throw runtimeError('Cannot use * precision with object.');
  const precision = typeof code.precision === 'number' ? code.precision : null;
  return pad(convert(value, code, { width, precision, name: key }), code, width);
}

function usesPrecision(code: FormatCode, value: Value): boolean {
  return code.conversion !== 's' && code.conversion !== 'c' && typeof value === 'number';
}

interface Place {
  readonly width: Value;
  readonly precision: Value;
  /** What errors call the value: its index or its field. */
  readonly name: string;
}

function convert(value: Value, code: FormatCode, place: Place): string {
  if (code.conversion === 's') return toText(value);
  if (code.conversion === 'c') return renderCharacter(value);
  if (typeof value !== 'number') {
    throw runtimeError(`Format required number at ${place.name}, got ${typeName(value)}`);
  }
  const zeroPad = code.zero && !code.left ? expectNumber(place.width) : 0;
  return renderNumber(value, { code, zeroPad, precision: place.precision });
}

function renderNumber(value: number, layout: NumberLayout): string {
  switch (layout.code.conversion) {
    case 'd':
      return renderWhole(value, layout, 10);
    case 'o':
      return renderWhole(value, layout, 8);
    case 'x':
      return renderHex(value, layout);
    case 'f':
      return renderFixed(value, layout);
    case 'e':
      return renderExponent(value, layout);
    default:
      return renderGeneral(value, layout);
  }
}

function renderCharacter(value: Value): string {
  if (typeof value === 'number') return char(value);
  if (typeof value !== 'string') throw runtimeError(`%c expected number / string, got: ${typeName(value)}`);
  const length = countCharacters(value);
  if (length !== 1) throw runtimeError(`%c expected 1-sized string got: ${length}`);
  return value;
}

function pad(text: string, code: FormatCode, width: Value): string {
  if (width === 0) return text;
  const missing = Math.ceil(expectNumber(width) - countCharacters(text));
  if (missing <= 0) return text;
  return code.left ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** `a % b`: the remainder of numbers, or a format and its values. */
function mod(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return modulo(a, b);
  if (typeof a === 'string') return format(a, b);
  throw runtimeError(`Operator % cannot be used on types ${typeName(a)} and ${typeName(b)}.`);
}

export const formatFunctions: readonly Builtin[] = [
  define('format', ['str', 'vals'], format),
  define('mod', ['a', 'b'], mod),
];
