// What all reports say in the same words: the verdict, names of objects, counts.
import { joinWords } from '../../shared/text.ts';
import {
  type Counts,
  type Finding,
  type ObjectRef,
  type ObjectReport,
  type ParityReport,
  type RiskId,
  riskIds,
  risks,
} from '../model.ts';

/** How a report is looked at: colours, columns, the name of what was compared. */
export interface ReportOptions {
  /** Whether escape sequences for colours are wanted; only the terminal has them. */
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width?: number;
  /** What is compared, in a few words: `dispatch/home-ops`. */
  readonly title?: string;
  /** Tells the comments of several comparisons in one pull request apart. */
  readonly id?: string;
}

/** `Deployment media/sonarr`, `ClusterRole reader`. */
export function nameObject({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** `1,000,000`. The formatter of the language takes longer to load than a comparison takes. */
export function groupDigits(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 object`, `2 objects`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${groupDigits(number)} ${number === 1 ? one : many}`;
}

/** `R3 outage`. */
export function nameRisk(risk: RiskId): string {
  return `${risk} ${risks[risk].title}`;
}

/** How grave a risk is to programs that know three degrees. */
export function levelOf(risk: RiskId): 'error' | 'warning' | 'note' {
  const rank = riskIds.indexOf(risk);
  if (rank < 3) return 'error';
  return rank < 6 ? 'warning' : 'note';
}

/** Findings that nothing explains, worst first. */
export function openFindings({ findings }: ObjectReport): readonly Finding[] {
  return findings.filter(({ explained }) => explained === undefined);
}

/** `good`: nothing to do; `bad`: do not merge; `unsure`: not known, or a restart that is wanted or not. */
export type Mood = 'good' | 'unsure' | 'bad';

export function moodOf({ verdict, exitCode }: ParityReport): Mood {
  if (verdict === 'undecided') return 'unsure';
  if (exitCode !== 0) return 'bad';
  return verdict === 'equivalent-with-restart' ? 'unsure' : 'good';
}

/** Nothing is open, and the comparison fails all the same. */
function isFaulty({ verdict, severity, exitCode }: ParityReport): boolean {
  return exitCode === 1 && severity === undefined && verdict !== 'equivalent-with-restart';
}

/** What the verdict means for this report, as the rest of a sentence behind its name. */
export function explainVerdict(report: ParityReport): string {
  const { verdict, severity, counts, missing, unknownKinds } = report;
  if (isFaulty(report)) return 'an exception of the reviewed file is no good, as the notes say';
  const restarts = count(counts.restarts, 'workload');
  switch (verdict) {
    case 'identical':
      return 'both sides are the same, byte for byte';
    case 'equivalent':
      return 'nothing changes in meaning, and nothing restarts';
    case 'equivalent-with-restart':
      return `nothing changes in meaning, but ${restarts} ${counts.restarts === 1 ? 'restarts' : 'restart'}`;
    case 'changed':
      if (severity === undefined) return 'every finding has its reason';
      return `the worst is ${nameRisk(severity)} (${lowerFirst(risks[severity].sentence)})`;
    case 'undecided':
      return missing.length > 0
        ? `${count(missing.length, 'thing')} could not be had`
        : `${count(unknownKinds.length, 'kind')} had no schema`;
  }
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** `12 the same`, `1 removed`: objects by what happened to them, without those that there are none of. */
export function countObjects({ counts }: ParityReport): readonly string[] {
  const words = {
    same: 'the same',
    equivalent: 'equivalent',
    changed: 'changed',
    added: 'added',
    removed: 'removed',
    renamed: 'renamed',
  } as const;
  return Object.entries(words)
    .map(([key, word]) => [counts[key as keyof typeof words], word] as const)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${groupDigits(number)} ${word}`);
}

/** `1 blocked`, `2 explained`: findings by risk, worst first. */
export function countFindings({ counts }: ParityReport): readonly string[] {
  const explained = sumExplained(counts);
  return [
    ...riskIds
      .filter((risk) => (counts.findings[risk] ?? 0) > 0)
      .map((risk) => `${groupDigits(counts.findings[risk] ?? 0)} ${risks[risk].title}`),
    ...(explained > 0 ? [`${groupDigits(explained)} explained`] : []),
  ];
}

export function sumExplained({ explained }: Counts): number {
  return Object.values(explained).reduce((sum, number) => sum + number, 0);
}

/** What applying does to an object beyond its change: `the API server refuses it`, `restarts`, `helm pre-upgrade hook`. */
export function describeObject(object: ObjectReport): readonly string[] {
  const { status, renamedFrom, hook, prediction } = object;
  return [
    renamedFrom === undefined ? (status === 'same' ? 'unchanged' : status) : `was ${nameObject(renamedFrom)}`,
    ...(hook === undefined ? [] : [`hook: ${hook}`]),
    ...(prediction.refused ? ['refused by the API server'] : []),
    ...(prediction.rolls ? ['restarts'] : []),
  ];
}

/** A workload whose pods are replaced. */
export interface Restart {
  readonly name: string;
  readonly because: readonly string[];
}

export function listRestarts({ objects }: ParityReport): readonly Restart[] {
  return objects
    .filter(({ prediction }) => prediction.rolls)
    .map(({ object, prediction }) => ({ name: nameObject(object), because: prediction.because }));
}

/** Objects whose change reaches their readers only when somebody restarts these. */
export function listStale({
  objects,
}: ParityReport): readonly { name: string; workloads: readonly string[] }[] {
  return objects
    .filter(({ prediction }) => prediction.stale.length > 0)
    .map(({ object, prediction }) => ({ name: nameObject(object), workloads: prediction.stale }));
}

/** Findings that one entry of `parity.yaml` explains. */
export interface Explained {
  readonly entry: string;
  readonly reason: string;
  readonly risk: RiskId;
  readonly findings: number;
  /** Names, each once. */
  readonly objects: readonly string[];
  /** Paths, each once; '' is a whole object. */
  readonly paths: readonly string[];
}

/** By entry, worst first. */
export function listExplained({ objects }: ParityReport): readonly Explained[] {
  const byEntry = new Map<string, Explained>();
  for (const { object, findings } of objects) {
    for (const { risk, path, explained } of findings) {
      if (explained === undefined) continue;
      const known = byEntry.get(explained.entry);
      const names = new Set([...(known?.objects ?? []), nameObject(object)]);
      byEntry.set(explained.entry, {
        ...explained,
        risk: known !== undefined && known.risk < risk ? known.risk : risk,
        findings: (known?.findings ?? 0) + 1,
        objects: [...names],
        paths: [...new Set([...(known?.paths ?? []), path])],
      });
    }
  }
  return [...byEntry.values()].sort((a, b) => riskIds.indexOf(a.risk) - riskIds.indexOf(b.risk));
}

/** `Deployment media/sonarr, spec.replicas`, `3 findings in Deployment a, Deployment b and 2 more`. */
export function whereExplained({ findings, objects, paths }: Explained): string {
  const [path = ''] = paths;
  const named =
    objects.length <= 3
      ? joinWords(objects, 'and')
      : `${objects.slice(0, 2).join(', ')} and ${objects.length - 2} more`;
  if (findings === 1) return path === '' ? named : `${named}, ${path}`;
  return `${count(findings, 'finding')} in ${named}`;
}
