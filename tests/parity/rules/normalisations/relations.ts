// Fixtures of the rules that look at more than one value: N6, N9 to N11 and N13 to N16.
import {
  bare,
  container,
  deployment,
  image,
  join,
  named,
  spec,
  templateMetadata,
  withMetadata,
} from '../manifests.ts';
import type { Equal, NearMiss } from './fixture.ts';

const pod = 'spec.template.spec';
const app = `${pod}.containers[app]`;
const env = (...entries: readonly string[]) => container(`env: [${entries.join(', ')}]`);
const port = (target: string) =>
  spec('Service', `selector: {app: web}\nports: [{port: 80, targetPort: ${target}}]`);
const listening = (number: number) => container(`ports: [{name: http, containerPort: ${number}}]`);
const cron = (fields: string) =>
  spec(
    'CronJob',
    `schedule: "0 3 * * *"\njobTemplate:\n  spec: {${fields}template: {spec: {restartPolicy: Never, containers: []}}}`,
  );
const account = (token: boolean) => bare('ServiceAccount', `automountServiceAccountToken: ${token}`);
const config = (text: string) => bare('ConfigMap', `data: {a: ${text}}`);
const hashed = (sum: string) =>
  templateMetadata(`{labels: {app: web}, annotations: {checksum/config: ${sum}}}`);
const using = (name: string) =>
  container(
    `envFrom: [{configMapRef: {name: ${name}}}]\nenv: [{name: A, valueFrom: {configMapKeyRef: {name: ${name}, key: a}}}]`,
  );
const dns = 'containers: [{name: app, image: example.org/app:1, ports: [{name: dns, containerPort: 53}]}]';
const service53 = (target: string) =>
  spec('Service', `selector: {app: web}\nports: [{port: 53, protocol: UDP, targetPort: ${target}}]`);
const ingress = (backend: string) =>
  spec('Ingress', `defaultBackend: {service: {name: web, port: ${backend}}}`);
const [a, b] = ['{name: A, value: x}', '{name: B, value: y}'];
const referring = '{name: C, value: "$(A)"}';

