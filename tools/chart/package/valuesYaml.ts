// values.yaml: the defaults of the schema, each under the words that describe it.
import { defaultOf, defaultsOf } from '../../schema/defaults.ts';
import { inlineReferences, type Schema, type SchemaNode, typesOf } from '../../schema/schema.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { ChartApp } from '../app.ts';
import { wrap } from './text.ts';
import { blockLines, entryLines, formatScalar, indent, nestedLines } from './yaml.ts';

const widest = 100;

/** One value of the file. `value` is undefined when a user who sets nothing gets nothing: then it is a comment. */
interface Entry {
  readonly key: string;
  readonly node: SchemaNode;
  readonly value: Json | undefined;
  readonly isRequired: boolean;
  /** Columns in front of its lines. */
  readonly column: number;
}

/** The content of `values.yaml`: Helm reads exactly the defaults of the schema from it. Fails with `chart-schema`. */
export function renderValuesYaml({ chart, schema, schemaFile }: ChartApp): string {
  const head = [
    `# Default values of ${chart.name}.`,
    ...comment(schema.description ?? '', 0),
    `# Made from ${schemaFile}: change it there.`,
  ];
  const root = inlineReferences(schema);
  const defaults = defaultsOf(schema);
  refuseNulls(defaults, schemaFile);
  const entries = entriesOf(root, defaults, 0);
  return [head, ...entries.map(renderEntry)].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Versions of Helm differ about a null in values.yaml. In lists it is an item like others. */
function refuseNulls(defaults: JsonObject, file: string): void {
  for (const [key, value] of Object.entries(defaults)) {
    if (value === null) {
      const problem = `the default of ${key} is null, which versions of Helm take for different things; leave it out`;
      throw new ToolError('chart-schema', { file, problem });
    }
    if (isJsonObject(value)) refuseNulls(value, file);
  }
}

/** The properties in the order of the schema, then what only the default of the map itself has. */
function entriesOf(schema: Schema, values: JsonObject, column: number): readonly Entry[] {
  const properties = schema.properties ?? {};
  const described = Object.entries(properties).map(([key, node]): Entry => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return { key, node, value, isRequired: schema.required?.includes(key) === true, column };
  });
  const others = Object.entries(values).filter(([key]) => !Object.hasOwn(properties, key));
  return [
    ...described,
    ...others.map(([key, value]) => ({ key, node: true, value, isRequired: false, column })),
  ];
}

function renderEntry(entry: Entry): readonly string[] {
  const { key, node, value, column } = entry;
  const description = describe(entry);
  if (value === undefined) return [...description, ...commentOut(absentLines(entry))];
  const schema = typeof node === 'boolean' ? {} : node;
  if (!isJsonObject(value) || schema.properties === undefined)
    return [...description, ...entryLines(key, value), ...exampleLines(schema, value)];
  const inner = joinEntries(entriesOf(schema, value, column + 2));
  if (Object.keys(value).length > 0) return [...description, ...nestedLines(key, inner)];
  return [...description, ...entryLines(key, {}), ...indent(inner)];
}

/** Maps with keys of their own stand apart from their neighbours. */
function joinEntries(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry, at) => {
    const isApart = at > 0 && (isGroup(entry) || isGroup(entries[at - 1] as Entry));
    return [...(isApart ? [''] : []), ...renderEntry(entry)];
  });
}

function isGroup({ node, value }: Entry): boolean {
  return typeof node !== 'boolean' && node.properties !== undefined && value !== undefined;
}

/** `# -- ` and the description, with the choices and an example where there are some. */
function describe({ node, value, isRequired, column }: Entry): readonly string[] {
  if (typeof node === 'boolean') return [];
  const [example] = node.examples ?? [];
  const parts = [
    node.description ?? '',
    isRequired && value === undefined ? 'Required.' : '',
    node.enum === undefined ? '' : `One of ${node.enum.map(formatScalar).join(', ')}.`,
    value === undefined || example === undefined || typeof example === 'object'
      ? ''
      : `Example: ${formatScalar(example)}`,
  ];
  return comment(parts.filter((part) => part.trim() !== '').join(' '), column, '-- ');
}

function comment(text: string, column: number, mark = ''): readonly string[] {
  if (text.trim() === '') return [];
  return wrap(`${mark}${text}`, widest - 2 - column).map((line) => `# ${line}`);
}

function commentOut(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '#' : `# ${line}`));
}

/** Below an empty map or list: what it could hold. */
function exampleLines({ examples = [] }: Schema, value: Json): readonly string[] {
  const [example] = examples;
  if (typeof value !== 'object' || value === null || Object.keys(value).length > 0) return [];
  if (typeof example !== 'object' || example === null) return [];
  return indent(commentOut(blockLines(example)));
}

/** What to write for a value that has no default: an example, its own values, or the smallest value of its type. */
function absentLines({ key, node, column }: Entry): readonly string[] {
  const schema = typeof node === 'boolean' ? {} : node;
  const inner = Object.entries(schema.properties ?? {});
  if (schema.examples !== undefined || inner.length === 0) return entryLines(key, exampleOf(schema));
  const lines = inner.flatMap(([name, property]) => {
    const entry = { key: name, node: property, value: undefined, isRequired: false, column: column + 2 };
    const description = typeof property === 'boolean' ? '' : (property.description ?? '');
    return [...comment(description, column + 4), ...absentLines(entry)];
  });
  return nestedLines(key, lines);
}

function exampleOf(schema: Schema): Json {
  return schema.examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? smallest(schema);
}

const smallestOf: Readonly<Record<string, (schema: Schema) => Json>> = {
  array: () => [],
  boolean: () => false,
  integer: ({ minimum = 0 }) => minimum,
  number: ({ minimum = 0 }) => minimum,
  string: () => '',
};

function smallest(schema: Schema): Json {
  const [type = ''] = typesOf(schema);
  return defaultOf(schema) ?? smallestOf[type]?.(schema) ?? {};
}
