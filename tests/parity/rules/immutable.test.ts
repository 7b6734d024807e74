// What the API server refuses to change, by kind: each kind that was measured has a change that is refused and one that is not.
import { describe, expect, it } from 'vitest';
import { readBehaviour } from '../../../tools/parity/schema/behaviour.ts';
import { compareTexts, findingsOf } from './compare.ts';

interface Kind {
  readonly kind: string;
  /** The object without apiVersion, kind and metadata; `FIXED` and `FREE` stand for values. */
  readonly body: string;
  readonly fixed: readonly [string, string];
  readonly free: readonly [string, string];
}

const job = 'template: {spec: {restartPolicy: Never, containers: [{name: app, image: FIXED}]}}';
const workload = (spec: string) =>
  `spec: {${spec}, selector: {matchLabels: {app: FIXED}}, template: {metadata: {labels: {app: FIXED}}, spec: {containers: []}}}`;

const kinds: readonly Kind[] = [
  {
    kind: 'apiextensions.k8s.io/v1/CustomResourceDefinition',
    body: 'spec: {group: example.org, scope: FIXED, names: {kind: Thing, plural: things, shortNames: [FREE]}, versions: []}',
    fixed: ['Cluster', 'Namespaced'],
    free: ['a', 'b'],
  },
  { kind: 'apps/v1/DaemonSet', body: workload('minReadySeconds: FREE'), fixed: ['a', 'b'], free: ['1', '2'] },
  { kind: 'apps/v1/Deployment', body: workload('replicas: FREE'), fixed: ['a', 'b'], free: ['1', '2'] },
  { kind: 'apps/v1/ReplicaSet', body: workload('replicas: FREE'), fixed: ['a', 'b'], free: ['1', '2'] },
  {
    kind: 'apps/v1/StatefulSet',
    body: 'spec: {replicas: FREE, serviceName: FIXED, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}',
    fixed: ['a', 'b'],
    free: ['1', '2'],
  },
  {
    kind: 'batch/v1/Job',
    body: `spec: {activeDeadlineSeconds: FREE, ${job}}`,
    fixed: ['a:1', 'b:1'],
    free: ['1', '2'],
  },
  {
    kind: 'discovery.k8s.io/v1/EndpointSlice',
    body: 'addressType: FIXED\nendpoints: [{addresses: [FREE]}]',
    fixed: ['IPv4', 'FQDN'],
    free: ['10.0.0.1', '10.0.0.2'],
  },
  {
    kind: 'networking.k8s.io/v1/IngressClass',
    body: 'spec: {controller: FIXED, parameters: {kind: A, name: FREE}}',
    fixed: ['a.example.org/a', 'a.example.org/b'],
    free: ['a', 'b'],
  },
  {
    kind: 'node.k8s.io/v1/RuntimeClass',
    body: 'handler: FIXED\nscheduling: {nodeSelector: {a: FREE}}',
    fixed: ['a', 'b'],
    free: ['a', 'b'],
  },
  {
    kind: 'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
    body: 'roleRef: {kind: ClusterRole, name: FIXED}\nsubjects: [{kind: ServiceAccount, namespace: shop, name: FREE}]',
    fixed: ['a', 'b'],
    free: ['a', 'b'],
  },
  {
    kind: 'rbac.authorization.k8s.io/v1/RoleBinding',
    body: 'roleRef: {kind: Role, name: FIXED}\nsubjects: [{kind: ServiceAccount, namespace: shop, name: FREE}]',
    fixed: ['a', 'b'],
    free: ['a', 'b'],
  },
  {
    kind: 'scheduling.k8s.io/v1/PriorityClass',
    body: 'value: FIXED\ndescription: FREE',
    fixed: ['1', '2'],
    free: ['a', 'b'],
  },
  {
    kind: 'storage.k8s.io/v1/CSIDriver',
    body: 'spec: {attachRequired: FIXED, requiresRepublish: FREE}',
    fixed: ['true', 'false'],
    free: ['true', 'false'],
  },
  {
    kind: 'storage.k8s.io/v1/StorageClass',
    body: 'provisioner: FIXED\nallowVolumeExpansion: FREE',
    fixed: ['a', 'b'],
    free: ['true', 'false'],
  },
  {
    kind: 'storage.k8s.io/v1/VolumeAttributesClass',
    body: 'driverName: FIXED\nmetadata: {name: web, annotations: {a: FREE}}',
    fixed: ['a', 'b'],
    free: ['c', 'd'],
  },
  {
    kind: 'v1/ConfigMap',
    body: 'immutable: true\ndata: {a: FIXED}\nmetadata: {name: web, annotations: {a: FREE}}',
    fixed: ['a', 'b'],
    free: ['c', 'd'],
  },
  {
    kind: 'v1/PersistentVolume',
    body: 'spec: {capacity: {storage: FREE}, nfs: {server: nas, path: FIXED}}',
    fixed: ['/a', '/b'],
    free: ['1Gi', '2Gi'],
  },
  {
    kind: 'v1/PersistentVolumeClaim',
    body: 'spec: {accessModes: [FIXED], resources: {requests: {storage: FREE}}}',
    fixed: ['ReadWriteOnce', 'ReadWriteMany'],
    free: ['1Gi', '2Gi'],
  },
  {
    kind: 'v1/Pod',
    body: 'spec: {nodeName: FIXED, containers: [{name: app, image: FREE}]}',
    fixed: ['a', 'b'],
    free: ['a:1', 'b:1'],
  },
  {
    kind: 'v1/ResourceQuota',
    body: 'spec: {scopes: [FIXED], hard: {pods: FREE}}',
    fixed: ['Terminating', 'NotTerminating'],
    free: ['1', '2'],
  },
  {
    kind: 'v1/Secret',
    body: 'type: FIXED\nstringData: {a: FREE}',
    fixed: ['Opaque', 'example.org/a'],
    free: ['c', 'd'],
  },
  {
    kind: 'v1/Service',
    body: 'spec: {clusterIP: FIXED, sessionAffinity: FREE, ports: [{port: 80}]}',
    fixed: ['10.0.0.1', '10.0.0.2'],
    free: ['None', 'ClientIP'],
  },
];

