// What an environment gives to applications of this project: observed where it calls `twinhull.environment`.
import { readFileSync } from 'node:fs';
import type { ChartApp } from '../chart/app.ts';
import type { TwinRequest } from '../chart/twin.ts';
import { type FoundEnvironment, inlineEnvironmentCode, staticEnvironmentCode } from '../environments/find.ts';
import { listImportedFiles } from '../environments/imports.ts';
import { dataScript } from '../environments/scripts.ts';
import type { Session } from '../environments/session.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';

/** One call of `twinhull.environment`. */
export interface ObservedRelease {
  /** The application's `chart`. */
  readonly chart: ChartApp['chart'];
  /** As Helm would have it: released by Helm, which counts no revisions of what it only renders. */
  readonly request: TwinRequest;
  /** What the environment gets for this request. */
  readonly objects: Json;
}

export interface ObservedEnvironment {
  readonly releases: readonly ObservedRelease[];
  /** The environment is these releases, without objects or changes of its own. */
  readonly isWhole: boolean;
}

/** Evaluates the environment with a library that tells what it is asked for. Throws JsonnetError and ToolError. */
export async function observeReleases(
  session: Session,
  { project, environment, number }: FoundEnvironment,
): Promise<ObservedEnvironment> {
  const libraries = listImportedFiles(project).filter((file) =>
    /(^|\/)twinhull\/main\.libsonnet$/.test(file),
  );
  if (libraries.length === 0) return { releases: [], isWhole: true };
  const replaced = Object.fromEntries(libraries.map((file) => [file, observe(readFileSync(file, 'utf8'))]));
  const inline = { script: dataScript([number ?? 0]), environmentCode: inlineEnvironmentCode };
  const data = await session.evaluate({
    ...(number === undefined ? { environmentCode: staticEnvironmentCode(environment) } : inline),
    ...{ project, replaced },
  });
  const releases: ObservedRelease[] = [];
  const isWhole = collect(data, releases);
  return { releases, isWhole };
}

const mark = 'twinhull.dev/observed';

/** The library, with a mark around what `environment` gives. Helm alone decides on the fields that are set here. */
function observe(library: string): string {
  return `(
${library}
) + {
  environment(app, options)::
    local given = { isUpgrade: false } + options.release;
    local release = given + { service: 'Helm', revision: 1, isInstall: !given.isUpgrade };
    local capabilities = { kubeVersion: 'v1.35.0', apiVersions: [] } + std.get(options, 'capabilities', {});
    local objects = super.environment(app, options + { release: release });
    { ${JSON.stringify(mark)}: {
      chart: app.chart,
      request: { values: std.get(options, 'values', {}), release: release, capabilities: capabilities },
      objects: objects,
    } },
}`;
}

/** Whether there is nothing beside what is collected. */
function collect(value: Json, into: ObservedRelease[]): boolean {
  if (Array.isArray(value)) return value.map((item) => collect(item, into)).every(Boolean);
  if (!isJsonObject(value)) return value === null;
  if (!Object.hasOwn(value, mark)) {
    return (
      !isObject(value) &&
      Object.values(value)
        .map((inner) => collect(inner, into))
        .every(Boolean)
    );
  }
  into.push(value[mark] as unknown as ObservedRelease);
  return Object.keys(value).length === 1;
}

function isObject({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion !== undefined && kind !== undefined;
}
