// What looks like a default and is none: N6.
import { container, join, spec } from '../manifests.ts';
import type { NearMiss } from './fixture.ts';
import { account, cron } from './relationTexts.ts';

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
];
