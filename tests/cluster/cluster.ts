// A real Kubernetes control plane without containers; only the kubelet is simulated, by kwok.
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunResult, runProgram } from '../../tools/process/run.ts';
import { isJsonObject } from '../../tools/shared/json.ts';
import {
  argumentsOf,
  certificateOf,
  kubeconfigOf,
  type Setting,
  writeCredentials,
  writeKubeconfig,
} from './arguments.ts';
import { type Client, createClient, type Request } from './client.ts';
import { addCrds, addNodes, addStorageClass } from './content.ts';
import { createGuard, type Guard } from './guard.ts';
import { createPart, type Part } from './part.ts';
import { findFreePorts } from './ports.ts';
import { type ControlProgram, type Minor, obtainPrograms, type Programs } from './programs.ts';

export interface ClusterOptions {
  /** 1.35 by default. */
  readonly minor?: Minor;
  /**
   * Without them there are only etcd and the API server: objects are stored, and nothing happens to them. By default
   * 1.35 has them, whose programs they are, and other versions do not.
   */
  readonly controllers?: boolean;
  /** CustomResourceDefinitions to install: a directory, or files. */
  readonly crds?: string | readonly string[];
}

export interface KubectlOptions {
  readonly stdin?: string;
  /** Exit codes that are answers; only 0 by default. */
  readonly exitCodes?: readonly number[];
}

export interface Cluster {
  /** As the API server tells it: `1.35.4`. */
  readonly version: string;
  /** `https://127.0.0.1:…` */
  readonly server: string;
  /** Of a user who may do everything. */
  readonly token: string;
  /** The path of a file; give it to programs as KUBECONFIG. */
  readonly kubeconfig: string;
  /** Holds the logs: `kube-apiserver.log` and so on. Deleted by `stop`. */
  readonly directory: string;
  readonly request: Request;
  readonly kubectl: (args: readonly string[], options?: KubectlOptions) => Promise<RunResult>;
  readonly etcd: Part;
  readonly apiserver: Part;
  /** Controller manager, scheduler and simulated kubelet as one; nothing where they were not asked for. */
  readonly controllers: Part;
  /** Ends all processes and deletes all files. Happens by itself when this process ends, in whatever way. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a control plane in a new temporary directory, on free ports of 127.0.0.1: two nodes, claims of the default
 * class bound on demand, pods as the files in stages/ say. Resolves when all of it works. Rejects with the end of the
 * log of what did not come up, and then leaves the directory with all logs. The programs are built when absent.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const { minor = '1.35', controllers = minor === '1.35', crds = [] } = options;
  const programs = await obtainPrograms(minor);
  const setting = await createSetting();
  const guard = createGuard(setting.directory);
  const client = createClient({
    ...setting,
    port: setting.server,
    certificate: certificateOf(setting.directory),
  });
  const parts = createParts({ programs, setting, guard, client });
  try {
    writeCredentials(setting);
    await parts.etcd.start();
    await parts.apiserver.start();
    writeKubeconfig(setting);
    if (controllers) await startControllers(parts.controllers, client.request);
    await addCrds(client.request, crds);
    return await describeCluster({ setting, parts, client, guard });
  } catch (error) {
    await endCluster({ parts, client, guard }, { keepFiles: true });
    throw error;
  }
}

async function createSetting(): Promise<Setting> {
  const [server = 0, store = 0, peer = 0] = await findFreePorts(3);
  const directory = mkdtempSync(join(tmpdir(), 'twinhull-cluster-'));
  return { directory, token: randomBytes(16).toString('hex'), server, store, peer };
}

interface Parts {
  readonly etcd: Part;
  readonly apiserver: Part;
  readonly controllers: Part;
}

interface Ground {
  readonly programs: Programs;
  readonly setting: Setting;
  readonly guard: Guard;
  readonly client: Client;
}

function createParts({ programs, setting, guard, client: { request } }: Ground): Parts {
  const part = (name: ControlProgram, isReady: () => Promise<boolean>): Part =>
    createPart({
      program: programs[name],
      args: argumentsOf[name](setting),
      log: join(setting.directory, `${name}.log`),
      isReady,
      onStart: guard.add,
      onEnd: guard.remove,
    });
  const soon = { timeout: 5_000 };
  const atOnce = async () => true;
  const storeHealth = `http://127.0.0.1:${setting.store}/health`;
  return {
    etcd: part('etcd', async () => (await fetch(storeHealth)).ok),
    apiserver: part(
      'kube-apiserver',
      async () => (await request('GET', '/readyz', undefined, soon)).status === 200,
    ),
    controllers: together([
      part('kube-controller-manager', atOnce),
      part('kube-scheduler', atOnce),
      part('kwok', atOnce),
    ]),
  };
}

function together(parts: readonly Part[]): Part {
  return {
    start: async () => void (await Promise.all(parts.map((part) => part.start()))),
    stop: async (signal) => void (await Promise.all(parts.map((part) => part.stop(signal)))),
  };
}

async function startControllers(controllers: Part, request: Request): Promise<void> {
  await addStorageClass(request);
  await controllers.start();
  await addNodes(request);
}

interface Running {
  readonly parts: Parts;
  readonly client: Client;
  readonly guard: Guard;
}

interface Started extends Running {
  readonly setting: Setting;
}

async function endCluster({ parts, client, guard }: Running, files = { keepFiles: false }): Promise<void> {
  const { etcd, apiserver, controllers } = parts;
  await Promise.all([controllers, apiserver, etcd].map((part) => part.stop('SIGKILL')));
  client.close();
  await guard.close(files);
}

async function describeCluster({ setting, parts, client, guard }: Started): Promise<Cluster> {
  const { directory, token, server } = setting;
  const kubeconfig = kubeconfigOf(directory);
  const { body } = await client.request('GET', '/version');
  return {
    version: isJsonObject(body) ? String(body.gitVersion).slice(1) : '',
    server: `https://127.0.0.1:${server}`,
    token,
    kubeconfig,
    directory,
    request: client.request,
    kubectl: (args, options = {}) => runProgram('kubectl', ['--kubeconfig', kubeconfig, ...args], options),
    ...parts,
    stop: () => endCluster({ parts, client, guard }),
  };
}
