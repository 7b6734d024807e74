// Makes bundles small and their files stable: repeated parts become definitions, keys are sorted.
import { createHash } from 'node:crypto';
import { type Bundle, type JsonSchema, mapSubschemas, referencePrefix } from '../bundle.ts';

/** Below this many characters a repeated part stays where it is, since a reference would save little. */
const worthSharing = 300;

/** The same schemas, with every larger part that occurs twice said once. */
export function shareDefinitions(bundle: Bundle): Bundle {
  const seen = countParts(Object.values(bundle.definitions));
  const definitions: Record<string, JsonSchema> = {};
  const share = (schema: JsonSchema): JsonSchema => {
    const text = formatSorted(schema);
    if ((seen.get(text) ?? 0) < 2 || text.length < worthSharing) return mapSubschemas(schema, share);
    const name = createHash('sha256').update(text).digest('hex').slice(0, 10);
    definitions[name] ??= mapSubschemas(schema, share);
    return { $ref: `${referencePrefix}${name}` };
  };
  for (const [name, schema] of Object.entries(bundle.definitions))
    definitions[name] = mapSubschemas(schema, share);
  return { definitions, kinds: bundle.kinds };
}

// A part inside a repeated part is not counted again: the repeated part will be said once.
function countParts(schemas: readonly JsonSchema[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (schema: JsonSchema): JsonSchema => {
    const text = formatSorted(schema);
    const before = counts.get(text) ?? 0;
    counts.set(text, before + 1);
    return before === 0 ? mapSubschemas(schema, count) : schema;
  };
  for (const schema of schemas) mapSubschemas(schema, count);
  return counts;
}

/** A bundle's file: one definition per line, so that changes are readable. */
export function formatBundle({ definitions, kinds }: Bundle): string {
  return `{\n"definitions": ${formatLines(definitions)},\n"kinds": ${formatLines(kinds)}\n}\n`;
}

function formatLines(record: Readonly<Record<string, unknown>>): string {
  const lines = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${formatSorted(record[key])}`);
  return `{\n${lines.join(',\n')}\n}`;
}

/** JSON on one line with all keys sorted. */
function formatSorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatSorted).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const entries = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${formatSorted(record[key])}`);
  return `{${entries.join(',')}}`;
}
