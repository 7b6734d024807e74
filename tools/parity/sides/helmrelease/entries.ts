// What references mean: objects of the layers at hand, else objects that are written somewhere in the checkout.
import { mapAt, type Reference, refer, textOf } from '../../../flux/objects.ts';
import type { Entries } from '../../../flux/variables.ts';
import type { Manifest } from '../../../manifests/manifest.ts';
import type { Checkout, WrittenObject } from './checkout.ts';
import type { Layer } from './layers.ts';
import type { Secrets } from './secrets.ts';

/** The object that a reference names, in its last form; undefined where there is none, or no telling which. */
export type Resolve = (reference: Reference) => Manifest | undefined;
export type EntriesOf = (reference: Reference) => Entries | undefined;

export interface Surroundings {
  readonly checkout: Checkout;
  /** Searched first, the lowest before the others. */
  readonly layers: readonly Layer[];
  /** Files that have to do with the matter: of several objects in the checkout, the nearest to one of them is meant. */
  readonly near: readonly string[];
}

export function createResolve({ checkout, layers, near }: Surroundings): Resolve {
  return (reference) => {
    for (const { objects, finish } of layers) {
      for (const object of objects) {
        if (object.kind !== reference.kind) continue;
        const { manifest } = finish(object);
        if (isNamed(manifest, reference)) return manifest;
      }
    }
    const written = checkout.find(reference);
    const exact = written.filter(({ manifest }) => refer(manifest).namespace !== '');
    return nearestOf(exact.length > 0 ? exact : written, near);
  };
}

function isNamed(manifest: Manifest, { namespace, name }: Reference): boolean {
  const own = refer(manifest);
  return own.name === name && (own.namespace === namespace || own.namespace === '');
}

/** A repository may hold several clusters, each with an object of that name. */
function nearestOf(written: readonly WrittenObject[], near: readonly string[]): Manifest | undefined {
  const ranked = written.map(({ file, manifest }) => ({
    text: JSON.stringify(manifest),
    manifest,
    common: Math.max(0, ...near.map((other) => commonDepth(file, other))),
  }));
  const most = Math.max(0, ...ranked.map(({ common }) => common));
  const best = new Map(ranked.filter(({ common }) => common === most).map((one) => [one.text, one.manifest]));
  return best.size === 1 ? [...best.values()][0] : undefined;
}

/** How many folders two paths have in common. */
function commonDepth(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const end = left.findIndex((part, at) => part !== right[at]);
  return end < 0 ? left.length : end;
}

/** The keys and values of ConfigMaps and Secrets. Values of Secrets are remembered. */
export function createEntries(resolve: Resolve, secrets: Secrets): EntriesOf {
  return (reference) => {
    const found = resolve(reference);
    const entries = found && entriesOf(found);
    if (reference.kind === 'Secret') secrets.note(entries?.values() ?? []);
    return entries;
  };
}

/** A Secret's values are decoded; those that SOPS has encrypted are undefined. */
function entriesOf(object: Manifest): Entries {
  const isSecret = object.kind === 'Secret';
  const plain = Object.entries(mapAt(object, isSecret ? 'stringData' : 'data'));
  const coded = isSecret ? Object.entries(mapAt(object, 'data')) : [];
  return new Map([
    ...coded.map(([key, value]) => [key, decode(textOf(value))] as const),
    ...plain.map(([key, value]) => [key, isEncrypted(textOf(value)) ? undefined : textOf(value)] as const),
  ]);
}

function decode(value: string): string | undefined {
  return isEncrypted(value) ? undefined : Buffer.from(value, 'base64').toString('utf8');
}

function isEncrypted(value: string): boolean {
  return value.startsWith('ENC[');
}
