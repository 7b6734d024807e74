// Finds external programs: the one the user names, else one on PATH that is new enough, else a pinned copy.
import { execaSync } from 'execa';
import { readVersion as readKubeconformVersion } from 'kubeconform-bin';
import { cacheDirectory, isExecutable, searchPath } from 'kubeconform-bin/install';
import semver from 'semver';
import { ToolError } from '../shared/diagnostics.ts';
import { joinWords } from '../shared/text.ts';
import { type Environment, type Obtained, obtainProgram, obtainProgramSync } from './obtain.ts';
import { type ProgramName, programs } from './programs.ts';

export interface FoundProgram {
  /** An absolute path, or what the user's environment variable says. */
  readonly path: string;
  /** Of three numbers: `4.1.4`. */
  readonly version: string;
}

/**
 * Finds a program or gets a pinned copy; each is looked for once per process and environment. Fails with ToolError
 * `program-missing`, `program-version` (only ones that do not fit) or `program-broken` (it tells no version).
 */
export async function findProgram(name: ProgramName, env: Environment = process.env): Promise<FoundProgram> {
  return remembered(name, env) ?? remember(name, env, await search(name, env));
}

/**
 * As `findProgram` for callers that cannot wait, such as natives of an evaluation. It does not download: where
 * kubeconform is on no PATH, `findProgram` gets it.
 */
export function findProgramSync(name: ProgramName, env: Environment = process.env): FoundProgram {
  return remembered(name, env) ?? remember(name, env, searchSync(name, env));
}

async function search(name: ProgramName, env: Environment): Promise<FoundProgram> {
  const { program, unfit } = findInstalled(name, env);
  return program ?? useObtained(name, await obtainProgram(programs[name], env), { unfit, env });
}

function searchSync(name: ProgramName, env: Environment): FoundProgram {
  const { program, unfit } = findInstalled(name, env);
  return program ?? useObtained(name, obtainProgramSync(programs[name], env), { unfit, env });
}

interface Installed {
  readonly program?: FoundProgram;
  /** Programs of that name that cannot be used, each with its version. */
  readonly unfit: readonly string[];
}

function findInstalled(name: ProgramName, env: Environment): Installed {
  const row = programs[name];
  const named = env[row.override];
  if (named) return { program: useNamed(name, named, env), unfit: [] };
  const unfit: string[] = [];
  for (const path of searchPath(row.file, env)) {
    const version = readVersion(name, path, env);
    if (version === undefined) continue;
    if (semver.satisfies(version, row.accepts)) return { program: { path, version }, unfit };
    unfit.push(`${path} (${version})`);
  }
  return { unfit };
}

function useNamed(name: ProgramName, named: string, env: Environment): FoundProgram {
  const { override, accepts } = programs[name];
  const path = named.includes('/') ? named : (searchPath(named, env)[0] ?? named);
  if (!isExecutable(path)) fail(name, [`${override}=${named} is no program`]);
  const program = inspect(name, path, env);
  return semver.satisfies(program.version, accepts)
    ? program
    : failVersion(name, [`${path} (${program.version})`], []);
}

function useObtained(
  name: ProgramName,
  obtained: Obtained,
  { unfit, env }: Installed & { env: Environment },
): FoundProgram {
  if ('path' in obtained) return inspect(name, obtained.path, env);
  return unfit.length > 0 ? failVersion(name, unfit, obtained.failures) : fail(name, obtained.failures);
}

function inspect(name: ProgramName, path: string, env: Environment): FoundProgram {
  const version = readVersion(name, path, env);
  if (version !== undefined) return { path, version };
  throw new ToolError('program-broken', {
    program: path,
    command: [path, ...programs[name].versionArgs].join(' '),
  });
}

function fail(name: ProgramName, failures: readonly string[]): never {
  const { file, accepts, remedy } = programs[name];
  const problem = failures.length > 0 ? failures.join('; ') : 'PATH has none';
  throw new ToolError('program-missing', { program: file, accepts, problem, remedy });
}

function failVersion(name: ProgramName, unfit: readonly string[], failures: readonly string[]): never {
  const { file, accepts, remedy } = programs[name];
  const rest = failures.map((failure) => `; ${failure}`).join('');
  throw new ToolError('program-version', {
    program: file,
    accepts,
    found: joinWords(unfit, 'and') + rest,
    remedy,
  });
}

/** The version that a program tells, or undefined when it tells none or does not run. */
function readVersion(name: ProgramName, path: string, env: Environment): string | undefined {
  if (name === 'kubeconform') return readKubeconformVersion(path, env);
  const result = execaSync(path, programs[name].versionArgs, {
    env: { ...env },
    reject: false,
    timeout: 20_000,
    stdin: 'ignore',
  });
  if (result.failed) return undefined;
  const [text] = /\d+\.\d+(\.\d+)?/.exec(versionText(result.stdout)) ?? [];
  return semver.coerce(text)?.version;
}

// kubectl tells several versions; its own is the one called gitVersion.
function versionText(stdout: string): string {
  return /"gitVersion": "([^"]*)"/.exec(stdout)?.[1] ?? stdout;
}

const found = new Map<string, FoundProgram>();

function remembered(name: ProgramName, env: Environment): FoundProgram | undefined {
  return found.get(searchKey(name, env));
}

function remember(name: ProgramName, env: Environment, program: FoundProgram): FoundProgram {
  found.set(searchKey(name, env), program);
  return program;
}

function searchKey(name: ProgramName, env: Environment): string {
  return JSON.stringify([name, env.PATH, env[programs[name].override], cacheDirectory(env)]);
}
