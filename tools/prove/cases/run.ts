// Runs cases through Helm, one more at a time than there are processors: this process has work of its own.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Mismatch } from '../failures.ts';
import type { HelmName } from '../helm/run.ts';
import { type Bench, judge } from '../judge.ts';
import type { ProofCase } from './case.ts';

export interface CaseRun {
  readonly cases: Iterator<ProofCase>;
  readonly bench: Bench;
  readonly helms: readonly HelmName[];
  /** For values files. */
  readonly folder: string;
  readonly onDone: (done: number) => void;
}

/** What came of a case under one Helm, without what was rendered. */
export interface CaseResult {
  readonly helm: HelmName;
  readonly index: number;
  readonly outcome: 'equal' | 'refused by the schema' | 'refused by an assert' | 'different';
  readonly mismatch?: Mismatch;
}

/** The results in the order of the cases. */
export async function runCases(run: CaseRun): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  let done = 0;
  const work = async (file: string): Promise<void> => {
    for (let next = run.cases.next(); !next.done; next = run.cases.next()) {
      for (const helm of run.helms) results.push(await runCase(next.value, helm, { ...run, file }));
      run.onDone(++done);
    }
  };
  const workers = Array.from({ length: availableParallelism() + 1 }, (_, at) =>
    path.join(run.folder, `values-${at}.json`),
  );
  await Promise.all(workers.map(work));
  return results.sort((a, b) => a.index - b.index || a.helm.localeCompare(b.helm));
}

async function runCase(
  subject: ProofCase,
  helm: HelmName,
  { bench, file }: CaseRun & { readonly file: string },
): Promise<CaseResult> {
  const { request, sets, twin: answer, index } = subject;
  const difference = await judge(bench, { helm, request, sets, file, answer });
  if (difference !== undefined) {
    return { helm, index, outcome: 'different', mismatch: { helm, subject, difference } };
  }
  if (answer.kind !== 'refused') return { helm, index, outcome: 'equal' };
  return { helm, index, outcome: answer.by === 'schema' ? 'refused by the schema' : 'refused by an assert' };
}
