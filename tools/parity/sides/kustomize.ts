// A side that is a kustomization, built by the kustomize inside of kubectl.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Side, SourcedObject } from '../model.ts';
import { readObjects } from './documents.ts';
import { findCheckout } from './git/repository.ts';
import { walkKustomization } from './helmrelease/reach.ts';
import { offline } from './offline.ts';
import type { SideOptions, SideRequest } from './request.ts';

/** Files from anywhere in the checkout may be used, none from outside. Fails with ToolError `kustomize-failed`. */
export async function readKustomizeSide(request: SideRequest): Promise<Side> {
  const { label, target, options, revision } = request;
  const folder = await realpath(path.resolve(request.folder, target));
  const root = revision?.root ?? (await findCheckout(folder)) ?? folder;
  const unrestricted = walkKustomization(folder, root).contained;
  const objects = await buildKustomization({ folder, name: target, unrestricted }, options);
  return { label, objects, missing: [] };
}

export interface BuildPlace {
  readonly folder: string;
  /** What messages call it. */
  readonly name: string;
  /** Whether files from outside of the folder may be read: only where they are known to be harmless. */
  readonly unrestricted: boolean;
}

/** What a folder's kustomization makes. Fails with ToolError `kustomize-failed`. */
export async function buildKustomization(
  { folder, name, unrestricted }: BuildPlace,
  { env }: Pick<SideOptions, 'env'>,
): Promise<readonly SourcedObject[]> {
  const restrictor = unrestricted ? 'LoadRestrictionsNone' : 'LoadRestrictionsRootOnly';
  const args = ['kustomize', `--load-restrictor=${restrictor}`, '--', folder];
  const run = { env: { ...env, ...offline }, exitCodes: [0, 1], timeout: 120_000 };
  const { stdout, stderr, exitCode } = await runProgram('kubectl', args, run);
  if (exitCode !== 0) {
    const problem = stderr
      .trim()
      .replace(/^error: /, '')
      .replaceAll(folder, name);
    throw new ToolError('kustomize-failed', { folder: name, problem });
  }
  return readObjects(stdout, `kustomize build ${name}`).map(({ manifest, source }) => ({ manifest, source }));
}
