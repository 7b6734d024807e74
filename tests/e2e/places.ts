// Projects with one environment each, as files, and the command on them: for tests in which several meet in one cluster.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { connect, type Kubectl } from '../../tools/cluster/client/kubectl.ts';
import type { InventoryRequest } from '../../tools/cluster/inventory/owner.ts';
import type { Environment } from '../../tools/manifests/environment.ts';
import { environmentLabelOf } from '../../tools/manifests/environmentLabel.ts';
import { type Manifest, metadataOf } from '../../tools/manifests/manifest.ts';
import type { Json, JsonObject } from '../../tools/shared/json.ts';
import { type Outcome, type RunOptions, run } from '../cli/run.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { yes } from './outcomes.ts';

export interface PlaceOptions {
  /** Of the environment; the same name gives the same label. */
  readonly name: string;
  /** The project's git remote; none by default. */
  readonly remote?: string;
  readonly namespace?: string;
  /** The environment makes its namespace itself. */
  readonly isEmpty?: boolean;
  readonly spec?: JsonObject;
}

export interface Place {
  readonly environment: Environment;
  /** The value of the environment's label. */
  readonly label: string;
  /** What Jsonnet says from now on. */
  readonly want: (...objects: readonly JsonObject[]) => void;
  /** `twinhull('prune', '--json')` on the environment. */
  readonly twinhull: (words: readonly string[], options?: RunOptions) => Promise<Outcome>;
  readonly connect: () => Promise<Kubectl>;
  readonly request: InventoryRequest;
}

let count = 0;

/** The namespace is made, unless the environment does so. */
export async function openPlace(cluster: Cluster, options: PlaceOptions): Promise<Place> {
  const { name, remote, namespace = name, isEmpty = false, spec = {} } = options;
  const root = join(cluster.directory, 'places', `project-${++count}`);
  const folder = join(root, 'environments', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(root, 'jsonnetfile.json'), '{}');
  if (remote !== undefined) {
    const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: root });
    git('init', '--quiet');
    git('remote', 'add', 'origin', remote);
  }
  const environment: Environment = {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: `environments/${name}`, namespace: `environments/${name}/main.jsonnet` },
    spec: {
      contextNames: ['test'],
      namespace,
      injectLabels: true,
      resourceDefaults: {},
      expectVersions: {},
      ...spec,
    },
  };
  writeFileSync(join(folder, 'spec.json'), JSON.stringify(environment));
  if (namespace !== '' && !isEmpty) await makeNamespace(cluster, namespace);
  const env = { KUBECONFIG: cluster.kubeconfig, PATH: process.env.PATH ?? '' };
  return {
    environment,
    label: environmentLabelOf(environment),
    want: (...objects) => writeFileSync(join(folder, 'main.jsonnet'), JSON.stringify(objects)),
    twinhull: ([command = '', ...words], more = {}) =>
      run([command, folder, ...words], { cwd: root, ...more, env: { ...env, ...more.env } }),
    connect: () => connect(environment, [], { env }),
    request: { environment, project: remote?.replace('https://', '') ?? `project-${count}` },
  };
}

export async function succeed(place: Place, words: readonly string[], input = ''): Promise<Outcome> {
  const outcome = await place.twinhull(words, { input });
  expect(outcome.exitCode, outcome.stderr).toBe(0);
  return outcome;
}

/** What it says. */
export async function fail(place: Place, words: readonly string[], input = ''): Promise<string> {
  const { exitCode, stderr } = await place.twinhull(words, { input });
  expect(exitCode, stderr).toBe(1);
  return stderr;
}

interface Pruned {
  /** `ConfigMap/a` and so on. */
  readonly pruned: string[];
  /** Why something stayed. */
  readonly kept: Readonly<Record<string, string>>;
  readonly stderr: string;
}

/** What prune says in JSON. */
export async function prune(place: Place, ...words: readonly string[]): Promise<Pruned> {
  const { stdout, stderr } = await succeed(place, ['prune', ...yes, '--json', ...words]);
  const [{ pruned, kept }] = JSON.parse(stdout);
  const nameOf = ({ kind, name }: JsonObject) => `${kind}/${name}`;
  return {
    pruned: pruned.map(nameOf),
    kept: Object.fromEntries(kept.map((object: JsonObject) => [nameOf(object), object.reason])),
    stderr,
  };
}

export function inventoryNameOf({ label }: Place): string {
  return `twinhull-inventory-${label.slice(0, 16)}`;
}

export async function readInventory(cluster: Cluster, place: Place): Promise<JsonObject> {
  const { namespace } = place.environment.spec;
  const found = await find(cluster, 'configmap', inventoryNameOf(place), namespace);
  return (found?.data ?? {}) as JsonObject;
}

export async function makeNamespace({ request }: Cluster, name: string): Promise<void> {
  await request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

export function configMap(name: string, metadata: JsonObject = {}): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data: { of: name } };
}

export function clusterRole(name: string): Manifest {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules: [] };
}

/** The object as the cluster has it; undefined when it is not there. */
export async function find(
  { kubectl }: Cluster,
  resource: string,
  name: string,
  namespace?: string,
): Promise<JsonObject | undefined> {
  const where = namespace === undefined ? [] : ['-n', namespace];
  const { stdout } = await kubectl(['get', resource, name, ...where, '--ignore-not-found', '-o', 'json']);
  return stdout === '' ? undefined : (JSON.parse(stdout) as JsonObject);
}

/** Names of ConfigMaps in a namespace, without those that every namespace has, and without inventories. */
export async function listMaps({ request }: Cluster, namespace: string): Promise<readonly string[]> {
  const { body } = await request('GET', `/api/v1/namespaces/${namespace}/configmaps`);
  const names = ((body as JsonObject).items as readonly JsonObject[]).map((map) =>
    String(metadataOf(map).name),
  );
  return names
    .filter((name) => name !== 'kube-root-ca.crt' && !name.startsWith('twinhull-inventory-'))
    .sort();
}

/** What kubectl apply of somebody else makes: with the annotation last-applied. */
export async function applyBy({ kubectl }: Cluster, ...objects: readonly JsonObject[]): Promise<void> {
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  await kubectl(['apply', '-f', '-'], { stdin });
}

/** As an environment that Tanka has applied: the label, and kubectl's own annotation. */
export function labelled(object: JsonObject, { label, environment }: Place): JsonObject {
  const { labels = {}, namespace = environment.spec.namespace } = metadataOf(object);
  const place = object.kind === 'ClusterRole' ? {} : { namespace };
  const own = { ...(labels as JsonObject), 'tanka.dev/environment': label };
  return { ...object, metadata: { ...metadataOf(object), ...place, labels: own } };
}

/** A copy as replicators make it: with all labels and annotations. */
export async function replicate(
  { request }: Cluster,
  object: JsonObject,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): Promise<void> {
  const { labels = {}, annotations = {} } = metadataOf(object);
  const metadata = { name, namespace, labels, annotations };
  const path = `/api/v1/namespaces/${namespace}/${String(object.kind).toLowerCase()}s`;
  const { status } = await request('POST', path, { ...object, metadata } as Record<string, Json>);
  if (status !== 201) throw new Error(`no copy ${name}: ${status}`);
}
