// A side that is a kustomization, built by the kustomize inside of kubectl.
import path from 'node:path';
import { runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Side, SourcedObject } from '../model.ts';
import { readObjects } from './documents.ts';
import { offline } from './offline.ts';
import type { SideOptions, SideRequest } from './request.ts';

/** Fails with ToolError `kustomize-failed` and those of `readObjects`. */
export async function readKustomizeSide({ label, target, folder, options }: SideRequest): Promise<Side> {
  const objects = await buildKustomization(path.resolve(folder, target), target, options);
  return { label, objects, missing: [] };
}

/** What a folder's kustomization makes; `name` is what messages call the folder. Fails like `readKustomizeSide`. */
export async function buildKustomization(
  folder: string,
  name: string,
  { env }: Pick<SideOptions, 'env'>,
): Promise<readonly SourcedObject[]> {
  const run = { env: { ...env, ...offline }, exitCodes: [0, 1] };
  const { stdout, stderr, exitCode } = await runProgram('kubectl', ['kustomize', '--', folder], run);
  if (exitCode !== 0) {
    const problem = stderr
      .trim()
      .replace(/^error: /, '')
      .replaceAll(folder, name);
    throw new ToolError('kustomize-failed', { folder: name, problem });
  }
  return readObjects(stdout, name).map(({ manifest }) => ({ manifest, source: `kustomize build ${name}` }));
}
