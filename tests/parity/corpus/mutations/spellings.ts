// The same value, name or object written in another way.
import {
  type Draft,
  type DraftMap,
  hasAt,
  isMap,
  listAt,
  mapAt,
  mapsAt,
  nameOf,
  removeAt,
  setAt,
  textAt,
  valueAt,
} from '../draft.ts';
import { readJson } from '../embedded.ts';
import { harmless, type Mutation } from '../mutation.ts';
import {
  allPods,
  containers,
  entries,
  having,
  objectsOf,
  only,
  type Place,
  volumesOf,
  within,
} from '../places.ts';

const resources = within(containers(allPods()), 'resources');
const amounts = ['limits.cpu', 'requests.cpu', 'limits.memory', 'requests.memory'];

function respellable(unit: 'cpu' | 'memory'): string[] {
  return amounts.filter((path) => path.endsWith(unit));
}

function respell({ node }: Place, paths: readonly string[], change: (value: Draft) => Draft): void {
  for (const path of paths) if (hasAt(node, path)) setAt(node, path, change(valueAt(node, path) as Draft));
}

/** `1000m` for 1, 1 for `1000m`, `500m` for 0.5. */
function respellProcessors(value: Draft): Draft {
  const text = String(value);
  return text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : `${Math.round(Number(text) * 1000)}m`;
}

/** `1024Mi` for `1Gi`: a unit smaller. */
function respellMemory(value: Draft): Draft {
  const [, size, unit] = /^(\d+)(Gi|Mi)$/.exec(String(value)) ?? [];
  if (size === undefined) return value;
  return `${Number(size) * 1024}${unit === 'Gi' ? 'Mi' : 'Ki'}`;
}

function hasBinary({ node }: Place): boolean {
  return respellable('memory').some((path) => /^\d+(Gi|Mi)$/.test(String(valueAt(node, path))));
}

function encode(data: DraftMap): DraftMap {
  const encoded = Object.entries(data).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return Object.fromEntries(encoded) as DraftMap;
}

/** ConfigMaps that no text of another object names. */
function isUnused({ objects, object }: Place): boolean {
  const others = objects.filter((other) => other !== object);
  return !JSON.stringify(others).includes(JSON.stringify(nameOf(object)));
}

function jsonKeys(object: DraftMap): string[] {
  const data = Object.entries(mapAt(object, 'data') ?? {});
  return data.filter(([, value]) => readJson(String(value)) !== undefined).map(([key]) => key);
}

/** The number of the container port that the Service's port names. */
function targetNumber({ objects, object, node }: Place): number | undefined {
  const selector = Object.entries(mapAt(object, 'spec.selector') ?? {});
  const templates = objects.map((other) => mapAt(other, 'spec.template')).filter(isMap);
  const selected = templates.filter((template) =>
    selector.every(([key, value]) => mapAt(template, 'metadata.labels')?.[key] === value),
  );
  const ports = selected
    .flatMap((one) => mapsAt(one, 'spec.containers'))
    .flatMap((one) => mapsAt(one, 'ports'));
  const number = ports.find(({ name }) => name === node.targetPort)?.containerPort;
  return typeof number === 'number' ? number : undefined;
}

