// What the server added to an object, field by field, and what stood beside it.
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';
import { canonical } from './edit.ts';
import { type Definitions, formatPattern, mapValues, objectName, type Path, type Schema } from './schema.ts';
import type { Seed } from './seeds.ts';
import type { Value } from './table.ts';

/** A field that was absent, and what came back. */
export interface Observation {
  readonly definition: string;
  readonly field: string;
  /** `apps/v1/Deployment`. */
  readonly kind: string;
  /** Of the object that has the field: `spec.template.spec`; '' is the whole. */
  readonly place: string;
  /** The object around that one, and its field; absent in lists and maps. */
  readonly parent?: Parent;
  /** The fields beside it as they were sent: text and booleans as they are, everything else as an empty list. */
  readonly beside: Readonly<Record<string, Json>>;
  /** As sent: for values that are copied. */
  readonly sent: JsonObject;
  /** Absent where the server added nothing. */
  readonly added?: Json;
}

export interface Parent {
  readonly definition: string;
  readonly field: string;
}

export interface Observations {
  readonly fields: Map<string, Observation>;
  /** Entries of maps and lists that the server added, by kind: `spec.volumes`, `metadata.labels[job-name]`. */
  readonly entries: Map<string, Set<string>>;
  /** By kind and path, the keys of top-level labels and annotations where none were sent. */
  readonly newMaps: Map<string, Map<string, Set<string>>>;
}

export function createObservations(): Observations {
  return { fields: new Map(), entries: new Map(), newMaps: new Map() };
}

interface Walk {
  readonly kind: string;
  readonly definitions: Definitions;
  readonly into: Observations;
}

interface Exchange {
  readonly sent: JsonObject;
  readonly got: JsonObject;
}

/** What of a whole object is not looked at; labels and annotations are. */
const setByServer = ['status', 'metadata', 'apiVersion', 'kind'];

/** Records what the server added to what was sent. */
export function observe(seed: Seed, { sent, got }: Exchange, context: Omit<Walk, 'kind'>): void {
  const walk = { kind: seed.kind, ...context };
  const result = withoutNulls(got) as JsonObject;
  for (const field of ['labels', 'annotations']) {
    const before = (sent.metadata as JsonObject)[field];
    const after = (result.metadata as JsonObject)[field];
    if (before !== undefined) compareMaps(walk, [before, after], ['metadata', field]);
    else if (isJsonObject(after)) addNewMap(walk, Object.keys(after), `metadata.${field}`);
  }
  const properties = { ...walk.definitions[seed.definition]?.properties };
  for (const ignored of setByServer) delete properties[ignored];
  compareFields(walk, { name: seed.definition, properties, sent, got: result }, { path: [] });
}

/** A server writes null for nothing. */
function withoutNulls(value: Json): Json {
  if (Array.isArray(value)) return (value as Json[]).map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNulls(item)]));
}

type Pair = readonly [Value, Value];

interface Spot {
  readonly path: Path;
  readonly parent?: Parent;
}

function compare(walk: Walk, [sent, got]: Pair, at: Spot & { readonly schema: Schema }): void {
  const { schema, path } = at;
  const name = objectName(schema, walk.definitions);
  if (name !== undefined && isJsonObject(sent) && isJsonObject(got)) {
    const properties = walk.definitions[name]?.properties ?? {};
    compareFields(walk, { name, properties, sent, got }, at);
  } else if (mapValues(schema)) compareMaps(walk, [sent, got], path);
  else if (schema.items && Array.isArray(sent) && Array.isArray(got)) {
    compareLists(walk, [sent, got], { schema: schema.items, path });
  }
}

interface Fields extends Exchange {
  readonly name: string;
  readonly properties: Readonly<Record<string, Schema>>;
}

function compareFields(walk: Walk, { name, properties, sent, got }: Fields, { path, parent }: Spot): void {
  const common = {
    definition: name,
    kind: walk.kind,
    place: formatPattern(path),
    beside: featuresOf(sent),
    ...(parent ? { parent } : {}),
  };
  for (const [field, schema] of Object.entries(properties)) {
    if (sent[field] !== undefined) {
      const at = { schema, path: [...path, field], parent: { definition: name, field } };
      compare(walk, [sent[field], got[field]], at);
      continue;
    }
    const added = got[field];
    const found = { ...common, field, ...(added === undefined ? {} : { added }) };
    walk.into.fields.set(canonical(found as unknown as Json), { ...found, sent });
  }
}

function featuresOf(sent: JsonObject): Readonly<Record<string, Json>> {
  const isWord = (value: Json) => typeof value === 'string' || typeof value === 'boolean';
  return Object.fromEntries(
    Object.entries(sent).map(([field, value]) => [field, isWord(value) ? value : []]),
  );
}

function compareMaps(walk: Walk, [sent, got]: Pair, path: Path): void {
  if (!isJsonObject(got)) return;
  const added = Object.keys(got).filter((key) => !isJsonObject(sent) || sent[key] === undefined);
  for (const key of added) addEntry(walk, `${formatPattern(path)}[${key}]`);
}

function compareLists(
  walk: Walk,
  [sent, got]: readonly [readonly Json[], readonly Json[]],
  { schema, path }: { readonly schema: Schema; readonly path: Path },
): void {
  if (got.length > sent.length) addEntry(walk, formatPattern(path));
  for (const [index, item] of sent.entries())
    compare(walk, [item, got[index]], { schema, path: [...path, index] });
}

function addEntry({ kind, into }: Walk, path: string): void {
  const paths = into.entries.get(kind) ?? new Set();
  into.entries.set(kind, paths.add(path));
}

function addNewMap({ kind, into }: Walk, keys: readonly string[], path: string): void {
  const paths = into.newMaps.get(kind) ?? new Map<string, Set<string>>();
  into.newMaps.set(kind, paths.set(path, new Set([...(paths.get(path) ?? []), ...keys])));
}
