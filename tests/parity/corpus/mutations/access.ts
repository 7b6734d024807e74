// Changes of what pods may do: their account, its permissions, their privileges.
import { type DraftMap, isMap, listAt, mapsAt, nameOf, removeAt, setAt, textAt, valueAt } from '../draft.ts';
import { dangerous, dangerousInPod, type Mutation } from '../mutation.ts';
import {
  containers,
  drop,
  entries,
  having,
  objectsOf,
  only,
  type Place,
  pods,
  type Selector,
  within,
} from '../places.ts';

const roles = objectsOf('Role', 'ClusterRole');
const bindings = objectsOf('RoleBinding', 'ClusterRoleBinding');
const rules = entries(roles, 'rules');
const accounts = only(objectsOf('ServiceAccount'), ({ objects, object }) =>
  objects.some((other) => textAt(other, 'spec.template.spec.serviceAccountName') === nameOf(object)),
);
const contexts = within(containers(), 'securityContext');

/** Pods that may not have user IDs of their own where they see the host. */
const sharing = only(pods(), ({ node }) => node.hostUsers !== false && node.shareProcessNamespace !== true);

function dropping(selector: Selector): Selector {
  return only(selector, ({ node }) => listAt(node, 'capabilities.drop').length > 0);
}

function addVolume(pod: DraftMap, volume: DraftMap): void {
  pod.volumes = [...listAt(pod, 'volumes'), volume];
}

function renameAccount({ objects, object }: Place): void {
  const before = nameOf(object);
  const after = `${before}-next`;
  setAt(object, 'metadata.name', after);
  for (const { node } of pods()(objects))
    if (node.serviceAccountName === before) node.serviceAccountName = after;
  for (const { node } of entries(bindings, 'subjects')(objects)) if (node.name === before) node.name = after;
}