export const spellingMutations: readonly Mutation[] = [
  harmless({
    id: 'processors-respelled',
    sentence: 'Processors are given in thousandths, or not any more.',
    places: only(resources, ({ node }) => respellable('cpu').some((path) => hasAt(node, path))),
    edit: (place) => respell(place, respellable('cpu'), respellProcessors),
  }),
  harmless({
    id: 'processors-quoted',
    sentence: 'Processors are given as text.',
    places: only(resources, ({ node }) =>
      respellable('cpu').some((path) => typeof valueAt(node, path) === 'number'),
    ),
    edit: (place) => respell(place, respellable('cpu'), String),
  }),
  harmless({
    id: 'memory-respelled',
    sentence: 'Memory is given in a smaller unit.',
    places: only(resources, hasBinary),
    edit: (place) => respell(place, respellable('memory'), respellMemory),
  }),
  harmless({
    id: 'claim-size-respelled',
    sentence: 'The size of a claim is given in a smaller unit.',
    places: having(objectsOf('PersistentVolumeClaim'), 'spec.resources.requests.storage'),
    edit: (place) => respell(place, ['spec.resources.requests.storage'], respellMemory),
  }),
  harmless({
    id: 'claim-template-size-respelled',
    sentence: 'The size in a claim template is given in a smaller unit.',
    places: entries(objectsOf('StatefulSet'), 'spec.volumeClaimTemplates'),
    edit: (place) => respell(place, ['spec.resources.requests.storage'], respellMemory),
  }),
  harmless({
    id: 'directory-size-respelled',
    sentence: 'The size of a directory of the pod is given in a smaller unit.',
    places: having(volumesOf('emptyDir'), 'emptyDir.sizeLimit'),
    edit: (place) => respell(place, ['emptyDir.sizeLimit'], respellMemory),
  }),
  harmless({
    id: 'interval-respelled',
    sentence: 'Minutes of a monitor are given in seconds.',
    places: only(entries(objectsOf('ServiceMonitor'), 'spec.endpoints'), ({ node }) =>
      /^\d+m$/.test(textAt(node, 'interval')),
    ),
    edit: ({ node }) => {
      node.interval = `${Number.parseInt(textAt(node, 'interval'), 10) * 60}s`;
    },
  }),
  harmless({
    id: 'timeout-respelled',
    sentence: 'Minutes of a route are given in seconds.',
    places: only(entries(objectsOf('HTTPRoute'), 'spec.rules'), ({ node }) =>
      /^\d+m$/.test(textAt(node, 'timeouts.request')),
    ),
    edit: ({ node }) =>
      setAt(node, 'timeouts.request', `${Number.parseInt(textAt(node, 'timeouts.request'), 10) * 60}s`),
  }),
  harmless({
    id: 'secret-encoded',
    sentence: 'Texts of a Secret are written in base64.',
    places: having(objectsOf('Secret'), 'stringData'),
    edit: ({ object }) => {
      object.data = { ...mapAt(object, 'data'), ...encode(mapAt(object, 'stringData') ?? {}) };
      removeAt(object, 'stringData');
    },
  }),
  harmless({
    id: 'secret-encoding-folded',
    sentence: 'The base64 of a Secret has line breaks.',
    places: having(objectsOf('Secret'), 'stringData'),
    prepare: ({ object }) => {
      object.data = encode(mapAt(object, 'stringData') ?? {});
      removeAt(object, 'stringData');
    },
    edit: ({ object }) => {
      const data = Object.entries(mapAt(object, 'data') ?? {});
      object.data = Object.fromEntries(
        data.map(([key, value]) => [key, String(value).replace(/.{4}/g, '$&\n')]),
      );
    },
  }),
  harmless({
    id: 'target-port-by-number',
    sentence: 'A Service gives the number of the container port that it named.',
    places: only(entries(objectsOf('Service'), 'spec.ports'), (place) => targetNumber(place) !== undefined),
    edit: (place) => {
      place.node.targetPort = targetNumber(place) as number;
    },
  }),
  harmless({
    id: 'ingress-port-by-name',
    sentence: 'An Ingress names the port of the Service whose number it gave.',
    places: only(ingressBackends, (place) => portName(place) !== undefined),
    edit: (place) => setAt(place.node, 'port', { name: portName(place) as string }),
  }),
  harmless({
    id: 'unused-document-reformatted',
    sentence: 'A JSON document in a ConfigMap that nothing refers to has other white space.',
    places: only(objectsOf('ConfigMap'), (place) => jsonKeys(place.object).length > 0 && isUnused(place)),
    edit: ({ object }) => {
      for (const key of jsonKeys(object)) {
        setAt(object, 'data', {
          ...mapAt(object, 'data'),
          [key]: JSON.stringify(readJson(String(mapAt(object, 'data')?.[key]))),
        });
      }
    },
  }),
  harmless({
    id: 'claim-template-typed',
    sentence: 'A claim template says what it is a template of.',
    places: entries(objectsOf('StatefulSet'), 'spec.volumeClaimTemplates'),
    edit: ({ node }) => {
      node.apiVersion = 'v1';
      node.kind = 'PersistentVolumeClaim';
    },
  }),
  harmless({
    id: 'nulls-written',
    sentence: 'Fields that are left out are written without a value.',
    places: objectsOf('Deployment', 'StatefulSet', 'DaemonSet'),
    edit: ({ object }) => {
      setAt(object, 'metadata.creationTimestamp', null);
      for (const path of [
        'spec.template.metadata.creationTimestamp',
        'spec.template.spec.nodeSelector',
        'spec.template.spec.affinity',
      ]) {
        if (!hasAt(object, path)) setAt(object, path, null);
      }
    },
  }),
  harmless({
    id: 'nulls-left-out',
    sentence: 'Fields that are written without a value are left out.',
    places: only(objectsOf('StatefulSet', 'DaemonSet'), ({ object }) =>
      nullPaths.some((path) => valueAt(object, path) === null),
    ),
    edit: ({ object }) => {
      for (const path of nullPaths) if (valueAt(object, path) === null) removeAt(object, path);
    },
  }),
];

/** What app-template writes without a value. */
const nullPaths = ['spec.replicas', 'spec.template.metadata.annotations'];

function ingressBackends(objects: DraftMap[]): readonly Place[] {
  const paths = entries(entries(objectsOf('Ingress'), 'spec.rules'), 'http.paths');
  return within(paths, 'backend.service')(objects);
}

function portName({ objects, node }: Place): string | undefined {
  const service = objects.find((object) => object.kind === 'Service' && nameOf(object) === node.name);
  const ports = service ? listAt(service, 'spec.ports').filter(isMap) : [];
  const name = ports.find(({ port }) => port === valueAt(node, 'port.number'))?.name;
  return typeof name === 'string' ? name : undefined;
}
