// Deletes what an environment has applied and does not name any more.
import type { Manifest } from '../manifests/manifest.ts';
import type { Kubectl } from './client/kubectl.ts';
import { type DeleteOptions, deleteObjects } from './delete.ts';
import { forgetObjects } from './inventory/forget.ts';
import type { Orphans } from './inventory/orphans.ts';
import type { InventoryRequest } from './inventory/owner.ts';

/** Gives what is gone. Fails as `deleteObjects` does, and then leaves the inventory for the next run. */
export async function pruneOrphans(
  kubectl: Kubectl,
  found: Orphans,
  options: DeleteOptions & InventoryRequest,
): Promise<readonly Manifest[]> {
  const deleted = await deleteObjects(kubectl, found.orphans, options);
  if (options.dryRun === undefined) {
    await forgetObjects(kubectl, { ...options, ...found, deleted });
  }
  return deleted;
}