function write({ kind, body }: Kind, fixed: string, free: string): string {
  const at = kind.lastIndexOf('/');
  const head = `apiVersion: ${kind.slice(0, at)}\nkind: ${kind.slice(at + 1)}\n`;
  const metadata = body.includes('metadata: {name') ? '' : 'metadata: {name: web}\n';
  return `${head}${metadata}${body.replaceAll('FIXED', fixed).replaceAll('FREE', free)}\n`;
}

function refusalsOf(before: string, after: string): readonly string[] {
  return findingsOf(compareTexts(before, after)).flatMap(({ code, risk }) => (risk === 'R1' ? [code] : []));
}

describe('an immutable field', () => {
  it.each(kinds)('of $kind is refused', (kind) => {
    const [before, after] = kind.fixed;
    const codes = refusalsOf(write(kind, before, kind.free[0]), write(kind, after, kind.free[0]));
    expect(codes).not.toEqual([]);
    expect(codes.filter((code) => !/^(?:field|selector)-immutable$/.test(code))).toEqual([]);
  });
});

describe('a mutable field', () => {
  it.each(kinds)('of $kind is not refused', (kind) => {
    const [before, after] = kind.free;
    const [left, right] = [write(kind, kind.fixed[0], before), write(kind, kind.fixed[0], after)];
    expect(refusalsOf(left, right)).toEqual([]);
    expect(findingsOf(compareTexts(left, right))).not.toEqual([]);
  });
});

describe('a measured rule', () => {
  const measured = readBehaviour('1.35')?.immutable ?? {};

  it('has a fixture for its kind', () => {
    expect(Object.keys(measured).length).toBeGreaterThan(15);
    expect(Object.keys(measured).filter((name) => !kinds.some(({ kind }) => kind === name))).toEqual([]);
  });

  it.each([
    ['a ConfigMap that is not frozen', 'v1', 'ConfigMap', 'data: {a: FIXED}'],
    ['a Secret that is not frozen', 'v1', 'Secret', 'stringData: {a: FIXED}'],
    ['a claim that grows', 'v1', 'PersistentVolumeClaim', 'spec: {resources: {requests: {storage: FIXED}}}'],
    [
      'pods of a Job that waits',
      'batch/v1',
      'Job',
      'spec: {suspend: true, template: {metadata: {labels: {a: FIXED}}, spec: {containers: []}}}',
    ],
  ])('lets %s change', (_, apiVersion, kind, body) => {
    const object = { kind: `${apiVersion}/${kind}`, body, fixed: ['1', '2'], free: ['', ''] } as const;
    const write2 = (value: string) =>
      write(object, kind === 'PersistentVolumeClaim' ? `${value}Gi` : `"${value}"`, '');
    expect(refusalsOf(write2('1'), write2('2'))).toEqual([]);
  });

  it('does not hold for hooks, which are deleted first', () => {
    const hook = {
      kind: 'batch/v1/Job',
      body: `metadata: {name: web, annotations: {helm.sh/hook: pre-upgrade}}\nspec: {${job}}`,
      fixed: ['', ''],
      free: ['', ''],
    } as const;
    expect(refusalsOf(write(hook, 'a:1', ''), write(hook, 'b:1', ''))).toEqual([]);
  });
});
