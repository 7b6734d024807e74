// Names of ports replaced by the numbers that they stand for, through the pods of the same side.
import type { Manifest } from '../../manifests/manifest.ts';
import { namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Graph } from '../graph/graph.ts';
import { fieldAt, podSpecPattern, servingContainersOf } from '../graph/workloads.ts';
import { withField } from './fields.ts';
import type { Touch } from './stored.ts';

/** Target ports of Services and ports of probes; a name that no number is known for stays. */
export function resolvePorts(object: Manifest, graph: Graph, touch: Touch): Manifest {
  if (object.kind === 'Service') return resolveService(object, graph, touch);
  if (object.kind === 'Ingress') return resolveIngress(object, graph, touch);
  const path = podSpecPattern(object.kind);
  return path === undefined ? object : (resolveProbes(object, path, touch) as Manifest);
}

function resolveService(service: Manifest, graph: Graph, touch: Touch): Manifest {
  const { spec } = service;
  if (!isJsonObject(spec) || !Array.isArray(spec.ports)) return service;
  const pods = graph.selectPods(namespaceOf(service), spec.selector);
  const ports = spec.ports.map((port: Json) => {
    if (!isJsonObject(port) || typeof port.targetPort !== 'string') return port;
    const { targetPort: name, protocol = 'TCP' } = port;
    const numbers = new Set(pods.map(({ spec }) => portNumber(servingContainersOf(spec), name, protocol)));
    const [number] = numbers;
    if (numbers.size !== 1 || number === undefined) return port;
    touch('N15', `spec.ports[${port.port}/${protocol}].targetPort`);
    return { ...port, targetPort: number };
  });
  return { ...service, spec: { ...spec, ports } };
}

/** Backends of an Ingress name a port of a Service of the same namespace. */
function resolveIngress(ingress: Manifest, graph: Graph, touch: Touch): Manifest {
  const namespace = namespaceOf(ingress);
  const resolve = (value: Json, path: string): Json => {
    if (Array.isArray(value)) return value.map((entry, index) => resolve(entry, `${path}[${index}]`));
    if (!isJsonObject(value)) return value;
    const { service } = value;
    if (isJsonObject(service)) return { ...value, service: resolveBackend(service, `${path}.service`) };
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, resolve(field, `${path}.${key}`)]),
    );
  };
  const resolveBackend = (service: JsonObject, path: string): JsonObject => {
    const name = isJsonObject(service.port) ? service.port.name : undefined;
    const ports = fieldAt(graph.find('Service', namespace, String(service.name)), 'spec.ports');
    const port = Array.isArray(ports)
      ? ports.filter(isJsonObject).find((entry) => name !== undefined && entry.name === name)
      : undefined;
    if (port?.port === undefined) return service;
    touch('N15', `${path}.port`);
    return { ...service, port: { number: port.port } };
  };
  return { ...ingress, spec: resolve(ingress.spec ?? null, 'spec') };
}

/** Without a protocol, any will do. */
function portNumber(containers: readonly JsonObject[], name: string, protocol?: Json): number | undefined {
  const ports = containers.flatMap(({ ports }) => (Array.isArray(ports) ? ports.filter(isJsonObject) : []));
  const found = ports.find(
    (port) => port.name === name && (protocol === undefined || (port.protocol ?? 'TCP') === protocol),
  )?.containerPort;
  return typeof found === 'number' ? found : undefined;
}

const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

function resolveProbes(object: JsonObject, path: string, touch: Touch): JsonObject {
  const podSpec = fieldAt(object, path);
  if (!isJsonObject(podSpec)) return object;
  const change = (list: string): Json | undefined => {
    const containers = podSpec[list];
    if (!Array.isArray(containers)) return containers;
    return containers.map((container) =>
      isJsonObject(container)
        ? resolveContainer(container, `${path}.${list}[${container.name}]`, touch)
        : container,
    );
  };
  const lists = ['containers', 'initContainers'].filter((list) => list in podSpec);
  const changed = Object.fromEntries(lists.map((list) => [list, change(list) as Json]));
  return withField(object, path.split('.'), { ...podSpec, ...changed });
}

function resolveContainer(container: JsonObject, path: string, touch: Touch): JsonObject {
  const changed: Record<string, Json> = {};
  for (const handler of handlers) {
    const probe = container[handler];
    if (!isJsonObject(probe)) continue;
    for (const action of ['httpGet', 'tcpSocket']) {
      const { [action]: target } = probe;
      if (!isJsonObject(target) || typeof target.port !== 'string') continue;
      const number = portNumber([container], target.port);
      if (number === undefined) continue;
      touch('N15', `${path}.${handler}.${action}.port`);
      changed[handler] = { ...probe, [action]: { ...target, port: number } };
    }
  }
  return { ...container, ...changed };
}
