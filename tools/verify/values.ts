// Values of an application: allowed by its schema, accepted by its own checks in Jsonnet, and rendered to valid manifests.
import { renderApplication } from '../environments/app.ts';
import { createSession } from '../environments/session.ts';
import { JsonnetError } from '../jsonnet/errors.ts';
import { createLocator } from '../manifests/yaml/locate.ts';
import { readYaml } from '../manifests/yaml/read.ts';
import type { AppSchema } from '../schema/generate.ts';
import { validateValues } from '../schema/validate.ts';
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { readTextFile } from '../shared/files.ts';
import type { Json } from '../shared/json.ts';
import { validateManifests } from '../validate/validate.ts';

export interface ValuesDocument {
  /** What messages call it. */
  readonly subject: string;
  readonly values: Json;
  /** The YAML text, where there is one. */
  readonly text?: string;
}

export interface ValuesScope {
  /** The folder that has `lib/apps` and `schemas/apps`. */
  readonly root: string;
  readonly app: AppSchema;
  readonly kubernetesVersion: string;
  /** CustomResourceDefinitions whose kinds are known besides. */
  readonly definitions?: readonly unknown[];
}

/** Reads a values file. Fails with ToolError `file-read` and those of the YAML reader. */
export async function readValuesFile(file: string, subject: string = file): Promise<ValuesDocument> {
  const text = await readTextFile(file);
  if (text === undefined)
    throw new ToolError('file-read', { file: subject, problem: 'there is no such file or directory' });
  return { subject, values: readYaml(text, { file: subject }), text };
}

/** All that is wrong with the values; later checks are made only when earlier ones find nothing. */
export async function checkValues(
  { subject, values, text }: ValuesDocument,
  scope: ValuesScope,
): Promise<readonly Diagnostic[]> {
  const { root, app, kubernetesVersion, definitions = [] } = scope;
  const source = { file: subject, ...(text === undefined ? {} : { locate: createLocator(text) }) };
  // An empty file sets nothing.
  const given = values ?? {};
  const refused = validateValues(app.schema, given, source);
  if (refused.length > 0) return refused;
  try {
    const manifests = await renderApplication(createSession(), app.name, {
      values: given as object,
      release: {},
      root,
    });
    return await validateManifests(manifests, { kubernetesVersion, definitions, source: subject });
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    return [{ code: 'values-refused', severity: 'error', file: subject, args: { problem: error.message } }];
  }
}
