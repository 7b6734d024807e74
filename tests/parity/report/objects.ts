// Objects of the sample reports: one per status, and for each class of risk some finding.
import type { Equivalence, Finding, ObjectReport, Prediction } from '../../../tools/parity/model.ts';
import type { Json } from '../../../tools/shared/json.ts';
import { hostile } from './hostile.ts';
import { deploymentAfter, deploymentBefore } from './manifests.ts';

/** The same type with nothing left out: a new optional field fails to compile until the sample has it. */
export type Complete<T> = [Json] extends [T]
  ? Json
  : T extends string | number | boolean
    ? T
    : { [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> };

const still: Prediction = { refused: false, rolls: false, because: [], stale: [] };

export function finding(
  given: Partial<Finding> & Pick<Finding, 'code' | 'risk' | 'object' | 'path'>,
): Finding {
  const { kind, namespace, name } = given.object;
  return {
    id: `${kind}/${namespace}/${name}:${given.code}:${given.path}`,
    rules: [],
    consequence: 'Something else happens than before.',
    remedy: 'Find out whether that is wanted.',
    ...given,
  };
}

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'media', name: 'sonarr' } as const;

/** Every field of an object is there. */
export const completeObject: Complete<ObjectReport> = {
  object: deployment,
  renamedFrom: { ...deployment, name: 'sonarr-main' },
  status: 'renamed',
  baselineSource: 'kubernetes/apps/media/sonarr/helmrelease.yaml:1',
  candidateSource: 'environments/media/sonarr/main.jsonnet:12',
  hook: 'helm pre-upgrade weight -5',
  prediction: {
    refused: true,
    rolls: true,
    because: ['spec.template.spec.containers[app].env', 'spec.template.spec.serviceAccountName'],
    stale: [],
  },
  findings: [
    {
      id: 'Deployment/media/sonarr:selector-immutable:spec.selector',
      code: 'selector-immutable',
      risk: 'R1',
      object: deployment,
      path: 'spec.selector.matchLabels[app.kubernetes.io/controller]',
      before: 'sonarr',
      after: 'main',
      rules: ['N13'],
      consequence:
        'The API server refuses the change, because the selector of a Deployment cannot be changed.',
      remedy: 'Keep the label, or delete the Deployment with --cascade=orphan before the change is applied.',
      explained: { reason: 'never shown: R1 is not explained here', entry: 'parity.yaml#9' },
    },
  ],
  equivalences: [
    {
      path: 'spec.template.spec.containers[app].resources.limits.memory',
      before: '1024Mi',
      after: '1Gi',
      rules: ['N4'],
      storedEqual: true,
    },
  ],
  before: deploymentBefore,
  after: deploymentAfter,
};

/** The Deployment as it is most often seen: refused, and a restart besides; nothing of R1 is explained. */
const { renamedFrom: _was, hook: _hook, ...changed } = completeObject;
export const deploymentReport: ObjectReport = {
  ...changed,
  status: 'changed',
  findings: [
    (({ explained: _, ...open }) => open)(completeObject.findings[0] as Complete<Finding>),
    finding({
      code: 'env-changed',
      risk: 'R4',
      object: deployment,
      path: 'spec.template.spec.containers[app].env[SONARR__LOG__LEVEL].value',
      before: 'info',
      after: 'debug',
      consequence: 'The pods are replaced, because the pod template is stored differently.',
      remedy: 'Nothing, if a restart is acceptable; otherwise keep the old value until the next upgrade.',
    }),
    finding({
      code: 'resources-changed',
      risk: 'R7',
      object: deployment,
      path: 'spec.template.spec.containers[app].resources',
      before: { limits: { memory: '1Gi' }, requests: { cpu: '100m', memory: '256Mi' } },
      after: { limits: { memory: '1Gi', 'nvidia.com/gpu': 1 }, requests: { cpu: '100m' } },
      rules: ['N4', 'N6'],
      explained: { reason: 'The model moved to the graphics card.', entry: 'parity.yaml#2' },
    }),
  ],
};

const volume = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  namespace: 'media',
  name: 'sonarr-config',
} as const;
const route = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  namespace: 'media',
  name: 'sonarr',
} as const;
const config = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'media', name: 'hostile' } as const;
const secret = { apiVersion: 'v1', kind: 'Secret', namespace: 'media', name: 'sonarr-token' } as const;
const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  namespace: '',
  name: 'reader',
} as const;
const service = { apiVersion: 'v1', kind: 'Service', namespace: 'media', name: 'sonarr' } as const;

const volumeManifest = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'sonarr-config', namespace: 'media' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '5Gi' } },
    storageClassName: 'ceph-block',
  },
};

export const removedVolume: ObjectReport = {
  object: volume,
  status: 'removed',
  baselineSource: 'kubernetes/apps/media/sonarr/pvc.yaml:3',
  prediction: still,
  findings: [
    finding({
      code: 'claim-removed',
      risk: 'R2',
      object: volume,
      path: '',
      before: volumeManifest,
      consequence: 'Helm deletes the claim, and with it the volume unless its class retains it.',
      remedy: 'Annotate the claim with helm.sh/resource-policy: keep in the baseline first.',
    }),
  ],
  equivalences: [],
  before:
    'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: sonarr-config\n  namespace: media\nspec:\n  accessModes:\n  - ReadWriteOnce\n  resources:\n    requests:\n      storage: 5Gi\n  storageClassName: ceph-block\n',
};

