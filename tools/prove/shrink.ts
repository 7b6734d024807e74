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
  /** What can be said without asking Helm: whether it may still show it. */
  readonly mayShow: (candidate: Shrinkable) => boolean;
  /** Whether a smaller case still shows it. Several are asked at a time, each with another slot. */
  readonly shows: (candidate: Shrinkable, slot: number) => Promise<boolean>;
  /** How many are asked at a time. */
  readonly slots: number;
  /** How many candidates may be asked about. */
  readonly budget: number;
}

/** Takes the first smaller candidate that still shows the difference, again and again. */
export async function shrink(start: Shrinkable, options: ShrinkOptions): Promise<Shrinkable> {
  let best = start;
  const tried = new Set<string>();
  for (;;) {
    const next = await shrinkOnce(best, tried, options);
    if (next === undefined) return best;
    best = next;
  }
}

async function shrinkOnce(
  subject: Shrinkable,
  tried: Set<string>,
  { plain, mayShow, shows, slots, budget }: ShrinkOptions,
): Promise<Shrinkable | undefined> {
  const candidates = candidatesOf(subject, plain);
  const takeNext = (): Shrinkable | undefined => {
    for (let next = candidates.next(); !next.done && tried.size < budget; next = candidates.next()) {
      const key = JSON.stringify(next.value);
      if (tried.has(key) || !mayShow(next.value)) continue;
      tried.add(key);
      return next.value;
    }
    return undefined;
  };
  for (;;) {
    const batch = Array.from({ length: slots }, takeNext).filter((candidate) => candidate !== undefined);
    if (batch.length === 0) return undefined;
    const verdicts = await Promise.all(batch.map(shows));
    const found = batch.find((_, at) => verdicts[at]);
    if (found !== undefined) return found;
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
  for (const values of smallerMaps(request.values)) yield { request: { ...request, values }, sets };
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
