// Changes of probes: what decides whether a container is restarted or gets requests.
import { hasAt, isMap, removeAt, setAt, valueAt } from '../draft.ts';
import { dangerousInPod, type Mutation } from '../mutation.ts';
import { containers, having, lacking, only, type Place, probes, type Selector } from '../places.ts';

const asking = having(probes(), 'httpGet');
const connecting = having(probes(), 'tcpSocket');

/** Places whose number, or the API server's default for it, is above a limit. */
function above(selector: Selector, field: string, limit: number): Selector {
  return only(selector, ({ node }) => Number(valueAt(node, field) ?? defaults[field]) > limit);
}

const defaults: Readonly<Record<string, number>> = {
  timeoutSeconds: 1,
  failureThreshold: 3,
  periodSeconds: 10,
  initialDelaySeconds: 0,
};

const numbered = only(probes(), ({ node }) => portOf(node) !== undefined);

function portOf(node: Place['node']): number | undefined {
  const port = valueAt(node, 'httpGet.port') ?? valueAt(node, 'tcpSocket.port');
  return typeof port === 'number' ? port : undefined;
}

function setPort(node: Place['node'], port: string | number): void {
  setAt(node, hasAt(node, 'httpGet') ? 'httpGet.port' : 'tcpSocket.port', port);
}

export const probeMutations: readonly Mutation[] = [
  dangerousInPod({
    id: 'liveness-added',
    sentence: 'A container is restarted when it does not answer.',
    risks: ['R3'],
    places: lacking(containers(), 'livenessProbe'),
    edit: ({ node }) => {
      node.livenessProbe = { httpGet: { path: '/alive', port: 8080 } };
    },
  }),
  dangerousInPod({
    id: 'readiness-added',
    sentence: 'A container gets requests only when it says so.',
    risks: ['R3'],
    places: lacking(containers(), 'readinessProbe'),
    edit: ({ node }) => {
      node.readinessProbe = { tcpSocket: { port: 8080 } };
    },
  }),
  dangerousInPod({
    id: 'liveness-removed',
    sentence: 'A container that hangs is not restarted.',
    risks: ['R3', 'R4'],
    places: having(containers(), 'livenessProbe'),
    edit: ({ node }) => removeAt(node, 'livenessProbe'),
  }),
  dangerousInPod({
    id: 'readiness-removed',
    sentence: 'A container gets requests before it is ready.',
    risks: ['R3', 'R4'],
    places: having(containers(), 'readinessProbe'),
    edit: ({ node }) => removeAt(node, 'readinessProbe'),
  }),
  dangerousInPod({
    id: 'startup-probe-removed',
    sentence: 'A container that starts slowly is taken for dead.',
    risks: ['R3'],
    places: only(having(containers(), 'startupProbe'), ({ node }) => isMap(node.livenessProbe)),
    edit: ({ node }) => removeAt(node, 'startupProbe'),
  }),
  dangerousInPod({
    id: 'probe-path-changed',
    sentence: 'A probe asks for another path.',
    risks: ['R3'],
    places: asking,
    edit: ({ node }) => setAt(node, 'httpGet.path', '/moved'),
  }),
  dangerousInPod({
    id: 'probe-port-changed',
    sentence: 'A probe asks at another port.',
    risks: ['R3'],
    places: numbered,
    edit: ({ node }) => setPort(node, (portOf(node) as number) + 1),
  }),
  dangerousInPod({
    id: 'probe-port-as-text',
    sentence: 'The number of a port is written as text, which is no name of a port.',
    risks: ['R1'],
    places: numbered,
    edit: ({ node }) => setPort(node, String(portOf(node))),
  }),
  dangerousInPod({
    id: 'probe-scheme-changed',
    sentence: 'A probe speaks TLS.',
    risks: ['R3'],
    places: only(asking, ({ node }) => valueAt(node, 'httpGet.scheme') !== 'HTTPS'),
    edit: ({ node }) => setAt(node, 'httpGet.scheme', 'HTTPS'),
  }),
  dangerousInPod({
    id: 'probe-header-removed',
    sentence: 'A probe asks without a header.',
    risks: ['R3'],
    places: having(probes(), 'httpGet.httpHeaders'),
    edit: ({ node }) => removeAt(node, 'httpGet.httpHeaders'),
  }),
  dangerousInPod({
    id: 'probe-asks-instead-of-connecting',
    sentence: 'A probe that opened a connection asks for a path.',
    risks: ['R3'],
    places: connecting,
    edit: ({ node }) => {
      node.httpGet = { path: '/alive', port: valueAt(node, 'tcpSocket.port') ?? 80 };
      removeAt(node, 'tcpSocket');
    },
  }),
  dangerousInPod({
    id: 'probe-command-changed',
    sentence: 'A probe runs another program.',
    risks: ['R3'],
    places: having(probes(), 'exec.command'),
    edit: ({ node }) => setAt(node, 'exec.command', ['/other', 'check']),
  }),
  dangerousInPod({
    id: 'probe-timeout-tightened',
    sentence: 'A probe waits a second for its answer.',
    risks: ['R3'],
    places: above(probes(), 'timeoutSeconds', 1),
    edit: ({ node }) => {
      node.timeoutSeconds = 1;
    },
  }),
  dangerousInPod({
    id: 'probe-threshold-tightened',
    sentence: 'A probe may not fail twice.',
    risks: ['R3'],
    places: above(probes(), 'failureThreshold', 1),
    edit: ({ node }) => {
      node.failureThreshold = 1;
    },
  }),
  dangerousInPod({
    id: 'probe-period-tightened',
    sentence: 'A probe asks every second, and gives up as much earlier.',
    risks: ['R3'],
    places: above(probes('livenessProbe', 'startupProbe'), 'periodSeconds', 1),
    edit: ({ node }) => {
      node.periodSeconds = 1;
    },
  }),
  dangerousInPod({
    id: 'probe-delay-tightened',
    sentence: 'A container has to be alive at once.',
    risks: ['R3'],
    places: above(probes('livenessProbe'), 'initialDelaySeconds', 0),
    edit: ({ node }) => removeAt(node, 'initialDelaySeconds'),
  }),
];
