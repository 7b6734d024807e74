// Environments that have a parity.yaml differ from their baseline only where somebody has said why.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findEnvironments } from '../environments/find.ts';
import { createSession } from '../environments/session.ts';
import type { Finding, ParityReport } from '../parity/model.ts';
import { type ParityResult, parityFileName, runParity } from '../parity/run.ts';
import { countOf } from '../schema/wording.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import { attempt, failure } from './attempt.ts';
import { type Check, type Row, type Scope, verdict } from './row.ts';

export const parityChecks: Check = { name: 'parity', run: checkParity };

async function* checkParity(scope: Scope): AsyncGenerator<Row> {
  const found = await attempt(() => findEnvironments(createSession(scope.session ?? {}), scope.paths));
  // What cannot be evaluated has been told already.
  if (found instanceof Error) return;
  const folders = new Set(found.map(({ project }) => project.base));
  for (const folder of folders) {
    if (existsSync(path.join(folder, parityFileName)))
      yield await compare(path.relative(scope.root, folder), scope);
  }
}

async function compare(subject: string, { root, kubernetesVersion, session, today }: Scope): Promise<Row> {
  const row = { check: 'parity', subject } as const;
  const request = {
    sides: [path.relative(process.cwd(), path.join(root, subject)) || '.'],
    kubernetesVersion,
    today,
  };
  const result = await attempt(() => runParity({ ...request, ...(session ? { jsonnet: session } : {}) }));
  if (result instanceof Error)
    return failure({ ...row, status: 'blocked', detail: 'could not be compared' }, result);
  return verdict(row, listFaults(result), describeReport(result.report));
}

function listFaults({ report, diagnostics }: ParityResult): readonly string[] {
  const open = report.objects.flatMap(({ findings }) => findings).filter(({ explained }) => !explained);
  const missing = report.missing.map(({ sentence }) => sentence);
  return [...open.map(formatFinding), ...missing, ...diagnostics.map(formatDiagnostic)];
}

function formatFinding({ risk, code, object, path, consequence }: Finding): string {
  return `${risk} ${object.kind}/${object.name} ${path || 'the whole object'}: ${consequence} [${code}]`;
}

function describeReport({ verdict, counts }: ParityReport): string {
  const explained = Object.values(counts.explained).reduce((sum, count) => sum + count, 0);
  return explained > 0 ? `${countOf(explained, 'difference')}, each with its reason` : verdict;
}
