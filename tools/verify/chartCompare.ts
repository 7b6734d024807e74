// What both Helms render with one set of values: the same objects as Jsonnet, and valid ones.
import path from 'node:path';
import { mapOf } from '../manifests/manifest.ts';
import { findProgram } from '../process/find.ts';
import { compareAnswers, type Difference } from '../prove/compare.ts';
import { askHelm, type HelmName, type HelmOutcome } from '../prove/helm/run.ts';
import { formatCommand, formatFailingValues } from '../prove/reproduce.ts';
import { countOf } from '../schema/wording.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import type { JsonObject } from '../shared/json.ts';
import { writeScratch } from '../shared/scratch.ts';
import { withTemporaryFolder } from '../shared/temporary.ts';
import { validateManifests } from '../validate/validate.ts';
import { attempt, failure } from './attempt.ts';
import { blocked, type ChartScope, chartDirOf, helms } from './chartScope.ts';
import { type Row, verdict } from './row.ts';
import type { ChartSubject } from './subjects.ts';

export async function compareChart(scope: ChartScope, subject: ChartSubject): Promise<Row> {
  const row = { check: 'chart', subject: `${scope.chart} with ${subject.name}` };
  const answers = await attempt(() => Promise.all(helms.map((helm) => askWith(helm, scope, subject))));
  if (answers instanceof Error) return failure({ ...row, ...blocked }, answers);
  const different = answers.filter(({ difference }) => difference !== undefined);
  if (different.length > 0) {
    return verdict(row, await Promise.all(different.map((answer) => describe(answer, scope, subject))), '');
  }
  const { objects = [], tests = [] } = answers.at(-1) ?? {};
  const invalid = await attempt(() => validateManifests([...objects, ...tests], scope));
  if (invalid instanceof Error) return failure({ ...row, ...blocked }, invalid);
  const part = subject.isPart ? ', before what the environment adds' : '';
  const whenGood = `${countOf(objects.length, 'object')}, the same under both Helms${part}, and valid`;
  return verdict(row, invalid.map(formatDiagnostic), whenGood);
}

interface Answer {
  readonly helm: HelmName;
  readonly objects: readonly JsonObject[];
  readonly tests: readonly JsonObject[];
  readonly difference: Difference | undefined;
}

async function askWith(helm: HelmName, scope: ChartScope, subject: ChartSubject): Promise<Answer> {
  const { request, expected: twin, complete } = subject;
  const question = { helm, chartDir: chartDirOf(scope), request, sets: [], withTests: true } as const;
  const { outcome, tests } = separateTests(
    await withTemporaryFolder((folder) => askHelm({ ...question, file: path.join(folder, 'values.json') })),
  );
  const completed =
    outcome.kind === 'rendered' ? { ...outcome, objects: complete(outcome.objects) } : outcome;
  const difference = compareAnswers({ helm: completed, twin, sentences: [] });
  return { helm, objects: completed.kind === 'rendered' ? completed.objects : [], tests, difference };
}

/** Pods of `helm test` belong to the chart alone. */
function separateTests(outcome: HelmOutcome): {
  readonly outcome: HelmOutcome;
  readonly tests: readonly JsonObject[];
} {
  if (outcome.kind !== 'rendered') return { outcome, tests: [] };
  const isTest = (object: JsonObject): boolean =>
    /^test/.test(String(mapOf(object, 'annotations')['helm.sh/hook']));
  const objects = outcome.objects.filter((object) => !isTest(object));
  return { outcome: { kind: 'rendered', objects }, tests: outcome.objects.filter(isTest) };
}

/** Leaves the values in a file, so that one command shows the difference again. */
async function describe(
  { helm, difference }: Answer,
  { root, app, chart }: ChartScope,
  { name, request }: ChartSubject,
): Promise<string> {
  const scratch = `verify/${app.name}-${name.replaceAll(/[^\w.-]+/g, '-')}.yaml`;
  const file = await writeScratch(root, scratch, formatFailingValues(request.values));
  const problem = (difference?.details ?? []).map((line) => `\n  ${line.replaceAll('\n', '\n  ')}`).join('');
  const command = `npx ${formatCommand({ helm, request, sets: [] }, { app: app.name, file, chartDir: chart })}`;
  return formatDiagnostic({
    ...{ code: 'chart-different', severity: 'error', file: chart },
    args: { version: (await findProgram(helm)).version, problem, command },
  });
}
