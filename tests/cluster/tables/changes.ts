// Ways to change one place in a stored object: every field set to something else, left out, added to.
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';
import { canonical, getAt, isSame, setAt } from './edit.ts';
import {
  type Definitions,
  formatPattern,
  type Instance,
  listInstances,
  mapValues,
  type Path,
  refName,
  type Schema,
} from './schema.ts';
import type { Seed } from './seeds.ts';
import type { ChangeKind, Value } from './table.ts';
import { fieldsOf, wordsOf } from './variants.ts';

/** One place and what to put there; undefined leaves the field or entry out. */
export interface Change {
  /** Where the difference is, without places in lists and keys of maps. */
  readonly pattern: string;
  readonly kind: ChangeKind;
  readonly path: Path;
  readonly item: Json | undefined;
  /** The map that is removed. */
  readonly rest?: Json;
}

/** By definition and field, values that seeds have there. */
export type Pool = ReadonlyMap<string, readonly Json[]>;

const mostPooled = 6;

/** Collects what may stand where. */
export function createPool(
  objects: readonly { seed: Seed; stored: JsonObject }[],
  definitions: Definitions,
): Pool {
  const pool = new Map<string, Json[]>();
  for (const { seed, stored } of objects) {
    for (const { definition, value } of listInstances(stored, seed.definition, definitions)) {
      for (const [field, item] of Object.entries(value)) {
        const key = `${definition} ${field}`;
        const values = pool.get(key) ?? [];
        pool.set(key, values);
        if (values.length < mostPooled && !values.some((one) => isSame(one, item))) values.push(item);
      }
    }
  }
  return pool;
}

/** All changes of an object that are tried. */
export function listChanges(
  { definition, object }: Seed,
  stored: JsonObject,
  { definitions, pool }: { readonly definitions: Definitions; readonly pool: Pool },
): readonly Change[] {
  const labels = getAt(stored, ['spec', 'template', 'metadata', 'labels']);
  const entries = Object.entries({ added: 'x', ...(isJsonObject(labels) ? labels : {}) });
  const instances = listInstances(stored, definition, definitions).filter(
    ({ path }) => path[0] !== 'metadata',
  );
  const fields = instances.flatMap((instance) =>
    fieldsOf(instance, definitions).flatMap(([field, schema]) => {
      const pooled = pool.get(`${instance.definition} ${field}`) ?? [];
      return changeField(instance, [field, schema], { definitions, pooled, entries });
    }),
  );
  const meta = (['labels', 'annotations'] as const).flatMap((field) =>
    changeMap((stored.metadata as JsonObject)[field], ['metadata', field], entries),
  );
  return [...fields, ...meta].flatMap((change) => keepServers(change, getAt(object, change.path)));
}

/** What the server added is not what somebody would remove. */
function keepServers(change: Change, written: Value): readonly Change[] {
  if (change.kind !== 'remove') return [change];
  if (written === undefined) return [];
  const added = isJsonObject(change.rest) ? Object.entries(change.rest) : [];
  const left = added.filter(([key]) => !isJsonObject(written) || written[key] === undefined);
  return [left.length === 0 ? change : { ...change, item: Object.fromEntries(left) }];
}

interface Material {
  readonly definitions: Definitions;
  readonly pooled: readonly Json[];
  readonly entries: readonly (readonly [string, Json])[];
}

function changeField(
  { path, value }: Instance,
  [field, schema]: readonly [string, Schema],
  { definitions, pooled, entries }: Material,
): readonly Change[] {
  const at: Path = [...path, field];
  const pattern = formatPattern(at);
  const old = value[field];
  if (old === undefined) return pooled.slice(0, 3).map((item) => ({ pattern, kind: 'add', path: at, item }));
  const removal: Change = { pattern, kind: 'remove', path: at, item: undefined };
  if (isQuantities(schema)) return [removal, ...changeQuantities(old, at)];
  if (mapValues(schema))
    return [{ ...removal, rest: old }, ...changeMap(old, at, withPooled(entries, pooled))];
  if (Array.isArray(old)) return [removal, ...changeList(old as readonly Json[], at, pooled)];
  if (isJsonObject(old)) return [removal];
  return [
    removal,
    ...replaceScalar(old, schema, { definitions, pooled }).map((one) => ({ ...one, pattern, path: at })),
  ];
}

