// Helm with the repositories of one chartfile and a cache of its own: projects cannot confuse each other's.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type RunResult, runProgram } from '../process/run.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { withTemporaryFolder } from '../shared/temporary.ts';
import type { Repository, Requirement } from './chartfile.ts';
import { formatRequirement, nameOf, repositoryOf } from './requirements.ts';
import { createMasking, maskUrl } from './secrets.ts';

export interface Helm {
  /** Fetches the indexes of these repositories; ones of OCI have none. */
  readonly update: (repositories: readonly Repository[]) => Promise<void>;
  /** Unpacks a chart into a folder. */
  readonly pull: (requirement: Requirement, repository: Repository, folder: string) => Promise<void>;
  /** Runs a command of Helm, and gives its answer also where that is a failure. */
  readonly run: (command: readonly string[], ...args: readonly string[]) => Promise<RunResult>;
  /** The last arguments of a command about a chart: what gives access to it, and its address. */
  readonly locate: (requirement: Requirement, repository: Repository) => Promise<readonly string[]>;
  /** What a failed run said, without secrets. */
  readonly explain: (result: RunResult) => string;
}

export interface HelmSettings {
  /** To which files of repositories are relative. */
  readonly folder: string;
  readonly repositories: readonly Repository[];
  readonly signal?: AbortSignal;
}

/** Helm is there until `use` ends; its files hold passwords, which only this user can read, and are removed then. */
export async function withHelm<T>(settings: HelmSettings, use: (helm: Helm) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (temporary) => {
    const config = path.join(temporary, 'repositories.json');
    const cache = path.join(temporary, 'cache');
    const repositories = settings.repositories.filter((repository) => !isOci(repository));
    await mkdir(cache);
    await writeFile(config, JSON.stringify({ repositories }));
    const files = ['--repository-config', config, '--repository-cache', cache];
    const mask = createMasking(settings.repositories);
    const explain = (result: RunResult): string => explainFailure(result, mask);
    const run: Helm['run'] = (command, ...args) => runHelm([...command, ...files, ...args], settings, mask);
    const locate: Helm['locate'] = async (requirement, repository) => [
      ...(await grantAccess(repository, temporary)),
      '--',
      addressOf(requirement, repository),
    ];
    return use({
      run,
      explain,
      locate,
      update: (wanted) => updateIndexes(wanted, { run, explain, cache }),
      pull: async (requirement, repository, folder) => {
        const args = ['--untar', '--destination', folder, `--version=${requirement.version}`];
        const result = await run(['pull'], ...args, ...(await locate(requirement, repository)));
        if (result.exitCode === 0) return;
        throw new ToolError('chart-pull', {
          chart: formatRequirement(requirement),
          url: maskUrl(repository.url),
          problem: explain(result),
        });
      },
    });
  });
}

export function isOci({ url }: Repository): boolean {
  return url.startsWith('oci://');
}

/** What Helm calls the chart. */
function addressOf(requirement: Requirement, repository: Repository): string {
  if (isOci(repository)) return `${repository.url.replace(/\/+$/, '')}/${nameOf(requirement)}`;
  return `${repositoryOf(requirement)}/${nameOf(requirement)}`;
}

async function runHelm(
  args: readonly string[],
  { folder, signal }: HelmSettings,
  mask: (text: string) => string,
): Promise<RunResult> {
  try {
    const options = { cwd: folder, exitCodes: [0, 1], ...(signal ? { signal } : {}) };
    return await runProgram('helm', args, options);
  } catch (error) {
    // The command has addresses, which may hold passwords.
    if (!(error instanceof ToolError) || mask(error.message) === error.message) throw error;
    throw new ToolError('helm-failed', { problem: mask(error.message) });
  }
}

/** Warnings come before what counts. */
function explainFailure({ stderr, stdout }: RunResult, mask: (text: string) => string): string {
  const said = stderr.trim() || stdout.trim();
  const start = said.search(/^Error: /m);
  return mask(start < 0 ? said : said.slice(start + 'Error: '.length));
}

interface Updating extends Pick<Helm, 'run' | 'explain'> {
  readonly cache: string;
}

/** Helm 3 calls an update that missed a repository a success. */
async function updateIndexes(wanted: readonly Repository[], helm: Updating): Promise<void> {
  const repositories = wanted.filter((repository) => !isOci(repository));
  if (repositories.length === 0) return;
  const result = await helm.run(['repo', 'update'], '--', ...repositories.map(({ name }) => name));
  for (const { name, url } of repositories) {
    if (existsSync(path.join(helm.cache, `${name}-index.yaml`))) continue;
    const said = { ...result, stderr: `${result.stdout}\n${result.stderr}` };
    throw new ToolError('chart-repository', { name, url: maskUrl(url), problem: helm.explain(said) });
  }
}

/** Options for a registry: certificates, and a file with the password, which belongs on no command line. */
async function grantAccess(repository: Repository, temporary: string): Promise<readonly string[]> {
  if (!isOci(repository)) return [];
  const { caFile, certFile, keyFile, username, password, name } = repository;
  return [
    ...(caFile ? ['--ca-file', caFile] : []),
    ...(certFile ? ['--cert-file', certFile] : []),
    ...(keyFile ? ['--key-file', keyFile] : []),
    ...(username && password ? ['--registry-config', await writeLogin(repository, temporary, name)] : []),
  ];
}

async function writeLogin({ url, username, password }: Repository, folder: string, name: string) {
  const file = path.join(folder, `${name}-registry.json`);
  const [host = ''] = url.slice('oci://'.length).split('/');
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  await writeFile(file, JSON.stringify({ auths: { [host]: { auth } } }));
  return file;
}
