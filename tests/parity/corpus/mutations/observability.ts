// Changes of what is seen of an application.
import { type DraftMap, labelsOf, mapAt, setAt } from '../draft.ts';
import { dangerous, type Mutation } from '../mutation.ts';
import { drop, entries, having, objectsOf, only, type Place } from '../places.ts';

const monitors = objectsOf('ServiceMonitor');
const endpoints = entries(monitors, 'spec.endpoints');

/** A label of the Service that a monitor of the release selects on. */
function monitoredLabel({ objects, object }: Place): string | undefined {
  const selectors = objects
    .filter((other) => other.kind === 'ServiceMonitor')
    .map((monitor) => mapAt(monitor, 'spec.selector.matchLabels') ?? {});
  const selecting = selectors.find((selector) => isSelected(selector, labelsOf(object)));
  return Object.keys(selecting ?? {})[0];
}

function isSelected(selector: DraftMap, labels: DraftMap): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

export const observabilityMutations: readonly Mutation[] = [
  dangerous({
    id: 'monitor-removed',
    sentence: 'Nothing scrapes a Service any more.',
    risks: ['R8'],
    places: monitors,
    edit: drop,
  }),
  dangerous({
    id: 'monitor-port-changed',
    sentence: 'A monitor names a port that the Service does not have.',
    risks: ['R8'],
    places: having(endpoints, 'port'),
    edit: ({ node }) => {
      node.port = 'nowhere';
    },
  }),
  dangerous({
    id: 'monitor-path-changed',
    sentence: 'A monitor asks for another path.',
    risks: ['R8'],
    places: endpoints,
    edit: ({ node }) => {
      node.path = '/moved';
    },
  }),
  dangerous({
    id: 'monitor-scheme-changed',
    sentence: 'A monitor speaks TLS.',
    risks: ['R8'],
    places: only(endpoints, ({ node }) => node.scheme !== 'https'),
    edit: ({ node }) => {
      node.scheme = 'https';
    },
  }),
  dangerous({
    id: 'monitor-interval-changed',
    sentence: 'A Service is scraped less often.',
    risks: ['R8'],
    places: endpoints,
    edit: ({ node }) => {
      node.interval = '17m';
    },
  }),
  dangerous({
    id: 'monitor-selector-changed',
    sentence: 'A monitor selects a Service that is not there.',
    risks: ['R8'],
    places: monitors,
    edit: ({ object }) => setAt(object, 'spec.selector.matchLabels.tier', 'elsewhere'),
  }),
  dangerous({
    id: 'monitor-namespace-changed',
    sentence: 'A monitor looks in another namespace.',
    risks: ['R8'],
    places: having(monitors, 'spec.namespaceSelector'),
    edit: ({ object }) => setAt(object, 'spec.namespaceSelector', { matchNames: ['elsewhere'] }),
  }),
  dangerous({
    id: 'monitor-job-label-changed',
    sentence: 'Metrics have another value of the label job.',
    risks: ['R8'],
    places: having(monitors, 'spec.jobLabel'),
    edit: ({ object }) => setAt(object, 'spec.jobLabel', 'app.kubernetes.io/component'),
  }),
  dangerous({
    id: 'monitored-label-changed',
    sentence: 'A Service has another value of a label that a monitor selects on.',
    risks: ['R8'],
    places: only(objectsOf('Service'), (place) => monitoredLabel(place) !== undefined),
    edit: (place) => {
      labelsOf(place.object)[monitoredLabel(place) as string] = 'elsewhere';
    },
  }),
];
