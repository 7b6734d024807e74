// Builds a folder as kustomize-controller does, in a mirror of the checkout: the checkout itself is left as it is.
import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extendKustomization } from '../../../flux/kustomization.ts';
import { listAt, textOf } from '../../../flux/objects.ts';
import type { Manifest } from '../../../manifests/manifest.ts';
import { ToolError } from '../../../shared/diagnostics.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { withTemporaryFolder } from '../../../shared/temporary.ts';
import { isKustomizationFile } from '../files.ts';
import { buildKustomization } from '../kustomize.ts';
import type { SideOptions } from '../request.ts';
import { hasFolder, readKustomization, walkKustomization } from './reach.ts';

export interface Build {
  /** The checkout's. */
  readonly root: string;
  /** Relative to it. */
  readonly folder: string;
  /** Of the Flux Kustomization; empty where there is none. */
  readonly spec: JsonObject;
}

/** Fails with ToolError `kustomize-failed` and the errors of the YAML reader. */
export async function buildFolder(
  { root, folder, spec }: Build,
  options: SideOptions,
): Promise<readonly Manifest[]> {
  const place = path.join(root, folder);
  if (!hasFolder(place, root)) {
    throw new ToolError('kustomize-failed', { folder, problem: 'the checkout has no such folder' });
  }
  const kustomization = withoutRemote(
    extendKustomization(readKustomization(place), withoutAbsent(spec, place)),
  );
  const { contained } = walkKustomization(place, root, kustomization);
  return withTemporaryFolder(async (mirror) => {
    await mirrorFolder(root, folder, mirror);
    await writeFile(path.join(mirror, folder, 'kustomization.yaml'), JSON.stringify(kustomization));
    const where = { folder: path.join(mirror, folder), name: folder || '.', unrestricted: contained };
    return (await buildKustomization(where, options)).map(({ manifest }) => manifest);
  });
}

/** Components that may be absent, and are. */
function withoutAbsent(spec: JsonObject, place: string): JsonObject {
  if (spec.ignoreMissingComponents !== true) return spec;
  const components = listAt(spec, 'components').filter((entry) =>
    existsSync(path.join(place, textOf(entry))),
  );
  return { ...spec, components };
}

/** What lies elsewhere is not to be had, and is no release: without it the rest can be built. */
function withoutRemote(kustomization: JsonObject): JsonObject {
  const resources = listAt(kustomization, 'resources');
  const local = resources.filter((entry) => !/^git@|:\/\//.test(textOf(entry)));
  return local.length === resources.length ? kustomization : { ...kustomization, resources: local };
}

/** The folders on the way are real, and all else in them are links to what is in the checkout. */
async function mirrorFolder(root: string, folder: string, mirror: string): Promise<void> {
  const steps = folder === '' ? [] : folder.split(path.sep);
  for (let depth = 0; depth <= steps.length; depth++) {
    const here = path.join(...steps.slice(0, depth), '.');
    await mkdir(path.join(mirror, here), { recursive: true });
    for (const entry of await readdir(path.join(root, here))) {
      const isOnTheWay = entry === steps[depth];
      const isReplaced = depth === steps.length && isKustomizationFile(entry);
      if (isOnTheWay || isReplaced) continue;
      await symlink(path.join(root, here, entry), path.join(mirror, here, entry));
    }
  }
}
