// Lays what was predicted for a trial beside what happened in the cluster.
import { type Manifest, mapOf, nameOf, namespaceOf } from '../../../tools/manifests/manifest.ts';
import { isNamespaced } from '../../../tools/manifests/namespace.ts';
import type { ObjectRef, ObjectReport, ParityReport } from '../../../tools/parity/model.ts';
import { isRolled, keyOf, type ObservedObject, type Snapshot } from '../observe.ts';
import type { Refusal } from './apply.ts';
import type { Trial } from './draw.ts';

/** What happens to one object, predicted or observed. */
export type Outcome = 'refused' | 'rolled out' | 'created' | 'deleted' | 'recreated' | 'nothing';

export type Fault =
  | 'missed refusal'
  | 'missed restart'
  | 'false refusal'
  | 'false restart'
  | 'existence'
  | 'unfit baseline';

export interface Disagreement {
  readonly fault: Fault;
  /** `Deployment/web` */
  readonly object: string;
  readonly observed: Outcome;
  /** What the server said, or why the prediction was made. */
  readonly details: string;
}

export interface Judgement {
  /** How many objects each thing happened to. */
  readonly outcomes: readonly Outcome[];
  /** What happened to the object that was changed; none where the change concerns all of them. */
  readonly changed: Outcome | undefined;
  readonly disagreements: readonly Disagreement[];
  /** Workloads all of whose pods were replaced. */
  readonly replaced: number;
}

export interface Evidence {
  readonly trial: Trial;
  readonly report: ParityReport;
  readonly refusals: readonly Refusal[];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

export function judgeTrial(evidence: Evidence): Judgement {
  const { trial, refusals } = evidence;
  const subjects = listSubjects(evidence);
  return {
    outcomes: subjects.map(({ outcome }) => outcome),
    replaced: subjects.filter(({ before, after }) => isReplaced(before, after)).length,
    changed: subjects.find(({ name }) => name === nameOfChanged(trial))?.outcome,
    disagreements: [
      ...subjects.flatMap((subject) => compare(subject, evidence)),
      ...(subjects.some(isForetold) ? [] : refusals.filter(({ object }) => object === undefined)).map(
        ({ message }) => disagree('missed refusal', { name: 'something' }, message),
      ),
    ],
  };
}

/** The baseline itself was refused: a fault of the corpus. */
export function judgeUnfit({ object = 'something', message }: Refusal): Judgement {
  const disagreements = [disagree('unfit baseline', { name: object }, message)];
  return { outcomes: [], changed: undefined, replaced: 0, disagreements };
}

function isForetold({ report }: Subject): boolean {
  return report?.prediction.refused === true;
}

function nameOfChanged({ change: { object } }: Trial): string | undefined {
  return object && `${object.kind}/${object.name}`;
}

/** One object of either side. */
interface Subject {
  readonly name: string;
  readonly report: ObjectReport | undefined;
  readonly outcome: Outcome;
  readonly baseline: Manifest | undefined;
  readonly candidate: Manifest | undefined;
  readonly before: ObservedObject | undefined;
  readonly after: ObservedObject | undefined;
  readonly message: string;
}

function listSubjects({ trial, report, refusals, before, after }: Evidence): readonly Subject[] {
  const [old, next] = [trial.change.baseline, trial.change.candidate].map(
    (objects) => new Map(objects.map((object) => [keyIn(object, trial.namespace), object])),
  ) as [Map<string, Manifest>, Map<string, Manifest>];
  const reports = new Map(report.objects.map((one) => [keyOfRef(one.object), one]));
  return [...new Set([...old.keys(), ...next.keys()])].map((key) => {
    const [baseline, candidate] = [old.get(key), next.get(key)];
    const object = (candidate ?? baseline) as Manifest;
    const name = `${object.kind}/${nameOf(object)}`;
    const refusal = refusals.find((one) => one.object === name);
    const seen = { before: before.get(key), after: after.get(key) };
    return {
      ...{ name, baseline, candidate, ...seen },
      report: reports.get(key),
      outcome: refusal ? 'refused' : outcomeOf(seen),
      message: refusal?.message ?? '',
    };
  });
}

function keyIn(object: Manifest, namespace: string): string {
  const own = isNamespaced(object) ? namespaceOf(object) || namespace : '';
  return keyOf(object.kind, own, nameOf(object));
}

function keyOfRef({ kind, namespace, name }: ObjectRef): string {
  return keyOf(kind, namespace, name);
}

function outcomeOf({ before, after }: Pick<Subject, 'before' | 'after'>): Outcome {
  if (!after) return before ? 'deleted' : 'nothing';
  if (!before) return 'created';
  if (before.uid !== after.uid) return 'recreated';
  return isRolled(before, after) ? 'rolled out' : 'nothing';
}

function isReplaced(before: ObservedObject | undefined, after: ObservedObject | undefined): boolean {
  if (!before || !after || before.pods.size === 0 || after.pods.size === 0) return false;
  return [...before.pods].every((pod) => !after.pods.has(pod));
}

function compare(subject: Subject, { trial, refusals }: Evidence): readonly Disagreement[] {
  const { report, outcome, message } = subject;
  const { refused = false, rolls = false, because = [] } = report?.prediction ?? {};
  if (outcome === 'refused') return refused ? [] : [disagree('missed refusal', subject, message)];
  // Helm stops at the first refusal: what it has not come to stays as it was.
  const stopped = trial.way !== 'apply' && refusals.length > 0;
  if (refused) return stopped ? [] : [disagree('false refusal', subject, codesOf(report))];
  const rolled = outcome === 'rolled out';
  if (rolled && !rolls) return [disagree('missed restart', subject)];
  if (stopped) return [];
  if (rolls && !rolled) return [disagree('false restart', subject, because.join(', '))];
  return isExpected(subject, trial) ? [] : [disagree('existence', subject)];
}

interface Observed {
  readonly name: string;
  readonly outcome?: Outcome;
}

function disagree(fault: Fault, { name, outcome }: Observed, details = ''): Disagreement {
  return { fault, object: name, observed: outcome ?? 'refused', details };
}

function codesOf(report: ObjectReport | undefined): string {
  return (report?.findings ?? []).map(({ risk, code, path }) => `${risk} ${code} ${path}`).join(', ');
}

/** Objects stay the same ones, unless they are hooks; Helm deletes what it is not to keep. */
function isExpected({ baseline, candidate, outcome }: Subject, { way }: Trial): boolean {
  if ([baseline, candidate].some((object) => object && isHook(object))) return true;
  if (!baseline) return outcome === 'created';
  if (candidate) return outcome === 'nothing' || outcome === 'rolled out';
  const isKept = way === 'apply' || mapOf(baseline, 'annotations')['helm.sh/resource-policy'] === 'keep';
  return outcome === (isKept ? 'nothing' : 'deleted');
}

function isHook(object: Manifest): boolean {
  return typeof mapOf(object, 'annotations')['helm.sh/hook'] === 'string';
}
