// Deletes all of an environment: its objects, what its hooks have left, and its inventory.
import { environmentLabel, environmentLabelOf } from '../manifests/environmentLabel.ts';
import { type Manifest, mapOf, nameOf } from '../manifests/manifest.ts';
import { sortManifests } from '../manifests/order.ts';
import type { JsonObject } from '../shared/json.ts';
import { keyOf } from './client/identity.ts';
import type { Kubectl } from './client/kubectl.ts';
import { type Live, readLive } from './client/live.ts';
import { type DeleteOptions, deleteObjects } from './delete.ts';
import { type Hook, hooksOf } from './hooks/hooks.ts';
import { runHooks } from './hooks/run.ts';
import { type Entry, entryKeyOf } from './inventory/entries.ts';
import { closeInventory } from './inventory/forget.ts';
import { describeOwner, type InventoryRequest, namespaceFor, placeManifest } from './inventory/owner.ts';
import { readInventory } from './inventory/store.ts';

export interface TeardownRequest extends InventoryRequest {
  /** All of the environment's, whatever is deleted. */
  readonly manifests: readonly Manifest[];
  /** Without hooks. */
  readonly objects: readonly Manifest[];
  readonly hooks: readonly Hook[];
}

export interface Skipped {
  readonly object: Manifest;
  readonly reason: string;
}

export interface Teardown {
  /** Live objects, in the order of applying. */
  readonly objects: readonly Manifest[];
  /** What hooks of earlier runs have left. */
  readonly remains: readonly Manifest[];
  readonly skipped: readonly Skipped[];
}

/** Fails with ToolError `inventory-foreign`, and those of kubectl. */
export async function planTeardown(kubectl: Kubectl, request: TeardownRequest): Promise<Teardown> {
  const { environment, takeOver } = request;
  if (environment.spec.injectLabels) {
    await readInventory(kubectl, describeOwner(kubectl, request), takeOver);
  }
  const namespace = namespaceFor(kubectl, environment);
  const objects = request.objects.map((manifest) => placeManifest(manifest, namespace));
  const left = request.hooks.map(({ manifest }) => manifest);
  const live = await readLive(kubectl, [...objects, ...left]);
  const isOurs = ownershipOf(request);
  return {
    objects: findOwn(objects, live, isOurs),
    remains: findOwn(left, live, isOurs),
    skipped: objects.flatMap((object) => {
      const found = live.find(object);
      if (found && isOurs(found)) return [];
      const foreign = `its label ${environmentLabel} is that of another environment`;
      return [{ object, reason: found ? foreign : 'it is not there' }];
    }),
  };
}

/** What was applied before labels were injected has none. */
function ownershipOf({ environment }: InventoryRequest): (object: JsonObject) => boolean {
  const own = environment.spec.injectLabels ? environmentLabelOf(environment) : undefined;
  return (object) => {
    const label = mapOf(object, 'labels')[environmentLabel];
    return label === undefined || label === own;
  };
}

function findOwn(
  manifests: readonly Manifest[],
  live: Live,
  isOurs: (object: JsonObject) => boolean,
): readonly Manifest[] {
  const found = manifests.flatMap((manifest) => (live.find(manifest) as Manifest | undefined) ?? []);
  return sortManifests(found.filter(isOurs));
}

/**
 * Hooks run where there is something to delete. Gives the entries that the inventory still has: what Jsonnet does not
 * name any more. Fails as `deleteObjects` and `runHooks` do; a second call goes on from there.
 */
export async function tearDown(
  kubectl: Kubectl,
  { objects, remains }: Teardown,
  request: TeardownRequest & DeleteOptions,
): Promise<readonly Entry[]> {
  if (request.dryRun !== undefined) {
    await deleteObjects(kubectl, [...remains, ...objects], request);
    return [];
  }
  const runPhase = async (phase: 'pre-delete' | 'post-delete'): Promise<void> => {
    if (objects.length > 0) await runHooks(kubectl, hooksOf(request.hooks, phase, false), request);
  };
  const isNamespace = ({ kind }: Manifest): boolean => kind === 'Namespace';
  await runPhase('pre-delete');
  await deleteObjects(
    kubectl,
    objects.filter((object) => !isNamespace(object)),
    request,
  );
  // Namespaces go last, with the hooks and the inventory that are in them.
  await runPhase('post-delete');
  await deleteRemains(kubectl, request);
  const unnamed = await findUnnamed(kubectl, request);
  const namespaces = objects.filter(isNamespace);
  await deleteObjects(kubectl, namespaces, request);
  return unnamed.filter(({ namespace }) => !namespaces.some((object) => nameOf(object) === namespace));
}

async function deleteRemains(kubectl: Kubectl, request: TeardownRequest & DeleteOptions): Promise<void> {
  const manifests = request.hooks.map(({ manifest }) => manifest);
  const remains = findOwn(manifests, await readLive(kubectl, manifests), ownershipOf(request));
  await deleteObjects(kubectl, remains, request);
}

/** What the inventory lists, and Jsonnet does not name any more. */
async function findUnnamed(kubectl: Kubectl, request: TeardownRequest): Promise<readonly Entry[]> {
  const rest = await closeInventory(kubectl, request);
  if (rest.length === 0) return [];
  const namespace = namespaceFor(kubectl, request.environment);
  const placed = request.manifests.map((manifest) => placeManifest(manifest, namespace));
  const names = new Set(placed.flatMap((manifest) => [keyOf(manifest), keyOf(manifest, '')]));
  return rest.filter((entry) => !names.has(entryKeyOf(entry)));
}
