// Takes objects out of the inventory that are gone; with the last one goes the inventory itself.
import type { Manifest } from '../../manifests/manifest.ts';
import { keyOf } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { type Entry, entryKeyOf } from './entries.ts';
import { describeOwner, type InventoryRequest } from './owner.ts';
import { listSeen, updateInventory } from './record.ts';
import { readInventory, removeInventory } from './store.ts';

export interface ForgetRequest extends InventoryRequest {
  /** Live objects that were deleted. */
  readonly deleted: readonly Manifest[];
  /** Entries without an object. */
  readonly gone: readonly Entry[];
  /** Nothing of the environment is left that the inventory does not list. */
  readonly isExhaustive: boolean;
}

/** After a prune. Where there is no inventory, none is begun. */
export async function forgetObjects(kubectl: Kubectl, request: ForgetRequest): Promise<void> {
  const { takeOver, deleted, gone, isExhaustive } = request;
  const owner = describeOwner(kubectl, request);
  if ((await readInventory(kubectl, owner, takeOver)) === undefined) return;
  const left = new Set([...deleted.map((object) => keyOf(object)), ...gone.map(entryKeyOf)]);
  await updateInventory(kubectl, { ...request, owner }, async (stored) => ({
    entries: (stored?.entries ?? []).filter((entry) => !left.has(entryKeyOf(entry))),
    isComplete: isExhaustive || (stored?.isComplete ?? false),
  }));
}

/**
 * After an environment was deleted: the inventory goes, unless it lists objects that are still there. Their entries are
 * the answer.
 */
export async function closeInventory(kubectl: Kubectl, request: InventoryRequest): Promise<readonly Entry[]> {
  if (!request.environment.spec.injectLabels) return [];
  const owner = describeOwner(kubectl, request);
  const stored = await readInventory(kubectl, owner, request.takeOver);
  if (stored === undefined) return [];
  // By the label: kubectl asks for five names a second that are not there.
  const { seen, isReadable } = await listSeen(kubectl, { owner, entries: stored.entries });
  const keys = new Set(seen.map(entryKeyOf));
  const rest = stored.entries.filter((entry) => !isReadable || keys.has(entryKeyOf(entry)));
  if (rest.length === 0) await removeInventory(kubectl, owner, owner.name);
  else
    await updateInventory(kubectl, { ...request, owner }, async (now) => ({
      isComplete: false,
      ...now,
      entries: rest,
    }));
  return rest;
}
