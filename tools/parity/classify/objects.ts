// Risks of changes outside of pod templates and the network.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { fieldAt } from '../graph/workloads.ts';
import { quantityOf } from '../normalise/quantity.ts';
import { all, any, type Case, inKind, isAdded, isReduction, isRemoved, not, type RiskRule } from './case.ts';
import { isSize } from './immutable.ts';

const rbac = /^(?:Cluster)?Role(?:Binding)?$/;
const workloads = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/;
const monitoring =
  /^(?:ServiceMonitor|PodMonitor|PrometheusRule|Probe|ScrapeConfig|GrafanaDashboard|VMServiceScrape|VMRule)$/;

/** Annotations that controllers act upon, and whose change reaches users. */
const reaching =
  /^metadata\.annotations\["?(?:external-dns|lbipam\.cilium|metallb|nginx\.ingress|traefik|cert-manager|eks\.amazonaws|iam\.gke|service\.beta|io\.cilium|kube-vip|tailscale)/;
const reloader =
  /^metadata\.annotations\["(?:reloader\.stakater|(?:configmap|secret)\.reloader|wave\.pusher)/;

export const objectRules: readonly RiskRule[] = [
  {
    code: 'keep-removed',
    risk: 'R2',
    when: ({ change, after }) =>
      change.place.path === 'metadata.annotations["helm.sh/resource-policy"]' && after !== 'keep',
    consequence: 'The object is deleted together with its release from now on.',
    remedy: 'Keep the annotation helm.sh/resource-policy: keep.',
  },
  {
    code: 'reclaim-policy',
    risk: 'R2',
    when: inKind(/^(?:PersistentVolume|StorageClass|StatefulSet)$/, /eclaimPolicy|etentionPolicy/),
    consequence: 'Stored data is deleted or kept at another moment.',
    remedy: 'Keep the policy of the baseline.',
  },
  {
    code: 'hook-changed',
    risk: 'R6',
    when: ({ change }) =>
      /^metadata\.annotations\["(?:helm\.sh\/hook|argocd\.argoproj\.io\/(?:hook|sync))/.test(
        change.place.path,
      ),
    consequence: 'The object is made and deleted at another moment of a release.',
    remedy: 'Check the phases, weights and deletion policies of the hooks.',
  },
  {
    code: 'hook-work',
    risk: 'R6',
    when: ({ isHook, pattern }) => isHook && !pattern.startsWith('metadata'),
    consequence: 'The hook does something else when the release is installed or upgraded.',
    remedy: 'Check that the change is wanted.',
  },
  {
    code: 'replicas-zero',
    risk: 'R3',
    when: all(inKind(workloads, /^spec\.replicas$/), ({ after }) => after === 0),
    consequence: 'No pod runs any more.',
    remedy: 'Keep at least one replica.',
  },
  {
    code: 'replicas',
    risk: 'R7',
    when: inKind(workloads, /^spec\.replicas$/),
    consequence: 'Another number of pods runs.',
    remedy: 'Check that the application may run with this number of pods.',
  },
  {
    code: 'strategy',
    risk: 'R6',
    when: inKind(
      workloads,
      /^spec\.(?:strategy|updateStrategy|minReadySeconds|paused|podManagementPolicy|ordinals)/,
    ),
    consequence:
      'Updates replace pods in another way: old and new ones may run side by side, or none for a while.',
    remedy: 'Keep the strategy, above all where a volume can be mounted only once.',
  },
  {
    code: 'history',
    risk: 'R9',
    when: any(
      inKind(workloads, /^spec\.(?:revisionHistoryLimit|progressDeadlineSeconds)$/),
      inKind(/^CronJob$/, /JobsHistoryLimit$/),
    ),
    consequence: 'Another number of old revisions is kept, or a slow rollout is reported earlier or later.',
    remedy: 'Nothing to do.',
  },
  {
    code: 'config-key-removed',
    risk: 'R3',
    when: all(inKind(/^(?:ConfigMap|Secret)$/, /^(?:data|binaryData|stringData)/), isRemoved),
    consequence: 'Who reads this key no longer finds it.',
    remedy: 'Keep the key until nothing reads it.',
  },
  {
    code: 'config-key-added',
    risk: 'R9',
    when: all(inKind(/^(?:ConfigMap|Secret)$/, /^(?:data|binaryData|stringData)\{\}[^→]*$/), isAdded),
    consequence: 'There is another key, which nothing had so far.',
    remedy: 'Nothing to do.',
  },
  {
    code: 'config-value',
    risk: 'R4',
    when: inKind(/^(?:ConfigMap|Secret)$/, /^(?:data|binaryData|stringData)/),
    consequence: 'The application is configured differently, as soon as it reads the new value.',
    remedy: 'Check that the value is the one that is wanted.',
  },
  {
    code: 'config-frozen',
    risk: 'R6',
    when: inKind(/^(?:ConfigMap|Secret)$/, /^immutable$/),
    consequence: 'The content can no longer be changed, or can be again.',
    remedy: 'Freeze only what gets a new name with each change.',
  },
  {
    code: 'rights-widened',
    risk: 'R5',
    when: all(inKind(rbac, /^(?:rules|subjects|aggregationRule)/), widensRights),
    consequence: 'Somebody may do more in the cluster than before.',
    remedy: 'Grant only what is needed.',
  },
  {
    code: 'rights-lost',
    risk: 'R3',
    when: inKind(rbac, /^(?:rules|subjects|aggregationRule)/),
    consequence: 'Somebody may no longer do what the application needs.',
    remedy: 'Keep the rights that are used.',
  },
  {
    code: 'account-token',
    risk: 'R5',
    when: all(inKind(/^ServiceAccount$/, /^automountServiceAccountToken$/), ({ after }) => after !== false),
    consequence: 'Pods of this account get a token for the API server unless they refuse it.',
    remedy: 'Set automountServiceAccountToken to false unless the token is needed.',
  },
  {
    code: 'account',
    risk: 'R3',
    when: inKind(/^ServiceAccount$/, /^(?:automountServiceAccountToken|secrets|imagePullSecrets)/),
    consequence: 'Pods of this account lose their token or their pull secrets.',
    remedy: 'Keep what the pods use.',
  },
  {
    code: 'cron-suspended',
    risk: 'R3',
    when: all(inKind(/^(?:CronJob|Job)$/, /^spec\.suspend$/), ({ after }) => after === true),
    consequence: 'The job no longer runs.',
    remedy: 'Leave it running.',
  },
  {
    code: 'schedule',
    risk: 'R6',
    when: inKind(/^(?:CronJob|Job)$/, /^spec\.(?!jobTemplate|template)/),
    consequence: 'The job runs at other times, or is handled in another way.',
    remedy: 'Check that the change is wanted.',
  },
  {
    code: 'claim-grown',
    risk: 'R7',
    when: all(inKind(/^PersistentVolumeClaim$/, /^spec/), isSize, ({ before, after }) =>
      grows(before, after),
    ),
    consequence: 'The volume is enlarged, if its storage class can do that.',
    remedy: 'Check allowVolumeExpansion of the storage class.',
  },
  {
    code: 'scaling',
    risk: 'R7',
    when: inKind(
      /^(?:HorizontalPodAutoscaler|PodDisruptionBudget|ScaledObject|VerticalPodAutoscaler)$/,
      /^spec/,
    ),
    consequence: 'Scaling or the protection against disruption works in another way.',
    remedy: 'Check the numbers against what runs today.',
  },
  {
    code: 'monitoring',
    risk: 'R8',
    when: inKind(monitoring, /^spec/),
    consequence: 'Metrics, probes or alerts are collected in another way, or no longer.',
    remedy: 'Check that dashboards and alerts still find their series.',
  },
  {
    code: 'namespace-policy',
    risk: 'R5',
    when: all(inKind(/^Namespace$/, /^metadata\.labels/), ({ change }) =>
      change.place.path.includes('pod-security'),
    ),
    consequence: 'Other pods are allowed in the namespace.',
    remedy: 'Keep the level of pod security.',
  },
  {
    code: 'definition-changed',
    risk: 'R6',
    when: inKind(/^CustomResourceDefinition$/, /^spec/),
    consequence: 'The kind has another schema or other versions; stored objects may lose fields.',
    remedy: 'Check the release notes of who owns the kind.',
  },
  {
    code: 'reload-lost',
    risk: 'R4',
    when: all(({ change }) => reloader.test(change.place.path), not(isAdded)),
    consequence: 'Nothing restarts the pods any more when their configuration changes.',
    remedy: 'Keep the annotation of the controller that restarts them.',
  },
  {
    code: 'annotation-acted-upon',
    risk: 'R3',
    when: ({ change }) => reaching.test(change.place.path),
    consequence:
      'A controller acts upon this annotation: names, addresses, certificates or rights may change.',
    remedy: 'Keep the annotation.',
  },
  {
    code: 'annotation',
    risk: 'R6',
    when: ({ pattern }) => /^metadata\.(?:annotations|finalizers|ownerReferences)/.test(pattern),
    consequence: 'A controller that reads this metadata may act differently.',
    remedy: 'Keep it if something reads it.',
  },
  {
    code: 'label',
    risk: 'R8',
    when: ({ pattern }) => pattern.startsWith('metadata'),
    consequence: 'Dashboards, alerts and queries that use this label no longer find the object.',
    remedy: 'Keep the label if something asks for it.',
  },
  {
    code: 'api-version',
    risk: 'R9',
    when: ({ pattern }) => pattern === 'apiVersion',
    consequence: 'The object is written in another version of its API; the API server converts it.',
    remedy: 'Check that the cluster serves the version.',
  },
  {
    code: 'field',
    risk: 'R3',
    when: () => true,
    consequence: ({ kind }) =>
      `No rule knows what this field of a ${kind} does: its controller acts upon the new value.`,
    remedy: 'Check the documentation of the field, and explain the difference in parity.yaml.',
  },
];

/** Names of objects are a restriction: without any, the rule is about all objects. */
function widensRights(changed: Case): boolean {
  if (/resourceNames$/.test(changed.pattern) && (isAdded(changed) || isRemoved(changed)))
    return isRemoved(changed);
  return !isReduction(changed);
}

function grows(before: Json | undefined, after: Json | undefined): boolean {
  const [from, to] = [quantityOf(before), quantityOf(after)];
  return from !== undefined && to !== undefined && to > from;
}

/** Whether an object runs at a moment of a release instead of being part of it. */
export function hookOf(object: Json): string | undefined {
  const annotations = fieldAt(object, 'metadata.annotations');
  if (!isJsonObject(annotations)) return undefined;
  const helm = annotations['helm.sh/hook'];
  const argo = annotations['argocd.argoproj.io/hook'];
  const weight = annotations['helm.sh/hook-weight'] ?? annotations['argocd.argoproj.io/sync-wave'];
  const suffix = weight === undefined ? '' : ` weight ${weight}`;
  if (typeof helm === 'string') return `helm ${helm}${suffix}`;
  return typeof argo === 'string' ? `argo ${argo}${suffix}` : undefined;
}
