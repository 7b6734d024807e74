// What an apply writes into the inventory: before it what is about to be made, after it the UIDs of what is there.
import type { Manifest } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Kubectl } from '../client/kubectl.ts';
import {
  addPlanned,
  addSeen,
  type Entry,
  formatEntries,
  isWellFormed,
  resourceOf,
  toEntry,
} from './entries.ts';
import { listLabelled } from './list.ts';
import { describeOwner, type InventoryRequest, type Owner, placeManifest } from './owner.ts';
import {
  findElsewhere,
  type Inventory,
  isOwn,
  readInventory,
  removeInventory,
  type Written,
  writeInventory,
} from './store.ts';

export interface RecordRequest extends InventoryRequest {
  /** What is applied, hooks included: all of the environment's objects, or those that are targeted. */
  readonly manifests: readonly Manifest[];
}

/**
 * Notes what is about to be applied beside what was before, so that an apply that is ended in the middle leaves nothing
 * unknown. Environments without `spec.injectLabels` have no inventory. Where the namespace is yet to be made, or nothing
 * may be written there, nothing is. Fails with ToolError `inventory-foreign`, `inventory-invalid`, `inventory-busy`.
 */
export async function beginInventory(kubectl: Kubectl, request: RecordRequest): Promise<void> {
  if (!request.environment.spec.injectLabels) return;
  const owner = describeOwner(kubectl, request);
  const planned = planEntries(request, owner);
  const written = await updateInventory(kubectl, { ...request, owner }, async (stored) => {
    if (stored) return { ...stored, entries: addPlanned(stored.entries, planned) };
    const moved = (await findElsewhere(kubectl, owner)).filter((other) => isOwn(other, owner));
    const entries = addPlanned(
      moved.flatMap((other) => other.entries),
      planned,
    );
    // What carries the label already was applied without an inventory, and there may be more of it.
    const isComplete = moved.length > 0 || (await listSeen(kubectl, { owner, entries })).seen.length === 0;
    return { entries, isComplete, moved };
  });
  warnUnwritten(request, owner, written === 'no-namespace' ? 'written' : written);
}

/**
 * Notes the UIDs of what is in the cluster now. Worth calling also after an apply that has failed. Fails as
 * `beginInventory` does.
 */
export async function completeInventory(kubectl: Kubectl, request: RecordRequest): Promise<void> {
  if (!request.environment.spec.injectLabels) return;
  const owner = describeOwner(kubectl, request);
  const planned = planEntries(request, owner);
  const written = await updateInventory(kubectl, { ...request, owner }, async (stored) => {
    const noted = addPlanned(stored?.entries ?? [], planned);
    const { seen, isReadable } = await listSeen(kubectl, { owner, entries: noted });
    const entries = addSeen(noted, { planned, seen, isReadable });
    // Its namespace has just been made: nothing was applied before, as far as can be seen.
    const isNew = isReadable && addPlanned(entries, seen).length === entries.length;
    return { isComplete: isNew, ...stored, entries };
  });
  warnUnwritten(request, owner, written);
}

/** Objects whose names the cluster makes up are new every time, and are not kept track of; others it refuses. */
function planEntries({ manifests }: RecordRequest, { namespace }: Owner): readonly Entry[] {
  return manifests.map((manifest) => toEntry(placeManifest(manifest, namespace))).filter(isWellFormed);
}

export interface SeenRequest {
  readonly owner: Owner;
  readonly entries: readonly Entry[];
}

const columns =
  '{range .items[*]}{.apiVersion}{"\\t"}{.kind}{"\\t"}{.metadata.namespace}{"\\t"}{.metadata.name}{"\\t"}{.metadata.uid}{"\\n"}{end}';

export interface Seen {
  readonly seen: readonly Entry[];
  /** Whether all of the kinds could be listed. */
  readonly isReadable: boolean;
}

/** What carries the environment's label, of the kinds of these entries. */
export async function listSeen(kubectl: Kubectl, { owner, entries }: SeenRequest): Promise<Seen> {
  const { texts, unreadable } = await listLabelled(kubectl, {
    resources: [...new Set(entries.map(resourceOf))].sort(),
    namespaces: [...new Set(entries.map(({ namespace }) => namespace))].filter(Boolean).sort(),
    label: owner.label,
    output: ['-o', `jsonpath=${columns}`],
  });
  const lines = texts.flatMap((text) => text.split('\n').filter(Boolean));
  return { seen: lines.map(readSeen), isReadable: unreadable.length === 0 };
}

function readSeen(line: string): Entry {
  const [apiVersion = '', kind = '', namespace = '', name = '', uid = ''] = line.split('\t');
  return { ...toEntry({ apiVersion, kind, metadata: { namespace, name } }), uid };
}

type Content = Pick<Inventory, 'entries' | 'isComplete'> & {
  /** Inventories in other namespaces that are part of the content. */
  readonly moved?: readonly Inventory[];
};

interface Update extends InventoryRequest {
  readonly owner: Owner;
}

const attempts = 10;

/** Starts again with what is there now where somebody else has written meanwhile. */
export async function updateInventory(
  kubectl: Kubectl,
  { owner, takeOver }: Update,
  change: (stored: Inventory | undefined) => Promise<Content>,
): Promise<Written> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await readInventory(kubectl, owner, takeOver);
    const { moved = [], ...content } = await change(stored);
    if (stored && isSame(stored, content) && isOwn(stored, owner)) return 'written';
    const written = await writeInventory(kubectl, owner, { ...content, version: stored?.version });
    if (written === 'conflict') continue;
    if (written === 'written') for (const old of moved) await removeInventory(kubectl, old, owner.name);
    return written;
  }
  throw new ToolError('inventory-busy', { name: owner.name, namespace: owner.namespace });
}

function isSame(a: Content, b: Content): boolean {
  return a.isComplete === b.isComplete && formatEntries(a.entries) === formatEntries(b.entries);
}

function warnUnwritten({ onWarning }: InventoryRequest, owner: Owner, written: Written): void {
  if (written === 'written') return;
  const { name, namespace, environment } = owner;
  const problem = typeof written === 'string' ? `there is no namespace ${namespace}` : written.refused;
  onWarning?.({
    code: 'inventory-unwritten',
    severity: 'warning',
    args: { name, namespace, environment, problem },
  });
}
