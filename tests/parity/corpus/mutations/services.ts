// Changes of Services: what they select, which ports they have, who reaches them.
import {
  type DraftMap,
  isMap,
  labelsOf,
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
import { amongOthers, drop, entries, lacking, objectsOf, only, type Place, within } from '../places.ts';

const services = objectsOf('Service');
const selectors = within(services, 'spec.selector');
const ports = entries(services, 'spec.ports');
const clusterInternal = lacking(
  only(services, ({ object }) => ['', 'ClusterIP'].includes(textAt(object, 'spec.type'))),
  'spec.clusterIP',
);
const balanced = only(services, ({ object }) => textAt(object, 'spec.type') === 'LoadBalancer');

/** Whether a monitor of the release scrapes this port of this Service by its name. */
function isScraped({ objects, object, node }: Place): boolean {
  const labels = labelsOf(object);
  return objects.some((monitor) => {
    if (monitor.kind !== 'ServiceMonitor') return false;
    const wanted = Object.entries(mapAt(monitor, 'spec.selector.matchLabels') ?? {});
    const selects = wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
    return selects && mapsAt(monitor, 'spec.endpoints').some(({ port }) => port === node.name);
  });
}

/** Another port of the Service has the same number. */
function sharesNumber({ list, node }: Place): boolean {
  return list.some((other) => other !== node && isMap(other) && other.port === node.port);
}

/** The first pod template of the release that the Service selects, some labels aside. */
function selectedTemplate({ objects, object }: Place, except: readonly string[] = []): DraftMap | undefined {
  const selector = Object.entries(mapAt(object, 'spec.selector') ?? {});
  const wanted = selector.filter(([key]) => !except.includes(key));
  return objects
    .map((other) => mapAt(other, 'spec.template'))
    .find((template) => {
      const labels = template ? (mapAt(template, 'metadata.labels') ?? {}) : {};
      return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
    });
}

const controller = 'app.kubernetes.io/controller';

function otherController({ objects, node }: Place): string | undefined {
  const labels = objects.map((object) => mapAt(object, 'spec.template.metadata.labels')?.[controller]);
  return labels.find((label) => typeof label === 'string' && label !== node[controller]) as
    | string
    | undefined;
}

function renameEverywhere({ objects, object }: Place): void {
  const before = nameOf(object);
  setAt(object, 'metadata.name', `${before}-next`);
  const rules = objects.flatMap((other) => mapsAt(other, 'spec.rules'));
  const backends = [
    ...rules.flatMap((rule) => mapsAt(rule, 'backendRefs')),
    ...rules.flatMap((rule) => mapsAt(rule, 'http.paths')).map((path) => mapAt(path, 'backend.service')),
  ];
  for (const backend of backends) if (backend?.name === before) backend.name = `${before}-next`;
}

const onlyForLoadBalancers = [
  'externalTrafficPolicy',
  'loadBalancerSourceRanges',
  'loadBalancerIP',
  'loadBalancerClass',
  'allocateLoadBalancerNodePorts',
  'healthCheckNodePort',
];

export const serviceMutations: readonly Mutation[] = [
  dangerous({
    id: 'service-removed',
    sentence: 'A Service is gone.',
    risks: ['R3'],
    places: services,
    edit: drop,
  }),
  dangerous({
    id: 'service-renamed',
    sentence: 'A Service has another name, and nothing else knows.',
    risks: ['R3'],
    places: services,
    edit: ({ object }) => setAt(object, 'metadata.name', `${nameOf(object)}-next`),
  }),
  dangerous({
    id: 'service-moved',
    sentence: 'A Service is in another namespace.',
    risks: ['R3'],
    places: services,
    edit: ({ object }) => setAt(object, 'metadata.namespace', 'elsewhere'),
  }),
  dangerous({
    id: 'service-selector-changed',
    sentence: 'A Service selects pods that are not there.',
    risks: ['R3'],
    places: selectors,
    edit: ({ node }) => {
      node[Object.keys(node)[0] as string] = 'elsewhere';
    },
  }),
  dangerous({
    id: 'service-selector-narrowed',
    sentence: 'A Service selects on a label more, which its pods lack.',
    risks: ['R3'],
    places: selectors,
    edit: ({ node }) => {
      node.tier = 'front';
    },
  }),
  dangerous({
    id: 'service-selects-others',
    sentence: 'A Service selects the pods of another workload.',
    risks: ['R3'],
    places: only(selectors, (place) => otherController(place) !== undefined),
    edit: (place) => {
      place.node[controller] = otherController(place) as string;
    },
  }),
  dangerous({
    id: 'service-renamed-everywhere',
    sentence: 'A Service and the routes to it have another name; whoever knows the old one does not find it.',
    risks: ['R3'],
    places: services,
    edit: renameEverywhere,
  }),
  dangerous({
    id: 'service-port-removed',
    sentence: 'A Service has a port less.',
    risks: ['R3'],
    places: amongOthers(ports),
    edit: drop,
  }),
  dangerous({
    id: 'service-port-changed',
    sentence: 'A Service is reached at another port.',
    risks: ['R3'],
    places: ports,
    edit: ({ node }) => {
      if (node.targetPort === undefined) node.targetPort = node.port ?? null;
      // Far from other ports of the Service, which would be refused.
      node.port = Number(node.port) + 21;
    },
  }),
  dangerous({
    id: 'service-target-port-changed',
    sentence: 'A Service leads to another port of the pods.',
    risks: ['R3'],
    places: only(ports, ({ node }) => typeof node.targetPort !== 'string'),
    edit: ({ node }) => {
      node.targetPort = Number(node.targetPort ?? node.port) + 1;
    },
  }),
  dangerous({
    id: 'service-target-name-unknown',
    sentence: 'A Service leads to a named port that no container has.',
    risks: ['R3'],
    places: ports,
    edit: ({ node }) => {
      node.targetPort = 'nowhere';
    },
  }),
  dangerous({
    id: 'service-target-port-as-text',
    sentence: 'The number of a target port is written as text, which is no name of a port.',
    risks: ['R1'],
    places: only(ports, ({ node }) => typeof node.targetPort === 'number'),
    edit: ({ node }) => {
      node.targetPort = String(node.targetPort);
    },
  }),
  dangerous({
    id: 'service-scraped-port-renamed',
    sentence: 'A port that a monitor names has another name.',
    risks: ['R3', 'R8'],
    places: only(ports, isScraped),
    edit: ({ node }) => {
      node.name = 'renamed';
    },
  }),
  dangerous({
    id: 'service-protocol-changed',
    sentence: 'A port of a Service is UDP instead of TCP.',
    risks: ['R3'],
    places: only(ports, (place) => textAt(place.node, 'protocol') !== 'UDP' && !sharesNumber(place)),
    edit: ({ node }) => {
      node.protocol = 'UDP';
    },
  }),
  dangerous({
    id: 'service-app-protocol-removed',
    sentence: 'A port does not say which protocol its application speaks any more.',
    risks: ['R3'],
    places: only(ports, ({ node }) => typeof node.appProtocol === 'string'),
    edit: ({ node }) => removeAt(node, 'appProtocol'),
  }),
  dangerous({
    id: 'service-on-load-balancer',
    sentence: 'A Service of the cluster gets an address outside of it.',
    risks: ['R5'],
    places: clusterInternal,
    edit: ({ object }) => setAt(object, 'spec.type', 'LoadBalancer'),
  }),
  dangerous({
    id: 'service-on-node-ports',
    sentence: 'A Service of the cluster is reached at every node.',
    risks: ['R5'],
    places: clusterInternal,
    edit: ({ object }) => setAt(object, 'spec.type', 'NodePort'),
  }),
  dangerous({
    id: 'service-without-load-balancer',
    sentence: 'A Service loses its address outside of the cluster.',
    risks: ['R3'],
    places: balanced,
    edit: ({ object }) => {
      setAt(object, 'spec.type', 'ClusterIP');
      for (const field of onlyForLoadBalancers) removeAt(object, `spec.${field}`);
      for (const port of mapsAt(object, 'spec.ports')) removeAt(port, 'nodePort');
    },
  }),
  dangerous({
    id: 'service-open-to-everyone',
    sentence: 'A load balancer is not kept to some addresses any more.',
    risks: ['R5'],
    places: only(balanced, ({ object }) => listAt(object, 'spec.loadBalancerSourceRanges').length > 0),
    edit: ({ object }) => removeAt(object, 'spec.loadBalancerSourceRanges'),
  }),
  dangerous({
    id: 'service-made-headless',
    sentence: 'A Service gives up its address.',
    risks: ['R1'],
    places: clusterInternal,
    edit: ({ object }) => setAt(object, 'spec.clusterIP', 'None'),
  }),
  dangerous({
    id: 'headless-not-said',
    sentence:
      'A Service without an address does not say so; the one that is there stays so, a new one would have one.',
    risks: ['R3', 'R6', 'R9'],
    places: clusterInternal,
    prepare: ({ object }) => setAt(object, 'spec.clusterIP', 'None'),
    edit: ({ object }) => removeAt(object, 'spec.clusterIP'),
  }),
  dangerous({
    id: 'node-port-not-named',
    sentence:
      'A Service does not name its port of the nodes; the one that is there keeps it, a new one would get another.',
    risks: ['R3', 'R6', 'R9'],
    places: entries(clusterInternal, 'spec.ports'),
    prepare: ({ object, node }) => {
      setAt(object, 'spec.type', 'NodePort');
      node.nodePort = 30_000 + (Number(node.port) % 2_000);
    },
    edit: ({ node }) => removeAt(node, 'nodePort'),
  }),
  dangerous({
    id: 'pod-label-of-service-removed',
    sentence: 'Pods lack a label that a Service selects on.',
    risks: ['R3'],
    highest: 'R3',
    places: only(services, (place) => selectedTemplate(place) !== undefined),
    prepare: (place) => {
      setAt(place.object, 'spec.selector.tier', 'front');
      setAt(selectedTemplate(place, ['tier']) as DraftMap, 'metadata.labels.tier', 'front');
    },
    edit: (place) => removeAt(selectedTemplate(place) as DraftMap, 'metadata.labels.tier'),
  }),
  dangerous({
    id: 'service-without-selector',
    sentence: 'A Service selects nothing.',
    risks: ['R3'],
    places: only(services, ({ object }) => isMap(valueAt(object, 'spec.selector'))),
    edit: ({ object }) => removeAt(object, 'spec.selector'),
  }),
];
