// Finds what changes: the cluster is asked about each object once, and the rest is left to a strategy.
import { type Manifest, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { isNamespaced } from '../../manifests/namespace.ts';
import type { ObjectRef } from '../../parity/model.ts';
import { createServer } from '../../parity/world.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject } from '../../shared/json.ts';
import { defaultKubernetesVersion } from '../../validate/schemas.ts';
import { assess } from '../assess.ts';
import { groupOf } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { createLive, type Live, readLive } from '../client/live.ts';
import { captureDiff } from './capture.ts';
import type { Pair } from './clean.ts';
import type { DiffStrategy, PlanRequest } from './strategy.ts';
import { subsetOf, withEncodedData } from './subset.ts';
import { isUnchanged } from './unchanged.ts';

export interface Look extends Found {
  readonly live: Live;
  readonly soon: readonly Manifest[];
}

/**
 * Where a sample shows that nothing is there yet, kubectl is not asked about every object twice: its diff tells what
 * there is after all.
 */
export async function look(kubectl: Kubectl, request: PlanRequest): Promise<Look> {
  const { objects, strategy, isServerSide, orphans = [] } = request;
  const sample = selectSample(objects);
  const first = await readLive(kubectl, sample);
  const isAsked = strategy === 'native' || strategy === 'server';
  if (first.count === 0 && sample.length < objects.length && isAsked) {
    const found = await lookAtAll(kubectl, { objects, first, isServerSide: strategy === 'server' });
    if (found) return found;
  }
  const live = sample.length < objects.length ? await readLive(kubectl, objects) : first;
  const { soon, present } = separate(objects, live);
  const refusals = (): readonly ObjectRef[] =>
    assess({ live, objects, orphans, isServerSide, isSettled: () => false }).refused;
  const found = await findPairs({ kubectl, live, strategy, present, refusals });
  return { ...found, live, soon: strategy === 'none' ? [] : soon };
}

interface FirstLook {
  readonly objects: readonly Manifest[];
  readonly first: Live;
  readonly isServerSide: boolean;
}

/** Undefined where something is refused: that takes a closer look. */
async function lookAtAll(
  kubectl: Kubectl,
  { objects, first, isServerSide }: FirstLook,
): Promise<Look | undefined> {
  const { soon, present } = separate(objects, first);
  try {
    const pairs = await captureDiff(kubectl, present, { isServerSide, withLive: true });
    const live = createLive(pairs.map(({ before }) => before).filter(isJsonObject), kubectl);
    return { pairs, isTried: true, live, soon };
  } catch (error) {
    if (error instanceof ToolError && error.code === 'kubectl-failed') return undefined;
    throw error;
  }
}

const fewObjects = 50;

/** One of each kind, all that others wait for, and everything where that is little. */
function selectSample(objects: readonly Manifest[]): readonly Manifest[] {
  if (objects.length <= fewObjects) return objects;
  const kinds = new Set<string>();
  return objects.filter((object, index) => {
    const isNew = !kinds.has(kindOf(object));
    kinds.add(kindOf(object));
    const isAwaited = object.kind === 'Namespace' || object.kind === 'CustomResourceDefinition';
    return isNew || isAwaited || index % Math.ceil(objects.length / fewObjects) === 0;
  });
}

interface Separated {
  /** In a namespace or of a kind that this environment is about to make: the cluster cannot be asked about them. */
  readonly soon: readonly Manifest[];
  readonly present: readonly Manifest[];
}

function separate(objects: readonly Manifest[], live: Live): Separated {
  const created = objects.filter((object) => live.find(object) === undefined);
  const namespaces = new Set(created.filter(({ kind }) => kind === 'Namespace').map(nameOf));
  const kinds = new Set(created.flatMap(definedKind));
  const isSoon = (object: Manifest): boolean =>
    live.find(object) === undefined &&
    (live.isUnknown(object)
      ? kinds.has(kindOf(object))
      : isNamespaced(object) && namespaces.has(namespaceOf(object) || live.namespace));
  const soon = objects.filter(isSoon);
  const present = objects.filter((object) => !isSoon(object));
  rejectUnknown(present.filter(live.isUnknown));
  return { soon, present };
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function definedKind({ kind, spec }: Manifest): readonly string[] {
  if (kind !== 'CustomResourceDefinition' || !isJsonObject(spec) || !isJsonObject(spec.names)) return [];
  return [`${String(spec.group)}/${String(spec.names.kind)}`];
}

function rejectUnknown(objects: readonly Manifest[]): void {
  if (objects.length === 0) return;
  const kinds = new Set(objects.map(({ apiVersion, kind }) => `${kind} of ${apiVersion}`));
  throw new ToolError('kind-unknown', { kinds: [...kinds].sort().join(', ') });
}

interface Search {
  readonly kubectl: Kubectl;
  readonly live: Live;
  readonly strategy: DiffStrategy;
  readonly present: readonly Manifest[];
  /** What would be refused, as far as that can be foretold. */
  readonly refusals: () => readonly ObjectRef[];
}

interface Found {
  readonly pairs: readonly Pair[];
  /** Whether the API server has accepted all of it in a dry run. */
  readonly isTried: boolean;
}

async function findPairs(search: Search): Promise<Found> {
  const { strategy, present, live } = search;
  if (strategy === 'none') return { pairs: [], isTried: false };
  if (strategy === 'subset')
    return { pairs: present.map((after) => compareSubset(after, live)), isTried: false };
  const candidates = strategy === 'server' ? present : selectChanging(present, live);
  try {
    return { pairs: await tryAll(search, candidates), isTried: true };
  } catch (error) {
    const refused = error instanceof ToolError && error.code === 'kubectl-failed' ? search.refusals() : [];
    if (refused.length === 0) throw error;
    // The others are shown as the API server sees them, and the refused ones as they were written.
    const [bad, good] = [true, false].map((wanted) =>
      candidates.filter((object) => refused.some((other) => isSame(other, object, live)) === wanted),
    ) as [Manifest[], Manifest[]];
    const shown = bad.map((after) => compareSubset(after, live));
    return { pairs: [...(await tryAll(search, good)), ...shown], isTried: false };
  }
}

async function tryAll({ kubectl, strategy }: Search, objects: readonly Manifest[]): Promise<readonly Pair[]> {
  if (strategy === 'validate') await captureDiff(kubectl, objects, { isServerSide: true });
  return captureDiff(kubectl, objects, { isServerSide: strategy === 'server' });
}

function selectChanging(objects: readonly Manifest[], live: Live): readonly Manifest[] {
  const { types } = createServer(defaultKubernetesVersion, []);
  return objects.filter((object) => !isUnchanged(object, live.find(object), types));
}

function compareSubset(after: Manifest, live: Live): Pair {
  const found = live.find(after);
  return { before: found && subsetOf(found, withEncodedData(after)), after };
}

function isSame(reference: ObjectRef, object: Manifest, live: Live): boolean {
  return (
    groupOf(reference.apiVersion) === groupOf(object.apiVersion) &&
    reference.kind === object.kind &&
    reference.name === nameOf(object) &&
    (reference.namespace === (namespaceOf(object) || live.namespace) || reference.namespace === '')
  );
}
