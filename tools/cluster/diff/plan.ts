// From an environment to its changes: what the cluster has is read, the rest is left to a strategy, and risks are judged.
import type { Environment } from '../../manifests/environment.ts';
import { type Manifest, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import type { ObjectRef } from '../../parity/model.ts';
import { createServer } from '../../parity/world.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { defaultKubernetesVersion } from '../../validate/schemas.ts';
import { type Assessment, assess } from '../assess.ts';
import { groupOf, keyOf } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { type Live, readLive } from '../client/live.ts';
import { captureDiff } from './capture.ts';
import type { Change } from './change.ts';
import { type Pair, toChange } from './clean.ts';
import { subsetOf, withEncodedData } from './subset.ts';
import { isUnchanged } from './unchanged.ts';

export const diffStrategies = ['native', 'server', 'subset', 'validate'] as const;
/** How changes are found; `none` does not look for any. */
export type DiffStrategy = (typeof diffStrategies)[number] | 'none';

export interface PlanRequest {
  readonly environment: Environment;
  /** Without hooks. */
  readonly objects: readonly Manifest[];
  readonly strategy: DiffStrategy;
  readonly isServerSide: boolean;
  /** Live objects that prune would delete. */
  readonly orphans?: readonly Manifest[];
}

export interface Plan {
  readonly changes: readonly Change[];
  readonly assessment: Assessment;
  readonly live: Live;
  /** Whether the cluster has none of the objects yet. */
  readonly isFirst: boolean;
}

/** The flag, else the environment's own, else the one that fits the way of applying. */
export function diffStrategyOf(
  { spec }: Environment,
  { diffStrategy, isServerSide }: { readonly diffStrategy?: DiffStrategy; readonly isServerSide: boolean },
): DiffStrategy {
  const wanted = diffStrategy ?? spec.diffStrategy;
  if (!wanted) return isServerSide ? 'server' : 'native';
  const known = [...diffStrategies, 'none' as const].find((strategy) => strategy === wanted);
  if (known) return known;
  throw new ToolError('diff-strategy', { name: wanted, known: diffStrategies.join(' ') });
}

/** Fails with ToolError `kind-unknown`, and those of kubectl. */
export async function planChanges(kubectl: Kubectl, request: PlanRequest): Promise<Plan> {
  const { objects, orphans = [], environment, isServerSide, strategy } = request;
  const live = await readLive(kubectl, objects);
  const { soon, present } = separate(objects, live);
  const { namespace } = environment.spec;
  const judge = (isSettled: (object: Manifest) => boolean = () => false): Assessment =>
    assess({ live, objects, isSettled, orphans, isServerSide, namespace });
  const found = await findPairs({ kubectl, live, strategy, present, judge });
  const pairs: readonly Pair[] = [
    ...found.pairs,
    ...soon.map((after) => ({ after })),
    ...orphans.map((before) => ({ before })),
  ];
  const changes = pairs.flatMap((pair) => toChange(pair) ?? []);
  const changing = new Set(pairs.flatMap(({ before, after }) => [before, after].map(keyOfPair)));
  const isSettled = (object: Manifest): boolean => found.isTried && !changing.has(keyOf(object));
  const assessment = changes.length > 0 || strategy === 'none' ? judge(isSettled) : noRisk;
  return {
    changes,
    live,
    isFirst: live.count === 0,
    assessment: found.isTried ? withoutRefusals(assessment) : assessment,
  };
}

function keyOfPair(object: JsonObject | undefined): string {
  return object === undefined ? '' : keyOf(object);
}

const noRisk: Assessment = { findings: [], restarts: [], refused: [] };

/** What the API server has tried and accepted is not refused, whatever was predicted. */
function withoutRefusals({ findings, restarts }: Assessment): Assessment {
  return { findings: findings.filter(({ risk }) => risk !== 'R1'), restarts, refused: [] };
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
    (live.isUnknown(object) ? kinds.has(kindOf(object)) : namespaces.has(namespaceOf(object)));
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
  readonly judge: () => Assessment;
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
    const refused =
      error instanceof ToolError && error.code === 'kubectl-failed' ? search.judge().refused : [];
    if (refused.length === 0) throw error;
    // The others are shown as the API server sees them, and the refused ones as they were written.
    const [bad, good] = [true, false].map((wanted) =>
      candidates.filter((object) => refused.some((other) => isSame(other, object)) === wanted),
    ) as [Manifest[], Manifest[]];
    const shown = bad.map((after) => compareSubset(after, live));
    return { pairs: [...(await tryAll(search, good)), ...shown], isTried: false };
  }
}

async function tryAll({ kubectl, strategy }: Search, objects: readonly Manifest[]): Promise<readonly Pair[]> {
  if (strategy === 'validate') await captureDiff(kubectl, objects, true);
  return captureDiff(kubectl, objects, strategy === 'server');
}

function selectChanging(objects: readonly Manifest[], live: Live): readonly Manifest[] {
  const { types } = createServer(defaultKubernetesVersion, []);
  return objects.filter((object) => !isUnchanged(object, live.find(object), types));
}

function compareSubset(after: Manifest, live: Live): Pair {
  const found = live.find(after);
  return { before: found && subsetOf(found, withEncodedData(after)), after };
}

function isSame(reference: ObjectRef, object: Manifest): boolean {
  return (
    groupOf(reference.apiVersion) === groupOf(object.apiVersion) &&
    reference.kind === object.kind &&
    reference.name === nameOf(object) &&
    (reference.namespace === namespaceOf(object) || reference.namespace === '')
  );
}
