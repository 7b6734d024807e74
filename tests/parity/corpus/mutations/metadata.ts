// Changes of what tools write beside an object, where nothing selects on it.
import { annotationsOf, type DraftMap, labelsOf, removeAt, setAt, textAt } from '../draft.ts';
import { dangerous, harmless, type Mutation } from '../mutation.ts';
import { objectsOf, only, type Place } from '../places.ts';

const everything = objectsOf();
const clusterWide: readonly string[] = [
  'ClusterRole',
  'ClusterRoleBinding',
  'Namespace',
  'PersistentVolume',
  'StorageClass',
];
const namespaced = only(everything, ({ object }) => !clusterWide.includes(textAt(object, 'kind')));

function label({ object }: Place, labels: DraftMap): void {
  setAt(object, 'metadata.labels', { ...labelsOf(object), ...labels });
}

function annotate({ object }: Place, annotations: DraftMap): void {
  setAt(object, 'metadata.annotations', { ...annotationsOf(object), ...annotations });
}

function releaseNamespace({ objects }: Place): string {
  return (
    objects.map((object) => textAt(object, 'metadata.namespace')).find((name) => name !== '') ?? 'default'
  );
}

export const metadataMutations: readonly Mutation[] = [
  harmless({
    id: 'chart-label-changed',
    sentence: 'An object comes from another version of a chart.',
    places: everything,
    edit: (place) => label(place, { 'helm.sh/chart': 'other-chart-7.7.7' }),
  }),
  harmless({
    id: 'chart-label-removed',
    sentence: 'An object does not say which chart it comes from.',
    places: everything,
    edit: ({ object }) => {
      delete labelsOf(object)['helm.sh/chart'];
    },
  }),
  harmless({
    id: 'version-label-added',
    sentence: 'An object says which version of the application it belongs to.',
    places: everything,
    edit: (place) => label(place, { 'app.kubernetes.io/version': '7.7.7' }),
  }),
  harmless({
    id: 'manager-label-changed',
    sentence: 'An object says that another tool manages it.',
    places: everything,
    edit: (place) => label(place, { 'app.kubernetes.io/managed-by': 'flux' }),
  }),
  harmless({
    id: 'flux-labels-added',
    sentence: 'Flux has labelled an object.',
    places: everything,
    edit: (place) =>
      label(place, {
        'helm.toolkit.fluxcd.io/name': 'corpus',
        'helm.toolkit.fluxcd.io/namespace': 'flux-system',
      }),
  }),
  harmless({
    id: 'kustomize-labels-added',
    sentence: "Flux' kustomize-controller has labelled an object.",
    places: everything,
    edit: (place) =>
      label(place, {
        'kustomize.toolkit.fluxcd.io/name': 'corpus',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      }),
  }),
  harmless({
    id: 'tanka-label-added',
    sentence: 'Tanka has labelled an object.',
    places: everything,
    edit: (place) => label(place, { 'tanka.dev/environment': 'e'.repeat(48) }),
  }),
  harmless({
    id: 'argo-annotation-added',
    sentence: 'Argo CD has annotated an object.',
    places: everything,
    edit: (place) => annotate(place, { 'argocd.argoproj.io/tracking-id': 'corpus:v1/Service:corpus/web' }),
  }),
  harmless({
    id: 'helm-annotations-added',
    sentence: 'Helm has annotated an object with its release.',
    places: namespaced,
    edit: (place) =>
      annotate(place, {
        'meta.helm.sh/release-name': 'corpus',
        'meta.helm.sh/release-namespace': releaseNamespace(place),
      }),
  }),
  harmless({
    id: 'annotations-empty',
    sentence: 'An object has an empty map of annotations.',
    places: only(everything, ({ object }) => Object.keys(annotationsOf(object)).length === 0),
    edit: ({ object }) => setAt(object, 'metadata.annotations', {}),
  }),
  harmless({
    id: 'status-empty',
    sentence: 'An object has an empty status.',
    places: objectsOf('Deployment', 'StatefulSet', 'DaemonSet', 'Service'),
    edit: ({ object }) => setAt(object, 'status', {}),
  }),
  harmless({
    id: 'namespace-left-out',
    sentence: 'An object does not say that it is in the namespace of its release.',
    places: only(
      namespaced,
      (place) => textAt(place.object, 'metadata.namespace') === releaseNamespace(place),
    ),
    edit: ({ object }) => removeAt(object, 'metadata.namespace'),
  }),
  harmless({
    id: 'namespace-written',
    sentence: 'An object says that it is in the namespace of its release.',
    places: only(namespaced, ({ object }) => textAt(object, 'metadata.namespace') === ''),
    edit: (place) => setAt(place.object, 'metadata.namespace', releaseNamespace(place)),
  }),
  dangerous({
    id: 'restart-annotation-removed',
    sentence: 'Pods are not restarted any more when their configuration changes.',
    risks: ['R3', 'R4', 'R6', 'R8'],
    rolls: false,
    places: only(
      objectsOf('Deployment', 'StatefulSet', 'DaemonSet'),
      ({ object }) => 'reloader.stakater.com/auto' in annotationsOf(object),
    ),
    edit: ({ object }) => {
      delete annotationsOf(object)['reloader.stakater.com/auto'];
    },
  }),
  dangerous({
    id: 'load-balancer-annotation-removed',
    sentence: 'A load balancer loses the annotation that asks for its address.',
    risks: ['R3', 'R6'],
    places: only(objectsOf('Service'), ({ object }) =>
      Object.keys(annotationsOf(object)).some((key) => key.startsWith('lbipam.')),
    ),
    edit: ({ object }) => removeAt(object, 'metadata.annotations'),
  }),
];
