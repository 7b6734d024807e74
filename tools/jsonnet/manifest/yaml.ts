// std.manifestYamlDoc and std.manifestYamlStream.
import { isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { element, isList, type List, type Value } from '../evaluation/values.ts';
import { quoteString } from './escape.ts';
import { checkManifestDepth } from './json-ex.ts';
import { formatShortest } from './number.ts';
import { TextBuilder } from './text.ts';
import { isBareKey } from './yaml-key.ts';

export interface YamlLayout {
  /** Arrays in objects are indented below their key. */
  readonly indentArrays: boolean;
  /** Keys are quoted even where YAML would understand them without. */
  readonly quoteKeys: boolean;
}

interface Writer extends YamlLayout {
  readonly out: TextBuilder;
}

/** One document, without a newline at its end. */
export function manifestYaml(value: Value, layout: YamlLayout): string {
  const writer: Writer = { ...layout, out: new TextBuilder() };
  write(writer, value, { indent: '', depth: 0 });
  return writer.out.toString();
}

/** Documents separated by `---`; `end` closes the last one with `...`. */
export function manifestYamlStream(list: List, layout: YamlLayout & { readonly end: boolean }): string {
  const documents = list.map((_, at) => manifestYaml(element(list, at), layout));
  return `---\n${documents.join('\n---\n')}${layout.end ? '\n...\n' : '\n'}`;
}

interface Position {
  readonly indent: string;
  readonly depth: number;
}

function write(writer: Writer, value: Value, position: Position): void {
  checkManifestDepth(position.depth);
  const { out } = writer;
  if (typeof value === 'string') out.tail += renderString(value, position.indent);
  else if (typeof value === 'number') out.tail += formatShortest(value);
  else if (value === null || typeof value === 'boolean') out.tail += String(value);
  else if (isList(value)) writeList(writer, value, position);
  else if (isObject(value)) writeObject(writer, value, position);
  // A function prints nothing; go-jsonnet does not report it either.
  out.settle();
}

/** Text that ends in a newline becomes a block, all other is quoted. */
function renderString(text: string, indent: string): string {
  if (!text.endsWith('\n')) return quoteString(text);
  const line = `\n${indent}  `;
  return `|${line}${text.slice(0, -1).replaceAll('\n', line)}`;
}

function writeList(writer: Writer, list: List, { indent, depth }: Position): void {
  const { out } = writer;
  if (list.length === 0) out.tail += '[]';
  const inner = `${indent}  `;
  for (let at = 0; at < list.length; at++) {
    const item = element(list, at);
    if (at > 0) out.tail += `\n${indent}`;
    out.tail += isList(item) && item.length > 0 ? `-\n${inner}` : '- ';
    write(writer, item, { indent: isList(item) || isObject(item) ? inner : indent, depth: depth + 1 });
  }
}

function writeObject(writer: Writer, object: JsonnetObject, { indent, depth }: Position): void {
  const { out } = writer;
  const names = object.fieldNames();
  if (names.length === 0) out.tail += '{}';
  let line = '';
  for (const name of names) {
    const value = object.get(name);
    out.tail += `${line}${!writer.quoteKeys && isBareKey(name) ? name : quoteString(name)}:`;
    line = `\n${indent}`;
    const inner = isNested(value) ? indent + stepOf(writer, value) : undefined;
    out.tail += inner === undefined ? ' ' : `\n${inner}`;
    write(writer, value, { indent: inner ?? indent, depth: depth + 1 });
  }
}

/** Whether it goes on lines of its own; empty ones stay on the key's. */
function isNested(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  return isObject(value) && hasVisibleFields(value);
}

function hasVisibleFields(object: JsonnetObject): boolean {
  for (const visibility of object.fields().values()) if (visibility !== '::') return true;
  return false;
}

function stepOf(writer: Writer, value: Value): string {
  return isList(value) && !writer.indentArrays ? '' : '  ';
}
