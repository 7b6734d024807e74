// Fixtures of the rules about how something is written: N1, N2, N3, N17, N18 and N22.
import { bare, container, deployment, join, named, spec, withMetadata } from '../manifests.ts';
import type { Equal, NearMiss } from './fixture.ts';

const app = 'spec.template.spec.containers[app]';
const [one, two] = [bare('ConfigMap', 'data: {a: b}'), named('db', bare('ConfigMap', 'data: {c: d}'))];
const list =
  'apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}, data: {a: b}}\n';
const route = 'rules: [{backendRefs: [{name: web, port: 80}]}]';
const binding = (namespace: string) =>
  bare(
    'RoleBinding',
    `roleRef: {kind: Role, name: web}\nsubjects: [{kind: ServiceAccount, name: web${namespace}}]`,
  );

export const equal: readonly Equal[] = [
  { rule: 'N1', title: 'the order of documents', before: join(one, two), after: join(two, one) },
  { rule: 'N1', title: 'a List and its only object', before: one, after: list },
  {
    rule: 'N1',
    title: 'the order of keys, comments, quotes and anchors',
    before: bare('ConfigMap', 'data: {a: "x", b: x}'),
    after: bare('ConfigMap', "# a comment\ndata:\n  b: &text 'x'\n  a: *text"),
  },
  {
    rule: 'N2',
    title: 'a boolean of YAML 1.1',
    before: deployment('hostNetwork: yes\ncontainers: []'),
    after: deployment('hostNetwork: true\ncontainers: []'),
  },
  {
    rule: 'N2',
    title: 'a number with an exponent',
    before: deployment('containers: []', 'revisionHistoryLimit: 1e1'),
    after: deployment('containers: []', 'revisionHistoryLimit: 10'),
  },
  {
    rule: 'N3',
    title: 'null and nothing',
    before: container('env: null'),
    after: container(''),
    path: `${app}.env`,
  },
  {
    rule: 'N3',
    title: 'an empty command and none',
    before: container('command: []'),
    after: container(''),
    path: `${app}.command`,
  },
  {
    rule: 'N3',
    title: 'a variable with an empty text and one without a text',
    before: container('env: [{name: A, value: ""}]'),
    after: container('env: [{name: A}]'),
    path: `${app}.env[A].value`,
  },
  {
    rule: 'N3',
    title: 'an empty security context of a container, which is stored',
    before: container('securityContext: {}'),
    after: container(''),
    path: `${app}.securityContext`,
    storedEqual: false,
  },
  {
    rule: 'N3',
    title: 'an affinity that asks for nothing, which is stored',
    before: container('', 'affinity: {podAffinity: {}}'),
    after: container(''),
    path: 'spec.template.spec.affinity',
    storedEqual: false,
  },
  {
    rule: 'N3',
    title: 'a rule of a NetworkPolicy from an empty list and from nobody in particular',
    before: spec('NetworkPolicy', 'podSelector: {}\ningress: [{from: []}]'),
    after: spec('NetworkPolicy', 'podSelector: {}\ningress: [{}]'),
    path: 'spec.ingress[0].from',
  },
  {
    rule: 'N17',
    title: 'the namespace of the release',
    before: one,
    after: one.replace(', namespace: shop', ''),
    path: 'metadata.namespace',
  },
  {
    rule: 'N17',
    title: "a route's own namespace in its references",
    before: spec('HTTPRoute', 'parentRefs: [{name: public, namespace: shop}]'),
    after: spec('HTTPRoute', 'parentRefs: [{name: public}]'),
    path: 'spec.parentRefs[0].namespace',
    storedEqual: false,
  },
  {
    rule: 'N18',
    title: 'two versions of HTTPRoute',
    before: spec('HTTPRoute', route).replace('k8s.io/v1\n', 'k8s.io/v1beta1\n'),
    after: spec('HTTPRoute', route),
    path: 'apiVersion',
    storedEqual: false,
  },
  {
    rule: 'N22',
    title: 'a field that containers do not have',
    before: container('livenesProbe: {tcpSocket: {port: 80}}'),
    after: container(''),
    path: `${app}.livenesProbe`,
    // Nobody but Helm 3 takes an object that gains such a field.
    oneWay: true,
  },
  {
    rule: 'N22',
    title: 'a status',
    before: `${container('')}status: {replicas: 3}\n`,
    after: container(''),
    path: 'status',
  },
];

