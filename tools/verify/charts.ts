// Checks of charts: each is clean for `helm lint`, renders what its application and the environments do, and is proven.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ChartApp, loadChartApp } from '../chart/app.ts';
import { chartFolderOf } from '../chart/folder.ts';
import { type FoundEnvironment, findEnvironments } from '../environments/find.ts';
import { createSession } from '../environments/session.ts';
import { listAppSchemas, readAppSchema } from '../schema/generate.ts';
import { attempt, failure } from './attempt.ts';
import { compareChart } from './chartCompare.ts';
import { lintChart } from './chartLint.ts';
import { checkProof } from './chartProof.ts';
import type { ChartScope } from './chartScope.ts';
import { nameOf } from './environments.ts';
import { type ObservedEnvironment, observeReleases } from './releases.ts';
import type { Check, Row, Scope } from './row.ts';
import { collectValues } from './schemas.ts';
import { type ChartSubject, subjectOfRelease, subjectsOf } from './subjects.ts';

export const chartChecks: Check = { name: 'charts', run: checkCharts };

async function* checkCharts(scope: Scope): AsyncGenerator<Row> {
  const apps = (await listAppSchemas(scope.root)).filter((name) => hasChart(scope.root, name));
  if (apps.length === 0) return;
  const observed: Observed[] = [];
  for await (const found of observeAll(scope)) {
    if ('row' in found) yield found.row;
    else observed.push(found);
  }
  for (const name of apps) yield* checkChart(scope, { name, observed });
}

/** A chart that was never exported is missing among the generated files, which is enough to be told once. */
function hasChart(root: string, app: string): boolean {
  return existsSync(path.join(chartFolderOf(root, app), 'Chart.yaml'));
}

interface Observed extends ObservedEnvironment {
  readonly name: string;
  readonly found: FoundEnvironment;
}

/** What is wrong with an environment itself is told by its own rows. */
async function* observeAll(scope: Scope): AsyncGenerator<Observed | { readonly row: Row }> {
  const session = createSession({ ...scope.session, engine: 'twinhull' });
  const all = await attempt(() => findEnvironments(session, scope.paths));
  if (all instanceof Error) return;
  for (const found of all) {
    const name = nameOf(found, scope);
    const observed = await attempt(() => observeReleases(session, found));
    if (!(observed instanceof Error)) yield { ...observed, name, found };
    else yield { row: failure({ check: 'chart', subject: name, ...apart }, observed) };
  }
}

const apart = { status: 'incomparable', detail: 'uses parts of what twinhull.environment gives' } as const;

interface Subjects {
  readonly name: string;
  readonly observed: readonly Observed[];
}

async function* checkChart(scope: Scope, { name, observed }: Subjects): AsyncGenerator<Row> {
  const { root } = scope;
  const chart = path.relative(root, chartFolderOf(root, name));
  const app = await attempt(() => loadChartApp(name, root));
  if (app instanceof Error) {
    yield failure({ check: 'chart', subject: chart, status: 'failed', detail: 'cannot be read' }, app);
    return;
  }
  const schema = await readAppSchema(root, name);
  const inside: ChartScope = { ...scope, app, chart };
  const subjects = [
    ...subjectsOf(app, schema, await collectValues(root, schema)),
    ...observed.flatMap((environment) => releasesOf(app, environment)),
  ];
  yield await lintChart(inside, subjects);
  for (const subject of subjects) yield await compareChart(inside, subject);
  yield await checkProof(inside);
}

function releasesOf(
  { chart }: ChartApp,
  { releases, isWhole, name, found }: Observed,
): readonly ChartSubject[] {
  const own = releases.filter((release) => release.chart.name === chart.name);
  return own.map((release) => {
    const several = own.length > 1 ? ` ${release.request.release.name}` : '';
    return subjectOfRelease(release, { name: `${name}${several}`, isWhole, found });
  });
}
