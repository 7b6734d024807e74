// Prints values as JSON the way Jsonnet itself does: the program's result, and std.toString.
import type { JsonnetObject } from '../evaluation/objects.ts';
import { enter, runtimeError, stack } from '../evaluation/stack.ts';
import { element, isFunction, type List, type Value } from '../evaluation/values.ts';
import type { Json } from '../port.ts';
import { quoteString } from './escape.ts';
import { formatNumber } from './number.ts';
import { assertionsPlace, at, ElementPlace, FieldPlace, resultPlace } from './places.ts';
import { TextBuilder } from './text.ts';

export interface JsonOptions {
  /** One line per element, indented by three spaces; otherwise one line in all. */
  readonly multiline?: boolean;
  /** The value is the program's result: traces of errors end in `During manifestation`. */
  readonly result?: boolean;
}

/** Evaluates all of the value and prints it. Throws JsonnetError for what fails inside and for functions. */
export function manifestJson(value: Value, options: JsonOptions = {}): string {
  const out = new TextBuilder();
  at(options.result ? resultPlace : undefined, () =>
    options.multiline ? writeValue(out, value, '\n') : writeValue(out, value, undefined),
  );
  return out.toString();
}

/** `newline` is the line break with the current indentation, undefined for one line. */
function writeValue(out: TextBuilder, value: Value, newline: string | undefined): void {
  if (typeof value === 'string') out.tail += quoteString(value);
  else if (typeof value === 'number') out.tail += formatNumber(value);
  else if (value === null || typeof value === 'boolean') out.tail += String(value);
  else if (Array.isArray(value)) writeList(out, value, newline);
  else if (isFunction(value)) throw noFunctions();
  else writeObject(out, value, newline);
}

function writeList(out: TextBuilder, list: List, newline: string | undefined): void {
  if (list.length === 0) {
    out.tail += '[ ]';
    return;
  }
  const inner = newline === undefined ? undefined : `${newline}   `;
  const separator = inner === undefined ? ', ' : `,${inner}`;
  const place = new ElementPlace();
  enter(place);
  out.tail += inner === undefined ? '[' : `[${inner}`;
  for (let index = 0; index < list.length; index++) {
    if (index > 0) out.tail += separator;
    place.index = index;
    writeValue(out, element(list, index), inner);
    out.settle();
  }
  stack.depth--;
  out.tail += newline === undefined ? ']' : `${newline}]`;
}

function writeObject(out: TextBuilder, object: JsonnetObject, newline: string | undefined): void {
  const names = checkedNames(object);
  if (names.length === 0) {
    out.tail += '{ }';
    return;
  }
  const inner = newline === undefined ? undefined : `${newline}   `;
  let prefix = inner === undefined ? '{' : `{${inner}`;
  const separator = inner === undefined ? ', ' : `,${inner}`;
  const place = new FieldPlace();
  enter(place);
  for (const name of names) {
    place.name = name;
    out.tail += `${prefix}${quoteString(name)}: `;
    prefix = separator;
    writeValue(out, object.get(name), inner);
    out.settle();
  }
  stack.depth--;
  out.tail += newline === undefined ? '}' : `${newline}}`;
}

/** The value as plain data. Keys that look like array indexes lose their order, as in every JavaScript object. */
export function toJson(value: Value, options: Pick<JsonOptions, 'result'> = {}): Json {
  return at(options.result ? resultPlace : undefined, () => convert(value));
}

function convert(value: Value): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return convertList(value);
  if (isFunction(value)) throw noFunctions();
  return convertObject(value);
}

function convertList(list: List): Json {
  const place = new ElementPlace();
  enter(place);
  const result: Json[] = [];
  for (let index = 0; index < list.length; index++) {
    place.index = index;
    result.push(convert(element(list, index)));
  }
  stack.depth--;
  return result;
}

function convertObject(object: JsonnetObject): Json {
  const names = checkedNames(object);
  const place = new FieldPlace();
  enter(place);
  const result: { [key: string]: Json } = {};
  for (const name of names) {
    place.name = name;
    const field = convert(object.get(name));
    if (name === '__proto__') Object.defineProperty(result, name, { ...ownField, value: field });
    else result[name] = field;
  }
  stack.depth--;
  return result;
}

const ownField = { enumerable: true, configurable: true, writable: true };

function checkedNames(object: JsonnetObject): readonly string[] {
  enter(assertionsPlace);
  object.check();
  stack.depth--;
  return object.fieldNames();
}

function noFunctions(): Error {
  return runtimeError("couldn't manifest function as JSON");
}
