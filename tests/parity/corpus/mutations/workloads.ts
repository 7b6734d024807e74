// Changes of what a workload is: its selector, name, kind, number of pods and claim templates.
import {
  type DraftMap,
  hasAt,
  listAt,
  mapAt,
  mapsAt,
  nameOf,
  removeAt,
  setAt,
  textAt,
  valueAt,
} from '../draft.ts';
import { dangerous, type Mutation } from '../mutation.ts';
import {
  amongOthers,
  drop,
  entries,
  having,
  lacking,
  objectsOf,
  only,
  type Place,
  workloads,
} from '../places.ts';

const controller = 'app.kubernetes.io/controller';

function matchLabels({ object }: Place): DraftMap {
  return mapAt(object, 'spec.selector.matchLabels') ?? {};
}

function podLabels({ object }: Place): DraftMap {
  return mapAt(object, 'spec.template.metadata.labels') ?? {};
}

const selecting = only(
  workloads(),
  (place) => controller in matchLabels(place) && controller in podLabels(place),
);
const scaled = only(
  objectsOf('Deployment', 'StatefulSet'),
  ({ object }) => valueAt(object, 'spec.replicas') !== 0,
);
const stateful = objectsOf('StatefulSet');
const claiming = having(stateful, 'spec.volumeClaimTemplates');
const claimTemplates = entries(stateful, 'spec.volumeClaimTemplates');

function rename({ object }: Place): void {
  setAt(object, 'metadata.name', `${nameOf(object)}-next`);
}

function renameMounts({ object }: Place, from: string, to: string): void {
  for (const container of mapsAt(object, 'spec.template.spec.containers')) {
    const mounts = mapsAt(container, 'volumeMounts').filter((mount) => mount.name === from);
    for (const mount of mounts) mount.name = to;
  }
}

