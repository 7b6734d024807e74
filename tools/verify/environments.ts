// Checks of environments: both engines give the same objects, and Kubernetes would accept them.
import path from 'node:path';
import { type FoundEnvironment, findEnvironments } from '../environments/find.ts';
import { listLibraryNames } from '../environments/imports.ts';
import { renderEnvironments } from '../environments/render.ts';
import { createSession, type Session } from '../environments/session.ts';
import { JsonnetError } from '../jsonnet/errors.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { listAppSchemas } from '../schema/generate.ts';
import { countOf } from '../schema/wording.ts';
import { formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import { validateManifests } from '../validate/validate.ts';
import { attempt, failure } from './attempt.ts';
import { findDifference } from './compare.ts';
import { explainIncomparable, findDefect, findHazard } from './failures.ts';
import { type Check, type Row, type Scope, verdict } from './row.ts';

export const environmentChecks: Check = { name: 'environments', run: checkEnvironments };

async function* checkEnvironments(scope: Scope): AsyncGenerator<Row> {
  if (scope.paths.length === 0 && (await listAppSchemas(scope.root)).length > 0) return;
  const ours = createSession({ ...scope.session, engine: 'twinhull' });
  const theirs = createSession({ ...scope.session, engine: 'node-jsonnet' });
  const all = await attempt(() => findEnvironments(ours, scope.paths));
  if (all instanceof Error) {
    yield doesNotEvaluate(scope.paths.join(' '), all);
    return;
  }
  if (all.length === 0)
    throw new ToolError('environment-none', { path: scope.paths.join(' ') || scope.root });
  for (const found of all) {
    const subject = nameOf(found, scope);
    const rendered = await attempt(() => render(ours, found));
    if (rendered instanceof Error) {
      yield doesNotEvaluate(subject, rendered);
      continue;
    }
    yield await secondOpinion({ found, subject, ours: rendered, theirs });
    yield await validate(subject, rendered, scope);
  }
}

function doesNotEvaluate(subject: string, error: JsonnetError | ToolError): Row {
  return failure({ check: 'engines', subject, status: 'failed', detail: 'does not evaluate' }, error);
}

/** The folder of a static environment; entry point and name of an inline one. */
export function nameOf({ project, environment, number }: FoundEnvironment, { root }: Scope): string {
  const entrypoint = path.relative(root, number === undefined ? project.base : project.entrypoint);
  return number === undefined ? entrypoint : `${entrypoint} ${environment.metadata.name ?? ''}`;
}

async function render(session: Session, found: FoundEnvironment): Promise<readonly Manifest[]> {
  for await (const { manifests } of renderEnvironments(session, [found])) return manifests;
  return [];
}

interface Comparison {
  readonly found: FoundEnvironment;
  readonly subject: string;
  readonly ours: readonly Manifest[];
  /** The session of the second engine. */
  readonly theirs: Session;
}

async function secondOpinion({ found, subject, ours, theirs }: Comparison): Promise<Row> {
  const row = { check: 'engines', subject } as const;
  const library = listLibraryNames(found.project);
  const hazard = findHazard(library);
  if (hazard !== undefined) return { ...row, status: 'incomparable', detail: hazard, findings: [] };
  const rendered = await attempt(() => render(theirs, found));
  if (rendered instanceof Error) return explainFailure(row, rendered, library);
  const difference = findDifference(ours, rendered);
  if (difference === undefined)
    return verdict(row, [], `${countOf(ours.length, 'object')}, the same in node-jsonnet`);
  const defect = findDefect(library);
  if (defect !== undefined) return { ...row, status: 'incomparable', detail: defect, findings: [] };
  return verdict(row, [`twinhull and node-jsonnet disagree at ${difference}`], '');
}

function explainFailure(
  row: Pick<Row, 'check' | 'subject'>,
  error: JsonnetError | ToolError,
  library: ReadonlySet<string>,
): Row {
  const reason =
    explainIncomparable(error) ?? (error instanceof JsonnetError ? findDefect(library) : undefined);
  if (reason !== undefined) return { ...row, status: 'incomparable', detail: reason, findings: [] };
  const blocked = error instanceof ToolError && error.code === 'engine-missing';
  const detail = blocked ? 'node-jsonnet is missing' : 'node-jsonnet fails';
  return failure({ ...row, status: blocked ? 'blocked' : 'failed', detail }, error);
}

async function validate(
  subject: string,
  manifests: readonly Manifest[],
  { kubernetesVersion, definitions = [] }: Scope,
): Promise<Row> {
  const row = { check: 'manifests', subject } as const;
  const result = await attempt(() => validateManifests(manifests, { kubernetesVersion, definitions }));
  if (result instanceof Error) {
    return failure({ ...row, status: 'blocked', detail: 'could not be validated' }, result);
  }
  return verdict(row, result.map(formatDiagnostic), `valid for Kubernetes ${kubernetesVersion}`);
}
