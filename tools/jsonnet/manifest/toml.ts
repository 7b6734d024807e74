// std.manifestTomlEx: tables for objects, arrays of tables for arrays of objects, values inline.
import { isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { element, isFunction, isList, type List, typeName, type Value } from '../evaluation/values.ts';
import { quoteString } from './escape.ts';
import { checkManifestDepth, formatPath } from './json-ex.ts';
import { formatNumber } from './number.ts';

/** Where a table stands: the names of its header, the path for errors, its indentation, how deep the printer is. */
interface Place {
  readonly names: readonly string[];
  readonly path: readonly string[];
  readonly indent: string;
  readonly depth: number;
}

export function manifestToml(value: Value, indent: string): string {
  if (!isObject(value)) throw runtimeError(`TOML body must be an object. Got ${typeName(value)}`);
  return renderBody(value, indent, { names: [], path: [], indent: '', depth: 0 });
}

/** A table's own values, then the tables inside it. */
function renderBody(object: JsonnetObject, step: string, place: Place): string {
  checkManifestDepth(place.depth);
  const lines: string[] = [];
  const sections: string[] = [''];
  for (const name of object.fieldNames()) {
    const value = object.get(name);
    const path = [...place.path, name];
    if (isSection(value)) {
      const inner = { ...place, names: [...place.names, name], path, depth: place.depth + 1 };
      sections.push(
        isList(value) ? renderTables(value, step, inner) : renderTable(value as JsonnetObject, step, inner),
      );
    } else {
      const text = renderValue(value, { step, path, inline: false, depth: place.depth + 1 });
      lines.push(...`${renderKey(name)} = ${text}`.split('\n'));
    }
  }
  const body = lines.length > 0 ? place.indent + lines.join(`\n${place.indent}`) : '';
  return body + sections.join('\n\n');
}

/** Objects are, and arrays of nothing but objects. */
function isSection(value: Value): boolean {
  if (!isList(value)) return isObject(value);
  return value.length > 0 && value.every((_, at) => isObject(element(value, at)));
}

function renderTable(object: JsonnetObject, step: string, place: Place): string {
  checkManifestDepth(place.depth);
  const header = `${place.indent}[${place.names.map(renderKey).join('.')}]`;
  return header + renderContent(object, step, place);
}

function renderTables(list: List, step: string, place: Place): string {
  checkManifestDepth(place.depth);
  const header = `${place.indent}[[${place.names.map(renderKey).join('.')}]]`;
  const tables = list.map((_, at) => {
    const inner = { ...place, path: [...place.path, String(at)] };
    return header + renderContent(element(list, at) as JsonnetObject, step, inner);
  });
  return tables.join('\n\n');
}

function renderContent(object: JsonnetObject, step: string, place: Place): string {
  const gap = object.fieldNames().length > 0 ? '\n' : '';
  return gap + renderBody(object, step, { ...place, indent: place.indent + step, depth: place.depth + 1 });
}

interface ValuePlace {
  readonly step: string;
  readonly path: readonly string[];
  readonly inline: boolean;
  readonly depth: number;
}

function renderValue(value: Value, place: ValuePlace): string {
  checkManifestDepth(place.depth);
  if (value === null) throw runtimeError(`Tried to manifest "null" at ${formatPath(place.path)}`);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return quoteString(value);
  if (isFunction(value)) throw runtimeError(`Tried to manifest function at ${formatPath(place.path)}`);
  return isList(value) ? renderList(value, place) : renderInlineTable(value, place);
}

/** An array directly in a table has a line per element, one inside another value has none. */
function renderList(list: List, { step, path, inline, depth }: ValuePlace): string {
  if (list.length === 0) return '[]';
  const [separator, indent] = inline ? [' ', ''] : ['\n', step];
  const items = list.map((_, at) => {
    const place = { step, path: [...path, String(at)], inline: true, depth: depth + 1 };
    return indent + renderValue(element(list, at), place);
  });
  return `[${separator}${items.join(`,${separator}`)}${separator}]`;
}

function renderInlineTable(object: JsonnetObject, { step, path, depth }: ValuePlace): string {
  const fields = object.fieldNames().map((name) => {
    const place = { step, path: [...path, name], inline: true, depth: depth + 1 };
    return `${renderKey(name)} = ${renderValue(object.get(name), place)}`;
  });
  return `{ ${fields.join(', ')} }`;
}

function renderKey(key: string): string {
  if (key === '') return "''";
  return /^[-A-Za-z0-9_]+$/.test(key) ? key : quoteString(key);
}
