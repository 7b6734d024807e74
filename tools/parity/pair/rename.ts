// Objects that went under one name and came under another: same kind and namespace, and nearly the same content.
import { nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Prepared } from './prepare.ts';

/** The share of equal leaves from which on two objects are taken for one. */
const alike = 0.75;

/** More candidates than this are not compared with each other. */
const most = 400;

/** Best matches first; each object is used once. */
export function findRenames(
  gone: readonly Prepared[],
  come: readonly Prepared[],
): ReadonlyMap<Prepared, Prepared> {
  const renames = new Map<Prepared, Prepared>();
  if (gone.length > most || come.length > most) return renames;
  const taken = new Set<Prepared>();
  const targets = come.map((to) => ({ to, leaves: leavesOf(to) }));
  const scored = gone.flatMap((from) => {
    const leaves = leavesOf(from);
    const possible = targets.filter(({ to }) => isSameFamily(from, to));
    return possible.map((target) => ({ from, to: target.to, score: similarity(leaves, target.leaves) }));
  });
  for (const { from, to, score } of scored.sort((a, b) => b.score - a.score)) {
    if (score < alike || renames.has(from) || taken.has(to)) continue;
    renames.set(from, to);
    taken.add(to);
  }
  return renames;
}

function isSameFamily({ manifest: a }: Prepared, { manifest: b }: Prepared): boolean {
  return a.kind === b.kind && a.apiVersion === b.apiVersion && namespaceOf(a) === namespaceOf(b);
}

interface Leaf {
  readonly text: string;
  readonly isName: boolean;
}

/** Every scalar by its path, but for metadata, and whether it is the object's own name. */
function leavesOf({ manifest }: Prepared): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const name = nameOf(manifest);
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const [index, entry] of value.entries()) walk(entry, `${path}[${index}]`);
    else if (isJsonObject(value))
      for (const [key, field] of Object.entries(value)) walk(field, `${path}.${key}`);
    else leaves.set(path, { text: JSON.stringify(value), isName: value === name });
  };
  for (const [key, value] of Object.entries(manifest)) {
    if (key !== 'metadata' && key !== 'apiVersion' && key !== 'kind') walk(value, key);
  }
  return leaves;
}

/** Objects without content are never alike. */
function similarity(a: ReadonlyMap<string, Leaf>, b: ReadonlyMap<string, Leaf>): number {
  const most = Math.max(a.size, b.size, 1);
  if (Math.min(a.size, b.size) / most < alike) return 0;
  const common = [...a].filter(([path, { text, isName }]) => {
    const other = b.get(path);
    return other !== undefined && (other.text === text || (other.isName && isName));
  });
  return common.length / most;
}
