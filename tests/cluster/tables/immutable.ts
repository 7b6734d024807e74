// What an update may not change: what the server takes in a new object and refuses in an update of this one.
import type { Json, JsonObject } from '../../../tools/shared/json.ts';
import { type Api, mapSome } from './api.ts';
import { type Change, createPool, listChanges, type Pool } from './changes.ts';
import { compress, type Verdict } from './compress.ts';
import { groupBy } from './defaults.ts';
import { canonical, getAt, isSame, setAt } from './edit.ts';
import { schemaAt } from './schema.ts';
import type { Seed } from './seeds.ts';
import type { ImmutableRule } from './table.ts';
import { wordsOf } from './variants.ts';

/** A seed, what a server made of it, and the changes that it would take in a new object. */
export interface Candidate {
  readonly seed: Seed;
  readonly changes: readonly Change[];
}

/** As many values of one kind at one place are tried in an update; in a pod template, one in all seeds of a kind. */
const enough = 2;

/** Dry runs of creation, while no seed exists yet. */
export async function findValidChanges(api: Api, seeds: readonly Seed[]): Promise<readonly Candidate[]> {
  const objects = await mapSome(seeds, async (seed) => {
    const answer = await api.dryCreate(seed.object);
    if ('refusal' in answer) throw new Error(`seed ${seed.kind}: ${answer.refusal}`);
    return { seed, stored: answer.object };
  });
  const pool = createPool(objects, api.definitions);
  const known = new Set<string>();
  const candidates: Candidate[] = [];
  for (const one of objects) candidates.push(await findChanges(api, one, { pool, known }));
  return candidates;
}

interface Stored {
  readonly seed: Seed;
  readonly stored: JsonObject;
}

interface Search {
  readonly pool: Pool;
  /** Changes in pod templates for which a value was found, by kind. */
  readonly known: Set<string>;
}

async function findChanges(api: Api, { seed, stored }: Stored, { pool, known }: Search): Promise<Candidate> {
  const changes = listChanges(seed, stored, { definitions: api.definitions, pool });
  const base = await asNew(api, { seed, stored });
  const groups = groupBy(changes, ({ kind, pattern }) =>
    canonical([seed.kind, seed.when ?? null, pattern, kind]),
  );
  const valid = await mapSome([...groups], async ([key, group]) => {
    if (known.has(key)) return [];
    const isTemplate = /template\.(spec|metadata)\./.test(group[0]?.pattern ?? '');
    const found: Change[] = [];
    for (const change of group) {
      if (found.length === (isTemplate ? 1 : enough)) break;
      const answer = await api.dryCreate(setAt(base, change.path, change.item, stored));
      if ('object' in answer) found.push(change);
    }
    if (isTemplate && found.length > 0) known.add(key);
    return found;
  });
  return { seed, changes: valid.flat() };
}

/** With all defaults, as in the update; as it was sent, where the server does not take back what it made of it. */
async function asNew(api: Api, { seed, stored }: Stored): Promise<JsonObject> {
  const { name, namespace, labels, annotations } = stored.metadata as JsonObject;
  const metadata = { name, namespace, labels, annotations };
  const filled = JSON.parse(JSON.stringify({ ...stored, metadata })) as JsonObject;
  const answer = await api.dryCreate(filled);
  return 'object' in answer ? filled : seed.object;
}

type Rules = Readonly<Record<string, readonly ImmutableRule[]>>;

interface Judged {
  readonly seed: Seed;
  readonly verdict: Verdict;
}

/** Dry runs of updates, with all seeds stored; by kind what is refused. */
export async function measureImmutable(
  api: Api,
  candidates: readonly Candidate[],
  stored: readonly JsonObject[],
): Promise<Rules> {
  const judged: Judged[] = [];
  for (const [index, { seed, changes }] of candidates.entries()) {
    const old = await settle(api, seed, stored[index] as JsonObject);
    const verdicts = await mapSome(changes, async (change) => await judge(api, { seed, old }, change));
    for (const verdict of verdicts) if (verdict) judged.push({ seed, verdict });
  }
  return toRules(judged);
}

function toRules(judged: readonly Judged[]): Rules {
  const rules: Record<string, readonly ImmutableRule[]> = {};
  for (const group of groupBy(judged, ({ seed }) =>
    canonical([seed.kind, (seed.when ?? null) as Json]),
  ).values()) {
    const { kind, when } = (group[0] as Judged).seed;
    const found = compress(group.map(({ verdict }) => verdict)).map((rule) =>
      when ? { ...rule, when } : rule,
    );
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

interface Old {
  readonly seed: Seed;
  readonly old: JsonObject;
}

/** Undefined where the server takes the update and ignores the change. */
async function judge(api: Api, { seed, old }: Old, change: Change): Promise<Verdict | undefined> {
  const { path, item, pattern, kind } = change;
  const changed = setAt(old, path, item);
  const answer = await api.dryUpdate(changed);
  if ('object' in answer) {
    return isSame(getAt(answer.object, path), getAt(old, path))
      ? undefined
      : { pattern, kind, refused: false };
  }
  return { pattern, kind, refused: true, unlessChanged: await findReleases(api, seed, changed) };
}

/** The fields of the seed's condition with which the change is taken when they are changed, too. */
async function findReleases(
  api: Api,
  { kind, when = {} }: Seed,
  changed: JsonObject,
): Promise<readonly string[]> {
  const released = await mapSome(Object.entries(when), async ([field, value]) => {
    const path = field.split('.');
    const schema = schemaAt(api.definitions, api.kinds[kind] ?? '', path);
    const words = schema ? wordsOf(schema).filter((word) => word !== value) : [];
    const others: readonly Json[] = typeof value === 'boolean' ? [!value] : words;
    const answers = await mapSome(others, async (other) => await api.dryUpdate(setAt(changed, path, other)));
    return answers.some((answer) => 'object' in answer) ? [field] : [];
  });
  return released.flat();
}
