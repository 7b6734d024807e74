// Changes of what pods may do in the cluster: their account and its permissions.
import { listAt, mapsAt, nameOf, removeAt, setAt, textAt } from '../draft.ts';
import { dangerous, dangerousInPod, type Mutation } from '../mutation.ts';
import { drop, entries, objectsOf, only, type Place, pods } from '../places.ts';

const roles = objectsOf('Role', 'ClusterRole');
const bindings = objectsOf('RoleBinding', 'ClusterRoleBinding');
const rules = entries(roles, 'rules');
const accounts = only(objectsOf('ServiceAccount'), ({ objects, object }) =>
  objects.some((other) => textAt(other, 'spec.template.spec.serviceAccountName') === nameOf(object)),
);

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
];
