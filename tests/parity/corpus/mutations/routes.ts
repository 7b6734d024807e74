// Changes of how requests reach a Service: HTTPRoute and Ingress.
import {
  annotationsOf,
  type Draft,
  type DraftMap,
  listAt,
  mapsAt,
  nameOf,
  removeAt,
  setAt,
  textAt,
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
  type Selector,
} from '../places.ts';

const routes = objectsOf('HTTPRoute');
const hosted = having(routes, 'spec.hostnames');
const parents = entries(routes, 'spec.parentRefs');
const rules = entries(routes, 'spec.rules');
const backends = entries(rules, 'backendRefs');
const matches = having(entries(rules, 'matches'), 'path.value');
const ingresses = objectsOf('Ingress');
const ingressRules = entries(ingresses, 'spec.rules');
const ingressPaths = entries(ingressRules, 'http.paths');

function fromBackends(selector: Selector): Selector {
  return only(selector, ({ node }) => ['', 'Service'].includes(textAt(node, 'kind')));
}

function hostnames(names: readonly Draft[]): Draft[] {
  return names.map((name, index) => (index === 0 ? `moved.${String(name).replace(/^\*\./, '')}` : name));
}

function firstPort(service: DraftMap): Draft {
  return mapsAt(service, 'spec.ports')[0]?.port ?? 80;
}

function otherPort({ objects, node }: Place): number | undefined {
  const service = objects.find((object) => object.kind === 'Service' && nameOf(object) === node.name);
  const ports = service ? mapsAt(service, 'spec.ports').map(({ port }) => port) : [];
  return ports.find((port) => port !== node.port) as number | undefined;
}

