// Users who may do only a part: a ServiceAccount, its rights in namespaces or everywhere, and a kubeconfig with its token.
import { join } from 'node:path';
import { valueAt } from '../../tools/schema/json.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { writeUserConfig } from './arguments.ts';
import type { Cluster } from './cluster.ts';

/** A rule of a Role: `{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }`. */
export type Rule = Readonly<Record<'apiGroups' | 'resources' | 'verbs', readonly string[]>>;

export interface UserOptions {
  readonly name: string;
  /** Where the rules hold, which exists; the user's ServiceAccount is in it. */
  readonly namespace: string;
  readonly rules?: readonly Rule[];
  /** Rules that hold in all namespaces and for what is in none. */
  readonly clusterRules?: readonly Rule[];
}

/** Makes the user, and gives the path of a kubeconfig, whose context is called `test` as that of the cluster. */
export async function addUser(cluster: Cluster, options: UserOptions): Promise<string> {
  const { name, namespace, rules = [], clusterRules = [] } = options;
  const folder = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await create(cluster, folder, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
  const subject = { kind: 'ServiceAccount', name, namespace };
  await grant(cluster, `/namespaces/${namespace}`, { name, prefix: '', rules, subject });
  await grant(cluster, '', { name: `${namespace}-${name}`, prefix: 'Cluster', rules: clusterRules, subject });
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const token = valueAt(await create(cluster, `${folder}/${name}/token`, request), ['status', 'token']);
  const file = join(cluster.directory, `kubeconfig-${namespace}-${name}`);
  writeUserConfig(file, { ...cluster, user: name, token: String(token) });
  return file;
}

interface Grant {
  readonly name: string;
  readonly prefix: '' | 'Cluster';
  readonly rules: readonly Rule[];
  readonly subject: JsonObject;
}

async function grant(
  cluster: Cluster,
  place: string,
  { name, prefix, rules, subject }: Grant,
): Promise<void> {
  const base = `/apis/rbac.authorization.k8s.io/v1${place}/${prefix.toLowerCase()}role`;
  const [apiVersion, metadata] = ['rbac.authorization.k8s.io/v1', { name }];
  const kind = `${prefix}Role`;
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name };
  await create(cluster, `${base}s`, { apiVersion, kind, metadata, rules } as unknown as JsonObject);
  const binding = { apiVersion, kind: `${kind}Binding`, metadata, roleRef, subjects: [subject] };
  await create(cluster, `${base}bindings`, binding);
}

async function create({ request }: Cluster, path: string, object: JsonObject): Promise<Json> {
  const { status, body } = await request('POST', path, object);
  if (status !== 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
