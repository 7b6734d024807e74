// Whether a report says of a change what has to be said of it.
import type { Finding, ObjectReport, ParityReport } from '../../../tools/parity/model.ts';
import type { Change, Mutation } from './mutation.ts';

export interface Judgement {
  /** The report takes the sides for equal, though perhaps not without a restart where the change is dangerous. */
  readonly isEquivalent: boolean;
  /** What is wrong with the report: sentences; none where it is right. */
  readonly problems: readonly string[];
}

export function judgeReport(report: ParityReport, mutation: Mutation, change: Change): Judgement {
  const isEquivalent = isEqual(report, mutation);
  const problems = [
    ...judgeVerdict(report, mutation, isEquivalent),
    ...judgeClass(report, mutation),
    ...judgeFacts(report, mutation, change),
  ];
  return { isEquivalent, problems };
}

function isEqual({ verdict }: ParityReport, { kind }: Mutation): boolean {
  const equal: readonly string[] = ['identical', 'equivalent'];
  return equal.includes(verdict) || (kind === 'dangerous' && verdict === 'equivalent-with-restart');
}

function judgeVerdict({ verdict }: ParityReport, { kind }: Mutation, isEquivalent: boolean): string[] {
  if (kind === 'harmless') return isEquivalent ? [] : [`the verdict is ${verdict}`];
  const wanted = kind === 'dangerous' ? ['changed'] : ['changed', 'equivalent-with-restart'];
  return wanted.includes(verdict) ? [] : [`the verdict is ${verdict}`];
}

function judgeClass(report: ParityReport, { expect }: Mutation): string[] {
  const findings = openFindings(report);
  const { risks, highest } = expect;
  const isNamed = risks.length === 0 || findings.some(({ risk }) => risks.includes(risk));
  const tooHigh = findings.filter(({ risk }) => risk < highest);
  return [
    ...(isNamed ? [] : [`there is no ${risks.join(' or ')}, but ${show(findings)}`]),
    ...(tooHigh.length === 0 ? [] : [`there is ${show(tooHigh)}, above ${highest}`]),
  ];
}

function show(findings: readonly Finding[]): string {
  const shown = [...new Set(findings.map(({ risk, code }) => `${risk} ${code}`))];
  return shown.length === 0 ? 'nothing' : shown.join(', ');
}

/** What the API server and the controllers do. */
function judgeFacts(report: ParityReport, { expect, kind }: Mutation, change: Change): string[] {
  const isRefused = report.objects.some(({ prediction }) => prediction.refused);
  const rolls = kind === 'harmless' ? report.counts.restarts > 0 : rollsAt(report, change);
  return [
    ...disagreement('refused', expect.refused, isRefused),
    // What is refused does not roll.
    ...(expect.refused === true ? [] : disagreement('rolled out', expect.rolls, rolls)),
  ];
}

function disagreement(word: string, wanted: boolean | undefined, said: boolean): string[] {
  if (wanted === undefined || wanted === said) return [];
  return [`it is ${said ? '' : 'not '}said to be ${word}`];
}

function rollsAt({ objects }: ParityReport, { object }: Change): boolean {
  const isMeant = (report: ObjectReport): boolean =>
    report.object.kind === object?.kind && report.object.name === object.name;
  return objects.find(isMeant)?.prediction.rolls ?? false;
}

function openFindings({ objects }: ParityReport): readonly Finding[] {
  return objects.flatMap(({ findings }) => findings).filter(({ explained }) => !explained);
}
