// What dispatch looked like under app-template, and what may be different now.
import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';
import { type Dispatch, variablesOf } from './dispatch.ts';

export type Tree = Record<string, unknown>;

const baseline = new URL('../fixtures/parity/dispatch/app-template-5.0.1.yaml', import.meta.url);

/** The objects of the fixture with the intended differences made, beside the migration Job, by kind. */
export async function readExpected(): Promise<ReadonlyMap<unknown, Tree>> {
  const documents = parseAllDocuments(await readFile(baseline, 'utf8'));
  return byKind(documents.map((document) => change(normalize(document.toJS() as Tree))));
}

/** The objects in the form in which they are compared, by kind. */
export function normalizeAll(objects: readonly unknown[]): ReadonlyMap<unknown, Tree> {
  return byKind(objects.map((object) => normalize(object as Tree)));
}

function byKind(objects: readonly Tree[]): ReadonlyMap<unknown, Tree> {
  return new Map(objects.map((object) => [object.kind, object]));
}

/** Lists by name become maps, JSON in strings becomes data, and what Kubernetes fills in by itself goes. */
function normalize(object: Tree): Tree {
  const copy = structuredClone(object) as Tree & Dispatch['deployment'];
  const labels = copy.metadata.labels as Tree;
  delete labels['helm.sh/chart'];
  delete labels['app.kubernetes.io/version'];
  if (copy.kind !== 'Deployment') return copy;
  const pod = copy.spec.template.spec as Tree & Dispatch['deployment']['spec']['template']['spec'];
  for (const key of ['hostIPC', 'hostNetwork', 'hostPID', 'dnsPolicy']) delete pod[key];
  const variables = variablesOf(copy);
  const { lanes, laneAliases } = JSON.parse(String(variables.DISPATCH_LANE_CONFIG_JSON));
  const plainLanes = lanes.map(({ description: _, ...lane }: Tree) => lane);
  const config = { lanes: plainLanes, laneAliases };
  Object.assign(pod.containers[0], { env: { ...variables, DISPATCH_LANE_CONFIG_JSON: config } });
  return copy;
}

function change(object: Tree): Tree {
  if (object.kind !== 'Deployment') return object;
  const [container] = (object as Tree & Dispatch['deployment']).spec.template.spec.containers;
  const { httpGet: _, ...liveness } = container.livenessProbe as Tree;
  const readiness = { ...(container.readinessProbe as Tree), httpGet: { path: '/api/health', port: 3000 } };
  Object.assign(container.env, { SKIP_DB_MIGRATIONS: 'true' });
  Object.assign(container, {
    livenessProbe: { ...liveness, tcpSocket: { port: 3000 } },
    readinessProbe: readiness,
  });
  return object;
}
