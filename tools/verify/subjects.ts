// The values with which a chart is tried: nothing set, the schema's examples, files, and what environments give.
import type { ChartApp } from '../chart/app.ts';
import { createRelease, createTwin, type TwinRequest, type TwinResult } from '../chart/twin.ts';
import type { FoundEnvironment } from '../environments/find.ts';
import { processManifests } from '../manifests/process.ts';
import { defaultKubeVersion } from '../prove/reproduce.ts';
import type { AppSchema } from '../schema/generate.ts';
import type { JsonObject } from '../shared/json.ts';
import type { ObservedRelease } from './releases.ts';
import type { ValuesDocument } from './values.ts';

export interface ChartSubject {
  /** What the table calls it: `default values`, `environments/dispatch/kind`. */
  readonly name: string;
  readonly request: TwinRequest;
  /** What Helm is to give, too. */
  readonly expected: TwinResult;
  /** What an environment does to all objects that it is given. */
  readonly complete: (objects: readonly JsonObject[]) => readonly JsonObject[];
  /** The environment adds something of its own, or changes it. */
  readonly isPart?: boolean;
}

/** Documents that set values, in a plain installation. */
export function subjectsOf(
  app: ChartApp,
  { file }: AppSchema,
  documents: readonly ValuesDocument[],
): readonly ChartSubject[] {
  const twin = createTwin(app);
  return documents.map(({ subject, values }) => {
    const release = createRelease({ name: app.name, namespace: 'default' });
    const capabilities = { kubeVersion: defaultKubeVersion, apiVersions: [] };
    const request = { values: (values ?? {}) as JsonObject, release, capabilities };
    const name = subject === `${file}#/default` ? 'default values' : subject.replace(`${file}#/`, '');
    return { name, request, expected: twin.render(request), complete: (objects) => objects };
  });
}

/** A release of an environment, compared after all that the environment does to its objects. */
export function subjectOfRelease(
  { request, objects }: ObservedRelease,
  {
    name,
    isWhole,
    found,
  }: { readonly name: string; readonly isWhole: boolean; readonly found: FoundEnvironment },
): ChartSubject {
  const { environment } = found;
  return {
    ...{ name, request, isPart: !isWhole },
    expected: { kind: 'rendered', manifests: processManifests(objects, environment) },
    complete: (rendered) => processManifests([...rendered], environment),
  };
}
