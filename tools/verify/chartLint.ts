// `helm lint --strict` under both Helms, with every set of values that the project has for the chart.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findProgram } from '../process/find.ts';
import { runProgram } from '../process/run.ts';
import { type HelmName, isolated } from '../prove/helm/run.ts';
import { formatFailingValues } from '../prove/reproduce.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import { withTemporaryFolder } from '../shared/temporary.ts';
import { attempt, failure } from './attempt.ts';
import { blocked, type ChartScope, chartDirOf, describeHelms, helms } from './chartScope.ts';
import { type Row, verdict } from './row.ts';
import type { ChartSubject } from './subjects.ts';

export async function lintChart(scope: ChartScope, subjects: readonly ChartSubject[]): Promise<Row> {
  const row = { check: 'lint', subject: scope.chart };
  const lint = (helm: HelmName): Promise<readonly string[]> =>
    withTemporaryFolder((folder) => lintWith(helm, { ...scope, folder }, subjects));
  const findings = await attempt(() => Promise.all(helms.map(lint)));
  if (findings instanceof Error) return failure({ ...row, ...blocked }, findings);
  return verdict(row, [...new Set(findings.flat())], `clean under Helm ${await describeHelms()}`);
}

/** The same problem with several sets of values is one finding. */
async function lintWith(
  helm: HelmName,
  scope: ChartScope & { readonly folder: string },
  subjects: readonly ChartSubject[],
): Promise<readonly string[]> {
  const problems = new Map<string, string>();
  for (const { name, request } of subjects) {
    const file = path.join(scope.folder, 'values.yaml');
    await writeFile(file, formatFailingValues(request.values));
    const { release, capabilities } = request;
    const flags = ['--namespace', release.namespace, '--kube-version', capabilities.kubeVersion];
    const args = ['lint', '--strict', chartDirOf(scope), ...flags, '--values', file];
    const { stdout, stderr, exitCode } = await runProgram(helm, args, {
      exitCodes: [0, 1],
      env: isolated(scope.folder),
    });
    for (const problem of readProblems(stdout + stderr, exitCode)) {
      if (!problems.has(problem)) problems.set(problem, name);
    }
  }
  const { version } = await findProgram(helm);
  return [...problems].map(([problem, subject]) =>
    formatDiagnostic({
      ...{ code: 'chart-lint', severity: 'error', file: scope.chart },
      args: { version, subject, problem },
    }),
  );
}

/** A message may go over several lines. */
function readProblems(output: string, exitCode: number): readonly string[] {
  const messages = output.split(/^(?=\[[A-Z]+\])|^(?:==>|\d+ chart\(s\)|Error:).*$/m);
  const problems = messages.filter((message) => /^\[(?:WARNING|ERROR)\]/.test(message));
  if (problems.length > 0) return problems.map((message) => message.trim());
  return exitCode === 0 ? [] : [output.trim()];
}