export const workloadMutations: readonly Mutation[] = [
  dangerous({
    id: 'selector-label-changed',
    sentence: 'The selector and the pods have another value of a label.',
    risks: ['R1'],
    places: selecting,
    edit: (place) => {
      matchLabels(place)[controller] = 'renamed';
      podLabels(place)[controller] = 'renamed';
    },
  }),
  dangerous({
    id: 'selector-label-removed',
    sentence: 'The selector has a label less.',
    risks: ['R1'],
    places: selecting,
    edit: (place) => {
      delete matchLabels(place)[controller];
    },
  }),
  dangerous({
    id: 'selector-label-added',
    sentence: 'The selector and the pods have a label more.',
    risks: ['R1'],
    places: selecting,
    edit: (place) => {
      matchLabels(place).tier = 'front';
      podLabels(place).tier = 'front';
    },
  }),
  dangerous({
    id: 'selected-pod-label-removed',
    sentence: 'The pods lack a label that their own workload selects on.',
    risks: ['R1'],
    places: selecting,
    edit: (place) => {
      delete podLabels(place)[controller];
    },
  }),
  dangerous({
    id: 'selected-pod-label-changed',
    sentence: 'The pods have another value of a label that their own workload selects on.',
    risks: ['R1'],
    places: selecting,
    edit: (place) => {
      podLabels(place)[controller] = 'other';
    },
  }),
  dangerous({
    id: 'workload-renamed',
    sentence: 'A workload has another name.',
    risks: ['R3', 'R4'],
    places: objectsOf('Deployment', 'DaemonSet'),
    edit: rename,
  }),
  dangerous({
    id: 'statefulset-without-claims-renamed',
    sentence: 'A StatefulSet has another name, and so have its pods.',
    risks: ['R2', 'R3', 'R4'],
    places: lacking(stateful, 'spec.volumeClaimTemplates'),
    edit: rename,
  }),
  dangerous({
    id: 'statefulset-renamed',
    sentence: 'A StatefulSet with claims has another name, and its pods get new claims.',
    risks: ['R2'],
    places: claiming,
    edit: rename,
  }),
  dangerous({
    id: 'workload-removed',
    sentence: 'A workload is gone.',
    risks: ['R3'],
    places: objectsOf('Deployment', 'DaemonSet'),
    edit: drop,
  }),
  dangerous({
    id: 'statefulset-removed',
    sentence: 'A StatefulSet is gone.',
    risks: ['R2', 'R3'],
    places: stateful,
    edit: drop,
  }),
  dangerous({
    id: 'workload-kind-changed',
    sentence: 'A Deployment becomes a StatefulSet.',
    risks: ['R3', 'R4'],
    places: objectsOf('Deployment'),
    edit: ({ object }) => {
      object.kind = 'StatefulSet';
      removeAt(object, 'spec.strategy');
      setAt(object, 'spec.serviceName', nameOf(object));
    },
  }),
  dangerous({
    id: 'replicas-zero',
    sentence: 'A workload has no pods any more.',
    risks: ['R3'],
    rolls: false,
    places: scaled,
    edit: ({ object }) => setAt(object, 'spec.replicas', 0),
  }),
  dangerous({
    id: 'replicas-lowered',
    sentence: 'A workload of several pods has one.',
    risks: ['R7'],
    rolls: false,
    places: only(scaled, ({ object }) => Number(valueAt(object, 'spec.replicas')) > 1),
    edit: ({ object }) => setAt(object, 'spec.replicas', 1),
  }),
  dangerous({
    id: 'replicas-left-out',
    sentence: 'A workload of several pods does not say how many.',
    risks: ['R7'],
    rolls: false,
    places: only(scaled, ({ object }) => Number(valueAt(object, 'spec.replicas')) > 1),
    edit: ({ object }) => removeAt(object, 'spec.replicas'),
  }),
  dangerous({
    id: 'strategy-becomes-recreate',
    sentence: 'All pods are stopped before new ones start.',
    risks: ['R1', 'R3', 'R6', 'R7'],
    rolls: false,
    places: only(
      objectsOf('Deployment'),
      ({ object }) => textAt(object, 'spec.strategy.type') !== 'Recreate',
    ),
    edit: ({ object }) => setAt(object, 'spec.strategy', { type: 'Recreate' }),
  }),
  dangerous({
    id: 'strategy-recreate-dropped',
    sentence: 'Pods that were replaced one after the other run side by side during an update.',
    risks: ['R3', 'R6', 'R7'],
    rolls: false,
    places: only(
      objectsOf('Deployment'),
      ({ object }) => textAt(object, 'spec.strategy.type') === 'Recreate',
    ),
    edit: ({ object }) => setAt(object, 'spec.strategy', { type: 'RollingUpdate' }),
  }),
  dangerous({
    id: 'update-on-delete',
    sentence: 'A workload does not replace its pods by itself any more.',
    risks: ['R3', 'R4', 'R6', 'R7'],
    rolls: false,
    places: objectsOf('StatefulSet', 'DaemonSet'),
    edit: ({ object }) => setAt(object, 'spec.updateStrategy', { type: 'OnDelete' }),
  }),
  dangerous({
    id: 'statefulset-service-changed',
    sentence: 'A StatefulSet names another governing Service.',
    risks: ['R1'],
    places: stateful,
    edit: ({ object }) => setAt(object, 'spec.serviceName', `${textAt(object, 'spec.serviceName')}-peers`),
  }),
  dangerous({
    id: 'statefulset-start-order-changed',
    sentence: 'A StatefulSet starts its pods all at once.',
    risks: ['R1'],
    places: only(stateful, ({ object }) => textAt(object, 'spec.podManagementPolicy') !== 'Parallel'),
    edit: ({ object }) => setAt(object, 'spec.podManagementPolicy', 'Parallel'),
  }),
  dangerous({
    id: 'claim-template-size-changed',
    sentence: 'A claim template asks for more.',
    risks: ['R1'],
    places: claimTemplates,
    edit: ({ node }) => setAt(node, 'spec.resources.requests.storage', '512Gi'),
  }),
  dangerous({
    id: 'claim-template-labelled',
    sentence: 'A claim template has a label more.',
    risks: ['R1'],
    places: claimTemplates,
    edit: ({ node }) => setAt(node, 'metadata.labels', { tier: 'data' }),
  }),
  dangerous({
    id: 'claim-template-added',
    sentence: 'A StatefulSet has a claim template more.',
    risks: ['R1'],
    places: claiming,
    edit: ({ object }) => {
      const [first] = mapsAt(object, 'spec.volumeClaimTemplates');
      listAt(object, 'spec.volumeClaimTemplates').push({ ...first, metadata: { name: 'added' } });
    },
  }),
  dangerous({
    id: 'claim-template-renamed',
    sentence: 'A claim template and its mounts have another name.',
    risks: ['R1'],
    places: claimTemplates,
    edit: (place) => {
      renameMounts(place, textAt(place.node, 'metadata.name'), 'renamed');
      setAt(place.node, 'metadata.name', 'renamed');
    },
  }),
  dangerous({
    id: 'claim-template-removed',
    sentence: 'One of several claim templates becomes a directory of the pod.',
    risks: ['R1'],
    places: amongOthers(claimTemplates),
    edit: (place) => {
      const pod = mapAt(place.object, 'spec.template.spec') as DraftMap;
      const volume = { name: textAt(place.node, 'metadata.name'), emptyDir: {} };
      pod.volumes = [...(hasAt(pod, 'volumes') ? mapsAt(pod, 'volumes') : []), volume];
      drop(place);
    },
  }),
];
