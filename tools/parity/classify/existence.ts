// Risks of objects that come and go, by kind.
import type { RiskId } from '../model.ts';

export interface Existence {
  readonly code: string;
  readonly risk: RiskId;
  readonly consequence: string;
  readonly remedy: string;
}

type Row = readonly [kinds: RegExp, risk: RiskId, consequence: string, remedy: string];

const keepIt = 'Keep the object under its name, or plan its removal.';

const removed: readonly Row[] = [
  [
    /^PersistentVolumeClaim$/,
    'R2',
    'The claim is deleted, and with it the data, unless the volume is retained.',
    'Keep the claim under its name, or refer to it as an existing claim.',
  ],
  [/^PersistentVolume$/, 'R2', 'The volume is no longer known to the cluster.', keepIt],
  [/^StatefulSet$/, 'R2', 'The pods are deleted; their claims stay behind without an owner.', keepIt],
  [/^(?:Namespace|CustomResourceDefinition)$/, 'R2', 'Everything inside it is deleted, too.', keepIt],
  [
    /^(?:Cluster|Database|Postgresql|Kafka|Redis|MariaDB|Volume|ReplicationSource)$/,
    'R2',
    'The controller of the kind deletes what it made from the object, which may hold data.',
    keepIt,
  ],
  [
    /^NetworkPolicy$|^CiliumNetworkPolicy$/,
    'R5',
    'Connections that the policy forbids become possible.',
    'Keep the policy.',
  ],
  [
    /^(?:HorizontalPodAutoscaler|PodDisruptionBudget|ScaledObject|VerticalPodAutoscaler|PriorityClass|LimitRange|ResourceQuota)$/,
    'R7',
    'Scaling or protection ends.',
    'Keep the object unless that is wanted.',
  ],
  [
    /^(?:ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig|GrafanaDashboard|VMServiceScrape|VMRule)$/,
    'R8',
    'Metrics, alerts or dashboards are gone.',
    'Keep the object unless that is wanted.',
  ],
  [/./, 'R3', 'What the object does ends when it is deleted.', keepIt],
];

const added: readonly Row[] = [
  [
    /^(?:Role|ClusterRole|RoleBinding|ClusterRoleBinding)$/,
    'R5',
    'Somebody may do more in the cluster than before.',
    'Grant only what is needed.',
  ],
  [
    /^(?:HTTPRoute|GRPCRoute|TCPRoute|TLSRoute|UDPRoute|Ingress|Gateway)$/,
    'R5',
    'The application can be reached under another address.',
    'Check that the address is meant to be public.',
  ],
  [
    /^(?:Mutating|Validating)(?:Webhook|Admission)/,
    'R3',
    'Requests to the API server are changed or refused by the webhook.',
    'Check what it matches, and what happens when it does not answer.',
  ],
  [
    /^(?:NetworkPolicy|CiliumNetworkPolicy)$/,
    'R3',
    'Connections that work today may be cut.',
    'Check who talks to the pods that the policy selects.',
  ],
  [/^(?:LimitRange|ResourceQuota)$/, 'R3', 'Pods may be refused or get limits.', 'Check the numbers.'],
  [
    /^(?:HorizontalPodAutoscaler|PodDisruptionBudget|ScaledObject|VerticalPodAutoscaler|Deployment|StatefulSet|DaemonSet|Pod|ReplicaSet)$/,
    'R7',
    'More pods run, or their number is governed by the new object.',
    'Check that the cluster has room.',
  ],
  [/^(?:Job|CronJob)$/, 'R6', 'A job runs that did not run before.', 'Check when it runs, and what it does.'],
  [
    /^(?:ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig|GrafanaDashboard)$/,
    'R8',
    'More metrics or alerts appear.',
    'Nothing to do.',
  ],
  [
    /./,
    'R9',
    'There is an object that was not there before.',
    'Check that no other release has an object of this name.',
  ],
];

const renamed: readonly Row[] = [
  [
    /^(?:PersistentVolumeClaim|StatefulSet)$/,
    'R2',
    'The object under the old name is deleted; the new one starts without its data.',
    'Keep the name, or move the data first.',
  ],
  [
    /^(?:Job|CronJob)$/,
    'R6',
    'The old job is deleted, and the new one runs.',
    'Check that the work may be done again.',
  ],
  [
    /^(?:Deployment|DaemonSet|Pod|ReplicaSet)$/,
    'R3',
    'The old object is deleted and a new one made: both or none may run for a while.',
    'Keep the name, or plan the moment.',
  ],
  [
    /^(?:Service|HTTPRoute|GRPCRoute|TCPRoute|Ingress|Gateway)$/,
    'R3',
    'Whoever uses the old name or address no longer finds it.',
    'Keep the name: other releases may use it.',
  ],
  [
    /^(?:ServiceAccount|Role|ClusterRole|RoleBinding|ClusterRoleBinding)$/,
    'R3',
    'Rights that were granted to the old name elsewhere are lost.',
    'Keep the name if others refer to it.',
  ],
  [
    /^(?:ConfigMap|Secret)$/,
    'R4',
    'All references follow, so pods restart with the object under its new name.',
    'Check that nothing outside this release uses the old name.',
  ],
  [
    /^(?:ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig)$/,
    'R8',
    'Series and alerts carry another job name.',
    'Check dashboards and alerts.',
  ],
  [/./, 'R3', 'The old object is deleted and a new one made.', 'Keep the name.'],
];

const tables: Readonly<Record<'removed' | 'added' | 'renamed', readonly Row[]>> = {
  removed: removed,
  added: added,
  renamed: renamed,
};

/** What it means that an object of a kind is removed, added or renamed. */
export function judgeExistence(event: keyof typeof tables, kind: string): Existence {
  const row = tables[event].find(([kinds]) => kinds.test(kind)) as Row;
  const [, risk, consequence, remedy] = row;
  return { code: `object-${event}`, risk, consequence, remedy };
}

/** A hook comes or goes: nothing of the running application does. */
export function judgeHook(event: 'removed' | 'added'): Existence {
  return event === 'added'
    ? {
        code: 'hook-added',
        risk: 'R6',
        consequence: 'A hook runs that did not run before; when it fails, the release fails.',
        remedy: 'Check what it does, and that everything that it needs is there when it runs.',
      }
    : {
        code: 'hook-removed',
        risk: 'R6',
        consequence: 'The hook no longer runs.',
        remedy: 'Check that its work is done elsewhere or not needed.',
      };
}
