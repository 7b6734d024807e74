// Live objects that an environment has applied and does not name any more.
import { type Manifest, metadataOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { sortManifests } from '../../manifests/order.ts';
import { isTarget, parseTargets } from '../../manifests/targets.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject } from '../../shared/json.ts';
import { keyOf } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { readItems, readLive } from '../client/live.ts';
import { type Entry, entryKeyOf, resourceOf } from './entries.ts';
import { judge, type Verdict } from './judge.ts';
import { listKinds } from './kinds.ts';
import { listLabelled } from './list.ts';
import { lookUp } from './lookup.ts';
import { describeOwner, type InventoryRequest, type Owner, placeManifest } from './owner.ts';
import { findElsewhere, type Inventory, isOwn, readInventory } from './store.ts';

export interface OrphanRequest extends InventoryRequest {
  /** All of the environment's, whatever is targeted. */
  readonly manifests: readonly Manifest[];
  /** Target expressions. */
  readonly targets?: readonly string[];
  /** Only objects in this namespace. */
  readonly namespace?: string;
  /** Objects that no inventory lists are also taken from namespaces in which the environment has nothing else. */
  readonly allNamespaces?: boolean;
  /** Of `protectedKinds`. */
  readonly includedKinds?: readonly string[];
}

export interface Kept extends Verdict {
  readonly object: Manifest;
}

export interface Orphans {
  /** Live objects, in the order of applying. */
  readonly orphans: readonly Manifest[];
  /** What looks like an orphan and is none. */
  readonly kept: readonly Kept[];
  /** Entries of the inventory that the cluster has no objects for, and Jsonnet no manifests. */
  readonly gone: readonly Entry[];
  /** When the orphans are gone, nothing is left that the inventory does not list. */
  readonly isExhaustive: boolean;
}

/**
 * Without an inventory, or where it began after the environment, labels decide as in Tanka. Fails with ToolError
 * `prune-labels`, those of `readInventory` and of kubectl.
 */
export async function findOrphans(kubectl: Kubectl, request: OrphanRequest): Promise<Orphans> {
  const { environment, takeOver, manifests, targets = [] } = request;
  if (!environment.spec.injectLabels)
    throw new ToolError('prune-labels', { environment: environment.metadata.name ?? '' });
  const owner = describeOwner(kubectl, request);
  const known = await readKnown(kubectl, owner, takeOver);
  const wanted = manifests.map((manifest) => placeManifest(manifest, owner.namespace));
  const found = await findUnnamed(kubectl, { request, owner, known, wanted });
  const named = await readNamedUids(kubectl, found.objects, wanted);
  const isSelected = parseTargets(targets);
  const objects = found.objects
    .filter((object) => !named.has(uidOf(object)))
    .filter((object) => isTarget(object, isSelected));
  const { orphans, kept } = separate(sortManifests(objects), { request, owner, known, wanted });
  const isWhole = found.isReadable && request.namespace === undefined && targets.length === 0;
  return { orphans, kept, gone: found.gone, isExhaustive: isWhole && !kept.some(({ isOpen }) => isOpen) };
}

interface Known {
  readonly entries: readonly Entry[];
  readonly isComplete: boolean;
  /** Inventories of others with the same label. */
  readonly others: readonly Inventory[];
}

/** Others matter only where labels decide. */
async function readKnown(kubectl: Kubectl, owner: Owner, takeOver: boolean | undefined): Promise<Known> {
  const stored = await readInventory(kubectl, owner, takeOver);
  if (stored?.isComplete) return { ...stored, others: [] };
  const elsewhere = await findElsewhere(kubectl, owner);
  const moved = stored ? [] : elsewhere.filter((other) => isOwn(other, owner));
  return {
    entries: [stored, ...moved].flatMap((inventory) => inventory?.entries ?? []),
    isComplete: moved.length > 0 && moved.every(({ isComplete }) => isComplete),
    others: elsewhere.filter((other) => !isOwn(other, owner)),
  };
}

interface Search {
  readonly request: OrphanRequest;
  readonly owner: Owner;
  readonly known: Known;
  /** All that Jsonnet names. */
  readonly wanted: readonly Manifest[];
}

/** Live objects that are not in Jsonnet by their names. */
async function findUnnamed(kubectl: Kubectl, search: Search) {
  const { known, request } = search;
  const names = createNames(search.wanted);
  const isHere = (namespace: string): boolean =>
    request.namespace === undefined || namespace === request.namespace;
  const listed = await listAll(kubectl, search);
  const seen = new Set(listed.objects.map((object) => keyOf(object)));
  const missing = known.entries.filter(
    (entry) => isHere(entry.namespace) && !names(entryKeyOf(entry)) && !seen.has(entryKeyOf(entry)),
  );
  const others = missing.length === 0 ? [] : await lookUp(kubectl, missing);
  const there = new Set((others ?? []).map((object) => keyOf(object)));
  const objects = [...listed.objects, ...(others ?? [])].filter((object) => !names(keyOf(object)));
  return {
    objects: [...new Map(objects.map((object) => [uidOf(object), object])).values()],
    gone: others ? missing.filter((entry) => !there.has(entryKeyOf(entry))) : [],
    isReadable: listed.isReadable && others !== undefined,
  };
}

/** Also finds objects outside of namespaces that the pipeline has given one. */
function createNames(manifests: readonly Manifest[]): (key: string) => boolean {
  const keys = new Set(manifests.flatMap((manifest) => [keyOf(manifest), keyOf(manifest, '')]));
  return (key) => keys.has(key);
}

/** Everything that carries the label, of the kinds of the inventory, or of all kinds where it is not complete. */
async function listAll(kubectl: Kubectl, { request, owner, known, wanted }: Search) {
  const { namespace, onWarning } = request;
  const entries = known.entries.filter((entry) => namespace === undefined || entry.namespace === namespace);
  const kinds = known.isComplete
    ? { resources: [...new Set(entries.map(resourceOf))].sort(), problem: '' }
    : await listKinds(kubectl, namespace !== undefined);
  const { texts, unreadable } = await listLabelled(kubectl, {
    resources: kinds.resources,
    label: owner.label,
    namespaces: namespace === undefined ? namespacesOf(owner, known, wanted) : [namespace],
    isLimited: namespace !== undefined,
    output: ['-o', 'json', '--show-managed-fields'],
  });
  const problem = [kinds.problem, unreadable.join(', ')].filter(Boolean).join('; ');
  if (problem !== '') onWarning?.({ code: 'prune-unreadable', severity: 'warning', args: { problem } });
  return { objects: texts.flatMap(readItems), isReadable: problem === '' };
}

function namespacesOf(owner: Owner, { entries }: Known, wanted: readonly Manifest[]): readonly string[] {
  const names = [owner.namespace, ...wanted.map(namespaceOf), ...entries.map(({ namespace }) => namespace)];
  return [...new Set(names)].filter(Boolean).sort();
}

/** Jsonnet may name an object by another group than the one under which it was found. */
async function readNamedUids(
  kubectl: Kubectl,
  found: readonly Manifest[],
  wanted: readonly Manifest[],
): Promise<ReadonlySet<string>> {
  const names = new Set(found.map((object) => `${object.kind}/${nameOf(object)}`));
  const similar = wanted.filter((manifest) => names.has(`${manifest.kind}/${nameOf(manifest)}`));
  if (similar.length === 0) return new Set();
  const live = await readLive(kubectl, similar);
  return new Set(similar.map(live.find).filter(isJsonObject).map(uidOf));
}

function uidOf(object: Parameters<typeof metadataOf>[0]): string {
  return String(metadataOf(object).uid);
}

function separate(objects: readonly Manifest[], { request, owner, known, wanted }: Search) {
  const entries = new Map(known.entries.map((entry) => [entryKeyOf(entry), entry]));
  const namespaces = request.allNamespaces ? undefined : new Set(namespacesOf(owner, known, wanted));
  const judged = objects.map((object) => {
    const circumstances = {
      label: owner.label,
      entry: entries.get(keyOf(object)),
      otherOwner: ownerAmong(known.others, object),
      isComplete: known.isComplete,
      namespaces,
      includedKinds: request.includedKinds ?? [],
    };
    return { object, verdict: judge(object, circumstances) };
  });
  return {
    orphans: judged.flatMap(({ object, verdict }) => (verdict === undefined ? [object] : [])),
    kept: judged.flatMap(({ object, verdict }) =>
      verdict?.reason ? [{ object, reason: verdict.reason, isOpen: verdict.isOpen }] : [],
    ),
  };
}

function ownerAmong(others: readonly Inventory[], object: Manifest): string | undefined {
  const key = keyOf(object);
  const other = others.find(({ entries }) => entries.some((entry) => entryKeyOf(entry) === key));
  return other && `${other.environment} of ${other.project}`;
}