export const nearMisses: readonly NearMiss[] = [
  {
    rule: 'N1',
    title: 'a number sign inside a text',
    before: bare('ConfigMap', 'data: {a: "x # y"}'),
    after: bare('ConfigMap', 'data: {a: x # y\n  }'),
  },
  {
    rule: 'N1',
    title: 'a List with one object more',
    before: one,
    after: join(list, two),
  },
  {
    rule: 'N2',
    title: 'a number and a text where only a number may stand',
    before: container('ports: [{containerPort: 80}]'),
    after: container('ports: [{containerPort: "80"}]'),
  },
  {
    rule: 'N2',
    title: 'a port and a name of digits',
    before: spec('Service', 'ports: [{port: 80, targetPort: 80}]'),
    after: spec('Service', 'ports: [{port: 80, targetPort: "80"}]'),
  },
  {
    rule: 'N2',
    title: 'yes as a text and as a boolean',
    before: bare('ConfigMap', 'data: {a: "yes"}'),
    after: bare('ConfigMap', 'data: {a: yes}'),
  },
  {
    rule: 'N2',
    title: 'a number in octal digits and its digits as a text',
    before: container('env: [{name: UMASK, value: "022"}]'),
    after: container('env: [{name: UMASK, value: "18"}]'),
  },
  {
    rule: 'N3',
    title: 'a directory that the pods have, and none',
    before: deployment('containers: []\nvolumes: [{name: tmp, emptyDir: {}}]'),
    after: deployment('containers: []'),
  },
  {
    rule: 'N3',
    title: 'the pods of all namespaces, and those of its own',
    before: spec(
      'NetworkPolicy',
      'podSelector: {}\ningress: [{from: [{podSelector: {}, namespaceSelector: {}}]}]',
    ),
    after: spec('NetworkPolicy', 'podSelector: {}\ningress: [{from: [{podSelector: {}}]}]'),
  },
  {
    rule: 'N3',
    title: 'all pods and pods with a label',
    before: spec('NetworkPolicy', 'podSelector: {matchLabels: {app: web}}'),
    after: spec('NetworkPolicy', 'podSelector: {}'),
  },
  {
    rule: 'N3',
    title: 'a rule that lets everything in, and no rule',
    before: spec('NetworkPolicy', 'podSelector: {}\ningress: [{}]'),
    after: spec('NetworkPolicy', 'podSelector: {}\ningress: []'),
  },
  {
    rule: 'N3',
    title: 'a selector of all pods and one of none',
    before: spec('PodDisruptionBudget', 'minAvailable: 1\nselector: {}'),
    after: spec('PodDisruptionBudget', 'minAvailable: 1'),
  },
  {
    rule: 'N3',
    title: 'a key with an empty text and no key',
    before: bare('ConfigMap', 'data: {a: b, c: ""}'),
    after: bare('ConfigMap', 'data: {a: b}'),
  },
  {
    rule: 'N3',
    title: 'an empty variable, which hides one of envFrom, and none',
    before: container('env: [{name: A, value: ""}]\nenvFrom: [{configMapRef: {name: web}}]'),
    after: container('envFrom: [{configMapRef: {name: web}}]'),
  },
  {
    rule: 'N3',
    title: "SELinux options of a container that take away the pod's",
    before: container(
      'securityContext: {seLinuxOptions: {}}',
      'securityContext: {seLinuxOptions: {level: s0}}',
    ),
    after: container('', 'securityContext: {seLinuxOptions: {level: s0}}'),
  },
  {
    rule: 'N3',
    title: 'a storage class of no name, which asks for none, and the default class',
    before: spec('PersistentVolumeClaim', 'accessModes: [ReadWriteOnce]\nstorageClassName: ""'),
    after: spec('PersistentVolumeClaim', 'accessModes: [ReadWriteOnce]'),
  },
  {
    rule: 'N17',
    title: 'another namespace',
    before: one,
    after: one.replace('shop', 'shop-two'),
  },
  {
    rule: 'N17',
    title: 'a reference of a route to another namespace',
    before: spec('HTTPRoute', 'parentRefs: [{name: public, namespace: network}]'),
    after: spec('HTTPRoute', 'parentRefs: [{name: public}]'),
  },
  {
    rule: 'N17',
    title: 'the namespace of a subject, which has no default',
    before: binding(', namespace: shop'),
    after: binding(''),
  },
  {
    rule: 'N18',
    title: 'the same kind of another group',
    before: spec('Ingress', 'ingressClassName: public'),
    after: spec('Ingress', 'ingressClassName: public').replace('networking.k8s.io/v1', 'extensions/v1beta1'),
  },
  {
    rule: 'N22',
    title: 'a field that differs only in case',
    before: container('livenessprobe: {tcpSocket: {port: 80}}'),
    after: container('livenessProbe: {tcpSocket: {port: 80}}'),
  },
  {
    rule: 'N22',
    title: 'a field that a custom resource may have',
    before: withMetadata(
      'labels: {a: b}',
      spec('ServiceMonitor', 'selector: {}\nendpoints: []\nnewField: 1'),
    ),
    after: withMetadata('labels: {a: b}', spec('ServiceMonitor', 'selector: {}\nendpoints: []')),
  },
];