export const hostileReport: ObjectReport = {
  object: config,
  status: 'changed',
  baselineSource: `git:main:odd|name\`${hostile.script}.yaml:7`,
  candidateSource: 'odd, name with%signs.yaml:9',
  prediction: { ...still, stale: ['Deployment media/sonarr', `Deployment media/${hostile.script}`] },
  findings: [
    ...Object.entries(hostile).map(([key, text]) =>
      finding({
        code: 'config-changed',
        risk: 'R4',
        object: config,
        path: `data[${key === 'long' ? 'long' : text.slice(0, 60)}]`,
        before: key === 'long' ? hostile.longer : 'plain',
        after: text,
        consequence: `The new text is: ${text.slice(0, 90)}`,
        remedy: `Look at ${text.slice(0, 40)} again.`,
      }),
    ),
    finding({
      code: 'embedded-changed',
      risk: 'R3',
      object: config,
      path: 'data[lanes.json] → lanes[0].title',
      before: 'first\nsecond\nthird\nfourth',
      after: 'first\nsecond\n3rd\nfourth\nfifth',
    }),
  ].sort((a, b) => (a.risk < b.risk ? -1 : a.risk > b.risk ? 1 : 0)),
  equivalences: [],
  before: `data:\n  text: plain\n`,
  after: `data:\n  text: ${JSON.stringify(hostile.script)}\n  turn: ${hostile.turn}\n  ansi: ${hostile.ansi}\n`,
};

export const secretReport: ObjectReport = {
  object: secret,
  status: 'changed',
  candidateSource: 'helm template',
  prediction: still,
  findings: [
    finding({
      code: 'secret-changed',
      risk: 'R3',
      object: secret,
      path: 'data[token]',
      before: '***',
      after: '***',
    }),
    finding({
      code: 'number-became-text',
      risk: 'R9',
      object: secret,
      path: 'metadata.labels[n]',
      before: 80,
      after: '80',
    }),
  ],
  equivalences: [],
  before: 'data:\n  token: "***"\n',
  after: 'data:\n  token: "***"\n',
};

export const routeReport: ObjectReport = {
  object: route,
  status: 'changed',
  baselineSource: 'kubernetes/apps/media/sonarr/helmrelease.yaml:1',
  candidateSource: 'environments/media/sonarr/main.jsonnet:40',
  prediction: still,
  findings: [
    finding({
      code: 'route-host-removed',
      risk: 'R3',
      object: route,
      path: 'spec.hostnames',
      before: ['sonarr.example.org', 'tv.example.org'],
      after: ['sonarr.example.org'],
      consequence: 'Requests for tv.example.org are no longer answered.',
      remedy: 'Add the name to hostnames, or tell those who use it.',
      explained: { reason: 'Nobody has used the short name since last year.', entry: 'parity.yaml#1' },
    }),
  ],
  equivalences: [],
  before: 'spec:\n  hostnames:\n  - sonarr.example.org\n  - tv.example.org\n',
  after: 'spec:\n  hostnames:\n  - sonarr.example.org\n',
};

export const roleReport: ObjectReport = {
  object: role,
  status: 'added',
  candidateSource: 'environments/media/sonarr/main.jsonnet:80',
  prediction: still,
  findings: [
    finding({
      code: 'rbac-widened',
      risk: 'R5',
      object: role,
      path: 'rules',
      after: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] }],
      consequence: 'Whoever is bound to the role may read all Secrets.',
      remedy: 'Name the Secrets in resourceNames.',
    }),
    finding({
      code: 'hook-added',
      risk: 'R6',
      object: role,
      path: 'metadata.annotations',
      after: { 'helm.sh/hook': 'pre-install' },
    }),
    finding({
      code: 'label-removed',
      risk: 'R8',
      object: role,
      path: 'metadata.labels[team]',
      before: 'media',
    }),
  ],
  equivalences: [],
  after: 'kind: ClusterRole\nmetadata:\n  name: reader\n',
};

const spellings: readonly Equivalence[] = [
  { path: 'spec.ports[http].protocol', after: 'TCP', rules: ['N6'], storedEqual: true },
  { path: 'spec.type', before: 'ClusterIP', rules: ['N6'], storedEqual: true },
  { path: 'spec.selector', before: { a: 'b' }, after: { a: 'b' }, rules: ['N1'], storedEqual: false },
];

export const serviceReport: ObjectReport = {
  object: service,
  status: 'equivalent',
  baselineSource: 'kubernetes/apps/media/sonarr/helmrelease.yaml:1',
  candidateSource: 'environments/media/sonarr/main.jsonnet:31',
  prediction: still,
  findings: [],
  equivalences: spellings,
  before: 'kind: Service\nspec:\n  ports:\n  - name: http\n    port: 80\n  type: ClusterIP\n',
  after: 'kind: Service\nspec:\n  ports:\n  - name: http\n    port: 80\n    protocol: TCP\n',
};
