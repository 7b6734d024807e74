// Pods that go on with an old configuration: a ConfigMap or Secret changes, and nothing replaces the pods.
import { type Manifest, mapOf, nameOf } from '../../manifests/manifest.ts';
import type { Graph } from '../graph/graph.ts';
import { isRolling, templateOf } from '../graph/workloads.ts';
import type { Finding } from '../model.ts';
import { createFinding } from './finding.ts';

const reloaders = /^(?:(?:configmap\.|secret\.)?reloader\.stakater\.com\/|wave\.pusher\.com\/)/;

export interface Stale {
  readonly findings: readonly Finding[];
  /** `Deployment/web` */
  readonly workloads: readonly string[];
}

/** Who uses the changed object and is not replaced. A controller that restarts pods by annotation is told about. */
export function findStale(config: Manifest, candidate: Graph, rolls: (workload: Manifest) => boolean): Stale {
  const users = candidate.objects.filter(
    (object) => isRolling(object.kind) && !rolls(object) && uses(object, config, candidate),
  );
  const workloads = users.map((workload) => `${workload.kind}/${nameOf(workload)}`);
  return { workloads, findings: users.map((workload) => describe(workload, config)) };
}

function uses(workload: Manifest, config: Manifest, graph: Graph): boolean {
  return graph
    .referencesOf(workload)
    .some(({ kind, name }) => kind === config.kind && name === nameOf(config));
}

function describe(workload: Manifest, config: Manifest): Finding {
  const annotations = Object.keys({
    ...mapOf(workload, 'annotations'),
    ...mapOf(templateOf(workload) ?? {}, 'annotations'),
  });
  const reloader = annotations.find((key) => reloaders.test(key));
  const what = `${config.kind} ${nameOf(config)}`;
  return createFinding(workload, {
    code: reloader === undefined ? 'stale-pods' : 'restart-by-controller',
    risk: 'R4',
    path: `→ ${config.kind}/${nameOf(config)}`,
    consequence:
      reloader === undefined
        ? `The ${what} changes, but the pods are not replaced and go on with what they have read.`
        : `The ${what} changes, and a controller restarts the pods because of the annotation ${reloader}.`,
    remedy:
      reloader === undefined
        ? 'Restart the workload, or let an annotation of the pod template follow the content.'
        : 'Nothing to do where that controller runs.',
  });
}
