// What the entries of a list are called: by the fields that the API server tells them apart by, or by where they stand.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { listKindOf, type Type } from '../schema/types.ts';

/** Fields that the API server fills in before it looks at keys. */
const keyDefaults: Readonly<Record<string, Json>> = { protocol: 'TCP' };

/** One label per entry. Labels of a keyed list are unique; if its keys are not, all entries are called by index. */
export function labelsOf(list: readonly Json[], type: Type | undefined): readonly string[] {
  return keyLabelsOf(list, type) ?? list.map((_, index) => String(index));
}

/** Labels by key; undefined where entries cannot be told apart that way. */
export function keyLabelsOf(list: readonly Json[], type: Type | undefined): readonly string[] | undefined {
  if (listKindOf(type) === 'atomic') return undefined;
  const labels = labelsByKeys(list, type);
  return labels.includes(undefined) || new Set(labels).size < labels.length
    ? undefined
    : (labels as string[]);
}

/** What the schema calls each entry, even where several are called alike; undefined for one that has no keys. */
export function labelsByKeys(list: readonly Json[], type: Type | undefined): readonly (string | undefined)[] {
  const kind = listKindOf(type);
  if (kind === 'atomic') return list.map(() => undefined);
  return list.map((entry) => (kind === 'set' ? labelOfValue(entry) : labelOfKeys(entry, kind.keys)));
}

function labelOfValue(entry: Json): string | undefined {
  return typeof entry === 'string' || typeof entry === 'number' ? String(entry) : undefined;
}

function labelOfKeys(entry: Json, keys: readonly string[]): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  const values = keys.map((key) => entry[key] ?? keyDefaults[key]);
  // The first key has to be there; optional ones after it may not be.
  if (values[0] === undefined || values[0] === null) return undefined;
  return values.filter((value) => value !== undefined && value !== null).join('/');
}
