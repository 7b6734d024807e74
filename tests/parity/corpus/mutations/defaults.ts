// Defaults of the API server that are spelled out or left out, and stored the same either way.
import { type Draft, hasAt, listAt, mapAt, nameOf, removeAt, setAt, textAt, valueAt } from '../draft.ts';
import { harmless, type Mutation } from '../mutation.ts';
import {
  allPods,
  containers,
  entries,
  environment,
  having,
  mounts,
  objectsOf,
  only,
  type Place,
  pods,
  probes,
  type Selector,
  volumesOf,
  within,
} from '../places.ts';

/** Where it stands, and what it is without a word. */
type Row = readonly [places: Selector, path: string, value: Draft];

const podRows: readonly Row[] = [
  [allPods(), 'dnsPolicy', 'ClusterFirst'],
  [allPods(), 'hostNetwork', false],
  [allPods(), 'hostPID', false],
  [allPods(), 'hostIPC', false],
  [allPods(), 'securityContext', {}],
  [allPods(), 'terminationGracePeriodSeconds', 30],
  [allPods(), 'schedulerName', 'default-scheduler'],
  [pods(), 'restartPolicy', 'Always'],
  [allPods(), 'tolerations', []],
  [allPods(), 'nodeSelector', {}],
  [allPods(), 'imagePullSecrets', []],
  [allPods(), 'hostAliases', []],
  [allPods(), 'topologySpreadConstraints', []],
  [allPods(), 'initContainers', []],
];

const containerRows: readonly Row[] = [
  [containers(allPods()), 'terminationMessagePath', '/dev/termination-log'],
  [containers(allPods()), 'terminationMessagePolicy', 'File'],
  [containers(allPods()), 'resources', {}],
  [containers(allPods()), 'env', []],
  [containers(allPods()), 'envFrom', []],
  [containers(allPods()), 'args', []],
  [containers(allPods()), 'command', []],
  [containers(allPods()), 'volumeMounts', []],
  [containers(allPods()), 'stdin', false],
  [containers(allPods()), 'tty', false],
  [containers(allPods()), 'workingDir', ''],
  [entries(containers(allPods()), 'ports'), 'protocol', 'TCP'],
  [entries(containers(), 'ports'), 'hostIP', ''],
  [mounts(), 'readOnly', false],
  [mounts(), 'subPath', ''],
  [having(environment(), 'valueFrom.fieldRef'), 'valueFrom.fieldRef.apiVersion', 'v1'],
];

const probeRows: readonly Row[] = [
  [probes(), 'initialDelaySeconds', 0],
  [probes(), 'timeoutSeconds', 1],
  [probes(), 'periodSeconds', 10],
  [probes(), 'successThreshold', 1],
  [probes(), 'failureThreshold', 3],
  [having(probes(), 'httpGet'), 'httpGet.scheme', 'HTTP'],
  [having(probes(), 'httpGet'), 'httpGet.path', '/'],
  [having(probes(), 'httpGet'), 'httpGet.httpHeaders', []],
  [having(probes(), 'grpc'), 'grpc.service', ''],
];

const volumeRows: readonly Row[] = [
  [volumesOf('configMap'), 'configMap.defaultMode', 0o644],
  [volumesOf('secret'), 'secret.defaultMode', 0o644],
  [volumesOf('projected'), 'projected.defaultMode', 0o644],
  [volumesOf('emptyDir'), 'emptyDir.medium', ''],
  [volumesOf('hostPath'), 'hostPath.type', ''],
  [volumesOf('persistentVolumeClaim'), 'persistentVolumeClaim.readOnly', false],
];

const workloadRows: readonly Row[] = [
  [only(objectsOf('Deployment', 'StatefulSet'), isUnscaled), 'spec.replicas', 1],
  [objectsOf('Deployment'), 'spec.progressDeadlineSeconds', 600],
  [objectsOf('Deployment', 'StatefulSet', 'DaemonSet'), 'spec.minReadySeconds', 0],
  [objectsOf('Deployment'), 'spec.paused', false],
  [rollingDeployments(), 'spec.strategy.rollingUpdate', { maxSurge: '25%', maxUnavailable: '25%' }],
  [objectsOf('StatefulSet'), 'spec.podManagementPolicy', 'OrderedReady'],
  [objectsOf('StatefulSet'), 'spec.updateStrategy', { type: 'RollingUpdate' }],
  [
    objectsOf('StatefulSet'),
    'spec.persistentVolumeClaimRetentionPolicy',
    { whenDeleted: 'Retain', whenScaled: 'Retain' },
  ],
  [objectsOf('DaemonSet'), 'spec.updateStrategy', { type: 'RollingUpdate' }],
  [entries(objectsOf('StatefulSet'), 'spec.volumeClaimTemplates'), 'spec.volumeMode', 'Filesystem'],
  [objectsOf('CronJob'), 'spec.suspend', false],
  [objectsOf('CronJob'), 'spec.failedJobsHistoryLimit', 1],
  [objectsOf('CronJob'), 'spec.successfulJobsHistoryLimit', 3],
  [objectsOf('CronJob'), 'spec.jobTemplate.spec.backoffLimit', 6],
  [objectsOf('Job'), 'spec.suspend', false],
  [objectsOf('Job'), 'spec.backoffLimit', 6],
  [objectsOf('Job'), 'spec.completionMode', 'NonIndexed'],
];

