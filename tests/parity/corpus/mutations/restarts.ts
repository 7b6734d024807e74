// Changes that mean the same and are stored in another way: pods are replaced for nothing.
import { type DraftMap, listAt, mapAt, mapsAt, nameOf, removeAt, setAt, textAt } from '../draft.ts';
import { readJson } from '../embedded.ts';
import { type Mutation, restarting } from '../mutation.ts';
import {
  allPods,
  containers,
  environment,
  having,
  only,
  type Place,
  podMetadata,
  pods,
  probes,
  type Selector,
  within,
  workloads,
} from '../places.ts';
import { used } from '../uses.ts';

function reversed(path: string): (place: Place) => void {
  return ({ node }) => {
    listAt(node, path).reverse();
  };
}

function severalAt(selector: Selector, path: string): Selector {
  return only(selector, ({ node }) => listAt(node, path).length > 1);
}

/** No variable refers to another one, and none is there twice. */
function isUnordered({ node }: Place): boolean {
  const entries = mapsAt(node, 'env');
  const names = new Set(entries.map(({ name }) => name));
  return names.size === entries.length && entries.every(({ value }) => !String(value).includes('$('));
}

/** No volume is mounted inside of another one. */
function isFlat({ node }: Place): boolean {
  const paths = mapsAt(node, 'volumeMounts').map(
    ({ mountPath }) => `${String(mountPath).replace(/\/$/, '')}/`,
  );
  return paths.every((path) => paths.filter((other) => other.startsWith(path)).length === 1);
}

function hasOwnNumbers({ node }: Place): boolean {
  const ports = mapsAt(node, 'ports').map(({ containerPort }) => containerPort);
  return new Set(ports).size === ports.length;
}

function image({ node }: Place): string {
  return textAt(node, 'image');
}

/** What the registry of Docker is meant by. */
const ofDocker = /^(?:docker\.io\/)?(?:library\/)?((?:[\w-]+\/)?[\w-]+(?:[:@].*)?)$/;

function spellDockerHub(name: string): string {
  const short = ofDocker.exec(name)?.[1] as string;
  if (name.startsWith('docker.io/')) return short;
  return `docker.io/${short.includes('/') ? '' : 'library/'}${short}`;
}

/** Every reference of the release to the ConfigMap. */
function renameEverywhere({ objects, object }: Place): void {
  const before = nameOf(object);
  const after = `${before}-next`;
  setAt(object, 'metadata.name', after);
  for (const { node } of allPods()(objects)) {
    for (const volume of mapsAt(node, 'volumes')) {
      const sources = [volume, ...mapsAt(volume, 'projected.sources')].map((source) =>
        mapAt(source, 'configMap'),
      );
      replaceName(sources, before, after);
    }
    for (const container of [...mapsAt(node, 'initContainers'), ...mapsAt(node, 'containers')]) {
      replaceName(
        mapsAt(container, 'env').map((entry) => mapAt(entry, 'valueFrom.configMapKeyRef')),
        before,
        after,
      );
      replaceName(
        mapsAt(container, 'envFrom').map((source) => mapAt(source, 'configMapRef')),
        before,
        after,
      );
    }
  }
}

function replaceName(references: readonly (DraftMap | undefined)[], before: string, after: string): void {
  for (const reference of references) if (reference?.name === before) reference.name = after;
}

const documents = only(environment(), ({ node }) => readJson(textAt(node, 'value')) !== undefined);
const checksums = only(podMetadata(), ({ node }) =>
  Object.keys(mapAt(node, 'annotations') ?? {}).some((key) => key.startsWith('checksum/')),
);
const contexts = within(containers(), 'securityContext');

