// Builds the programs of a control plane with Go, once: later starts take them from the user's cache directory.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, publishDirectoryAsync } from 'kubeconform-bin/install';
import type { Environment } from '../../tools/process/obtain.ts';
import { runProgram } from '../../tools/process/run.ts';
import { messageOf } from '../../tools/shared/errors.ts';

/** Minor versions of Kubernetes; 1.35 has all programs, the others only an API server. */
export type Minor = '1.34' | '1.35' | '1.36';

export type ControlProgram =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kwok';

type ModuleName = Minor | 'kwok';

interface GoModule {
  /** The main package of each program. */
  readonly packages: Readonly<Partial<Record<ControlProgram, string>>>;
  readonly ldflags: readonly string[];
}

const apiServer = { 'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver' } as const;

/** One folder of `programs/` each; its go.mod and go.sum say what the programs are made of. */
const modules: Readonly<Record<ModuleName, GoModule>> = {
  '1.34': { packages: apiServer, ldflags: kubernetesVersion('v1.34.4') },
  '1.35': {
    packages: {
      etcd: 'go.etcd.io/etcd/server/v3',
      ...apiServer,
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    },
    ldflags: kubernetesVersion('v1.35.4'),
  },
  '1.36': { packages: apiServer, ldflags: kubernetesVersion('v1.36.3') },
  kwok: { packages: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' }, ldflags: [] },
};

// Without these the server calls itself v0.0.0-master, and whatever compares versions goes wrong.
function kubernetesVersion(version: string): readonly string[] {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((variables) =>
    Object.entries(values).map(([name, value]) => `-X ${variables}.${name}=${value}`),
  );
}

/** What a control plane of one minor version consists of: the path of each program. */
export type Programs = Readonly<Record<ControlProgram, string>>;

/**
 * Finds the programs, and builds those that are absent, which takes minutes and needs Go. All of them are those of
 * 1.35 and kwok, except that the API server is the one of `minor`. Says on standard error what is being built.
 */
export async function obtainPrograms(minor: Minor, env: Environment = process.env): Promise<Programs> {
  const base = await obtainModule('1.35', env);
  const kwok = await obtainModule('kwok', env);
  const server = await obtainModule(minor, env);
  return {
    etcd: join(base, 'etcd'),
    'kube-apiserver': join(server, 'kube-apiserver'),
    'kube-controller-manager': join(base, 'kube-controller-manager'),
    'kube-scheduler': join(base, 'kube-scheduler'),
    kwok: join(kwok, 'kwok'),
  };
}

/** The directory with the module's programs. */
function obtainModule(name: ModuleName, env: Environment): Promise<string> {
  const source = fileURLToPath(new URL(`programs/${name}`, import.meta.url));
  const target = join(cacheDirectory(env), 'programs', `cluster-${name}-${hashOf(name, source)}`);
  return publishDirectoryAsync(target, (draft) => buildModule(name, { source, draft, env }));
}

function hashOf(name: ModuleName, source: string): string {
  const hash = createHash('sha256').update(JSON.stringify(modules[name]));
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(source, file)));
  return hash.digest('hex').slice(0, 16);
}

interface BuildPlace {
  readonly source: string;
  readonly draft: string;
  readonly env: Environment;
}

async function buildModule(name: ModuleName, { source, draft, env }: BuildPlace): Promise<void> {
  const { packages, ldflags } = modules[name];
  for (const [program, mainPackage] of Object.entries(packages)) {
    process.stderr.write(`tests/cluster: building ${program} (${name}) with Go, once\n`);
    const flags = ['-mod=readonly', '-ldflags', ['-s', '-w', ...ldflags].join(' ')];
    await runGo(['build', ...flags, '-o', join(draft, program), mainPackage], { cwd: source, env });
  }
}

const oneHour = 3_600_000;

interface GoPlace {
  readonly cwd: string;
  readonly env: Environment;
}

/** Runs Go in a module's folder; where that asks for a newer Go which cannot be had, the error says how to get it. */
export async function runGo(args: readonly string[], { cwd, env }: GoPlace): Promise<void> {
  // Where nobody has said otherwise, a Go that is too old may get a newer one; Debian's would not.
  const { GOTOOLCHAIN = 'auto' } = env;
  const forGo = { ...env, CGO_ENABLED: '0', GOFLAGS: '', GOTOOLCHAIN };
  try {
    await runProgram('go', args, { cwd, env: forGo, timeout: oneHour });
  } catch (error) {
    const said = messageOf(error);
    if (!/requires go >=|toolchain/.test(said)) throw error;
    const remedy = 'Install that version from https://go.dev/dl, or let Go get it: GOTOOLCHAIN=auto.';
    throw new Error(`${said}\n${remedy}`, { cause: error });
  }
}
