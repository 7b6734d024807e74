// `twinhull`: environments and applications rendered from TypeScript.

import type { CodexPoolerValues } from 'twinhull/schemas/apps/codex-pooler/values.d.ts';
import type { DispatchValues } from 'twinhull/schemas/apps/dispatch/values.d.ts';
import { type Release, renderApplication } from './environments/app.ts';
import { findEnvironment } from './environments/find.ts';
import { renderEnvironments } from './environments/render.ts';
import { createSession, type SessionOptions } from './environments/session.ts';
import type { Manifest } from './manifests/manifest.ts';

export type { Release } from './environments/app.ts';
export type { SessionOptions } from './environments/session.ts';
export { type External, JsonnetError } from './jsonnet/index.ts';
export type { Manifest } from './manifests/manifest.ts';
export { type Diagnostic, ToolError } from './shared/diagnostics.ts';

export interface RenderEnvironmentOptions extends SessionOptions {
  /** One of several inline environments: its name, or a part that only one has. */
  readonly name?: string;
  /** Regular expressions on `Kind/name`; a leading `!` excludes. */
  readonly targets?: readonly string[];
}

/**
 * The manifests of the environment at a path, in the order in which they are applied: what `twinhull show` prints.
 * Throws JsonnetError for faults of the program, ToolError for everything else.
 */
export async function renderEnvironment(
  path: string,
  { name, targets = [], ...options }: RenderEnvironmentOptions = {},
): Promise<readonly Manifest[]> {
  const session = createSession(options);
  const found = await findEnvironment(session, path, name);
  for await (const { manifests } of renderEnvironments(session, [found], { targets })) return manifests;
  return [];
}

/** The applications of this package with the values that each takes. */
export interface AppValues {
  readonly 'codex-pooler': CodexPoolerValues;
  readonly dispatch: DispatchValues;
}

/**
 * The manifests of an application of this package with values. Values that its schema does not allow are a
 * JsonnetError that names them; an unknown application is a ToolError.
 */
export function renderApp<Name extends keyof AppValues>(
  name: Name,
  values: AppValues[Name] = {},
  release: Release = {},
): Promise<readonly Manifest[]> {
  return renderApplication(createSession(), name, { values, release });
}
