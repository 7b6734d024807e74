// A side that is a Twinhull or Tanka environment.
import path from 'node:path';
import { findEnvironment } from '../../environments/find.ts';
import { renderEnvironments } from '../../environments/render.ts';
import { createSession } from '../../environments/session.ts';
import type { Side } from '../model.ts';
import type { SideRequest } from './request.ts';

/** `#name` picks one of several inline environments. Throws JsonnetError and the ToolErrors of environments. */
export async function readEnvironmentSide(request: SideRequest): Promise<Side> {
  const { label, target, fragment, folder, options } = request;
  const session = createSession(options.jsonnet);
  const found = await findEnvironment(session, path.resolve(folder, target), fragment);
  const objects = [];
  for await (const { manifests } of renderEnvironments(session, [found])) {
    objects.push(...manifests.map((manifest) => ({ manifest, source: target })));
  }
  const { namespace } = found.environment.spec;
  return { label, objects, missing: [], ...(namespace === '' ? {} : { namespace }) };
}
