// Applications of this package, rendered without an environment of their own.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../manifests/environment.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { processManifests } from '../manifests/process.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { findPackage } from './package.ts';
import type { Project } from './project.ts';
import type { Session } from './session.ts';

export interface Release {
  /** The application's name when absent. */
  readonly name?: string;
  /** `default` when absent. */
  readonly namespace?: string;
}

export interface Application {
  readonly values: object;
  readonly release: Release;
  /** A folder with `lib/apps/`; this package when absent. */
  readonly root?: string;
}

/**
 * The manifests of an application of `lib/apps`. Values that its schema does not allow are a JsonnetError.
 * Fails with ToolError `app-unknown`.
 */
export async function renderApplication(
  session: Session,
  name: string,
  { values, release, root = findPackage() }: Application,
): Promise<readonly Manifest[]> {
  const project = findApplication(name, root);
  const options = { values, release: { name, namespace: 'default', ...release } };
  const data = await session.evaluate({
    project,
    environmentCode: 'null',
    script: `(import 'twinhull/main.libsonnet').environment(main, ${JSON.stringify(options)})`,
  });
  return processManifests(data, createEnvironment(options.release));
}

/** Where an application of a folder with `lib/apps/` is. Fails with ToolError `app-unknown`. */
export function findApplication(name: string, root: string): Project {
  const base = path.join(root, 'lib', 'apps', name);
  const entrypoint = path.join(base, 'main.libsonnet');
  if (!/^[\w-]+$/.test(name) || !existsSync(entrypoint)) throw new ToolError('app-unknown', { name });
  return { root, base, entrypoint, paths: [path.join(root, 'lib'), path.join(findPackage(), 'lib')] };
}

function createEnvironment({ name, namespace }: Required<Release>): Environment {
  return {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name },
    spec: { namespace, resourceDefaults: {}, expectVersions: {} },
  };
}
