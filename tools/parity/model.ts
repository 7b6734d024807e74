// What the stages of a comparison hand to each other, and what reports are made from: plain data.
import type { Manifest } from '../manifests/manifest.ts';
import type { FileSpan } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';

/** One object of a side, and where it was written. */
export interface SourcedObject {
  readonly manifest: Manifest;
  /** The file or program output as the user would name it: `apps/dispatch/helmrelease.yaml`, `helm template`. */
  readonly source: string;
  readonly span?: FileSpan;
  /** `metadata.managedFields` of an object that was read from a cluster. */
  readonly managedFields?: readonly Json[];
}

/** Something that a side needs and that could not be had: the verdict is then `undecided`. */
export interface Missing {
  /** `chart`, `valuesFrom`, `substitution`, `source`, `patch`, `render`, `schema`. */
  readonly kind: string;
  /** A sentence: what is missing, where it is asked for, and how to provide it. */
  readonly sentence: string;
}

/** One of the two things that are compared. */
export interface Side {
  /** As the user named it. */
  readonly label: string;
  readonly objects: readonly SourcedObject[];
  readonly missing: readonly Missing[];
  /** SHA-256 of the bytes that were read, where the side is a stream of documents: equal hashes are `identical`. */
  readonly digest?: string;
  /** The release's namespace: that of namespaced objects which have none. */
  readonly namespace?: string;
  /** The release's name, where there is one. */
  readonly release?: string;
  /** Whether the objects are those of a cluster, without status and what else only the API server sets. */
  readonly live?: boolean;
}

/** How the candidate will be applied, which decides what is refused or kept. */
export type Mechanism = 'helm' | 'server-side' | 'client-side';

/** Highest first. */
export const riskIds = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'] as const;
export type RiskId = (typeof riskIds)[number];

export const verdicts = [
  'identical',
  'equivalent',
  'equivalent-with-restart',
  'changed',
  'undecided',
] as const;
export type VerdictName = (typeof verdicts)[number];

/** Which object a finding is about. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  /** '' for cluster-wide objects. */
  readonly namespace: string;
  readonly name: string;
}

/** A difference that somebody has to know about. Values of Secrets are masked before they come here. */
export interface Finding {
  /** Stable and unique within a report, made from object, code and path: usable as an HTML anchor. */
  readonly id: string;
  /** The rule of the table of risks: `selector-immutable`, `env-removed`. */
  readonly code: string;
  readonly risk: RiskId;
  readonly object: ObjectRef;
  /**
   * `spec.template.spec.containers[app].env[LOG_LEVEL].value`: list entries by the key that the API server knows
   * them by, or by index; a place inside embedded JSON, YAML or TOML follows an arrow: `…value → lanes[0].title`.
   * '' is the whole object.
   */
  readonly path: string;
  /** Absent where the side has nothing there. */
  readonly before?: Json;
  readonly after?: Json;
  /** Ids of the normalisation rules that were applied before the two were found to differ. */
  readonly rules: readonly string[];
  /** What happens: one sentence. */
  readonly consequence: string;
  /** What to do about it: one sentence. */
  readonly remedy: string;
  /** The reviewed exception that explains it. */
  readonly explained?: Explanation;
}

export interface Explanation {
  readonly reason: string;
  /** `parity.yaml#3`: the file and the entry's number, 1-based. */
  readonly entry: string;
}

/** A difference in what was written that makes none in meaning. */
export interface Equivalence {
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Ids of the rules that make it none: N1 … N21. */
  readonly rules: readonly string[];
  /** Whether the API server stores the same: if not, a pod template that has it is rolled out. */
  readonly storedEqual: boolean;
}

export type ObjectStatus = 'same' | 'equivalent' | 'changed' | 'added' | 'removed' | 'renamed';

/** What applying the candidate does to one object. */
export interface Prediction {
  /** Whether the API server refuses it. */
  readonly refused: boolean;
  /** Whether the object's pods are replaced, for workloads: the pod template is stored differently. */
  readonly rolls: boolean;
  /** Paths of the pod template that make it roll. */
  readonly because: readonly string[];
  /** Workloads whose configuration changes while nothing restarts them. */
  readonly stale: readonly string[];
}

export interface ObjectReport {
  readonly object: ObjectRef;
  /** What it was called in the baseline, where it was renamed. */
  readonly renamedFrom?: ObjectRef;
  readonly status: ObjectStatus;
  /** `source:line` of either side. */
  readonly baselineSource?: string;
  readonly candidateSource?: string;
  /** What the hook is, where it is one: `helm pre-upgrade weight -5`. */
  readonly hook?: string;
  readonly prediction: Prediction;
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly equivalences: readonly Equivalence[];
  /** YAML of either side, keys sorted, secrets masked; only of objects that differ in any way. */
  readonly before?: string;
  readonly after?: string;
}

/** A normalisation that was relied on. */
export interface UsedRule {
  readonly id: string;
  readonly title: string;
  /** One sentence for the reader. */
  readonly sentence: string;
  /** How many differences it explains. */
  readonly count: number;
}

export interface SideSummary {
  readonly label: string;
  readonly objects: number;
}

/** The result of a comparison; `--format json` prints exactly this. */
export interface ParityReport {
  readonly version: 1;
  readonly verdict: VerdictName;
  /** 0, 1 or 2: what the command exits with. */
  readonly exitCode: number;
  /** The highest risk among the findings that nothing explains. */
  readonly severity?: RiskId;
  readonly baseline: SideSummary;
  readonly candidate: SideSummary;
  readonly via: Mechanism;
  readonly kubernetesVersion: string;
  readonly counts: Counts;
  /** Worst first, then by kind, namespace and name; unchanged objects are counted only. */
  readonly objects: readonly ObjectReport[];
  readonly rules: readonly UsedRule[];
  readonly missing: readonly Missing[];
  /** Kinds that had no schema and were compared strictly. */
  readonly unknownKinds: readonly string[];
  /** Sentences about what could not be known offline. */
  readonly notes: readonly string[];
}

export interface Counts {
  readonly same: number;
  readonly equivalent: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly renamed: number;
  /** Workloads whose pods are replaced. */
  readonly restarts: number;
  /** Findings by risk, those that are explained apart. */
  readonly findings: Readonly<Partial<Record<RiskId, number>>>;
  readonly explained: Readonly<Partial<Record<RiskId, number>>>;
}

/** The classes of risk as readers see them. */
export const risks: Readonly<Record<RiskId, { readonly title: string; readonly sentence: string }>> = {
  R1: { title: 'blocked', sentence: 'The API server refuses the change.' },
  R2: { title: 'data loss', sentence: 'Stored data, or what owns it, goes away.' },
  R3: { title: 'outage', sentence: 'Something that works stops working.' },
  R4: { title: 'restart', sentence: 'Pods are replaced, or go on with an old configuration.' },
  R5: { title: 'exposure', sentence: 'Something may do or see more than before.' },
  R6: { title: 'lifecycle', sentence: 'Something runs at another time, or belongs to something else.' },
  R7: { title: 'capacity', sentence: 'Resources, scaling or disruption budgets change.' },
  R8: { title: 'observability', sentence: 'Metrics, alerts or dashboards may lose sight of something.' },
  R9: { title: 'information', sentence: 'Something differs that nothing depends on.' },
};
