// A bounded proof of a chart, and whether the committed one is about this chart.
import path from 'node:path';
import { findGuards } from '../chart/templates/index.ts';
import { artefactName, checkArtefact } from '../prove/artefact.ts';
import type { Failure } from '../prove/failures.ts';
import type { HelmName } from '../prove/helm/run.ts';
import { type ChartProof, proveChart } from '../prove/prove.ts';
import { formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import { attempt, failure } from './attempt.ts';
import { blocked, type ChartScope, chartDirOf, helms } from './chartScope.ts';
import { type Row, verdict } from './row.ts';

/** Helm 3 is asked about every second case, so that the table is there within a minute. */
const casesOf: Readonly<Record<HelmName, number>> = { helm3: 30, helm4: 60 };
const seed = 1;

export async function checkProof(scope: ChartScope): Promise<Row> {
  const row = { check: 'proof', subject: scope.chart };
  const proofs: ChartProof[] = [];
  for (const helm of helms) {
    const proof = await attempt(() => prove(helm, scope));
    if (proof instanceof Error) return failure({ ...row, ...statusOf(proof) }, proof);
    proofs.push(proof);
  }
  const failures = proofs.flatMap((proof) => proof.failures.map((found) => describe(found, proof, scope)));
  const counts = proofs.map(({ cases }) => cases).join(' and ');
  const whenGood = `no difference in ${counts} cases, and ${artefactName} is current`;
  return verdict(row, [...failures, ...(await describeArtefact(scope))], whenGood);
}

/** Other custom resources are a finding, as other objects are. */
function statusOf(error: Error): Pick<Row, 'status' | 'detail'> {
  const isFinding = error instanceof ToolError && error.code === 'prove-crds';
  return isFinding ? { status: 'failed', detail: '1 finding' } : blocked;
}

function prove(helm: HelmName, scope: ChartScope): Promise<ChartProof> {
  const { app, chart, onProgress = () => undefined } = scope;
  return proveChart({
    ...{
      app,
      // With several guards violated, both sides may name another one.
      insight: findGuards(app),
      chartDir: chartDirOf(scope),
      helms: [helm],
      seed,
      cases: scope.cases?.[helm] ?? casesOf[helm],
    },
    onProgress: (text) => onProgress(`proof ${chart}: ${text}`),
  });
}

function describe({ helm, difference }: Failure, { cases, tallies }: ChartProof, scope: ChartScope): string {
  const { app, chart } = scope;
  const drawn = `--cases ${cases} --seed ${seed} --helm ${helm.replace('helm', '')}`;
  return formatDiagnostic({
    ...{ code: 'chart-different', severity: 'error', file: chart },
    args: {
      version: tallies[0]?.version ?? '',
      problem: difference.details.map((line) => `\n  ${line}`).join(''),
      command: `npx twinhull chart prove ${app.name} ${drawn} --chart ${chart}`,
    },
  });
}

/** What `--write` leaves beside a chart is about that chart only. */
async function describeArtefact(scope: ChartScope): Promise<readonly string[]> {
  const state = await checkArtefact(chartDirOf(scope));
  if (state === 'current') return [];
  const file = path.posix.join(scope.chart, artefactName);
  const command = `npx twinhull chart prove ${scope.app.name} --cases 1000 --write`;
  return [formatDiagnostic({ code: `proof-${state}`, severity: 'error', file, args: { command } })];
}
