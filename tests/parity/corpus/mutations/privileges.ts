// Changes of what containers may do on their node.
import { type DraftMap, isMap, listAt, removeAt, setAt, valueAt } from '../draft.ts';
import { dangerousInPod, type Mutation } from '../mutation.ts';
import { containers, entries, having, only, pods, type Selector, within } from '../places.ts';

const contexts = within(containers(), 'securityContext');

/** Pods that may not have user IDs of their own where they see the host. */
const sharing = only(pods(), ({ node }) => node.hostUsers !== false && node.shareProcessNamespace !== true);

function dropping(selector: Selector): Selector {
  return only(selector, ({ node }) => listAt(node, 'capabilities.drop').length > 0);
}

function addVolume(pod: DraftMap, volume: DraftMap): void {
  pod.volumes = [...listAt(pod, 'volumes'), volume];
}

export const privilegeMutations: readonly Mutation[] = [
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
