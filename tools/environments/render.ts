// From found environments to their manifests. Entry points with several environments are evaluated once for all of them.
import type { Environment } from '../manifests/environment.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { type ProcessOptions, processManifests } from '../manifests/process.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';
import { type FoundEnvironment, inlineEnvironmentCode, staticEnvironmentCode } from './find.ts';
import { groupByEntrypoint } from './groups.ts';
import { dataScript } from './scripts.ts';
import type { Session } from './session.ts';
import { checkVersion } from './version.ts';

export interface RenderedEnvironment {
  readonly environment: Environment;
  /** In the order in which they are printed and applied. */
  readonly manifests: readonly Manifest[];
}

export interface RenderOptions extends ProcessOptions {
  /** The engine for an environment where it differs from the session's. */
  readonly engineFor?: (environment: Environment) => string | undefined;
}

/** Renders one environment after the other, so that memory holds the manifests of one. */
export async function* renderEnvironments(
  session: Session,
  found: readonly FoundEnvironment[],
  options: RenderOptions = {},
): AsyncGenerator<RenderedEnvironment> {
  for (const group of groupByEntrypoint(found, options)) yield* renderGroup(session, group, options);
}

/** The same for environments of one group. */
export async function* renderGroup(
  session: Session,
  group: readonly FoundEnvironment[],
  options: RenderOptions,
): AsyncGenerator<RenderedEnvironment> {
  const data = await evaluateGroup(session, group, options);
  for (const [at, { environment }] of group.entries()) {
    yield { environment, manifests: await process(data[at] ?? null, environment, options) };
  }
}

async function evaluateGroup(
  session: Session,
  group: readonly FoundEnvironment[],
  { engineFor }: RenderOptions,
): Promise<readonly Json[]> {
  const [first] = group as readonly [FoundEnvironment];
  const { project, environment } = first;
  const engine = engineFor?.(environment);
  const numbers = group.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (numbers.length === 0) {
    return [await session.evaluate({ project, environmentCode: staticEnvironmentCode(environment), engine })];
  }
  const script = dataScript(numbers);
  return (await session.evaluate({
    project,
    script,
    environmentCode: inlineEnvironmentCode,
    engine,
  })) as Json[];
}

async function process(data: Json, environment: Environment, options: ProcessOptions): Promise<Manifest[]> {
  await checkVersion(environment);
  const manifests = processManifests(data, environment, options);
  if (manifests.some(({ kind }) => kind.toLowerCase() === 'environment')) {
    throw new ToolError('environment-mixed');
  }
  return manifests;
}
