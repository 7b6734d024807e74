// The values of an application as a Markdown page of tables, made from the schema.

import { isJsonObject, type Json } from '../shared/json.ts';
import { defaultOf } from './defaults.ts';
import { ownValue } from './json.ts';
import { inlineReferences, type Schema, type SchemaNode, typesOf } from './schema.ts';
import { describeRange } from './wording.ts';

const longestDefault = 60;
const longestPattern = 40;

/** One line of a table: a key, a list's item field (`lanes[].id`) or a map's value field (`env.*.valueFrom`). */
interface Row {
  readonly path: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Undefined where there is none, or where the rows below have them. */
  readonly fallback: Json | undefined;
}

interface Section {
  readonly title: string;
  readonly description: string;
  readonly rows: readonly Row[];
}

/** The content of `values.md`: path, type, default and description of every value, in the order of the schema. */
export function renderValuesPage(schema: Schema, app: string): string {
  const intro = [
    `# Values of ${app}`,
    '<!-- Generated from values.schema.json by `twinhull generate`: change the schema instead. -->',
    ...(schema.description === undefined ? [] : [schema.description]),
  ];
  const sections = sectionsOf(inlineReferences(schema)).filter(({ rows }) => rows.length > 0);
  return `${[...intro, ...sections.map(renderSection)].join('\n\n')}\n`;
}

/** A value as one line of documentation. */
export interface ValueRow {
  /** `config.lanes[].id`, `env.*.valueFrom`. */
  readonly path: string;
  /** In words and Markdown. */
  readonly type: string;
  /** Without a default, and not to be left out. */
  readonly isRequired: boolean;
  /** Undefined where there is none, or where the rows below have them. */
  readonly fallback: Json | undefined;
  readonly description: string;
}

/** All values of a schema in its order, those inside lists and maps included. */
export function valueRows(schema: Schema): readonly ValueRow[] {
  return rowsInside('', inlineReferences(schema)).map(({ path, schema: node, isRequired, fallback }) => ({
    path,
    type: typeOf(node),
    isRequired,
    fallback,
    description: node.description ?? '',
  }));
}

/** Top-level values without keys of their own share the first section. */
function sectionsOf(schema: Schema): readonly Section[] {
  const entries = Object.entries(schema.properties ?? {});
  const general = entries.filter(([, node]) => !hasProperties(node));
  const rowsFor = ([key, node]: [string, SchemaNode]): readonly Row[] =>
    rowsOf(key, node, isRequired(schema, key));
  const own = entries.flatMap(([key, node]): readonly Section[] => {
    if (!hasProperties(node)) return [];
    return [
      { title: `\`${key}\``, description: node.description ?? '', rows: rowsFor([key, node]).slice(1) },
    ];
  });
  return [{ title: 'General', description: '', rows: general.flatMap(rowsFor) }, ...own];
}

function hasProperties(node: SchemaNode): node is Schema {
  return typeof node !== 'boolean' && Object.keys(node.properties ?? {}).length > 0;
}

function isRequired(parent: Schema, key: string): boolean {
  return parent.required?.includes(key) === true;
}

function rowsOf(path: string, node: SchemaNode, required: boolean): readonly Row[] {
  const schema = typeof node === 'boolean' ? {} : node;
  const fallback = hasProperties(node) ? undefined : defaultOf(node);
  return [
    { path, schema, isRequired: required && defaultOf(node) === undefined, fallback },
    ...rowsInside(path, schema),
  ];
}

function rowsInside(path: string, schema: Schema): readonly Row[] {
  const properties = Object.entries(schema.properties ?? {}).flatMap(([key, node]) =>
    rowsOf(path === '' ? key : `${path}.${key}`, node, isRequired(schema, key)),
  );
  const { items, additionalProperties: others } = schema;
  const itemRows = isJsonObject(items) ? rowsInside(`${path}[]`, items as Schema) : [];
  const otherRows = isJsonObject(others) ? rowsInside(`${path}.*`, others as Schema) : [];
  return [...properties, ...itemRows, ...otherRows];
}

function renderSection({ title, description, rows }: Section): string {
  const table = [
    '| Path | Type | Default | Description |',
    '| --- | --- | --- | --- |',
    ...rows.map(renderRow),
  ];
  const examples = rows.filter(isLong).map(({ path, fallback }) => {
    return `Default of \`${path}\`:\n\n\`\`\`json\n${JSON.stringify(fallback, null, 2)}\n\`\`\``;
  });
  return [`## ${title}`, ...(description === '' ? [] : [description]), table.join('\n'), ...examples].join(
    '\n\n',
  );
}

function renderRow(row: Row): string {
  const cells = [code(row.path), typeOf(row.schema), renderDefault(row), row.schema.description ?? ''];
  return `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()).join(' | ')} |`;
}

function renderDefault(row: Row): string {
  if (row.isRequired) return '**required**';
  if (row.fallback === undefined) return '';
  return isLong(row) ? 'below' : code(JSON.stringify(row.fallback));
}

function isLong({ fallback }: Row): boolean {
  return fallback !== undefined && JSON.stringify(fallback).length > longestDefault;
}

/** Markdown code, also of text that has backticks. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** `integer, at least 0`, `list of string`, `"a" or "b"`, `map of string or integer`. */
function typeOf(node: SchemaNode): string {
  if (typeof node === 'boolean') return 'anything';
  const choices = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  if (choices !== undefined) return choices.map((choice) => code(JSON.stringify(choice))).join(' or ');
  const alternatives = node.anyOf ?? node.oneOf;
  if (node.type === undefined && alternatives !== undefined)
    return [...new Set(alternatives.map(typeOf))].join(' or ');
  const types = typesOf(node);
  return types.length === 0 ? 'anything' : types.map((type) => nameOf(type, node)).join(' or ');
}

const names: Readonly<Record<string, (schema: Schema) => string>> = {
  array: ({ items }) => (isJsonObject(items) ? `list of ${typeOf(items as Schema)}` : 'list'),
  integer: (schema) => withLimits('integer', describeRange(schema)),
  number: (schema) => withLimits('number', describeRange(schema)),
  object: ({ additionalProperties: others, properties }) =>
    isJsonObject(others) && properties === undefined ? `map of ${typeOf(others as Schema)}` : 'map',
  string: ({ pattern = '' }) =>
    withLimits('string', isTellingPattern(pattern) ? `matches ${code(pattern)}` : ''),
};

/** Long patterns and those of invisible characters tell a reader less than the description. */
function isTellingPattern(pattern: string): boolean {
  return pattern !== '' && pattern.length <= longestPattern && !/[\p{C}\p{Z}]/u.test(pattern);
}

function nameOf(type: string, schema: Schema): string {
  return ownValue(names, type)?.(schema) ?? type;
}

function withLimits(name: string, limits: string): string {
  return limits === '' ? name : `${name} (${limits})`;
}
