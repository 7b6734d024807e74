// Which object of the baseline is which of the candidate: by group, kind, namespace and name, then by being renamed.
import { generateNameOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { sameJson } from '../../shared/json.ts';
import { compareStrings } from '../../shared/order.ts';
import type { Prepared } from './prepare.ts';
import { findRenames } from './rename.ts';

export interface Pair {
  readonly baseline?: Prepared;
  readonly candidate?: Prepared;
  readonly isRename: boolean;
}

/** A pair of which both objects are there. */
export interface Complete extends Pair {
  readonly baseline: Prepared;
  readonly candidate: Prepared;
}

export function isComplete(pair: Pair): pair is Complete {
  return pair.baseline !== undefined && pair.candidate !== undefined;
}

/** Whether both sides wrote the same. */
export function isSame({ baseline, candidate, isRename }: Complete): boolean {
  return !isRename && sameJson(baseline.written, candidate.written);
}

/** Sorted by kind, namespace and name. */
export function pairObjects(baseline: readonly Prepared[], candidate: readonly Prepared[]): readonly Pair[] {
  const [left, right] = [identify(baseline), identify(candidate)];
  const gone = [...left].flatMap(([identity, object]) => (right.has(identity) ? [] : [object]));
  const come = [...right].flatMap(([identity, object]) => (left.has(identity) ? [] : [object]));
  const renames = findRenames(gone, come);
  const renamed = new Set([...renames.values()]);
  const pairs: Pair[] = [
    ...[...right].flatMap(([identity, object]): Pair[] => {
      const other = left.get(identity);
      return other ? [{ baseline: other, candidate: object, isRename: false }] : [];
    }),
    ...[...renames].map(([from, to]): Pair => ({ baseline: from, candidate: to, isRename: true })),
    ...gone
      .filter((object) => !renames.has(object))
      .map((object): Pair => ({ baseline: object, isRename: false })),
    ...come
      .filter((object) => !renamed.has(object))
      .map((object): Pair => ({ candidate: object, isRename: false })),
  ];
  return pairs.sort((a, b) => compareStrings(sortKey(a), sortKey(b)));
}

/** By group, kind, namespace and name; what the cluster will name is told apart by its prefix and its place. */
function identify(objects: readonly Prepared[]): ReadonlyMap<string, Prepared> {
  const counts = new Map<string, number>();
  const entries = objects.map((object) => {
    const identity = identityOf(object);
    const place = counts.get(identity) ?? 0;
    counts.set(identity, place + 1);
    return [`${identity}${place || ''}`, object] as const;
  });
  return new Map(entries);
}

function identityOf({ manifest }: Prepared): string {
  const { apiVersion, kind } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const name = nameOf(manifest) || `${generateNameOf(manifest)}*`;
  return JSON.stringify([group, kind, namespaceOf(manifest), name]);
}

function sortKey({ baseline, candidate }: Pair): string {
  const { manifest } = (candidate ?? baseline) as Prepared;
  return [manifest.kind, namespaceOf(manifest), nameOf(manifest)].join('\0');
}
