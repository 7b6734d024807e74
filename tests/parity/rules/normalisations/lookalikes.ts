// What looks like the rules about orders, metadata and references, and means something else: N9 to N16.
import { container, deployment, join, named, spec, templateMetadata, withMetadata } from '../manifests.ts';
import type { NearMiss } from './fixture.ts';
import {
  a,
  config,
  dns,
  env,
  hashed,
  listening,
  port,
  referring,
  service53,
  using,
} from './relationTexts.ts';

export const nearMisses: readonly NearMiss[] = [
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
    title: 'an annotation by which Flux keeps an object',
    before: withMetadata('annotations: {kustomize.toolkit.fluxcd.io/prune: disabled}', config('x')),
    after: config('x'),
  },
  {
    rule: 'N13',
    title: 'a label by which Flux leaves an object alone',
    before: withMetadata('labels: {kustomize.toolkit.fluxcd.io/ssa: Ignore}', config('x')),
    after: config('x'),
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
