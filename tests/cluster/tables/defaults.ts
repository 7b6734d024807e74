// Learns what the server adds, and on what it depends, from what it added to many objects.
import type { Json, JsonObject } from '../../../tools/shared/json.ts';
import { compareStrings } from '../../../tools/shared/order.ts';
import { type Api, mapSome } from './api.ts';
import { conditionsFor, type Rule } from './conditions.ts';
import { canonical, isSame } from './edit.ts';
import { type Observation, type Observations, observe } from './observe.ts';
import type { Seed } from './seeds.ts';
import type { Behaviour, Condition, ConditionalDefaults } from './table.ts';
import { listVariants } from './variants.ts';

/** Sends every variant of every seed as a dry run, and records what came back. */
export async function observeVariants(api: Api, seeds: readonly Seed[], into: Observations): Promise<void> {
  const { definitions } = api;
  const variants = seeds.flatMap((seed) => listVariants(seed, definitions).map((sent) => ({ seed, sent })));
  await mapSome(variants, async ({ seed, sent }) => {
    const answer = await api.dryCreate(sent);
    if ('object' in answer)
      observe(seed, { sent: sent as JsonObject, got: answer.object }, { definitions, into });
  });
}

/** Creates the seeds for good, as no dry run allocates what creation does, and returns what is stored. */
export async function createSeeds(
  api: Api,
  seeds: readonly Seed[],
  into: Observations,
): Promise<readonly JsonObject[]> {
  return await mapSome(seeds, async (seed) => {
    const answer = await api.create(seed.object);
    if ('refusal' in answer) throw new Error(`seed ${seed.kind}: ${answer.refusal}`);
    observe(seed, { sent: seed.object, got: answer.object }, { definitions: api.definitions, into });
    return answer.object;
  });
}

type Defaults = Pick<Behaviour, 'defaults' | 'conditional' | 'copied' | 'undefaulted' | 'assigned'>;
type Group = readonly Observation[];

interface Draft {
  readonly defaults: Record<string, Record<string, Json>>;
  readonly copied: Record<string, Record<string, string>>;
  readonly conditional: ConditionalDefaults[];
  readonly assigned: Map<string, Set<string>>;
}

/** Turns observations into rules. */
export function learnDefaults(observations: Observations): Defaults {
  const sorted = [...observations.fields].sort(([a], [b]) => compareStrings(a, b));
  const all = sorted.map(([, observation]) => observation);
  const candidates = findBarePlaces(all);
  const first = learn(all.filter((one) => !candidates.has(placeOf(one))));
  const undefaulted = new Set(
    all
      .filter(
        (one) => candidates.has(placeOf(one)) && first.defaults[one.definition]?.[one.field] !== undefined,
      )
      .map(placeOf),
  );
  const draft = learn(all.filter((one) => !undefaulted.has(placeOf(one))));
  assignEntries(draft, observations);
  const assigned = Object.fromEntries([...draft.assigned].map(([kind, paths]) => [kind, [...paths]]));
  return { ...draft, undefaulted: [...undefaulted], assigned };
}

function placeOf({ kind, place }: Observation): string {
  return `${kind} ${place}`;
}

function learn(observations: Group): Draft {
  const draft: Draft = { defaults: {}, copied: {}, conditional: [], assigned: new Map() };
  const groups = groupBy(observations, ({ definition, field }) => `${definition} ${field}`);
  for (const group of groups.values()) {
    if (group.some(isAdded)) learnField(draft, group);
  }
  return draft;
}

/** With all kinds first; where they disagree, without one of them, whose admission or controller adds the rest. */
function learnField(draft: Draft, group: Group): void {
  const kinds = [...new Set(group.map(({ kind }) => kind))].sort(byLikelihood);
  for (const odd of ['', ...kinds]) {
    const rest = group.filter(({ kind }) => kind !== odd);
    const more = group.filter(({ kind }) => kind === odd);
    const isLess = rest.some(isAdded) && !more.every(isAdded);
    if (isLess || rest.length === 0 || !learnRules(draft, rest)) continue;
    assignAll(draft, more);
    return;
  }
  assignAll(draft, group);
}

function isAdded({ added }: Observation): boolean {
  return added !== undefined;
}

