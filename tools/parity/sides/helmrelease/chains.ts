// Which Flux Kustomizations stand above a file: each applies the one below it, and the lowest applies the file.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { specOf, textOf } from '../../../flux/objects.ts';
import type { Manifest } from '../../../manifests/manifest.ts';
import type { Checkout, WrittenObject } from './checkout.ts';
import { hasFolder, type Reach, walkKustomization } from './reach.ts';

/** A Flux Kustomization, and the folder that it builds, relative to the root. */
export interface Step extends WrittenObject {
  readonly folder: string;
}

/** From the top down; empty where nothing in the checkout applies the file. */
export type Chain = readonly Step[];

/** More levels, or more ways to files, are no checkout that somebody uses. */
const mostLevels = 10;
const mostSteps = 500;

/** Gives all chains that end in a file, which is relative to the root. */
export function createChains({ root, list }: Checkout): (file: string) => readonly Chain[] {
  const known = list('Kustomization').flatMap((written) => {
    const folder = folderOf(written.manifest);
    return hasFolder(path.join(root, folder), root) ? [{ ...written, folder }] : [];
  });
  const reaches = new Map<string, Reach>();
  const reaching = (step: Step, file: string): boolean => {
    const reach = reaches.get(step.folder) ?? walkKustomization(path.join(root, step.folder), root);
    reaches.set(step.folder, reach);
    return reach.files.has(realpathSync(path.join(root, file)));
  };
  let steps = 0;
  const climb = (file: string, below: Chain): readonly Chain[] => {
    const above = known.filter((step) => !below.some(({ manifest }) => manifest === step.manifest));
    const nearest =
      below.length < mostLevels && steps++ < mostSteps
        ? keepNearest(above.filter((step) => reaching(step, file)))
        : [];
    if (nearest.length === 0) return [below];
    return nearest.flatMap((step) => climb(step.file, [step, ...below]));
  };
  return (file) => climb(file, []);
}

/** The folder that a Kustomization builds: `spec.path`, which cannot leave the repository. */
export function folderOf(kustomization: Manifest): string {
  return path.normalize(`/${textOf(specOf(kustomization).path)}`).replace(/^\/|\/$/g, '');
}

/** A folder around another one's leaves to it what both reach. */
function keepNearest(steps: readonly Step[]): readonly Step[] {
  const isAround = (outer: string, inner: string): boolean =>
    outer !== inner && (outer === '' || inner.startsWith(`${outer}/`));
  return steps.filter(({ folder }) => !steps.some((other) => isAround(folder, other.folder)));
}
