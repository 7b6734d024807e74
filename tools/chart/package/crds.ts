// crds/: custom resources, which Helm installs before everything else and never changes.
import { nameOfCrd } from '../additions.ts';
import type { ChartApp, ChartFile } from '../app.ts';
import { blockLines } from './yaml.ts';

export const crdFolder = 'crds/';

/** One file for each, called like the resource. */
export function crdFiles({ crds = [] }: ChartApp): readonly ChartFile[] {
  return crds.map((crd) => ({
    path: `${crdFolder}${nameOfCrd(crd)}.yaml`,
    content: `${blockLines(crd).join('\n')}\n`,
  }));
}
