// std.manifestJsonEx: JSON with indentation and separators of the caller's choice.
import type { JsonnetObject } from '../evaluation/objects.ts';
import { runtimeError, stack } from '../evaluation/stack.ts';
import { element, isFunction, type List, type Value } from '../evaluation/values.ts';
import { formatShortest } from './number.ts';
import { TextBuilder } from './text.ts';

export interface JsonLayout {
  readonly indent: string;
  readonly newline: string;
  readonly keySeparator: string;
}

interface Writer extends JsonLayout {
  readonly out: TextBuilder;
  /** Fields and indexes that lead to the value being written. */
  readonly path: string[];
}

/** Throws JsonnetError for functions and for values nested deeper than the stack's limit. */
export function manifestJsonEx(value: Value, layout: JsonLayout): string {
  const writer: Writer = { ...layout, out: new TextBuilder(), path: [] };
  write(writer, value, layout.newline);
  return writer.out.toString();
}

/** A string as Go's encoder writes it: controls above U+007E stay, line separators do not. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
}

/** `line` is a line break followed by the current indentation. */
function write(writer: Writer, value: Value, line: string): void {
  checkManifestDepth(writer.path.length);
  if (typeof value === 'string') writer.out.tail += quote(value);
  else if (typeof value === 'number') writer.out.tail += formatShortest(value);
  else if (value === null || typeof value === 'boolean') writer.out.tail += String(value);
  else if (Array.isArray(value)) writeList(writer, value, line);
  else if (isFunction(value)) throw runtimeError(`tried to manifest function at ${formatPath(writer.path)}`);
  else writeObject(writer, value, line);
  writer.out.settle();
}

function writeList(writer: Writer, list: List, line: string): void {
  const inner = line + writer.indent;
  const { out, path, newline } = writer;
  out.tail += list.length === 0 ? `[${newline}` : `[${inner}`;
  for (let at = 0; at < list.length; at++) {
    if (at > 0) out.tail += `,${inner}`;
    path.push(String(at));
    write(writer, element(list, at), inner);
    path.pop();
  }
  out.tail += `${line}]`;
}

function writeObject(writer: Writer, object: JsonnetObject, line: string): void {
  const inner = line + writer.indent;
  const { out, path, newline, keySeparator } = writer;
  const names = object.fieldNames();
  let prefix = `{${inner}`;
  if (names.length === 0) out.tail += `{${newline}`;
  for (const name of names) {
    out.tail += prefix + quote(name) + keySeparator;
    path.push(name);
    write(writer, object.get(name), inner);
    path.pop();
    prefix = `,${inner}`;
  }
  out.tail += `${line}}`;
}

/** Paths are shown as Go prints a list of strings. */
export function formatPath(path: readonly string[]): string {
  return `[${path.join(' ')}]`;
}

/** Printers recurse, so endless data must end somewhere: where calls would, too. */
export function checkManifestDepth(depth: number): void {
  if (depth >= stack.limit) throw runtimeError('max manifest depth exceeded, possible infinite recursion');
}
