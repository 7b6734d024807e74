// Changes of what containers run and how they start.
import { type DraftMap, hasAt, listAt, mapAt, mapsAt, removeAt, setAt, textAt } from '../draft.ts';
import { dangerousInPod, type Mutation } from '../mutation.ts';
import {
  amongOthers,
  containers,
  drop,
  entries,
  having,
  lacking,
  only,
  type Place,
  podMetadata,
  pods,
  within,
} from '../places.ts';

const withArguments = only(containers(), ({ node }) => listAt(node, 'args').length > 0);
const initial = entries(pods(), 'initContainers');
const ports = entries(containers(), 'ports');

function image({ node }: Place): string {
  return textAt(node, 'image');
}

/** Whether a probe of the pod or a Service of the release has the port's name. */
function isReferred({ objects, pod, node }: Place): boolean {
  const names = [...mapsAt(pod, 'containers').flatMap(namesInProbes), ...objects.flatMap(namesInService)];
  return typeof node.name === 'string' && names.includes(node.name);
}

function namesInProbes(container: DraftMap): string[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
    ['httpGet', 'tcpSocket'].map((kind) => textAt(container, `${probe}.${kind}.port`)),
  );
}

function namesInService(object: DraftMap): string[] {
  return object.kind === 'Service'
    ? mapsAt(object, 'spec.ports').map((port) => textAt(port, 'targetPort'))
    : [];
}

const networks = 'k8s.v1.cni.cncf.io/networks';