export const restartMutations: readonly Mutation[] = [
  restarting({
    id: 'service-links-spelled-out',
    sentence: 'Pods get variables for Services, as they do without a word.',
    places: pods(),
    prepare: ({ node }) => removeAt(node, 'enableServiceLinks'),
    edit: ({ node }) => setAt(node, 'enableServiceLinks', true),
  }),
  restarting({
    id: 'requests-as-limits',
    sentence: 'Requests are what they are without a word: the limits.',
    places: having(within(containers(), 'resources'), 'limits'),
    prepare: ({ node }) => removeAt(node, 'requests'),
    edit: ({ node }) => setAt(node, 'requests', { ...mapAt(node, 'limits') }),
  }),
  restarting({
    id: 'env-reordered',
    sentence: 'Variables that do not refer to each other are in another order.',
    places: only(severalAt(containers(), 'env'), isUnordered),
    edit: reversed('env'),
  }),
  restarting({
    id: 'env-document-reformatted',
    sentence: 'A JSON document in a variable has other white space.',
    places: documents,
    edit: ({ node }) => {
      node.value = JSON.stringify(readJson(textAt(node, 'value')), null, 3);
    },
  }),
  restarting({
    id: 'volumes-reordered',
    sentence: 'Volumes are in another order.',
    places: severalAt(pods(), 'volumes'),
    edit: reversed('volumes'),
  }),
  restarting({
    id: 'mounts-reordered',
    sentence: 'Mounts that are not inside of each other are in another order.',
    places: only(severalAt(containers(), 'volumeMounts'), isFlat),
    edit: reversed('volumeMounts'),
  }),
  restarting({
    id: 'ports-reordered',
    sentence: 'Ports of a container are in another order.',
    // A client-side patch tells ports apart by their numbers alone: TCP and UDP on one number make it invalid.
    places: only(severalAt(containers(), 'ports'), hasOwnNumbers),
    edit: reversed('ports'),
  }),
  restarting({
    id: 'containers-reordered',
    sentence: 'Containers are in another order.',
    // They are started in the order of the list; what waits in a hook holds up the next one.
    places: only(
      severalAt(pods(), 'containers'),
      ({ node }) => !JSON.stringify(node).includes('"postStart"'),
    ),
    edit: reversed('containers'),
  }),
  restarting({
    id: 'tolerations-reordered',
    sentence: 'Tolerations are in another order.',
    places: severalAt(pods(), 'tolerations'),
    edit: reversed('tolerations'),
  }),
  restarting({
    id: 'dropped-capabilities-reordered',
    sentence: 'Capabilities to drop are in another order.',
    places: having(contexts, 'capabilities'),
    prepare: ({ node }) => setAt(node, 'capabilities.drop', ['NET_RAW', 'SYS_CHROOT']),
    edit: reversed('capabilities.drop'),
  }),
  restarting({
    id: 'image-registry-respelled',
    sentence: 'The registry of Docker is named, or not any more.',
    places: only(containers(), (place) => ofDocker.test(image(place))),
    edit: (place) => {
      place.node.image = spellDockerHub(image(place));
    },
  }),
  restarting({
    id: 'image-latest-spelled-out',
    sentence: 'The tag latest is named.',
    places: only(containers(), (place) => image(place) !== '' && !image(place).includes('@')),
    prepare: (place) => {
      place.node.image = image(place).replace(/:[^:/]*$/, '');
    },
    edit: (place) => {
      place.node.image = `${image(place)}:latest`;
    },
  }),
  restarting({
    id: 'image-tag-beside-digest',
    sentence: 'The tag beside a digest is gone; the digest decides.',
    places: only(
      containers(),
      (place) => /:[^:/@]+@sha256:/.test(image(place)) && !image(place).includes(':latest@'),
    ),
    edit: (place) => {
      place.node.image = image(place).replace(/:[^:/@]+@/, '@');
    },
  }),
  restarting({
    id: 'pod-label-added',
    sentence: 'Pods have a label that nothing selects on.',
    places: podMetadata(),
    edit: ({ node }) => {
      node.labels = { ...mapAt(node, 'labels'), 'helm.sh/chart': 'app-template-4.1.1' };
    },
  }),
  restarting({
    id: 'pod-annotation-added',
    sentence: 'Pods have an annotation more.',
    places: podMetadata(),
    edit: ({ node }) => {
      node.annotations = {
        ...mapAt(node, 'annotations'),
        'kubectl.kubernetes.io/restartedAt': '2031-02-03T04:05:06Z',
      };
    },
  }),
  restarting({
    id: 'checksum-changed',
    sentence: 'A checksum differs although what it is of does not.',
    places: checksums,
    edit: ({ node }) => {
      const annotations = mapAt(node, 'annotations') as DraftMap;
      const key = Object.keys(annotations).find((one) => one.startsWith('checksum/')) as string;
      annotations[key] = '0'.repeat(64);
    },
  }),
  restarting({
    id: 'probe-port-by-number',
    sentence: 'A probe gives the number of a named port.',
    places: only(probes(), (place) => portNumber(place) !== undefined),
    edit: (place) => setAt(place.node, 'httpGet.port', portNumber(place) as number),
  }),
  restarting({
    id: 'config-map-renamed-everywhere',
    sentence: 'A ConfigMap and all references to it have another name.',
    places: (objects) => referringWorkloads(objects),
    edit: (place) => {
      for (const holder of used('ConfigMap')(place.objects).slice(0, 1)) renameEverywhere(holder);
    },
  }),
  restarting({
    // Only revisions of these are compared as text; a Deployment compares amounts.
    id: 'memory-in-bytes',
    sentence: 'Memory is given in bytes.',
    places: only(
      having(
        within(
          containers(pods(only(workloads(), ({ object }) => object.kind !== 'Deployment'))),
          'resources',
        ),
        'limits',
      ),
      ({ node }) => /^\d+Mi$/.test(textAt(node, 'limits.memory')),
    ),
    edit: ({ node }) =>
      setAt(node, 'limits.memory', String(Number.parseInt(textAt(node, 'limits.memory'), 10) * 1024 ** 2)),
  }),
];

/** The number of the container port that the probe names. */
function portNumber({ node, container }: Place): number | undefined {
  const name = textAt(node, 'httpGet.port');
  const port = mapsAt(container, 'ports').find((one) => one.name === name);
  return name !== '' && typeof port?.containerPort === 'number' ? port.containerPort : undefined;
}

/** The workload whose pods use the first ConfigMap of the release; a Job that used it would be refused. */
function referringWorkloads(objects: DraftMap[]): readonly Place[] {
  const [holder] = used('ConfigMap')(objects);
  if (!holder || objects.some(({ kind }) => kind === 'Job')) return [];
  const name = JSON.stringify(nameOf(holder.object));
  return pods()(objects)
    .filter(({ node }) => JSON.stringify(node).includes(`:${name}`))
    .slice(0, 1);
}