function withPooled(entries: Material['entries'], pooled: readonly Json[]): Material['entries'] {
  return [...entries, ...pooled.flatMap((map) => (isJsonObject(map) ? Object.entries(map) : []))];
}

function changeMap(old: Json | undefined, path: Path, entries: Material['entries']): readonly Change[] {
  const map = isJsonObject(old) ? old : {};
  const pattern = formatPattern(path);
  const added = entries
    .filter(([key]) => map[key] === undefined)
    .map(([key, item]) => ({ pattern, kind: 'add' as const, path: [...path, key], item }));
  const others = entries.map(([, item]) => item);
  const changed = Object.keys(map).flatMap((key) => [
    { pattern, kind: 'remove' as const, path: [...path, key], item: undefined },
    ...others.map((item) => ({ pattern, kind: 'replace' as const, path: [...path, key], item })),
  ]);
  return [...added, ...changed];
}

function isQuantities(schema: Schema): boolean {
  return refName(mapValues(schema))?.endsWith('.Quantity') ?? false;
}

function changeQuantities(old: Json, path: Path): readonly Change[] {
  const pattern = formatPattern(path);
  return Object.entries(old as JsonObject).flatMap(([key, value]) =>
    quantities(String(value)).map((one) => ({ ...one, pattern, path: [...path, key] })),
  );
}

function changeList(old: readonly Json[], path: Path, pooled: readonly Json[]): readonly Change[] {
  const pattern = formatPattern(path);
  const known = new Set(old.map(canonical));
  const others = pooled.flatMap((list) => (Array.isArray(list) ? (list as readonly Json[]) : []));
  const more = others.filter((item) => !known.has(canonical(item))).slice(0, 4);
  const fresh = [...more, ...old.slice(0, 1).flatMap(varyEntry)];
  return [
    { pattern, kind: 'remove', path: [...path, old.length - 1], item: undefined },
    ...fresh.map((item) => ({ pattern, kind: 'add' as const, path: [...path, old.length], item })),
  ];
}

/** Another entry in the image of one that is there. */
function varyEntry(entry: Json): readonly Json[] {
  if (typeof entry === 'string') return [`${entry}x`];
  if (!isJsonObject(entry) || typeof entry.name !== 'string') return [];
  return [setAt(entry, ['name'], `${entry.name}x`)];
}

interface Replacement {
  readonly kind: ChangeKind;
  readonly item: Json;
}

function replaceScalar(
  old: Json,
  schema: Schema,
  { definitions, pooled }: Omit<Material, 'entries'>,
): readonly Replacement[] {
  const name = refName(schema) ?? '';
  if (typeof old === 'boolean') return [{ kind: 'replace', item: !old }];
  if (typeof old === 'number') return numbers(old);
  if (name.endsWith('.Quantity')) return quantities(String(old));
  const words = [...wordsOf(schema), ...pooled, `${String(old)}x`, ...(definitions[name] ? ['10%', 1] : [])];
  const others = words.filter((word) => !isSame(word, old) && typeof word !== 'object');
  return others.map((item) => ({ kind: 'replace', item }));
}

function numbers(old: number): readonly Replacement[] {
  const up = [old + 1, old * 2 + 1].map((item) => ({ kind: 'increase' as const, item }));
  const down = [old - 1, Math.floor(old / 2), 0].filter((item) => item >= 0 && item < old);
  return [...up, ...[...new Set(down)].map((item) => ({ kind: 'decrease' as const, item }))];
}

function quantities(old: string): readonly Replacement[] {
  const [, digits = '1', unit = ''] = /^(\d+)(.*)$/.exec(old) ?? [];
  const half =
    unit === ''
      ? `${Number(digits) * 500}m`
      : unit.endsWith('i')
        ? halfBinary(Number(digits), unit)
        : `${Math.max(1, Math.floor(Number(digits) / 2))}${unit}`;
  return [
    { kind: 'increase', item: `${Number(digits) * 2}${unit}` },
    { kind: 'decrease', item: half },
  ];
}

function halfBinary(digits: number, unit: string): string {
  const smaller: Readonly<Record<string, string>> = { Gi: 'Mi', Mi: 'Ki' };
  const next = smaller[unit];
  return next ? `${digits * 512}${next}` : `${Math.max(1, Math.floor(digits / 2))}${unit}`;
}