const onlyForSidecars = ['restartPolicy', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

export const containerMutations: readonly Mutation[] = [
  dangerousInPod({
    id: 'image-tag-changed',
    sentence: 'A container runs another version.',
    risks: ['R4'],
    places: only(containers(), (place) => image(place) !== '' && !image(place).includes('@')),
    edit: (place) => {
      place.node.image = `${image(place).replace(/:[^:/]*$/, '')}:0.0.0-other`;
    },
  }),
  dangerousInPod({
    id: 'image-digest-changed',
    sentence: 'A container runs another build of a version.',
    risks: ['R4'],
    places: only(containers(), (place) => image(place).includes('@sha256:')),
    edit: (place) => {
      place.node.image = image(place).replace(/.{8}$/, (end) =>
        end === '0'.repeat(8) ? '1'.repeat(8) : '0'.repeat(8),
      );
    },
  }),
  dangerousInPod({
    id: 'image-repository-changed',
    sentence: 'A container runs another image.',
    risks: ['R4'],
    highest: 'R3',
    places: only(containers(), (place) => image(place) !== ''),
    edit: (place) => {
      place.node.image = image(place).replace(/[^/:@]+(?=[:@]|$)/, 'other-application');
    },
  }),
  dangerousInPod({
    id: 'image-never-pulled',
    sentence: 'An image has to be on the node already.',
    risks: ['R3', 'R4'],
    places: only(containers(), ({ node }) => node.imagePullPolicy !== 'Never'),
    edit: ({ node }) => {
      node.imagePullPolicy = 'Never';
    },
  }),
  dangerousInPod({
    id: 'image-pull-secret-removed',
    sentence: 'Images are pulled without credentials.',
    risks: ['R3'],
    places: having(pods(), 'imagePullSecrets'),
    edit: ({ node }) => removeAt(node, 'imagePullSecrets'),
  }),
  dangerousInPod({
    id: 'command-changed',
    sentence: 'A container starts another program.',
    risks: ['R3', 'R4'],
    places: containers(),
    edit: ({ node }) => {
      node.command = ['/other', ...listAt(node, 'command').slice(1)];
    },
  }),
  dangerousInPod({
    id: 'argument-changed',
    sentence: 'An argument has another value.',
    risks: ['R3', 'R4'],
    places: withArguments,
    edit: ({ node }) => {
      node.args = listAt(node, 'args').map((argument, index) =>
        index === 0 ? `${String(argument)}-other` : argument,
      );
    },
  }),
  dangerousInPod({
    id: 'argument-removed',
    sentence: 'An argument is gone.',
    risks: ['R3', 'R4'],
    places: withArguments,
    edit: ({ node }) => {
      node.args = listAt(node, 'args').slice(1);
    },
  }),
  dangerousInPod({
    id: 'arguments-reordered',
    sentence: 'Arguments are in another order.',
    risks: ['R3', 'R4'],
    places: only(containers(), ({ node }) => new Set(listAt(node, 'args')).size > 1),
    edit: ({ node }) => {
      const [first, ...others] = listAt(node, 'args');
      // Something that differs from the first one moves to its place.
      const at = others.findIndex((other) => other !== first);
      const moved = others.splice(at, 1);
      node.args = [...moved, first ?? null, ...others];
    },
  }),
  dangerousInPod({
    id: 'working-directory-set',
    sentence: 'A container starts in another directory.',
    risks: ['R3', 'R4'],
    places: lacking(containers(), 'workingDir'),
    edit: ({ node }) => setAt(node, 'workingDir', '/elsewhere'),
  }),
  dangerousInPod({
    id: 'container-removed',
    sentence: 'A pod has a container less.',
    risks: ['R3'],
    places: amongOthers(containers()),
    edit: drop,
  }),
  dangerousInPod({
    id: 'container-added',
    sentence: 'A pod has a container more.',
    risks: ['R4', 'R7'],
    highest: 'R3',
    places: pods(),
    edit: ({ node }) => {
      listAt(node, 'containers').push({ name: 'added', image: 'registry.example.org/added:1' });
    },
  }),
  dangerousInPod({
    id: 'container-renamed',
    sentence: 'A container has another name.',
    risks: ['R3', 'R4'],
    places: containers(),
    edit: ({ node }) => {
      node.name = 'renamed';
    },
  }),
  dangerousInPod({
    id: 'init-container-removed',
    sentence: 'Something that prepared the pod does not run any more.',
    risks: ['R3', 'R4'],
    places: initial,
    edit: drop,
  }),
  dangerousInPod({
    id: 'init-containers-reordered',
    sentence: 'What prepares the pod runs in another order.',
    risks: ['R3', 'R4'],
    places: only(pods(), ({ node }) => listAt(node, 'initContainers').length > 1),
    edit: ({ node }) => {
      listAt(node, 'initContainers').reverse();
    },
  }),
  dangerousInPod({
    id: 'sidecar-becomes-init-container',
    sentence: 'What ran beside the containers has to end before they start.',
    risks: ['R3'],
    places: only(initial, ({ node }) => node.restartPolicy === 'Always'),
    edit: ({ node }) => {
      for (const field of onlyForSidecars) removeAt(node, field);
    },
  }),
  dangerousInPod({
    id: 'named-port-removed',
    sentence: 'A container port that something refers to by name is gone.',
    risks: ['R3'],
    places: only(ports, isReferred),
    edit: drop,
  }),
  dangerousInPod({
    id: 'named-port-moved',
    sentence: 'A container port that something refers to by name has another number.',
    risks: ['R3', 'R4'],
    places: only(ports, isReferred),
    edit: ({ node }) => {
      node.containerPort = 64_998;
    },
  }),
  dangerousInPod({
    id: 'stop-hook-removed',
    sentence: 'A container is not told before it is stopped.',
    risks: ['R3', 'R4', 'R7'],
    places: having(containers(), 'lifecycle.preStop'),
    edit: ({ node }) => removeAt(node, 'lifecycle'),
  }),
  dangerousInPod({
    id: 'service-links-switched-on',
    sentence: 'Containers get variables that describe the Services of the namespace.',
    risks: ['R3', 'R4', 'R5'],
    places: only(pods(), ({ node }) => node.enableServiceLinks === false),
    edit: ({ node }) => {
      node.enableServiceLinks = true;
    },
  }),
  dangerousInPod({
    id: 'cluster-names-not-resolved',
    sentence: 'Pods ask the name servers of their node.',
    risks: ['R3'],
    places: only(pods(), ({ node }) => ['', 'ClusterFirst'].includes(textAt(node, 'dnsPolicy'))),
    edit: ({ node }) => {
      node.dnsPolicy = 'Default';
    },
  }),
  dangerousInPod({
    id: 'name-resolution-changed',
    sentence: 'Pods resolve names in another way.',
    risks: ['R3', 'R4'],
    places: only(within(pods(), 'dnsConfig'), ({ node }) => hasAt(node, 'options')),
    edit: ({ node }) => removeAt(node, 'options'),
  }),
  dangerousInPod({
    id: 'pod-annotation-removed',
    sentence: 'Something that reads the annotations of pods is told less.',
    risks: ['R3', 'R4'],
    places: podMetadata(),
    prepare: ({ node }) =>
      setAt(node, 'annotations', { ...mapAt(node, 'annotations'), [networks]: 'second' }),
    edit: ({ node }) => {
      delete mapAt(node, 'annotations')?.[networks];
    },
  }),
  dangerousInPod({
    id: 'process-namespace-unshared',
    sentence: 'Containers of a pod do not see the processes of each other any more.',
    risks: ['R3', 'R4'],
    places: only(pods(), ({ node }) => node.shareProcessNamespace === true),
    edit: ({ node }) => removeAt(node, 'shareProcessNamespace'),
  }),
];
