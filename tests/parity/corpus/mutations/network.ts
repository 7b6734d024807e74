// Changes of who may talk to pods, and to whom they may.
import { listAt, mapAt, removeAt, setAt, textAt } from '../draft.ts';
import { dangerous, type Mutation } from '../mutation.ts';
import { drop, entries, having, objectsOf, only, workloads } from '../places.ts';

const policies = objectsOf('NetworkPolicy');
const incoming = entries(policies, 'spec.ingress');
const outgoing = entries(policies, 'spec.egress');

export const networkMutations: readonly Mutation[] = [
  dangerous({
    id: 'policy-removed',
    sentence: 'A network policy is gone.',
    risks: ['R5'],
    places: policies,
    edit: drop,
  }),
  dangerous({
    id: 'policy-added',
    sentence: 'Nobody may talk to pods that everybody could talk to.',
    risks: ['R3'],
    places: only(workloads(), ({ objects }) => !objects.some(({ kind }) => kind === 'NetworkPolicy')),
    edit: ({ objects, object }) => {
      objects.push({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'corpus-added', namespace: textAt(object, 'metadata.namespace') },
        spec: { podSelector: { ...mapAt(object, 'spec.selector') }, policyTypes: ['Ingress'] },
      });
    },
  }),
  dangerous({
    id: 'policy-open',
    sentence: 'A network policy lets everybody in.',
    risks: ['R5'],
    places: policies,
    edit: ({ object }) => setAt(object, 'spec.ingress', [{}]),
  }),
  dangerous({
    id: 'policy-rule-removed',
    sentence: 'A network policy lets somebody in no more.',
    risks: ['R3'],
    places: incoming,
    edit: drop,
  }),
  dangerous({
    id: 'policy-egress-rule-removed',
    sentence: 'A network policy lets pods talk to somebody no more.',
    risks: ['R3'],
    places: outgoing,
    edit: drop,
  }),
  dangerous({
    id: 'policy-peer-dropped',
    sentence: 'A rule for some peers becomes one for all of them.',
    risks: ['R5'],
    places: having(incoming, 'from'),
    edit: ({ node }) => removeAt(node, 'from'),
  }),
  dangerous({
    id: 'policy-port-changed',
    sentence: 'A rule is for another port.',
    risks: ['R3', 'R5'],
    places: entries(incoming, 'ports'),
    edit: ({ node }) => {
      node.port = 64_997;
    },
  }),
  dangerous({
    id: 'policy-exception-removed',
    sentence: 'Pods may talk to addresses that were excepted.',
    risks: ['R5'],
    places: having(entries(outgoing, 'to'), 'ipBlock.except'),
    edit: ({ node }) => removeAt(node, 'ipBlock.except'),
  }),
  dangerous({
    id: 'policy-for-other-pods',
    sentence: 'A network policy is for pods that are not there.',
    risks: ['R3', 'R5'],
    places: having(policies, 'spec.podSelector.matchLabels'),
    edit: ({ object }) => {
      const labels = mapAt(object, 'spec.podSelector.matchLabels') ?? {};
      labels[Object.keys(labels)[0] ?? 'app'] = 'elsewhere';
    },
  }),
  dangerous({
    id: 'policy-for-all-pods',
    sentence: 'A network policy is for all pods of the namespace.',
    risks: ['R3', 'R5'],
    places: having(policies, 'spec.podSelector.matchLabels'),
    edit: ({ object }) => setAt(object, 'spec.podSelector', {}),
  }),
  dangerous({
    id: 'policy-without-egress',
    sentence: 'A network policy does not restrict what pods talk to any more.',
    risks: ['R5'],
    places: only(policies, ({ object }) => listAt(object, 'spec.policyTypes').includes('Egress')),
    edit: ({ object }) => {
      setAt(object, 'spec.policyTypes', ['Ingress']);
      removeAt(object, 'spec.egress');
    },
  }),
];