export const equal: readonly Equal[] = [
  {
    rule: 'N6',
    title: 'what the pod template is stored with',
    before: container('', 'dnsPolicy: ClusterFirst'),
    after: container(''),
    path: `${pod}.dnsPolicy`,
  },
  {
    rule: 'N6',
    title: 'the pull policy of a tag',
    before: image('nginx:1', 'imagePullPolicy: IfNotPresent'),
    after: image('nginx:1'),
    path: `${app}.imagePullPolicy`,
  },
  {
    rule: 'N6',
    title: 'the account that pods have anyway, which is stored',
    before: container(''),
    after: container('', 'serviceAccountName: default'),
    path: `${pod}.serviceAccountName`,
    storedEqual: false,
    oneWay: true,
  },
  {
    rule: 'N6',
    title: 'links to Services, which are stored',
    before: container('', 'enableServiceLinks: true'),
    after: container(''),
    path: `${pod}.enableServiceLinks`,
    storedEqual: false,
  },
  {
    rule: 'N6',
    title: 'a token that is mounted anyway, which is stored',
    before: container('', 'automountServiceAccountToken: true'),
    after: container(''),
    path: `${pod}.automountServiceAccountToken`,
    storedEqual: false,
  },
  {
    rule: 'N6',
    title: 'the refusal of a token that the account refuses, too',
    before: join(
      container('', 'serviceAccountName: web\nautomountServiceAccountToken: false'),
      account(false),
    ),
    after: join(container('', 'serviceAccountName: web'), account(false)),
    path: `${pod}.automountServiceAccountToken`,
    storedEqual: false,
  },
  {
    rule: 'N6',
    title: 'requests as high as the limits, which are stored',
    before: container('resources: {limits: {cpu: 1}, requests: {cpu: 1000m}}'),
    after: container('resources: {limits: {cpu: 1}}'),
    path: `${app}.resources.requests.cpu`,
    storedEqual: false,
  },
  {
    rule: 'N6',
    title: 'the port of a Service as its target',
    before: spec('Service', 'ports: [{port: 80}]'),
    after: spec('Service', 'ports: [{port: 80, targetPort: 80}]'),
    path: 'spec.ports[80/TCP].targetPort',
  },
  {
    rule: 'N6',
    title: 'the traffic policy inside the cluster',
    before: spec('Service', 'ports: [{port: 80}]'),
    after: spec('Service', 'internalTrafficPolicy: Cluster\nports: [{port: 80}]'),
    path: 'spec.internalTrafficPolicy',
  },
  {
    rule: 'N6',
    title: 'an address that the cluster has given and keeps',
    before: spec('Service', 'clusterIP: 10.0.0.1\nports: [{port: 80}]'),
    after: spec('Service', 'ports: [{port: 80}]'),
    path: 'spec.clusterIP',
    oneWay: true,
  },
  {
    rule: 'N6',
    title: 'defaults of a custom resource',
    before: spec('HTTPRoute', 'rules: [{backendRefs: [{name: web, port: 80}]}]'),
    after: spec('HTTPRoute', 'rules: [{backendRefs: [{name: web, port: 80, weight: 1}]}]'),
    path: 'spec.rules[0].backendRefs[0].weight',
  },
  {
    rule: 'N6',
    title: 'a default that the next job gets',
    before: cron('backoffLimit: 6, '),
    after: cron(''),
    path: 'spec.jobTemplate.spec.backoffLimit',
    storedEqual: false,
  },
  {
    rule: 'N9',
    title: 'the order of variables, which is stored',
    before: env(a, b),
    after: env(b, a),
    path: `${app}.env`,
    storedEqual: false,
  },
  {
    rule: 'N9',
    title: 'the order of containers, which is stored',
    before: deployment('containers: [{name: a, image: x:1}, {name: b, image: x:1}]'),
    after: deployment('containers: [{name: b, image: x:1}, {name: a, image: x:1}]'),
    path: `${pod}.containers`,
    storedEqual: false,
  },
  {
    rule: 'N9',
    title: 'the order of peers',
    before: spec(
      'NetworkPolicy',
      'podSelector: {}\ningress: [{from: [{podSelector: {matchLabels: {a: b}}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]',
    ),
    after: spec(
      'NetworkPolicy',
      'podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {matchLabels: {a: b}}}]}]',
    ),
    path: 'spec.ingress[0].from',
    storedEqual: false,
  },
  {
    rule: 'N9',
    title: 'the order of verbs',
    before: bare('Role', 'rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]'),
    after: bare('Role', 'rules: [{apiGroups: [""], resources: [pods], verbs: [list, get]}]'),
    path: 'rules[0].verbs',
    storedEqual: false,
  },
  {
    rule: 'N9',
    title: 'another order of variables in which every reference still finds its own',
    before: env(a, referring, b),
    after: env(b, a, referring),
    path: `${app}.env`,
    storedEqual: false,
  },
  {
    rule: 'N11',
    title: 'a value and a reference to the same text, where variables are compared by what they end up as',
    before: join(config('x'), env('{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}')),
    after: join(config('x'), env(a)),
    path: `${app}.env[A].value`,
    storedEqual: false,
    options: { effectiveEnv: true },
  },
  {
    rule: 'N13',
    title: "a label of helm's",
    before: withMetadata('labels: {helm.sh/chart: web-1, app: web}', config('x')),
    after: withMetadata('labels: {helm.sh/chart: web-2, app: web}', config('x')),
    path: 'metadata.labels["helm.sh/chart"]',
    storedEqual: false,
  },
  {
    rule: 'N13',
    title: "annotations of Flux's",
    before: withMetadata('annotations: {kustomize.toolkit.fluxcd.io/name: shop}', config('x')),
    after: config('x'),
    path: 'metadata.annotations["kustomize.toolkit.fluxcd.io/name"]',
    storedEqual: false,
  },
  {
    rule: 'N14',
    title: 'two sums of one content, which are stored',
    before: join(config('x'), hashed('one')),
    after: join(config('"x"'), hashed('two')),
    path: 'spec.template.metadata.annotations["checksum/config"]',
    storedEqual: false,
  },
  {
    rule: 'N15',
    title: 'a target port',
    before: join(port('http'), listening(8080)),
    after: join(port('8080'), listening(8080)),
    path: 'spec.ports[80/TCP].targetPort',
    storedEqual: false,
  },
  {
    rule: 'N15',
    title: 'the port of a probe, which is stored',
    before: container('ports: [{name: http, containerPort: 80}]\nlivenessProbe: {tcpSocket: {port: http}}'),
    after: container('ports: [{name: http, containerPort: 80}]\nlivenessProbe: {tcpSocket: {port: 80}}'),
    path: `${app}.livenessProbe.tcpSocket.port`,
    storedEqual: false,
  },
  {
    rule: 'N15',
    title: 'the port of a backend',
    before: join(spec('Service', 'ports: [{name: http, port: 80}]'), ingress('{name: http}')),
    after: join(spec('Service', 'ports: [{name: http, port: 80}]'), ingress('{number: 80}')),
    path: 'spec.defaultBackend.service.port.name',
    storedEqual: false,
  },
  {
    rule: 'N16',
    title: 'a ConfigMap and all its references, which is told once',
    before: join(config('x'), using('web')),
    after: join(named('web-two', config('x')), using('web-two')),
    path: `${app}.env[A].valueFrom.configMapKeyRef.name`,
    storedEqual: false,
    verdict: 'changed',
  },
];

