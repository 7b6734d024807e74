// Finds what differs between two pieces of data of one type, entry by entry and field by field.
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../shared/json.ts';
import { compareStrings } from '../../shared/order.ts';
import { entryOf, fieldOf, insideOf, type Place } from '../schema/place.ts';
import { isMap, type Type, type Types } from '../schema/types.ts';
import { readEmbedded } from './embedded.ts';
import { keyLabelsOf } from './entries.ts';

export interface Change {
  readonly place: Place;
  readonly type: Type | undefined;
  /** Absent where that side has nothing. For `order`, the labels of the entries that both have. */
  readonly before?: Json;
  readonly after?: Json;
  readonly kind: 'value' | 'order';
}

export interface CompareOptions {
  readonly types: Types;
  /** Whether texts that hold JSON, YAML or TOML are compared by what they hold. */
  readonly embedded: boolean;
  /** Keys that neither side's entries are told apart by the schema are matched by being equal first. */
  readonly matchEqual?: boolean;
}

interface Pair {
  readonly type: Type | undefined;
  readonly place: Place;
  readonly options: CompareOptions;
  readonly changes: Change[];
}

/** In the order of keys and entries. Undefined is absence. */
export function findChanges(
  before: Json | undefined,
  after: Json | undefined,
  at: { readonly type: Type | undefined; readonly place: Place; readonly options: CompareOptions },
): readonly Change[] {
  const changes: Change[] = [];
  compare(before, after, { ...at, changes });
  return changes;
}

function compare(before: Json | undefined, after: Json | undefined, pair: Pair): void {
  if (before === after || (before !== undefined && after !== undefined && sameJson(before, after))) return;
  if (isJsonObject(before) && isJsonObject(after)) compareObjects(before, after, pair);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, pair);
  else if (isFilled(before ?? after, pair) && (before === undefined || after === undefined))
    compareObjects((before ?? {}) as JsonObject, (after ?? {}) as JsonObject, pair);
  else if (!compareEmbedded(before, after, pair)) report(before, after, pair);
}

/** Labels, annotations and the like come and go one by one. */
function isFilled(value: Json | undefined, { type }: Pair): boolean {
  return isMap(type) && isJsonObject(value) && Object.keys(value).length > 0;
}

function report(before: Json | undefined, after: Json | undefined, { place, type, changes }: Pair): void {
  changes.push({
    place,
    type,
    kind: 'value',
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });
}

function compareObjects(before: JsonObject, after: JsonObject, pair: Pair): void {
  const { type, place, options } = pair;
  const map = isMap(type) || type === undefined;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of [...keys].sort(compareStrings)) {
    const inner = {
      ...pair,
      type: options.types.field(type, key),
      place: fieldOf(place, key, map && type !== undefined),
    };
    compare(own(before, key), own(after, key), inner);
  }
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function compareLists(before: readonly Json[], after: readonly Json[], pair: Pair): void {
  const [left, right] = [keyLabelsOf(before, pair.type), keyLabelsOf(after, pair.type)];
  if (left && right) compareKeyed({ before, left, after, right }, pair);
  else if (before.every(isScalar) && after.every(isScalar)) report(before, after, pair);
  else compareEntries(before, after, pair);
}

interface Keyed {
  readonly before: readonly Json[];
  readonly left: readonly string[];
  readonly after: readonly Json[];
  readonly right: readonly string[];
}

function compareKeyed({ before, left, after, right }: Keyed, pair: Pair): void {
  const item = pair.options.types.item(pair.type);
  const rightIndex = new Map(right.map((label, index) => [label, index]));
  const leftLabels = new Set(left);
  for (const [index, label] of left.entries()) {
    const other = rightIndex.get(label);
    const inner = { ...pair, type: item, place: entryOf(pair.place, label) };
    compare(before[index], other === undefined ? undefined : after[other], inner);
  }
  for (const [index, label] of right.entries()) {
    if (!leftLabels.has(label))
      report(undefined, after[index], { ...pair, type: item, place: entryOf(pair.place, label) });
  }
  const common = left.filter((label) => rightIndex.has(label));
  const commonAfter = right.filter((label) => leftLabels.has(label));
  if (!sameJson(common, commonAfter)) reportOrder(common, commonAfter, pair);
}

function reportOrder(
  before: readonly string[],
  after: readonly string[],
  { place, type, changes }: Pair,
): void {
  changes.push({ place, type, kind: 'order', before, after });
}

/** Entries without keys: equal ones belong together, the others in their order. */
function compareEntries(before: readonly Json[], after: readonly Json[], pair: Pair): void {
  const item = pair.options.types.item(pair.type);
  const matched = matchEqual(before, after);
  const left = before.flatMap((_, index) => (matched.has(index) ? [] : [index]));
  const taken = new Set(matched.values());
  const right = after.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [from, to] = [left[index], right[index]];
    const place = entryOf(pair.place, String(from ?? to));
    compare(from === undefined ? undefined : before[from], to === undefined ? undefined : after[to], {
      ...pair,
      type: item,
      place,
    });
  }
  const order = [...matched.values()];
  const sorted = [...order].sort((a, b) => a - b);
  if (!sameJson(order, sorted)) reportOrder([...matched.keys()].map(String), order.map(String), pair);
}

/** For each entry of the first list the index of an equal one in the second, each used once. */
function matchEqual(before: readonly Json[], after: readonly Json[]): ReadonlyMap<number, number> {
  const free = new Map<string, number[]>();
  for (const [index, entry] of after.entries()) {
    const text = JSON.stringify(entry);
    free.set(text, [...(free.get(text) ?? []), index]);
  }
  const matched = new Map<number, number>();
  for (const [index, entry] of before.entries()) {
    const other = free.get(JSON.stringify(entry))?.shift();
    if (other !== undefined) matched.set(index, other);
  }
  return matched;
}

/** Whether the value is there and is neither a map nor a list. */
export function isScalar(value: Json | undefined): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/** Whether both texts hold documents, which then have been compared. */
function compareEmbedded(before: Json | undefined, after: Json | undefined, pair: Pair): boolean {
  if (!pair.options.embedded || typeof before !== 'string' || typeof after !== 'string') return false;
  const documents = readEmbedded(before, after, pair.place.key);
  if (documents === undefined) return false;
  compare(documents[0], documents[1], { ...pair, type: undefined, place: insideOf(pair.place) });
  return true;
}
