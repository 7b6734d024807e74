// Fixtures of risks that come from several objects, and of objects that come and go.
import { bare, container, join, named, spec, withMetadata } from '../manifests.ts';
import type { Risky } from './fixture.ts';

const config = bare('ConfigMap', 'data: {a: b, c: d}');
const app = 'spec.template.spec.containers[app]';
const service = (fields: string) => spec('Service', fields);
const http = service('selector: {app: web}\nports: [{name: http, port: 80, targetPort: http}]');
const listening = (name: string) => container(`ports: [{name: ${name}, containerPort: 80}]`);
const using = (name: string) => container(`envFrom: [{configMapRef: {name: ${name}}}]`);
const reading = (key: string) =>
  container(`env: [{name: A, valueFrom: {configMapKeyRef: {name: web, key: ${key}}}}]`);
const route = spec('HTTPRoute', 'rules: [{backendRefs: [{name: web, port: 80}]}]');
const monitor = spec('ServiceMonitor', 'selector: {matchLabels: {app: web}}\nendpoints: [{port: http}]');
const labelled = (label: string, text: string) => withMetadata(`labels: {app: ${label}}`, text);
const second = named('worker', container('')).replaceAll('app: web}', 'app: worker}');
const claim = spec(
  'PersistentVolumeClaim',
  'accessModes: [ReadWriteOnce]\nresources: {requests: {storage: 1Gi}}',
);
const hook = withMetadata(
  'annotations: {helm.sh/hook: pre-upgrade}',
  spec('Job', 'template: {spec: {restartPolicy: Never, containers: []}}'),
);
const policy = spec('NetworkPolicy', 'podSelector: {matchLabels: {app: web}}');
const budget = spec('PodDisruptionBudget', 'minAvailable: 1\nselector: {matchLabels: {app: web}}');
const podMonitor = spec('PodMonitor', 'selector: {matchLabels: {app: web}}\npodMetricsEndpoints: []');
const reloading = (text: string) => withMetadata('annotations: {reloader.stakater.com/auto: "true"}', text);

export const relations: readonly Risky[] = [
  {
    code: 'reference-broken',
    risk: 'R3',
    title: 'a ConfigMap that is still used',
    before: join(config, using('web')),
    after: using('web'),
    path: `${app}.envFrom[0].configMapRef.name`,
  },
  {
    code: 'reference-broken',
    risk: 'R3',
    title: 'a reference that a rename has left behind',
    before: join(config, using('web')),
    after: join(named('web-two', config), using('web')),
    path: `${app}.envFrom[0].configMapRef.name`,
  },
  {
    code: 'reference-broken',
    risk: 'R3',
    title: 'a Service behind a route',
    before: join(service('ports: [{port: 80}]'), route),
    after: route,
    object: 'HTTPRoute/web',
    path: 'spec.rules[0].backendRefs[0].name',
  },
  {
    code: 'reference-part-missing',
    risk: 'R3',
    title: 'a key that is still read',
    before: join(config, reading('c')),
    after: join(bare('ConfigMap', 'data: {a: b}'), reading('c')),
    path: `${app}.env[A].valueFrom.configMapKeyRef.name.c`,
  },
  {
    code: 'reference-part-missing',
    risk: 'R3',
    title: 'a port that a route leads to',
    before: join(service('ports: [{port: 80}]'), route),
    after: join(service('ports: [{port: 8080}]'), route),
    object: 'HTTPRoute/web',
    path: 'spec.rules[0].backendRefs[0].name.port',
  },
  {
    code: 'selects-nothing',
    risk: 'R3',
    title: 'a Service without pods',
    before: join(http, listening('http')),
    after: join(http.replace('app: web', 'app: none'), listening('http')),
    object: 'Service/web',
    path: 'spec.selector',
  },
  {
    code: 'selects-nothing',
    risk: 'R5',
    title: 'a policy without pods',
    before: join(policy, container('')),
    after: join(policy.replace('app: web', 'app: none'), container('')),
    object: 'NetworkPolicy/web',
    path: 'spec.podSelector',
  },
  {
    code: 'selects-nothing',
    risk: 'R7',
    title: 'a budget without pods',
    before: join(budget, container('')),
    after: join(budget.replace('app: web', 'app: none'), container('')),
    object: 'PodDisruptionBudget/web',
    path: 'spec.selector',
  },
  {
    code: 'selects-nothing',
    risk: 'R8',
    title: 'a monitor without pods',
    before: join(podMonitor, container('')),
    after: join(podMonitor.replace('app: web', 'app: none'), container('')),
    object: 'PodMonitor/web',
    path: 'spec.selector',
  },
  {
    code: 'selects-nothing',
    risk: 'R8',
    title: 'a monitor without Services',
    before: join(labelled('web', http), listening('http'), monitor),
    after: join(labelled('none', http), listening('http'), monitor),
    object: 'ServiceMonitor/web',
    path: 'spec.selector',
  },
  {
    code: 'service-selects-others',
    risk: 'R3',
    title: 'a Service with the pods of another workload',
    before: join(http, listening('http'), second),
    after: join(http.replace('app: web', 'app: worker'), listening('http'), second),
    object: 'Service/web',
    path: 'spec.selector',
  },
  {
    code: 'service-target-missing',
    risk: 'R3',
    title: 'a port that no container has',
    before: join(http, listening('http')),
    after: join(http, listening('web')),
    object: 'Service/web',
    path: 'spec.ports.targetPort[http]',
  },
  {
    code: 'monitor-port-missing',
    risk: 'R8',
    title: 'a port that no Service has',
    before: join(labelled('web', http), listening('http'), monitor),
    after: join(labelled('web', http.replace('name: http', 'name: web')), listening('http'), monitor),
    object: 'ServiceMonitor/web',
    path: 'spec.endpoints.port[http]',
  },
  {
    code: 'stale-pods',
    risk: 'R4',
    title: 'pods that go on with what they have read',
    before: join(config, using('web')),
    after: join(config.replace('a: b', 'a: x'), using('web')),
    path: '→ ConfigMap/web',
  },
  {
    code: 'restart-by-controller',
    risk: 'R4',
    title: 'pods that a controller restarts',
    before: join(config, reloading(using('web'))),
    after: join(config.replace('a: b', 'a: x'), reloading(using('web'))),
    path: '→ ConfigMap/web',
  },
  {
    code: 'object-removed',
    risk: 'R2',
    title: 'a claim',
    before: join(claim, config),
    after: config,
    object: 'PersistentVolumeClaim/web',
    path: '',
  },
  {
    code: 'object-added',
    risk: 'R5',
    title: 'a Role',
    before: config,
    after: join(config, bare('Role', 'rules: []')),
    object: 'Role/web',
    path: '',
  },
  {
    code: 'object-renamed',
    risk: 'R4',
    title: 'a ConfigMap and its references',
    before: join(config, using('web')),
    after: join(named('web-two', config), using('web-two')),
    object: 'ConfigMap/web-two',
    path: '',
  },
  {
    code: 'object-renamed',
    risk: 'R2',
    title: 'a claim',
    before: claim,
    after: named('web-two', claim),
    object: 'PersistentVolumeClaim/web-two',
    path: '',
  },
  {
    code: 'hook-added',
    risk: 'R6',
    title: 'a hook',
    before: config,
    after: join(config, hook),
    object: 'Job/web',
    path: '',
  },
  {
    code: 'hook-removed',
    risk: 'R6',
    title: 'a hook',
    before: join(config, hook),
    after: config,
    object: 'Job/web',
    path: '',
  },
];