export const nearMisses: readonly NearMiss[] = [
  {
    rule: 'N6',
    title: 'another value than the default',
    before: container('', 'terminationGracePeriodSeconds: 0'),
    after: container(''),
  },
  {
    rule: 'N6',
    title: 'the refusal of a token that the account gives',
    before: join(
      container('', 'serviceAccountName: web\nautomountServiceAccountToken: false'),
      account(true),
    ),
    after: join(container('', 'serviceAccountName: web'), account(true)),
  },
  {
    rule: 'N6',
    title: 'a container that need not run as another user than root, in a pod that must',
    before: container('', 'securityContext: {runAsNonRoot: true}'),
    after: container('securityContext: {runAsNonRoot: false}', 'securityContext: {runAsNonRoot: true}'),
  },
  {
    rule: 'N6',
    title: 'no request at all and one of the limit',
    before: container('resources: {limits: {cpu: 1}, requests: {cpu: 0}}'),
    after: container('resources: {limits: {cpu: 1}}'),
  },
  {
    rule: 'N6',
    title: 'one success of several pods and a success of each',
    before: cron('parallelism: 5, completions: 1, '),
    after: cron('parallelism: 5, '),
  },
  {
    rule: 'N6',
    title: 'a limit of all failures beside one of each index',
    before: cron('backoffLimit: 6, backoffLimitPerIndex: 1, completionMode: Indexed, completions: 3, '),
    after: cron('backoffLimitPerIndex: 1, completionMode: Indexed, completions: 3, '),
  },
  {
    rule: 'N6',
    title: 'pods that are replaced while they end, where failures have a policy',
    before: cron(
      'podReplacementPolicy: TerminatingOrFailed, podFailurePolicy: {rules: [{action: Ignore}]}, ',
    ),
    after: cron('podFailurePolicy: {rules: [{action: Ignore}]}, '),
  },
  {
    rule: 'N6',
    title: "a number that is refused beside a class's own",
    before: container('', 'priorityClassName: high'),
    after: container('', 'priorityClassName: high\npriority: 0'),
  },
  {
    rule: 'N6',
    title: 'an address family that the cluster may not have',
    before: spec('Service', 'ports: [{port: 80}]'),
    after: spec('Service', 'ipFamilies: [IPv6]\nports: [{port: 80}]'),
    oneWay: true,
  },
  {
    rule: 'N6',
    title: 'a volume of a Pod where the server adds one of its own',
    before: spec('Pod', 'containers: []'),
    after: spec('Pod', 'containers: []\nvolumes: [{name: root, hostPath: {path: /}}]'),
  },
  {
    rule: 'N6',
    title: 'labels of the pods of a Job, to which the server adds its own',
    before: spec('Job', 'template: {spec: {restartPolicy: Never, containers: []}}'),
    after: spec(
      'Job',
      'template: {metadata: {labels: {app: web}}, spec: {restartPolicy: Never, containers: []}}',
    ),
  },
  {
    rule: 'N6',
    title: 'the content that a claim begins with',
    before: spec('PersistentVolumeClaim', 'accessModes: [ReadWriteOnce]'),
    after: spec(
      'PersistentVolumeClaim',
      'accessModes: [ReadWriteOnce]\ndataSourceRef: {kind: PersistentVolumeClaim, name: old}',
    ),
  },
  {
    rule: 'N6',
    title: 'a Service without an address',
    before: spec('Service', 'ports: [{port: 80}]'),
    after: spec('Service', 'clusterIP: None\nports: [{port: 80}]'),
  },
  {
    rule: 'N9',
    title: 'the order of projected sources, of which the last one wins',
    before: deployment(
      'containers: []\nvolumes: [{name: all, projected: {sources: [{configMap: {name: a}}, {configMap: {name: b}}]}}]',
    ),
    after: deployment(
      'containers: []\nvolumes: [{name: all, projected: {sources: [{configMap: {name: b}}, {configMap: {name: a}}]}}]',
    ),
  },
  {
    rule: 'N9',
    title: 'the order of addresses of a host, of which the first one is taken',
    before: container('', 'hostAliases: [{ip: 10.0.0.1, hostnames: [db]}, {ip: 10.0.0.2, hostnames: [db]}]'),
    after: container('', 'hostAliases: [{ip: 10.0.0.2, hostnames: [db]}, {ip: 10.0.0.1, hostnames: [db]}]'),
  },
  {
    rule: 'N9',
    title: 'the order of containers of which one waits for another',
    before: deployment(
      'containers: [{name: a, image: x:1, lifecycle: {postStart: {exec: {command: [wait]}}}}, {name: b, image: x:1}]',
    ),
    after: deployment(
      'containers: [{name: b, image: x:1}, {name: a, image: x:1, lifecycle: {postStart: {exec: {command: [wait]}}}}]',
    ),
  },
  {
    rule: 'N9',
    title: 'a variable that is there twice',
    before: env('{name: A, value: x}', '{name: A, value: y}'),
    after: env('{name: A, value: y}', '{name: A, value: x}'),
  },
  {
    rule: 'N9',
    title: 'lists of a kind that nothing is known about',
    before: spec('Thing', 'tolerations: [{a: b}, {c: d}]'),
    after: spec('Thing', 'tolerations: [{c: d}, {a: b}]'),
  },
  {
    rule: 'N10',
    title: 'a variable before the one that it refers to',
    before: env(a, referring),
    after: env(referring, a),
  },
  {
    rule: 'N10',
    title: 'init containers',
    before: deployment('containers: []\ninitContainers: [{name: a, image: x:1}, {name: b, image: x:1}]'),
    after: deployment('containers: []\ninitContainers: [{name: b, image: x:1}, {name: a, image: x:1}]'),
  },
  {
    rule: 'N10',
    title: 'words of a command line',
    before: container('args: [a, b]'),
    after: container('args: [b, a]'),
  },
  {
    rule: 'N10',
    title: 'sources of variables, of which the last one wins',
    before: container('envFrom: [{configMapRef: {name: a}}, {secretRef: {name: b}}]'),
    after: container('envFrom: [{secretRef: {name: b}}, {configMapRef: {name: a}}]'),
  },
  {
    rule: 'N10',
    title: 'rules of a route',
    before: spec(
      'HTTPRoute',
      'rules: [{backendRefs: [{name: a, port: 80}]}, {backendRefs: [{name: b, port: 80}]}]',
    ),
    after: spec(
      'HTTPRoute',
      'rules: [{backendRefs: [{name: b, port: 80}]}, {backendRefs: [{name: a, port: 80}]}]',
    ),
  },
  {
    rule: 'N11',
    title: 'a value and a reference to the same text',
    before: join(config('x'), env('{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}')),
    after: join(config('x'), env(a)),
  },
  {
    rule: 'N11',
    title: 'a reference to another text, where variables are compared by what they end up as',
    before: join(config('z'), env('{name: A, valueFrom: {configMapKeyRef: {name: web, key: a}}}')),
    after: join(config('z'), env(a)),
    options: { effectiveEnv: true },
  },
  {
    rule: 'N13',
    title: 'a label of the pods',
    before: templateMetadata('{labels: {app: web, helm.sh/chart: web-1}}'),
    after: templateMetadata('{labels: {app: web, helm.sh/chart: web-2}}'),
  },
  {
    rule: 'N13',
    title: 'a label that a selector uses',
    before: join(
      withMetadata('labels: {app.kubernetes.io/version: "1"}', spec('Service', 'ports: [{port: 80}]')),
      spec('ServiceMonitor', 'endpoints: []\nselector: {matchLabels: {app.kubernetes.io/version: "1"}}'),
    ),
    after: join(
      withMetadata('labels: {app.kubernetes.io/version: "2"}', spec('Service', 'ports: [{port: 80}]')),
      spec('ServiceMonitor', 'endpoints: []\nselector: {matchLabels: {app.kubernetes.io/version: "1"}}'),
    ),
  },
  {
    rule: 'N13',
    title: 'a label with a name of JavaScript',
    before: withMetadata('labels: {__proto__: a}', config('x')),
    after: config('x'),
  },
  {
    rule: 'N14',
    title: 'a sum of another content',
    before: join(config('x'), hashed('one')),
    after: join(config('other'), hashed('two')),
  },
  {
    rule: 'N14',
    title: 'a sum of something that neither side has',
    before: hashed('one'),
    after: hashed('two'),
  },
  {
    rule: 'N15',
    title: 'a name of another number',
    before: join(port('http'), listening(8081)),
    after: join(port('8080'), listening(8081)),
  },
  {
    rule: 'N15',
    title: 'a name of a port of another protocol',
    before: join(service53('dns'), deployment(dns)),
    after: join(service53('53'), deployment(dns)),
  },
  {
    rule: 'N15',
    title: 'a name that only an init container has',
    before: join(
      service53('dns'),
      deployment(
        dns.replace('containers', 'containers: []\ninitContainers').replace('53}', '53, protocol: UDP}'),
      ),
    ),
    after: join(
      service53('53'),
      deployment(
        dns.replace('containers', 'containers: []\ninitContainers').replace('53}', '53, protocol: UDP}'),
      ),
    ),
  },
  {
    rule: 'N16',
    title: 'a ConfigMap of which one reference still has the old name',
    before: join(config('x'), using('web')),
    after: join(named('web-two', config('x')), using('web-two').replace('name: web-two}', 'name: web}')),
  },
];
