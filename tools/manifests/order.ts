// The order in which manifests are printed and applied: what others depend on comes first.
import { compareStrings } from '../shared/order.ts';
import { generateNameOf, type Manifest, nameOf, namespaceOf } from './manifest.ts';

const kindOrder: readonly string[] = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'Ingress',
  'APIService',
];

const ranks: ReadonlyMap<string, number> = new Map(kindOrder.map((kind, rank) => [kind, rank]));

/** A sorted copy: by kind (known ones first, others by the alphabet), namespace, name; otherwise as they were. */
export function sortManifests(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort(compareManifests);
}

function compareManifests(a: Manifest, b: Manifest): number {
  return (
    rankOf(a) - rankOf(b) ||
    compareStrings(a.kind, b.kind) ||
    compareStrings(namespaceOf(a), namespaceOf(b)) ||
    compareStrings(nameOf(a), nameOf(b)) ||
    compareStrings(generateNameOf(a), generateNameOf(b))
  );
}

function rankOf({ kind }: Manifest): number {
  return ranks.get(kind) ?? kindOrder.length;
}