export const accessMutations: readonly Mutation[] = [
  dangerousInPod({
    id: 'account-changed',
    sentence: 'Pods run with another service account, which is not there.',
    risks: ['R3'],
    places: pods(),
    edit: ({ node }) => {
      node.serviceAccountName = 'somebody-else';
    },
  }),
  dangerous({
    id: 'account-not-named',
    sentence:
      'Pods do not name their service account; those that are there keep it, new ones would get default.',
    risks: ['R3', 'R4', 'R6', 'R9'],
    rolls: false,
    places: only(pods(), ({ node }) => !['', 'default'].includes(textAt(node, 'serviceAccountName'))),
    edit: ({ node }) => removeAt(node, 'serviceAccountName'),
  }),
  dangerous({
    id: 'account-removed',
    sentence: 'The service account of pods is gone.',
    risks: ['R3'],
    places: accounts,
    edit: drop,
  }),
  dangerous({
    id: 'account-renamed-everywhere',
    sentence: 'The service account of pods and all references to it have another name.',
    risks: ['R3', 'R4'],
    places: accounts,
    edit: renameAccount,
  }),
  dangerousInPod({
    id: 'token-not-mounted',
    sentence: 'Pods cannot talk to the API server any more.',
    risks: ['R3', 'R4', 'R5'],
    places: only(pods(), ({ node }) => node.automountServiceAccountToken !== false),
    edit: ({ node }) => {
      node.automountServiceAccountToken = false;
    },
  }),
  dangerousInPod({
    id: 'token-mounted',
    sentence: 'Pods can talk to the API server.',
    risks: ['R5'],
    places: only(pods(), ({ node }) => node.automountServiceAccountToken === false),
    edit: ({ node }) => {
      node.automountServiceAccountToken = true;
    },
  }),
  dangerous({
    id: 'role-widened',
    sentence: 'A role may do everything with some resources.',
    risks: ['R5'],
    places: rules,
    edit: ({ node }) => {
      node.verbs = ['*'];
    },
  }),
  dangerous({
    id: 'role-with-secrets',
    sentence: 'A role may read Secrets.',
    risks: ['R5'],
    places: roles,
    edit: ({ object }) => {
      object.rules = [
        ...listAt(object, 'rules'),
        { apiGroups: [''], resources: ['secrets'], verbs: ['get'] },
      ];
    },
  }),
  dangerous({
    id: 'role-rule-removed',
    sentence: 'A role has a rule less.',
    risks: ['R3'],
    places: rules,
    edit: drop,
  }),
  dangerous({
    id: 'role-verb-removed',
    sentence: 'A role may do less with some resources.',
    risks: ['R3'],
    places: only(rules, ({ node }) => listAt(node, 'verbs').length > 1),
    edit: ({ node }) => listAt(node, 'verbs').pop(),
  }),
  dangerous({
    id: 'role-removed',
    sentence: 'A role is gone.',
    risks: ['R3'],
    places: roles,
    edit: drop,
  }),
  dangerous({
    id: 'binding-removed',
    sentence: 'A role is not given to anybody any more.',
    risks: ['R3'],
    places: bindings,
    edit: drop,
  }),
  dangerous({
    id: 'binding-role-changed',
    sentence: 'A binding gives another role.',
    risks: ['R1'],
    places: bindings,
    edit: ({ object }) => setAt(object, 'roleRef.name', 'other-role'),
  }),
  dangerous({
    id: 'binding-subject-changed',
    sentence: 'A role is given to somebody else.',
    risks: ['R3', 'R5'],
    places: entries(bindings, 'subjects'),
    edit: ({ node }) => {
      node.name = 'somebody-else';
    },
  }),
  dangerous({
    id: 'administrator-bound',
    sentence: 'The account of pods may do everything in the cluster.',
    risks: ['R5'],
    places: only(bindings, ({ object }) => mapsAt(object, 'subjects').length > 0),
    edit: ({ objects, object }) => {
      objects.push({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'corpus-administrators' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [...listAt(object, 'subjects')],
      });
    },
  }),
  dangerousInPod({
    id: 'privileged',
    sentence: 'A container may do everything on its node.',
    risks: ['R5'],
    places: only(containers(), ({ node }) => valueAt(node, 'securityContext.privileged') !== true),
    edit: ({ node }) => {
      setAt(node, 'securityContext.privileged', true);
      removeAt(node, 'securityContext.allowPrivilegeEscalation');
    },
  }),
  dangerousInPod({
    id: 'escalation-allowed',
    sentence: 'A container may get more privileges than it started with.',
    risks: ['R5'],
    places: only(contexts, ({ node }) => node.allowPrivilegeEscalation === false),
    edit: ({ node }) => {
      node.allowPrivilegeEscalation = true;
    },
  }),
  dangerousInPod({
    id: 'capability-added',
    sentence: 'A container may set the clock of its node.',
    risks: ['R5'],
    places: containers(),
    edit: ({ node }) => {
      const added = listAt(node, 'securityContext.capabilities.add');
      setAt(node, 'securityContext.capabilities.add', [...added, 'SYS_TIME']);
    },
  }),
  dangerousInPod({
    id: 'capabilities-not-dropped',
    sentence: 'A container keeps its capabilities.',
    risks: ['R5'],
    places: dropping(contexts),
    edit: ({ node }) => removeAt(node, 'capabilities.drop'),
  }),
  dangerousInPod({
    id: 'root-file-system-writable',
    sentence: 'A container may write everywhere.',
    risks: ['R5'],
    places: only(contexts, ({ node }) => node.readOnlyRootFilesystem === true),
    edit: ({ node }) => {
      node.readOnlyRootFilesystem = false;
    },
  }),
  dangerousInPod({
    id: 'root-file-system-read-only',
    sentence: 'A container may write nowhere but to its volumes.',
    risks: ['R3'],
    places: only(
      containers(),
      ({ node }) => valueAt(node, 'securityContext.readOnlyRootFilesystem') !== true,
    ),
    edit: ({ node }) => setAt(node, 'securityContext.readOnlyRootFilesystem', true),
  }),
  dangerousInPod({
    id: 'runs-as-root',
    sentence: 'Containers run as root.',
    risks: ['R5'],
    highest: 'R3',
    places: only(pods(), ({ node }) => Number(valueAt(node, 'securityContext.runAsUser') ?? 0) > 0),
    edit: ({ node }) => {
      setAt(node, 'securityContext.runAsUser', 0);
      removeAt(node, 'securityContext.runAsNonRoot');
    },
  }),
  dangerousInPod({
    id: 'file-group-changed',
    sentence: 'Files of volumes belong to another group.',
    risks: ['R3', 'R4'],
    places: having(within(pods(), 'securityContext'), 'fsGroup'),
    edit: ({ node }) => {
      node.fsGroup = 4321;
    },
  }),
  dangerousInPod({
    id: 'system-calls-unfiltered',
    sentence: 'Containers may use every system call.',
    risks: ['R5'],
    places: having(within(pods(), 'securityContext'), 'seccompProfile'),
    edit: ({ node }) => removeAt(node, 'seccompProfile'),
  }),
  dangerousInPod({
    id: 'host-network',
    sentence: 'Pods use the network of their node.',
    risks: ['R5'],
    highest: 'R3',
    places: only(sharing, ({ node }) => node.hostNetwork !== true),
    edit: ({ node }) => {
      node.hostNetwork = true;
    },
  }),
  dangerousInPod({
    id: 'host-processes',
    sentence: 'Pods see the processes of their node.',
    risks: ['R5'],
    places: only(sharing, ({ node }) => node.hostPID !== true),
    edit: ({ node }) => {
      node.hostPID = true;
    },
  }),
  dangerousInPod({
    id: 'host-users',
    sentence: 'Users in the pod are users of its node.',
    risks: ['R5'],
    places: only(pods(), ({ node }) => node.hostUsers === false),
    edit: ({ node }) => removeAt(node, 'hostUsers'),
  }),
  dangerousInPod({
    id: 'host-files-mounted',
    sentence: 'A container sees the files of its node.',
    risks: ['R5'],
    places: containers(),
    edit: ({ pod, node }) => {
      addVolume(pod, { name: 'node-files', hostPath: { path: '/' } });
      node.volumeMounts = [...listAt(node, 'volumeMounts'), { name: 'node-files', mountPath: '/node-files' }];
    },
  }),
  dangerousInPod({
    id: 'host-port-opened',
    sentence: 'A container is reached at a port of its node.',
    risks: ['R5'],
    highest: 'R3',
    places: only(
      entries(containers(), 'ports'),
      ({ pod, node }) => isMap(node) && node.hostPort === undefined && pod.hostNetwork !== true,
    ),
    edit: ({ node }) => {
      node.hostPort = node.containerPort ?? null;
    },
  }),
];
