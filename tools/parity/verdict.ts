// From the reports of all objects to the verdict, the counts and the exit code.
import type {
  Counts,
  Finding,
  Mechanism,
  Missing,
  ObjectReport,
  ParityReport,
  RiskId,
  Side,
  UsedRule,
  VerdictName,
} from './model.ts';
import { riskIds } from './model.ts';
import { rules } from './normalise/rules.ts';

export interface Evidence {
  readonly baseline: { readonly side: Side; readonly count: number };
  readonly candidate: { readonly side: Side; readonly count: number };
  readonly objects: readonly ObjectReport[];
  readonly via: Mechanism;
  readonly kubernetesVersion: string;
  readonly notes: readonly string[];
  readonly unknownKinds: readonly string[];
  readonly failOnRestart: boolean;
}

export function conclude(evidence: Evidence): ParityReport {
  const { baseline, candidate, objects, via, kubernetesVersion, notes, unknownKinds } = evidence;
  const missing = listMissing(baseline.side, candidate.side);
  const equal = isIdentical(baseline.side, candidate.side) ? 'identical' : 'equivalent';
  const verdict = judge(objects, missing.length > 0, equal);
  const severity = worstOpen(objects);
  return {
    version: 1,
    verdict,
    exitCode: exitCodeOf(verdict, severity, evidence.failOnRestart),
    ...(severity === undefined ? {} : { severity }),
    baseline: { label: baseline.side.label, objects: baseline.count },
    candidate: { label: candidate.side.label, objects: candidate.count },
    ...{ via, kubernetesVersion },
    counts: countObjects(objects),
    objects: sortObjects(objects.filter(({ status }) => status !== 'same')),
    rules: listRules(objects),
    ...{ missing, unknownKinds, notes },
  };
}

/** What both sides miss is told once. */
function listMissing(baseline: Side, candidate: Side): readonly Missing[] {
  const name = (side: Side, other: Side, label: string): readonly Missing[] =>
    side.missing.map(({ kind, sentence }) => {
      const both = other.missing.some((missing) => missing.sentence === sentence);
      return { kind, sentence: `${both ? 'Both sides' : label}: ${sentence}` };
    });
  const all = [...name(baseline, candidate, 'Baseline'), ...name(candidate, baseline, 'Candidate')];
  return [...new Map(all.map((missing) => [missing.sentence, missing])).values()];
}

/** The report again after findings were explained; what is wrong with exceptions makes it fail. */
export function reconsider(
  report: ParityReport,
  objects: readonly ObjectReport[],
  faults: readonly string[],
): ParityReport {
  const { severity: _, ...rest } = report;
  const severity = worstOpen(objects);
  const equal = report.verdict === 'identical' ? 'identical' : 'equivalent';
  const verdict = judge(objects, report.missing.length > 0, equal);
  // A verdict without findings keeps the exit code that it had.
  const settled =
    verdict === report.verdict && verdict !== 'changed'
      ? report.exitCode
      : exitCodeOf(verdict, severity, false);
  return {
    ...rest,
    verdict,
    exitCode: Math.max(settled, faults.length > 0 ? 1 : 0),
    notes: [...report.notes, ...faults],
    ...(severity === undefined ? {} : { severity }),
    counts: { ...countObjects(objects), same: report.counts.same },
    objects: sortObjects(objects),
  };
}

function judge(objects: readonly ObjectReport[], isMissing: boolean, equal: VerdictName): VerdictName {
  const findings = objects.flatMap(({ findings }) => findings);
  const open = findings.filter(({ explained }) => !explained);
  if (isMissing || (open.length > 0 && open.every(({ code }) => code === 'unknown-kind'))) return 'undecided';
  if (findings.length > 0) return 'changed';
  return objects.some(({ prediction }) => prediction.rolls) ? 'equivalent-with-restart' : equal;
}

/** The same bytes, or, where a side is no stream of bytes, the same documents in the same order. */
function isIdentical(a: Side, b: Side): boolean {
  if (a.digest !== undefined && b.digest !== undefined) return a.digest === b.digest;
  const [left, right] = [a, b].map(({ objects }) => JSON.stringify(objects.map(({ manifest }) => manifest)));
  return left === right;
}

function worstOpen(objects: readonly ObjectReport[]): RiskId | undefined {
  return worst(objects.flatMap(({ findings }) => findings.filter(({ explained }) => !explained)));
}

function exitCodeOf(verdict: VerdictName, severity: RiskId | undefined, failOnRestart: boolean): number {
  if (verdict === 'undecided') return 2;
  if (severity !== undefined) return 1;
  return verdict === 'equivalent-with-restart' && failOnRestart ? 1 : 0;
}

function worst(findings: readonly Finding[]): RiskId | undefined {
  return riskIds.find((id) => findings.some(({ risk }) => risk === id));
}

function countObjects(objects: readonly ObjectReport[]): Counts {
  const count = (status: ObjectReport['status']): number =>
    objects.filter((object) => object.status === status).length;
  const findings = objects.flatMap(({ findings }) => findings);
  return {
    same: count('same'),
    equivalent: count('equivalent'),
    changed: count('changed'),
    added: count('added'),
    removed: count('removed'),
    renamed: count('renamed'),
    restarts: objects.filter(({ prediction }) => prediction.rolls).length,
    findings: countRisks(findings.filter(({ explained }) => !explained)),
    explained: countRisks(findings.filter(({ explained }) => explained)),
  };
}

function countRisks(findings: readonly Finding[]): Readonly<Partial<Record<RiskId, number>>> {
  const counts = riskIds.map((id) => [id, findings.filter(({ risk }) => risk === id).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Objects with open findings first, the worst of them at the top; otherwise in the order that they have. */
function sortObjects(objects: readonly ObjectReport[]): readonly ObjectReport[] {
  const rank = ({ findings, status }: ObjectReport): number => {
    const open = worst(findings.filter(({ explained }) => !explained));
    if (open) return riskIds.indexOf(open);
    if (findings.length > 0) return riskIds.length;
    return status === 'same' ? riskIds.length + 2 : riskIds.length + 1;
  };
  return objects
    .map((object, index) => ({ object, index }))
    .sort((a, b) => rank(a.object) - rank(b.object) || a.index - b.index)
    .map(({ object }) => object);
}

function listRules(objects: readonly ObjectReport[]): readonly UsedRule[] {
  const used = objects.flatMap(({ equivalences }) =>
    equivalences.flatMap((equivalence) => equivalence.rules),
  );
  return Object.entries(rules).flatMap(([id, { title, sentence }]) => {
    const count = used.filter((rule) => rule === id).length;
    return count === 0 ? [] : [{ id, title, sentence, count }];
  });
}
