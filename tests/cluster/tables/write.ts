// The text of a table: sorted, one entry a line.
import { isJsonObject, type Json } from '../../../tools/shared/json.ts';
import { compareStrings } from '../../../tools/shared/order.ts';
import { canonical } from './edit.ts';
import type { Behaviour, FieldNames } from './table.ts';

/** The file's text. */
export function formatTable(measured: Behaviour): string {
  const table = {
    ...measured,
    assigned: sortNames(measured.assigned),
    dropped: sortNames(measured.dropped),
    kept: sortNames(measured.kept),
  };
  const sections = [
    `"kubernetesVersion": ${JSON.stringify(table.kubernetesVersion)}`,
    ...(
      [
        'defaults',
        'copied',
        'conditional',
        'undefaulted',
        'assigned',
        'dropped',
        'kept',
        'immutable',
      ] as const
    ).map(
      (name) =>
        `${JSON.stringify(name)}: ${formatSection(table[name] as Json, name === 'immutable' ? 2 : 1)}`,
    ),
  ];
  return `{\n${sections.join(',\n')}\n}\n`;
}

/** Entries on lines of their own, down to a depth. */
function formatSection(value: Json, depth: number): string {
  if (depth === 0) return formatInline(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => formatInline(item)).sort(compareStrings);
    return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n]`;
  }
  if (!isJsonObject(value)) return formatInline(value);
  const entries = sortedKeys(value).map(
    (key) => `${JSON.stringify(key)}: ${formatSection(value[key] as Json, depth - 1)}`,
  );
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n}`;
}

/** One line, fields sorted. */
function formatInline(value: Json): string {
  if (Array.isArray(value)) return `[${(value as Json[]).map(formatInline).join(', ')}]`;
  if (!isJsonObject(value)) return canonical(value);
  const entries = sortedKeys(value).map(
    (key) => `${JSON.stringify(key)}: ${formatInline(value[key] as Json)}`,
  );
  return `{${entries.join(', ')}}`;
}

/** What is measured at the same time comes in any order. */
function sortNames(names: FieldNames): FieldNames {
  const sorted = Object.entries(names).map(([key, list]) => [key, [...list].sort(compareStrings)]);
  return Object.fromEntries(sorted);
}

function sortedKeys(value: { readonly [key: string]: Json }): readonly string[] {
  return Object.keys(value).sort(compareStrings);
}
