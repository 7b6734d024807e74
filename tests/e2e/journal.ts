// In which order things happened: the changes of Jobs and Deployments, and of Secrets if asked, in the order in which the cluster stored them.
import { metadataOf } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** `Job/migrate made`, `Job/migrate complete`, `Job/migrate gone`, `Deployment/web generation 2` … */
export type Journal = readonly string[];

interface Kind {
  readonly path: string;
  readonly stateOf: (object: JsonObject) => string;
}

interface Change {
  readonly type: string;
  readonly object: JsonObject;
}

const kinds: Readonly<Record<string, Kind>> = {
  Job: { path: 'apis/batch/v1', stateOf: stateOfJob },
  Secret: { path: 'api/v1', stateOf: () => 'made' },
  Deployment: { path: 'apis/apps/v1', stateOf: (object) => `generation ${metadataOf(object).generation}` },
};

/** Begins a journal of the namespace; the function that it gives ends it, and gives the lines. */
export async function beginJournal(
  cluster: Cluster,
  namespace: string,
  watched: readonly (keyof typeof kinds)[] = ['Job', 'Deployment'],
): Promise<() => Promise<Journal>> {
  const states = new Map<string, string>();
  const since: Record<string, string> = {};
  for (const kind of watched) {
    const list = JSON.parse(await read(cluster, pathOf(kind, namespace))) as JsonObject;
    since[kind] = String(metadataOf(list).resourceVersion);
    for (const object of list.items as readonly JsonObject[])
      states.set(`${kind}/${metadataOf(object).name}`, kinds[kind]?.stateOf(object) ?? '');
  }
  return async () => {
    const changes = await Promise.all(
      watched.map((kind) => listChanges(cluster, pathOf(kind, namespace), since[kind] ?? '')),
    );
    return changes
      .flat()
      .sort(byVersion)
      .flatMap((change) => describeChange(change, states));
  };
}

/** A line, where the change leads to another state. */
function describeChange({ type, object }: Change, states: Map<string, string>): Journal {
  const kind = String(object.kind);
  const name = `${kind}/${metadataOf(object).name}`;
  const state = type === 'DELETED' ? 'gone' : (kinds[kind]?.stateOf(object) ?? '');
  if (states.get(name) === state) return [];
  states.set(name, state);
  return [`${name} ${state}`];
}

function pathOf(kind: string, namespace: string): string {
  return `/${kinds[kind]?.path}/namespaces/${namespace}/${kind.toLowerCase()}s`;
}

async function read({ kubectl }: Cluster, path: string): Promise<string> {
  return (await kubectl(['get', '--raw', path])).stdout;
}

/** What a watch tells that begins in the past: each change since then, as long as the API server remembers it. */
async function listChanges(cluster: Cluster, path: string, since: string): Promise<readonly Change[]> {
  const query = `watch=true&resourceVersion=${since}&timeoutSeconds=1`;
  const lines = (await read(cluster, `${path}?${query}`)).split('\n').filter(Boolean);
  const changes = lines.map((line) => JSON.parse(line) as Change);
  const error = changes.find(({ type }) => type === 'ERROR');
  if (error) throw new Error(`the API server does not remember: ${JSON.stringify(error.object)}`);
  return changes;
}

/** One store counts the changes of all kinds, and a deletion is a change. */
function byVersion(a: Change, b: Change): number {
  return Number(metadataOf(a.object).resourceVersion) - Number(metadataOf(b.object).resourceVersion);
}

function stateOfJob({ status }: JsonObject): string {
  const { conditions = [] } = status as { readonly conditions?: readonly JsonObject[] };
  const done = conditions.find(
    ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
  );
  return done ? String(done.type).toLowerCase() : 'made';
}
