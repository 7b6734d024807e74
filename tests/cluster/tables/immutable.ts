// What an update may not change: what the server takes in a new object and refuses in an update of this one.
import type { Json, JsonObject } from '../../../tools/shared/json.ts';
import { type Api, mapSome } from './api.ts';
import { type Change, createPool, listChanges, type Pool } from './changes.ts';
import { compress, type Verdict } from './compress.ts';
import { groupBy } from './defaults.ts';
import { canonical, getAt, isSame, setAt } from './edit.ts';
import type { Seed } from './seeds.ts';
import type { Condition, ImmutableRule } from './table.ts';

/** A seed, what a server made of it, and the changes that it would take in a new object. */
export interface Candidate {
  readonly seed: Seed;
  readonly changes: readonly Change[];
}

/** As many values of one kind at one place are tried in an update. */
const enough = 2;

/** Dry runs of creation, while no seed exists yet. */
export async function findValidChanges(api: Api, seeds: readonly Seed[]): Promise<readonly Candidate[]> {
  const objects = await mapSome(seeds, async (seed) => {
    const answer = await api.dryCreate(seed.object);
    if ('refusal' in answer) throw new Error(`seed ${seed.kind}: ${answer.refusal}`);
    return { seed, stored: answer.object };
  });
  const pool = createPool(objects, api.definitions);
  const candidates: Candidate[] = [];
  for (const one of objects) candidates.push({ seed: one.seed, changes: await validChanges(api, one, pool) });
  return candidates;
}

interface Stored {
  readonly seed: Seed;
  readonly stored: JsonObject;
}

async function validChanges(api: Api, { seed, stored }: Stored, pool: Pool): Promise<readonly Change[]> {
  const changes = listChanges(seed, stored, { definitions: api.definitions, pool });
  const base = await asNew(api, { seed, stored });
  const groups = [...groupBy(changes, ({ kind, pattern }) => `${pattern} ${kind}`).values()];
  const valid = await mapSome(groups, async (group) => {
    const found: Change[] = [];
    for (const change of group) {
      if (found.length === enough) break;
      const answer = await api.dryCreate(setAt(base, change.path, change.item, stored));
      if ('object' in answer) found.push(change);
    }
    return found;
  });
  return valid.flat();
}

/** With all defaults, as in the update; as it was sent, where the server does not take back what it made of it. */
async function asNew(api: Api, { seed, stored }: Stored): Promise<JsonObject> {
  const { name, namespace, labels, annotations } = stored.metadata as JsonObject;
  const metadata = { name, namespace, labels, annotations };
  const filled = JSON.parse(JSON.stringify({ ...stored, metadata })) as JsonObject;
  const answer = await api.dryCreate(filled);
  return 'object' in answer ? filled : seed.object;
}

/** Dry runs of updates, with all seeds stored; by kind what is refused. */
export async function measureImmutable(
  api: Api,
  candidates: readonly Candidate[],
  stored: readonly JsonObject[],
): Promise<Readonly<Record<string, readonly ImmutableRule[]>>> {
  const verdicts: {
    readonly kind: string;
    readonly when: Condition | undefined;
    readonly verdict: Verdict;
  }[] = [];
  for (const [index, { seed, changes }] of candidates.entries()) {
    const old = await settle(api, seed, stored[index] as JsonObject);
    const found = await mapSome(changes, async (change) => await judge(api, old, change));
    for (const verdict of found) if (verdict) verdicts.push({ kind: seed.kind, when: seed.when, verdict });
  }
  const rules: Record<string, readonly ImmutableRule[]> = {};
  for (const [key, group] of groupBy(verdicts, ({ kind, when }) =>
    canonical([kind, (when ?? null) as Json]),
  )) {
    const [kind, when] = JSON.parse(key) as [string, Condition | null];
    const found = compress(group.map(({ verdict }) => verdict)).map((rule) => ({
      ...rule,
      ...(when ? { when } : {}),
    }));
    if (found.length > 0) rules[kind] = [...(rules[kind] ?? []), ...found];
  }
  return rules;
}

/** The object as it is stored now, with the status that a controller would give it. */
async function settle(api: Api, { kind, status }: Seed, object: JsonObject): Promise<JsonObject> {
  const current = await api.read(object);
  const answer = status === undefined ? current : await api.setStatus({ ...object, status });
  if ('refusal' in answer) throw new Error(`status of seed ${kind}: ${answer.refusal}`);
  return answer.object;
}

/** Undefined where the server takes the update and ignores the change. */
async function judge(
  api: Api,
  old: JsonObject,
  { path, item, pattern, kind }: Change,
): Promise<Verdict | undefined> {
  const answer = await api.dryUpdate(setAt(old, path, item));
  if ('refusal' in answer) return { pattern, kind, refused: true };
  return isSame(getAt(answer.object, path), getAt(old, path)) ? undefined : { pattern, kind, refused: false };
}
