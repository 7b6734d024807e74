// A project with one environment for the control plane, and the program that a user runs on it.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapOf, metadataOf } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { openTerminal, type Terminal } from '../cluster/terminal.ts';

/** The program; what it runs is made by `build` of tests/cli/build.ts. */
const bin = fileURLToPath(new URL('../../tools/cli/bin.cjs', import.meta.url));

export interface Outcome {
  /** 128 and the signal's number where one ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
}

export interface Project {
  /** The environment's namespace, which exists. */
  readonly namespace: string;
  /** Writes what the environment consists of. */
  readonly want: (objects: readonly JsonObject[]) => void;
  /** Starts a command on the environment: `start(['apply', '--auto-approve', 'always'])`. */
  readonly start: (words: readonly string[], env?: Readonly<Record<string, string>>) => Running;
  readonly run: (words: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Outcome>;
  readonly onTerminal: (words: readonly string[], env?: Readonly<Record<string, string>>) => Terminal;
}

/** Makes the namespace and the project; `spec` is added to that of the environment. */
export async function makeProject(
  cluster: Cluster,
  namespace: string,
  spec: JsonObject = {},
): Promise<Project> {
  const metadata = { name: namespace };
  await cluster.request('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata });
  const cwd = join(cluster.directory, 'projects', namespace);
  const environment = join(cwd, 'environments', namespace);
  mkdirSync(environment, { recursive: true });
  writeFileSync(join(cwd, 'jsonnetfile.json'), '{}');
  const own = { contextNames: ['test'], namespace, injectLabels: true, ...spec };
  const header = { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata };
  writeFileSync(join(environment, 'spec.json'), JSON.stringify({ ...header, spec: own }));
  const setting = { KUBECONFIG: cluster.kubeconfig, KUBECACHEDIR: join(cluster.directory, 'kube') };
  const commandOf = ([command = '', ...words]: readonly string[]) => [
    ...[process.execPath, bin, command],
    ...[`environments/${namespace}`, ...words],
  ];
  const start: Project['start'] = (words, env) =>
    watch(commandOf(words), { cwd, env: { ...setting, ...env } });
  return {
    namespace,
    want: (objects) => writeFileSync(join(environment, 'main.jsonnet'), JSON.stringify(objects)),
    start,
    run: (words, env) => start(words, env).ended,
    onTerminal: (words, env) => openTerminal(commandOf(words), { cwd, env: { ...setting, ...env } }),
  };
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

function watch([program = '', ...words]: readonly string[], { cwd, env }: Place): Running {
  const child = spawn(program, words, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk: Buffer) => {
      written[stream] += chunk.toString();
    });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ exitCode: code ?? 128 + (signal ? constants.signals[signal] : 0), ...written }),
    );
  });
  return { child, ended };
}

/** ConfigMaps `item-0`, `item-1` … */
export function items(count: number): readonly JsonObject[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

export function item(index: number, data: JsonObject = { value: String(index) }): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `item-${index}` }, data };
}

/** How many of them are in the namespace. */
export async function countItems(cluster: Cluster, namespace: string): Promise<number> {
  return (await listMaps(cluster, namespace)).filter((map) => nameOf(map).startsWith('item-')).length;
}

async function listMaps({ request }: Cluster, namespace: string): Promise<readonly JsonObject[]> {
  const { body } = await request('GET', `/api/v1/namespaces/${namespace}/configmaps`);
  return (body as JsonObject).items as readonly JsonObject[];
}

function nameOf(object: JsonObject): string {
  return String(metadataOf(object).name);
}

/**
 * Adds what is not the environment's: a ConfigMap of somebody else, and a copy of `item-0` under another name, with all
 * its labels and in another namespace too, as replicators make them. Gives their UIDs as they are at any time.
 */
export async function addForeign(
  cluster: Cluster,
  namespace: string,
): Promise<() => Promise<readonly unknown[]>> {
  const maps = await listMaps(cluster, namespace);
  const labels = maps.filter((map) => nameOf(map) === 'item-0').map((map) => mapOf(map, 'labels'))[0] ?? {};
  const folder = (of: string) => `/api/v1/namespaces/${of}/configmaps`;
  const add = (of: string, name: string, own: JsonObject) =>
    cluster.request('POST', folder(of), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, labels: own },
    });
  await add(namespace, 'foreign', {});
  await add(namespace, 'copied', labels);
  await add('default', `copied-${namespace}`, labels);
  const paths = [`${folder(namespace)}/foreign`, `${folder(namespace)}/copied`];
  return () =>
    Promise.all(
      [...paths, `${folder('default')}/copied-${namespace}`].map(
        async (path) => metadataOf((await cluster.request('GET', path)).body as JsonObject).uid,
      ),
    );
}
