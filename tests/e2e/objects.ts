// Small objects for tests against the control plane, and how to ask for them.
import { valueAt } from '../../tools/schema/json.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** Where objects of the namespace `default` are. */
export const paths = {
  deployments: '/apis/apps/v1/namespaces/default/deployments',
  statefulSets: '/apis/apps/v1/namespaces/default/statefulsets',
  jobs: '/apis/batch/v1/namespaces/default/jobs',
  claims: '/api/v1/namespaces/default/persistentvolumeclaims',
} as const;

/** With the annotation that the simulated kubelet fails pods for. */
export const failing: JsonObject = { annotations: { 'twinhull.test/fail': 'true' } };

const container: JsonObject = { name: 'app', image: 'example.test/app:1' };

export function deployment(name: string, podMetadata: JsonObject = {}): JsonObject {
  const labels = { app: name };
  const template = { metadata: { ...podMetadata, labels }, spec: { containers: [container] } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec };
}

/** Each of its two pods has a claim. */
export function statefulSet(name: string): JsonObject {
  const { template } = (deployment(name) as { spec: JsonObject }).spec;
  const claims = [{ metadata: { name: 'data' }, spec: claim('data').spec as JsonObject }];
  const selector = { matchLabels: { app: name } };
  const spec = {
    replicas: 2,
    serviceName: name,
    selector,
    template,
    volumeClaimTemplates: claims,
  } as JsonObject;
  return { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name }, spec };
}

export function job(name: string, podMetadata: JsonObject = {}): JsonObject {
  const pod = { restartPolicy: 'Never', containers: [container] };
  const spec = { backoffLimit: 0, template: { metadata: podMetadata, spec: pod } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec };
}

export function claim(name: string, storageClassName?: string): JsonObject {
  const resources = { requests: { storage: '1Gi' } };
  const spec = { accessModes: ['ReadWriteOnce'], resources };
  const classed = storageClassName === undefined ? spec : { ...spec, storageClassName };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec: classed };
}

/** A value of what the server has now; undefined when it has none there. */
export async function read(
  { request }: Cluster,
  path: string,
  place: readonly (string | number)[],
): Promise<Json | undefined> {
  return valueAt((await request('GET', path)).body, place);
}

/** The status of the conditions: `{ Complete: 'True' }`. */
export async function readConditions(cluster: Cluster, path: string): Promise<JsonObject> {
  const conditions = (await read(cluster, path, ['status', 'conditions'])) ?? [];
  return Object.fromEntries(
    (conditions as readonly JsonObject[]).map(({ type, status }) => [String(type), status ?? null]),
  );
}