export const routeMutations: readonly Mutation[] = [
  dangerous({
    id: 'route-removed',
    sentence: 'A route is gone.',
    risks: ['R3'],
    places: routes,
    edit: drop,
  }),
  dangerous({
    id: 'route-host-changed',
    sentence: 'A route answers to another host name.',
    risks: ['R3'],
    places: hosted,
    edit: ({ object }) => setAt(object, 'spec.hostnames', hostnames(listAt(object, 'spec.hostnames'))),
  }),
  dangerous({
    id: 'route-host-removed',
    sentence: 'A route answers to one of its host names less.',
    risks: ['R3'],
    places: only(hosted, ({ object }) => listAt(object, 'spec.hostnames').length > 1),
    edit: ({ object }) => listAt(object, 'spec.hostnames').pop(),
  }),
  dangerous({
    id: 'route-parent-changed',
    sentence: 'A route belongs to another gateway.',
    risks: ['R3', 'R5'],
    places: parents,
    edit: ({ node }) => {
      node.name = 'other-gateway';
    },
  }),
  dangerous({
    id: 'route-listener-dropped',
    sentence: 'A route belongs to all listeners of its gateway instead of one.',
    risks: ['R3', 'R5'],
    places: having(parents, 'sectionName'),
    edit: ({ node }) => removeAt(node, 'sectionName'),
  }),
  dangerous({
    id: 'route-rule-removed',
    sentence: 'A route has a rule less.',
    risks: ['R3'],
    places: amongOthers(rules),
    edit: drop,
  }),
  dangerous({
    id: 'route-path-narrowed',
    sentence: 'A rule for all paths becomes one for some.',
    risks: ['R3'],
    places: lacking(rules, 'matches'),
    edit: ({ node }) => setAt(node, 'matches', [{ path: { type: 'PathPrefix', value: '/only' } }]),
  }),
  dangerous({
    id: 'route-path-changed',
    sentence: 'A rule is for another path.',
    risks: ['R3'],
    places: matches,
    edit: ({ node }) => setAt(node, 'path.value', '/moved'),
  }),
  dangerous({
    id: 'route-path-exact',
    sentence: 'A rule for all paths below one is for that path alone.',
    risks: ['R3'],
    places: only(matches, ({ node }) => textAt(node, 'path.type') === 'PathPrefix'),
    edit: ({ node }) => setAt(node, 'path.type', 'Exact'),
  }),
  dangerous({
    id: 'route-backend-renamed',
    sentence: 'A route leads to a Service that is not there.',
    risks: ['R3'],
    places: fromBackends(backends),
    edit: ({ node }) => {
      node.name = `${textAt(node, 'name')}-gone`;
    },
  }),
  dangerous({
    id: 'route-backend-port-changed',
    sentence: 'A route leads to a port that its Service does not have.',
    risks: ['R3'],
    places: fromBackends(backends),
    edit: ({ node }) => {
      node.port = 64_999;
    },
  }),
  dangerous({
    id: 'route-to-other-port',
    sentence: 'A route leads to another port of its Service.',
    risks: ['R3'],
    places: only(backends, (place) => otherPort(place) !== undefined),
    edit: (place) => {
      place.node.port = otherPort(place) as number;
    },
  }),
  dangerous({
    id: 'route-added',
    sentence: 'A Service of the cluster is reached through a gateway.',
    risks: ['R5'],
    places: objectsOf('Service'),
    edit: ({ objects, object }) => {
      const backend = { name: nameOf(object), port: firstPort(object) };
      objects.push({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'corpus-added', namespace: textAt(object, 'metadata.namespace') },
        spec: { parentRefs: [{ name: 'open' }], rules: [{ backendRefs: [backend] }] },
      });
    },
  }),
  dangerous({
    id: 'route-backend-unweighted',
    sentence: 'The only backend of a rule gets no requests.',
    risks: ['R3'],
    places: only(backends, ({ list }) => list.length === 1),
    edit: ({ node }) => {
      node.weight = 0;
    },
  }),
  dangerous({
    id: 'route-timeout-lowered',
    sentence: 'Requests end after a second.',
    risks: ['R3'],
    places: having(rules, 'timeouts.request'),
    edit: ({ node }) => setAt(node, 'timeouts.request', '1s'),
  }),
  dangerous({
    id: 'ingress-removed',
    sentence: 'An Ingress is gone.',
    risks: ['R3'],
    places: ingresses,
    edit: drop,
  }),
  dangerous({
    id: 'ingress-host-changed',
    sentence: 'An Ingress answers to another host name.',
    risks: ['R3'],
    places: having(ingressRules, 'host'),
    edit: ({ node }) => {
      node.host = `moved.${textAt(node, 'host')}`;
    },
  }),
  dangerous({
    id: 'ingress-annotation-removed',
    sentence: 'The controller of an Ingress is told less.',
    risks: ['R3', 'R5', 'R6'],
    places: only(ingresses, ({ object }) => Object.keys(annotationsOf(object)).length > 0),
    edit: ({ object }) => removeAt(object, 'metadata.annotations'),
  }),
  dangerous({
    id: 'ingress-class-changed',
    sentence: 'An Ingress belongs to another controller.',
    risks: ['R3', 'R5'],
    places: having(ingresses, 'spec.ingressClassName'),
    edit: ({ object }) => setAt(object, 'spec.ingressClassName', 'other'),
  }),
  dangerous({
    id: 'ingress-path-exact',
    sentence: 'A path of an Ingress covers nothing below it any more.',
    risks: ['R3'],
    places: only(ingressPaths, ({ node }) => node.pathType !== 'Exact'),
    edit: ({ node }) => {
      node.pathType = 'Exact';
    },
  }),
  dangerous({
    id: 'ingress-path-removed',
    sentence: 'An Ingress has a path less.',
    risks: ['R3'],
    places: amongOthers(ingressPaths),
    edit: drop,
  }),
  dangerous({
    id: 'ingress-backend-port-changed',
    sentence: 'An Ingress leads to a port that its Service does not have.',
    risks: ['R3'],
    places: having(ingressPaths, 'backend.service'),
    edit: ({ node }) => setAt(node, 'backend.service.port', { number: 64_999 }),
  }),
  dangerous({
    id: 'ingress-backend-renamed',
    sentence: 'An Ingress leads to a Service that is not there.',
    risks: ['R3'],
    places: having(ingressPaths, 'backend.service.name'),
    edit: ({ node }) => setAt(node, 'backend.service.name', 'gone'),
  }),
  dangerous({
    id: 'ingress-tls-removed',
    sentence: 'An Ingress is served without TLS.',
    risks: ['R3', 'R5'],
    places: only(ingresses, ({ object }) => mapsAt(object, 'spec.tls').length > 0),
    edit: ({ object }) => removeAt(object, 'spec.tls'),
  }),
];
