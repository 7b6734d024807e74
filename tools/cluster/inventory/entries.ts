// The lines of an inventory: one for each object that an environment has applied.
import { type Manifest, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { compareStrings } from '../../shared/order.ts';
import { groupOf } from '../client/identity.ts';

export interface Entry {
  /** '' for the core group. */
  readonly group: string;
  readonly kind: string;
  /** '' for cluster-wide objects. */
  readonly namespace: string;
  readonly name: string;
  /** '' from before an object is applied until it is seen in the cluster. */
  readonly uid: string;
}

/** What `keyOf` gives for the object. */
export function entryKeyOf({ group, kind, namespace, name }: Entry): string {
  return [group, kind, namespace, name].join('/');
}

/** The entry of an object that is about to be applied. */
export function toEntry(manifest: Manifest): Entry {
  const { apiVersion, kind } = manifest;
  return {
    group: groupOf(apiVersion),
    kind,
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    uid: '',
  };
}

/** What kubectl calls the kind: `Deployment.apps`, `Service`. */
export function resourceOf({ group, kind }: Pick<Entry, 'group' | 'kind'>): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** One line each, sorted: `apps/Deployment/shop/web/UID`. */
export function formatEntries(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => `${entryKeyOf(entry)}/${entry.uid}\n`);
  return lines.sort(compareStrings).join('');
}

/** The first line that is none of an inventory is an Error. */
export function parseEntries(text: string): readonly Entry[] {
  return text.split('\n').filter(Boolean).map(parseEntry);
}

function parseEntry(line: string): Entry {
  const [group = '', kind = '', namespace = '', name = '', uid = ''] = line.split('/');
  const entry = { group, kind, namespace, name, uid };
  if (isWellFormed(entry) && `${entryKeyOf(entry)}/${uid}` === line) return entry;
  throw new Error(`the line ${JSON.stringify(line)} is not group/kind/namespace/name/uid`);
}

/** No API server has other objects, and no other text may become an argument of kubectl. */
export function isWellFormed({ group, kind, namespace, name, uid }: Entry): boolean {
  return (
    /^(?:[a-z0-9][a-z0-9.-]*)?$/.test(group) &&
    /^[A-Za-z][A-Za-z0-9]*$/.test(kind) &&
    /^(?:[a-z0-9][a-z0-9-]*)?$/.test(namespace) &&
    /^[^\s/%]+$/.test(name) &&
    /^[A-Za-z0-9-]*$/.test(uid)
  );
}

/** All that there were, and the planned ones that are new. */
export function addPlanned(stored: readonly Entry[], planned: readonly Entry[]): readonly Entry[] {
  const known = new Set(stored.map(entryKeyOf));
  const isKnown = (entry: Entry): boolean =>
    known.has(entryKeyOf(entry)) || known.has(entryKeyOf({ ...entry, namespace: '' }));
  return [...stored, ...planned.filter((entry) => !isKnown(entry))];
}

/** With the UIDs that the cluster has. What is neither there nor planned is left out, where all of it could be read. */
export function addSeen(entries: readonly Entry[], { planned, seen, isReadable }: Sight): readonly Entry[] {
  const wanted = new Set(planned.map(entryKeyOf));
  const found = new Map(seen.map((entry) => [entryKeyOf(entry), entry]));
  const kept = entries.flatMap((entry) => {
    // Objects outside of namespaces are found although the pipeline gives every custom resource a namespace.
    const live = found.get(entryKeyOf(entry)) ?? found.get(entryKeyOf({ ...entry, namespace: '' }));
    if (live === undefined) return wanted.has(entryKeyOf(entry)) || !isReadable ? [entry] : [];
    // What somebody else has made again is theirs, unless this environment applies it.
    return wanted.has(entryKeyOf(entry)) || entry.uid === '' ? [live] : [entry];
  });
  return [...new Map(kept.map((entry) => [entryKeyOf(entry), entry])).values()];
}

interface Sight {
  readonly planned: readonly Entry[];
  /** What carries the environment's label. */
  readonly seen: readonly Entry[];
  readonly isReadable: boolean;
}
