// Deletes what an environment has applied and does not name any more.
import type { Manifest } from '../manifests/manifest.ts';
import { toSourced } from '../parity/sides/live.ts';
import { type Assessment, assess, noRisk } from './assess.ts';
import type { Kubectl } from './client/kubectl.ts';
import { readLive } from './client/live.ts';
import { type DeleteOptions, deleteObjects } from './delete.ts';
import { splitHooks } from './hooks/hooks.ts';
import { forgetObjects } from './inventory/forget.ts';
import type { OrphanRequest, Orphans } from './inventory/orphans.ts';
import type { InventoryRequest } from './inventory/owner.ts';

/**
 * What the environment's objects, as they run now, lose with the orphans; what Jsonnet would change besides is none of
 * it. Fails as `readLive` does.
 */
export async function assessPrune(
  kubectl: Kubectl,
  { orphans }: Orphans,
  { manifests }: OrphanRequest,
): Promise<Assessment> {
  if (orphans.length === 0) return noRisk;
  const wanted = splitHooks(manifests).objects;
  const live = await readLive(kubectl, wanted);
  const objects = wanted.flatMap((manifest) => {
    const found = live.find(manifest);
    return found ? [toSourced(found, 'the cluster').manifest] : [];
  });
  return assess({ live, objects, isSettled: () => true, orphans, isServerSide: false });
}

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
