// Objects that kubectl is not asked about have to be those that it would leave as they are.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isUnchanged } from '../../tools/cluster/diff/unchanged.ts';
import { type Manifest, metadataOf } from '../../tools/manifests/manifest.ts';
import { createServer } from '../../tools/parity/world.ts';
import { isJsonObject, type Json, type JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';

const { types } = createServer('1.35', []);
const metadata = { name: 'one', namespace: 'default', labels: { app: 'one' } };
const podSpec = {
  containers: [
    {
      name: 'web',
      image: 'web:1',
      args: ['--fast', '--quiet'],
      env: [
        { name: 'MODE', value: 'fast' },
        { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      ],
      ports: [{ name: 'http', containerPort: 80 }],
      resources: { requests: { cpu: '100m', memory: '64Mi' } },
      volumeMounts: [{ name: 'config', mountPath: '/config' }],
      readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
      securityContext: { capabilities: { drop: ['ALL'] } },
    },
    { name: 'side', image: 'side:1' },
  ],
  volumes: [{ name: 'config', configMap: { name: 'one' } }],
  tolerations: [{ key: 'gpu', operator: 'Exists' }],
  imagePullSecrets: [{ name: 'registry' }],
};
const template = { metadata: { labels: { app: 'one' } }, spec: podSpec };
const selector = { matchLabels: { app: 'one' } };

/** A path of the API, and what is applied there. */
const objects: Readonly<Record<string, Manifest>> = {
  'api/v1/namespaces/default/configmaps': {
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata },
    data: { a: '1', b: '2' },
  },
  'api/v1/namespaces/default/secrets': {
    ...{ apiVersion: 'v1', kind: 'Secret', metadata },
    stringData: { a: 'first', b: 'second' },
  },
  'api/v1/namespaces/default/services': {
    ...{ apiVersion: 'v1', kind: 'Service', metadata },
    spec: {
      selector: { app: 'one' },
      ports: [
        { name: 'http', port: 80, targetPort: 'http' },
        { name: 'metrics', port: 9090 },
      ],
    },
  },
  'apis/apps/v1/namespaces/default/deployments': {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata },
    spec: {
      replicas: 2,
      selector,
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } },
    },
  },
  'apis/apps/v1/namespaces/default/statefulsets': {
    ...{ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata },
    spec: { serviceName: 'one', selector, template },
  },
  'apis/batch/v1/namespaces/default/cronjobs': {
    ...{ apiVersion: 'batch/v1', kind: 'CronJob', metadata },
    spec: {
      schedule: '0 * * * *',
      jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
    },
  },
  'apis/networking.k8s.io/v1/namespaces/default/ingresses': {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata },
    spec: {
      tls: [{ hosts: ['one.example.test'], secretName: 'tls' }],
      rules: [
        {
          host: 'one.example.test',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'one', port: { name: 'http' } } },
              },
            ],
          },
        },
      ],
    },
  },
  'apis/networking.k8s.io/v1/namespaces/default/networkpolicies': {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata },
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: selector }], ports: [{ port: 80, protocol: 'TCP' }] }],
    },
  },
  'apis/rbac.authorization.k8s.io/v1/namespaces/default/roles': {
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  },
  'apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers': {
    ...{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'one' },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        },
      ],
    },
  },
  'apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes': {
    ...{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'web' }],
      hostnames: ['one.example.test'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'one', port: 80, weight: 1 }],
        },
      ],
    },
  },
};

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ controllers: false, crds: crdDirectory });
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Object.values(objects) });
  await cluster.kubectl(['apply', '-f', '-'], { stdin });
});

afterAll(() => cluster?.stop());

/** An operation of a JSON patch, as somebody else would change the live object. */
interface Operation {
  readonly op: 'replace' | 'remove' | 'add';
  readonly path: string;
  readonly value?: Json;
}

const escapeKey = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every scalar becomes another, every field and entry goes, every list gets one more entry, every map one more key. */
function listOperations(value: Json, path: string): readonly Operation[] {
  const remove: Operation = { op: 'remove', path };
  if (Array.isArray(value)) {
    const [first] = value;
    const extra = isJsonObject(first) ? { ...first, ...('name' in first ? { name: 'extra' } : {}) } : 'extra';
    const items = value.flatMap((item, index) => listOperations(item as Json, `${path}/${index}`));
    return [
      remove,
      { op: 'add', path: `${path}/-`, value: extra },
      { op: 'add', path: `${path}/0`, value: extra },
      ...items,
    ];
  }
  if (isJsonObject(value)) {
    const fields = Object.entries(value).flatMap(([key, item]) =>
      listOperations(item, `${path}/${escapeKey(key)}`),
    );
    return [remove, { op: 'add', path: `${path}/extra`, value: 'extra' }, ...fields];
  }
  const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}x`;
  return [remove, { op: 'replace', path, value: other }];
}

async function isLeft(manifest: Manifest): Promise<boolean> {
  const stdin = JSON.stringify(manifest);
  const { exitCode, stdout } = await cluster.kubectl(['diff', '-f', '-'], { stdin, exitCodes: [0, 1] });
  return exitCode === 0 && stdout === '';
}

/** So many of them, from the first to the last. */
function sample<Item>(items: readonly Item[], count: number): readonly Item[] {
  const step = Math.ceil(items.length / count);
  return items.filter((_, index) => index % step === 0);
}

it.each(Object.entries(objects))('is certain of %s as it was applied', async (path, manifest) => {
  const { body } = await cluster.request('GET', `/${path}/one`);
  expect(isUnchanged(manifest, body as JsonObject, types)).toBe(true);
  expect(await isLeft(manifest)).toBe(true);
});

it.each(Object.entries(objects))('is certain of no %s that kubectl would change', async (path, manifest) => {
  const place = `/${path}/one`;
  const live = (await cluster.request('GET', place)).body as JsonObject;
  const { status: _, metadata: own, ...rest } = live;
  const labels = listOperations(metadataOf(live).labels as Json, '/metadata/labels');
  const operations = [
    ...Object.entries(rest).flatMap(([key, value]) => listOperations(value, `/${key}`)),
    ...labels,
  ];
  const contentType = 'application/json-patch+json';
  const patch = (operation: Operation, query: Record<string, string> = {}) =>
    cluster.request('PATCH', place, [operation] as unknown as Json, { contentType, query });
  let accepted = 0;
  const certain: Operation[] = [];
  for (const operation of operations) {
    const { status, body } = await patch(operation, { dryRun: 'All' });
    if (status !== 200) continue;
    accepted++;
    if (isUnchanged(manifest, body as JsonObject, types)) certain.push(operation);
  }
  expect(accepted).toBeGreaterThan(3);
  expect(certain.length).toBeLessThan(accepted);
  for (const operation of sample(certain, 8)) {
    await patch(operation);
    expect(await isLeft(manifest), JSON.stringify(operation)).toBe(true);
    const now = (await cluster.request('GET', place)).body as JsonObject;
    const version = metadataOf(now).resourceVersion as Json;
    await cluster.request('PUT', place, {
      ...rest,
      metadata: { ...(own as JsonObject), resourceVersion: version },
    });
  }
});
