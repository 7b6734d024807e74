// From a case that shows a difference to the smallest one that still shows a difference of that kind.
import type { TwinRequest } from '../chart/twin.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** What can be made smaller. */
export interface Shrinkable {
  readonly request: TwinRequest;
  readonly sets: readonly string[];
}

export interface ShrinkOptions {
  /** The plainest release and capabilities. */
  readonly plain: Omit<TwinRequest, 'values'>;
  /** Whether a smaller case still shows it. */
  readonly shows: (candidate: Shrinkable) => Promise<boolean>;
  /** How many candidates may be tried. */
  readonly budget: number;
}

/** Takes the first smaller candidate that still shows the difference, again and again. */
export async function shrink(
  start: Shrinkable,
  { plain, shows, budget }: ShrinkOptions,
): Promise<Shrinkable> {
  let best = start;
  const tried = new Set<string>();
  for (;;) {
    let next: Shrinkable | undefined;
    for (const candidate of candidatesOf(best, plain)) {
      const key = JSON.stringify(candidate);
      if (tried.has(key)) continue;
      if (tried.size >= budget) return best;
      tried.add(key);
      if (!(await shows(candidate))) continue;
      next = candidate;
      break;
    }
    if (next === undefined) return best;
    best = next;
  }
}

/** The largest steps first. */
function* candidatesOf({ request, sets }: Shrinkable, plain: ShrinkOptions['plain']): Generator<Shrinkable> {
  if (sets.length > 0) {
    yield { request, sets: [] };
    yield { request, sets: sets.slice(0, sets.length >> 1) };
    yield { request, sets: sets.slice(sets.length >> 1) };
  }
  for (const simpler of plainer(request, plain)) yield { request: { ...request, ...simpler }, sets };
  for (const values of smallerMaps(request.values))
    yield { request: { ...request, values }, sets: keptSets(sets, values) };
}

function* plainer(request: TwinRequest, plain: ShrinkOptions['plain']): Generator<Partial<TwinRequest>> {
  const isPlain = (key: 'release' | 'capabilities'): boolean =>
    JSON.stringify(request[key]) === JSON.stringify(plain[key]);
  if (!isPlain('release') && !isPlain('capabilities')) yield plain;
  if (!isPlain('release')) {
    const { name, namespace, ...kind } = request.release;
    yield { release: plain.release };
    if (name !== plain.release.name) yield { release: { ...request.release, name: plain.release.name } };
    if (namespace !== plain.release.namespace) {
      yield { release: { ...request.release, namespace: plain.release.namespace } };
    }
    if (kind.isUpgrade !== plain.release.isUpgrade) yield { release: { ...plain.release, name, namespace } };
  }
  if (!isPlain('capabilities')) {
    yield { capabilities: plain.capabilities };
    const { apiVersions } = request.capabilities;
    if (apiVersions.length > 0) yield { capabilities: { ...request.capabilities, apiVersions: [] } };
    for (const kept of apiVersions) yield { capabilities: { ...plain.capabilities, apiVersions: [kept] } };
  }
}

/** Arguments of `--set` only repeat the values; those about a place that is gone would make it again. */
function keptSets(sets: readonly string[], values: JsonObject): readonly string[] {
  return sets.filter((set) => Object.hasOwn(values, set.split(/[.[=]/, 1)[0] ?? ''));
}

function* smallerMaps(map: JsonObject): Generator<JsonObject> {
  const keys = Object.keys(map);
  const without = (dropped: readonly string[]): JsonObject =>
    Object.fromEntries(Object.entries(map).filter(([key]) => !dropped.includes(key)));
  for (let size = keys.length; size >= 1; size = size >> 1) {
    for (let at = 0; at < keys.length; at += size) yield without(keys.slice(at, at + size));
  }
  for (const key of keys) {
    for (const value of smaller(map[key] as Json)) yield { ...map, [key]: value };
  }
}

function* smaller(value: Json): Generator<Json> {
  if (typeof value === 'string') yield* smallerTexts(value);
  else if (typeof value === 'number')
    yield* [0, 1, 2, Math.trunc(value)].filter((other) => Math.abs(other) < Math.abs(value));
  else if (Array.isArray(value)) yield* smallerLists(value);
  else if (isJsonObject(value)) yield* smallerMaps(value);
}

function* smallerLists(list: readonly Json[]): Generator<readonly Json[]> {
  for (let size = list.length; size >= 1; size = size >> 1) {
    for (let at = 0; at < list.length; at += size) yield [...list.slice(0, at), ...list.slice(at + size)];
  }
  for (const [at, item] of list.entries()) {
    for (const other of smaller(item)) yield list.with(at, other);
  }
}

/** Never half a surrogate pair. */
function* smallerTexts(text: string): Generator<string> {
  if (text === '') return;
  yield '';
  if (text !== 'a') yield 'a';
  const characters = Array.from(text);
  for (let size = characters.length >> 1; size >= 1; size = size >> 1) {
    for (let at = 0; at < characters.length; at += size) {
      yield [...characters.slice(0, at), ...characters.slice(at + size)].join('');
    }
  }
}