/** Pods are what admission adds most to. */
function byLikelihood(a: string, b: string): number {
  return Number(b === 'v1/Pod') - Number(a === 'v1/Pod');
}

function assignAll(draft: Draft, group: Group): void {
  for (const { kind, place, field, added } of group) {
    if (added !== undefined) assign(draft, kind, place === '' ? field : `${place}.${field}`);
  }
}

function assign({ assigned }: Draft, kind: string, path: string): void {
  assigned.set(kind, (assigned.get(kind) ?? new Set()).add(path));
}

/** A map that was absent and got more than is added to a map that is there was copied from elsewhere. */
function assignEntries(draft: Draft, { entries, newMaps }: Observations): void {
  for (const [kind, paths] of entries) for (const path of paths) assign(draft, kind, path);
  for (const [kind, maps] of newMaps) {
    for (const [path, keys] of maps) {
      const isAdded = (key: string) => entries.get(kind)?.has(`${path}[${key}]`);
      const isCopy = ![...keys].every(isAdded) && entries.has(kind);
      if (isCopy) assign(draft, kind, path);
      else for (const key of keys) assign(draft, kind, `${path}[${key}]`);
    }
  }
}

/** Whether rules were found that say for every observation what was added. */
function learnRules(draft: Draft, group: Group): boolean {
  const added = group.filter(isAdded);
  const [first] = added;
  if (!first) return true;
  const { definition, field } = first;
  const source = findSource(group, added);
  if (source !== undefined) {
    draft.copied[definition] = { ...draft.copied[definition], [field]: source };
    return true;
  }
  if (added.length === group.length && added.every((one) => isSame(one.added, first.added))) {
    draft.defaults[definition] = { ...draft.defaults[definition], [field]: first.added as Json };
    return true;
  }
  return learnConditions(draft, group);
}

/** The field beside it whose value is always taken, where there is one. */
function findSource(group: Group, added: Group): string | undefined {
  const values = new Set(added.map((one) => canonical(one.added)));
  if (values.size < 2) return undefined;
  return Object.keys(added[0]?.sent ?? {}).find((source) =>
    group.every(({ sent, added: value }) => isSame(sent[source], value)),
  );
}

function learnConditions(draft: Draft, group: Group): boolean {
  const { definition, field } = group[0] as Observation;
  const rules = withoutCopies(conditionsFor(group), group);
  if (!rules) return learnByParent(draft, group);
  for (const { when, value } of rules) {
    draft.conditional.push({ type: definition, when: { ...when, [field]: null }, set: { [field]: value } });
  }
  return true;
}

/** Rules that only list values, one for each, say nothing. */
function withoutCopies(rules: readonly Rule[] | undefined, group: Group): readonly Rule[] | undefined {
  const listed = new Set(group.map(({ added }) => canonical(added)));
  return rules && listed.size > 2 && rules.length > 3 && rules.length === listed.size ? undefined : rules;
}

/** Where the field around the object decides: `scaleUp` or `scaleDown`. */
function learnByParent(draft: Draft, group: Group): boolean {
  const parents = groupBy(group, ({ parent }) => `${parent?.definition} ${parent?.field}`);
  const rules: ConditionalDefaults[] = [];
  for (const siblings of parents.values()) {
    const { parent, field, added } = siblings[0] as Observation;
    if (!parent || !siblings.every((one) => isSame(one.added, added))) return false;
    const path = `${parent.field}.${field}`;
    const when: Condition = { [parent.field]: { exists: true }, [path]: null };
    if (added !== undefined) rules.push({ type: parent.definition, when, set: { [path]: added } });
  }
  draft.conditional.push(...rules);
  return true;
}

/** Places at which nothing is ever added, although the same type always gets something elsewhere. */
function findBarePlaces(all: Group): ReadonlySet<string> {
  const always = new Set<string>();
  for (const [key, group] of groupBy(all, (one) => `${placeOf(one)} ${one.definition} ${one.field}`)) {
    if (group.every(isAdded)) always.add(key.split(' ').slice(-2).join(' '));
  }
  const places = groupBy(all, placeOf);
  const bare = [...places].filter(
    ([, group]) =>
      !group.some(isAdded) && group.some(({ definition, field }) => always.has(`${definition} ${field}`)),
  );
  return new Set(bare.map(([place]) => place));
}

/** Items by a key of theirs, in order of appearance. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
