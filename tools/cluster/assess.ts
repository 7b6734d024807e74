// What the changes would do to what runs: the parity engine compares the cluster with the environment.
import { type Manifest, namespaceOf, withMetadata } from '../manifests/manifest.ts';
import { riskRules } from '../parity/classify/changes.ts';
import type { Finding, ObjectRef, RiskId, Side } from '../parity/model.ts';
import { compareSides } from '../parity/parity.ts';
import { toSourced } from '../parity/sides/live.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import type { Live } from './client/live.ts';

export interface Assessment {
  /** Worst first; what nothing depends on is left out, and that what goes is gone, unless data go with it. */
  readonly findings: readonly Finding[];
  /** Workloads whose pods are replaced, and which places of theirs make it so. */
  readonly restarts: readonly Restart[];
  /** Objects that the API server would not accept. */
  readonly refused: readonly ObjectRef[];
}

export interface Restart {
  readonly object: ObjectRef;
  readonly because: readonly string[];
}

export interface AssessRequest {
  readonly live: Live;
  readonly objects: readonly Manifest[];
  /** Whether a dry run has changed nothing; such an object is what it is to be, whatever the cluster has added to it. */
  readonly isSettled: (object: Manifest) => boolean;
  /** Live objects that go away. */
  readonly orphans: readonly JsonObject[];
  readonly isServerSide: boolean;
}

/** What nothing is at risk from. */
export const noRisk: Assessment = { findings: [], restarts: [], refused: [] };

/** Nothing is at risk where nothing runs yet. */
export function assess({ live, objects, isSettled, orphans, isServerSide }: AssessRequest): Assessment {
  const current = (object: Manifest): JsonObject | undefined =>
    isSettled(object) ? object : placeAs(object, live.find(object));
  const existing = objects.map(current).filter(isJsonObject);
  if (existing.length + orphans.length === 0) return noRisk;
  const { namespace } = live;
  const cluster: Side = {
    label: 'the cluster',
    objects: [...existing, ...orphans].map((object) => toSourced(object, 'the cluster')),
    missing: [],
    live: true,
    namespace,
  };
  const environment: Side = {
    label: 'the environment',
    objects: objects.map((manifest) => ({ manifest, source: 'the environment' })),
    missing: [],
    namespace,
  };
  const report = compareSides(cluster, environment, { via: isServerSide ? 'server-side' : 'client-side' });
  const { objects: reports } = report;
  return {
    findings: reports
      .flatMap(({ findings }) => findings)
      .map(inWordsOfCluster)
      .filter(({ risk, code }) => risk !== 'R9' && (code !== 'object-removed' || risk === 'R2'))
      .sort(byRisk),
    restarts: reports
      .filter(({ prediction }) => prediction.rolls)
      .map(({ object, prediction }) => ({ object, because: prediction.because })),
    refused: reports.filter(({ prediction }) => prediction.refused).map(({ object }) => object),
  };
}

/** A live object outside of namespaces, under the namespace that the pipeline gives to every custom resource. */
function placeAs(object: Manifest, found: JsonObject | undefined): JsonObject | undefined {
  const namespace = namespaceOf(object);
  const isApart = found !== undefined && namespaceOf(found) === '' && namespace !== '';
  return isApart ? withMetadata(found as Manifest, { namespace }) : found;
}

/** What a comparison calls baseline and candidate. */
function inWordsOfCluster(finding: Finding): Finding {
  const say = (text: string): string =>
    text.replaceAll('the baseline', 'what runs now').replaceAll('the candidate', 'the environment');
  return { ...finding, consequence: say(finding.consequence), remedy: say(finding.remedy) };
}

function byRisk(a: Finding, b: Finding): number {
  return a.risk < b.risk ? -1 : a.risk > b.risk ? 1 : 0;
}

const blocking: readonly RiskId[] = ['R1', 'R2'];

/** What may be accepted beside objects: these classes, and the codes of their findings. */
export const acceptableRisks: readonly string[] = [
  ...blocking,
  ...new Set(riskRules.filter(({ risk }) => blocking.includes(risk)).map(({ code }) => code)),
  // They depend on more than a field, and so are in no table.
  ...['duplicate-entry', 'field-conflict', 'field-unknown', 'spelling-immutable', 'strategy-leftover'],
];

/**
 * Findings that must not be applied unawares. `accepted` names risks (`R2`), codes (`selector-immutable`) or objects
 * (`Deployment/web`).
 */
export function listBlocking({ findings }: Assessment, accepted: readonly string[]): readonly Finding[] {
  const names = new Set(accepted);
  return findings.filter(
    ({ risk, code, object }) =>
      blocking.includes(risk) &&
      ![risk, code, `${object.kind}/${object.name}`].some((name) => names.has(name)),
  );
}