const serviceRows: readonly Row[] = [
  [objectsOf('Service'), 'spec.type', 'ClusterIP'],
  [objectsOf('Service'), 'spec.sessionAffinity', 'None'],
  [objectsOf('Service'), 'spec.internalTrafficPolicy', 'Cluster'],
  [objectsOf('Service'), 'spec.publishNotReadyAddresses', false],
  [entries(objectsOf('Service'), 'spec.ports'), 'protocol', 'TCP'],
  [entries(objectsOf('HTTPRoute'), 'spec.parentRefs'), 'group', 'gateway.networking.k8s.io'],
  [entries(objectsOf('HTTPRoute'), 'spec.parentRefs'), 'kind', 'Gateway'],
  [entries(objectsOf('HTTPRoute'), 'spec.rules'), 'matches', [{ path: { type: 'PathPrefix', value: '/' } }]],
  [backends(), 'group', ''],
  [backends(), 'kind', 'Service'],
  [backends(), 'weight', 1],
  [entries(entries(objectsOf('NetworkPolicy'), 'spec.ingress'), 'ports'), 'protocol', 'TCP'],
];

const otherRows: readonly Row[] = [
  [objectsOf('PersistentVolumeClaim'), 'spec.volumeMode', 'Filesystem'],
  [objectsOf('Secret'), 'type', 'Opaque'],
  [objectsOf('ConfigMap'), 'binaryData', {}],
  [objectsOf('HorizontalPodAutoscaler'), 'spec.minReplicas', 1],
  [entries(objectsOf('RoleBinding', 'ClusterRoleBinding'), 'subjects'), 'apiGroup', ''],
];

function isUnscaled({ objects, object }: Place): boolean {
  return !objects.some((other) => textAt(other, 'spec.scaleTargetRef.name') === nameOf(object));
}

function rollingDeployments(): Selector {
  return only(
    objectsOf('Deployment'),
    ({ object }) => textAt(object, 'spec.strategy.type') === 'RollingUpdate',
  );
}

function backends(): Selector {
  return entries(entries(objectsOf('HTTPRoute'), 'spec.rules'), 'backendRefs');
}

/** Spelled out where it is left out, and left out where it is spelled out. */
function toggle([places, path, value]: Row, theme: string): Mutation {
  const isDefault = ({ node }: Place): boolean =>
    !hasAt(node, path) || JSON.stringify(valueAt(node, path)) === JSON.stringify(value);
  return harmless({
    id: `default-${theme}-${path.replace(/^(spec|valueFrom)\./, '')}`,
    sentence: `${path} is ${JSON.stringify(value)}, written or not.`,
    places: only(places, isDefault),
    edit: ({ node }) => (hasAt(node, path) ? removeAt(node, path) : setAt(node, path, value)),
  });
}

function toggles(theme: string, rows: readonly Row[]): Mutation[] {
  const mutations = rows.map((row) => toggle(row, theme));
  // The same field of several kinds is one mutation with a number.
  return mutations.map((mutation, index) => {
    const before = mutations.slice(0, index).filter(({ id }) => id === mutation.id).length;
    return before === 0 ? mutation : { ...mutation, id: `${mutation.id}-${before + 1}` };
  });
}

export const defaultMutations: readonly Mutation[] = [
  ...toggles('pod', podRows),
  ...toggles('container', containerRows),
  ...toggles('probe', probeRows),
  ...toggles('volume', volumeRows),
  ...toggles('workload', workloadRows),
  ...toggles('service', serviceRows),
  ...toggles('other', otherRows),
  harmless({
    id: 'default-image-pull-policy',
    sentence: 'The policy that follows from the tag is written.',
    places: only(
      containers(allPods()),
      ({ node }) => !hasAt(node, 'imagePullPolicy') && hasAt(node, 'image'),
    ),
    edit: ({ node }) => {
      const image = textAt(node, 'image');
      const isLatest = /:latest(@|$)/.test(image) || !/[:@][^/]*$/.test(image);
      node.imagePullPolicy = isLatest ? 'Always' : 'IfNotPresent';
    },
  }),
  harmless({
    id: 'default-target-port',
    sentence: 'A target port that is the port is left out.',
    places: only(entries(objectsOf('Service'), 'spec.ports'), ({ node }) => node.port === node.targetPort),
    edit: ({ node }) => removeAt(node, 'targetPort'),
  }),
  harmless({
    id: 'default-backend-namespace',
    sentence: 'The namespace of a backend that is in that of its route is left out.',
    places: only(
      having(backends(), 'namespace'),
      ({ object, node }) => node.namespace === mapAt(object, 'metadata')?.namespace,
    ),
    edit: ({ node }) => removeAt(node, 'namespace'),
  }),
  harmless({
    id: 'default-account',
    sentence: 'The service account default is not named any more; the server has kept it in an older field.',
    places: only(pods(), ({ node }) => ['', 'default'].includes(textAt(node, 'serviceAccountName'))),
    prepare: ({ node }) => setAt(node, 'serviceAccountName', 'default'),
    edit: ({ node }) => removeAt(node, 'serviceAccountName'),
  }),
  harmless({
    id: 'default-env-value',
    sentence: 'An empty value is left out.',
    places: only(environment(), ({ node }) => node.value === ''),
    edit: ({ node }) => removeAt(node, 'value'),
  }),
  harmless({
    id: 'default-policy-types',
    sentence: 'The directions that a network policy is for follow from its rules.',
    places: only(
      objectsOf('NetworkPolicy'),
      ({ object }) =>
        listAt(object, 'spec.policyTypes').length === 2 && listAt(object, 'spec.egress').length > 0,
    ),
    edit: ({ object }) => removeAt(object, 'spec.policyTypes'),
  }),
  harmless({
    id: 'default-revision-partition',
    sentence: 'A StatefulSet is updated as a whole, as it is without a word.',
    places: within(objectsOf('StatefulSet'), 'spec.updateStrategy'),
    edit: ({ node }) => {
      node.rollingUpdate = { partition: 0 };
    },
  }),
];
