// What holds without being said, and is stored when it is said: pods are replaced when it is written or left out.
import { type Draft, nameOf, removeAt, setAt, valueAt } from '../draft.ts';
import { type Mutation, restarting } from '../mutation.ts';
import {
  containers,
  entries,
  environment,
  having,
  mounts,
  only,
  type Place,
  pods,
  type Selector,
  volumesOf,
  within,
} from '../places.ts';

interface Default {
  readonly id: string;
  readonly sentence: string;
  readonly places: Selector;
  readonly path: string;
  readonly value: Draft;
}

/** Where nothing else is said. */
function spelledPlaces(places: Selector, path: string, value: Draft): Selector {
  return only(places, ({ node }) =>
    [undefined, JSON.stringify(value)].includes(JSON.stringify(valueAt(node, path) ?? undefined)),
  );
}

/** What holds without being said is said; in the baseline it is not. */
function spelledOut({ id, sentence, places, path, value }: Default): Mutation {
  return restarting({
    ...{ id, sentence },
    places: spelledPlaces(places, path, value),
    prepare: ({ node }) => removeAt(node, path),
    edit: ({ node }) => setAt(node, path, value),
  });
}

/** What holds without being said is said no more. */
function leftOut({ id, sentence, places, path, value }: Default): Mutation {
  return restarting({
    id: id.replace('spelled-out', 'left-out').replace('empty', 'empty-left-out'),
    sentence: `${sentence} Then it is not said any more.`,
    places: spelledPlaces(places, path, value),
    prepare: ({ node }) => setAt(node, path, value),
    edit: ({ node }) => removeAt(node, path),
  });
}

function isAutomatic({ objects, pod }: Place): boolean {
  const account = objects.find(
    (object) => object.kind === 'ServiceAccount' && nameOf(object) === pod.serviceAccountName,
  );
  return account?.automountServiceAccountToken !== false;
}

const contexts = within(containers(), 'securityContext');

const spelled: readonly Default[] = [
  {
    id: 'account-spelled-out',
    sentence: 'The service account default is named.',
    places: pods(),
    path: 'serviceAccountName',
    value: 'default',
  },
  {
    id: 'token-spelled-out',
    sentence: 'The token is mounted, as it is without a word.',
    places: only(pods(), isAutomatic),
    path: 'automountServiceAccountToken',
    value: true,
  },
  {
    id: 'affinity-empty',
    sentence: 'There is an empty affinity.',
    places: pods(),
    path: 'affinity',
    value: {},
  },
  {
    id: 'dns-config-empty',
    sentence: 'There is an empty configuration of name resolution.',
    places: pods(),
    path: 'dnsConfig',
    value: {},
  },
  {
    id: 'host-users-spelled-out',
    sentence: 'Users in the pod are users of its node, as they are without a word.',
    places: pods(),
    path: 'hostUsers',
    value: true,
  },
  {
    id: 'process-namespace-spelled-out',
    sentence: 'Containers do not share processes, as they do not without a word.',
    places: pods(),
    path: 'shareProcessNamespace',
    value: false,
  },
  {
    id: 'host-name-spelled-out',
    sentence: 'The full name is not the host name, as it is not without a word.',
    places: pods(),
    path: 'setHostnameAsFQDN',
    value: false,
  },
  {
    id: 'group-policy-spelled-out',
    sentence: 'Files of volumes always get their group, as they do without a word.',
    places: having(pods(), 'securityContext.fsGroup'),
    path: 'securityContext.fsGroupChangePolicy',
    value: 'Always',
  },
  {
    id: 'security-context-empty',
    sentence: 'A container has an empty security context.',
    places: containers(),
    path: 'securityContext',
    value: {},
  },
  {
    id: 'capabilities-empty',
    sentence: 'A container has an empty list of capabilities to add and to drop.',
    places: contexts,
    path: 'capabilities',
    value: {},
  },
  {
    id: 'selinux-empty',
    sentence: 'A container has empty SELinux options.',
    places: contexts,
    path: 'seLinuxOptions',
    value: {},
  },
  {
    id: 'lifecycle-empty',
    sentence: 'A container has an empty lifecycle.',
    places: containers(),
    path: 'lifecycle',
    value: {},
  },
  {
    id: 'privileged-spelled-out',
    sentence: 'A container is not privileged, as it is not without a word.',
    places: contexts,
    path: 'privileged',
    value: false,
  },
  {
    id: 'writable-root-spelled-out',
    sentence: 'A container may write everywhere, as it may without a word.',
    places: contexts,
    path: 'readOnlyRootFilesystem',
    value: false,
  },
  {
    id: 'escalation-spelled-out',
    sentence: 'A container may get more privileges, as it may without a word.',
    places: contexts,
    path: 'allowPrivilegeEscalation',
    value: true,
  },
  {
    id: 'secret-reference-spelled-out',
    sentence: 'A key of a Secret is required, as it is without a word.',
    places: having(environment(), 'valueFrom.secretKeyRef'),
    path: 'valueFrom.secretKeyRef.optional',
    value: false,
  },
  {
    id: 'source-spelled-out',
    sentence: 'A Secret that variables come from is required, as it is without a word.',
    places: having(entries(containers(), 'envFrom'), 'secretRef'),
    path: 'secretRef.optional',
    value: false,
  },
  {
    id: 'volume-spelled-out',
    sentence: 'The ConfigMap of a volume is required, as it is without a word.',
    places: volumesOf('configMap'),
    path: 'configMap.optional',
    value: false,
  },
  {
    id: 'mount-propagation-spelled-out',
    sentence: 'Mounts are not passed on, as they are not without a word.',
    places: mounts(),
    path: 'mountPropagation',
    value: 'None',
  },
  {
    id: 'toleration-operator-spelled-out',
    sentence: 'A toleration is for an equal value, as it is without a word.',
    places: having(entries(pods(), 'tolerations'), 'value'),
    path: 'operator',
    value: 'Equal',
  },
  {
    id: 'spread-policy-spelled-out',
    sentence: 'Spreading heeds the node selector, as it does without a word.',
    places: entries(pods(), 'topologySpreadConstraints'),
    path: 'nodeAffinityPolicy',
    value: 'Honor',
  },
];

export const spelledMutations: readonly Mutation[] = [
  ...spelled.map(spelledOut),
  // The server keeps the account in a second, older field, from which it comes back.
  ...spelled.filter(({ path }) => path !== 'serviceAccountName').map(leftOut),
];
