// Finds environments: at a path, by name, and below folders.
import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isHostStackExhausted } from '../jsonnet/errors.ts';
import type { Environment } from '../manifests/environment.ts';
import { extractManifests } from '../manifests/extract.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';
import { explainJsonFault } from '../shared/jsonFault.ts';
import { compareStrings } from '../shared/order.ts';
import { describeFailure } from './failures.ts';
import { formatOrderedJson } from './json.ts';
import { defaultEntrypoint, type Project, resolveProject, unreadable } from './project.ts';
import { listScript } from './scripts.ts';
import type { Session } from './session.ts';
import { readEnvironment } from './spec.ts';

export interface FoundEnvironment {
  readonly project: Project;
  /** Without its data. */
  readonly environment: Environment;
  /** Its number among the Environment objects of the entry point; undefined when it is described by `spec.json`. */
  readonly number: number | undefined;
}

/** What `import 'tk'` gives inside of inline environments: they are known only after the evaluation. */
export const inlineEnvironmentCode: string = `error ${JSON.stringify(
  'tk.env and std.extVar("tanka.dev/environment") are there for environments with a spec.json only. In an inline environment use its own object instead.',
)}`;

/** What `import 'tk'` gives beside a `spec.json`: the environment without its data. */
export function staticEnvironmentCode(environment: Environment): string {
  return formatOrderedJson(environment);
}

/** The environments of a folder or an entry point; their data is not evaluated. Throws ToolError and JsonnetError. */
async function listEnvironments(session: Session, target: string): Promise<readonly FoundEnvironment[]> {
  const project = resolveProject(target);
  const described = readStaticEnvironment(session, project);
  if (described) return [described];
  const list = await session.remember({ project, what: listScript }, () =>
    session.evaluate({ project, script: listScript, environmentCode: inlineEnvironmentCode }),
  );
  return (list as Json[]).map((raw, number) => readFound(session, project, { raw, number }));
}

/** The environment that `spec.json` describes; undefined where there is no such file. */
export function readStaticEnvironment(session: Session, project: Project): FoundEnvironment | undefined {
  const raw = readSpec(project);
  return raw === undefined ? undefined : readFound(session, project, { raw, number: undefined });
}

function readSpec({ base }: Project): Json | undefined {
  const file = path.join(base, 'spec.json');
  if (!existsSync(file)) return undefined;
  const text = readText(file);
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    const problem = `it is no JSON; ${explainJsonFault(text)}`;
    throw new ToolError('environment-invalid', { file, problem }, { cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function readFound(
  session: Session,
  project: Project,
  { raw, number }: { readonly raw: Json; readonly number: number | undefined },
): FoundEnvironment {
  const { root, base, entrypoint } = project;
  const file = number === undefined ? path.join(base, 'spec.json') : entrypoint;
  const { environment, warnings } = readEnvironment(raw, file, path.relative(root, entrypoint));
  for (const warning of warnings) session.warn(warning);
  if (number !== undefined) return { project, environment, number };
  // A static environment is called by its folder, whatever its spec.json says.
  const named = { name: path.relative(root, base) || '.' };
  return {
    project,
    environment: { ...environment, metadata: { ...named, ...environment.metadata, ...named } },
    number,
  };
}

/**
 * The one environment at a path. `name` picks one of several: an exact match wins, else the only one that contains
 * it. A path that does not exist is taken as a name in the current directory.
 * Fails with ToolError `environment-none` or `environment-ambiguous`.
 */
export async function findEnvironment(
  session: Session,
  target: string,
  name?: string,
): Promise<FoundEnvironment> {
  if (!existsSync(target)) return findByName(session, target);
  const all = await listEnvironments(session, target).catch((error: unknown) => explainBase(target, error));
  const [first] = all;
  if (first && first.number === undefined) return first;
  const matching = name ? matchName(all, name) : all;
  const [found, ...others] = matching;
  if (!found) return explainNone(session, target, name);
  if (others.length > 0) throw ambiguous(target, matching, name);
  return found;
}

/** A folder without an entry point may be meant as all the environments below it. */
function explainBase(target: string, error: unknown): never {
  if (!(error instanceof ToolError) || error.code !== 'environment-base') throw error;
  const below = listBelow(target, mostNamed);
  if (below.length === 0) throw error;
  const names = below.map((folder) => `\n - ${folder}`).join('');
  const hint = `. Environments below ${target}, of which a command takes one or several (\`export\` takes all of them with -r):${names}`;
  throw new ToolError('environment-base', { file: defaultEntrypoint, hint }, { cause: error });
}

const mostNamed = 5;

/** Folders with an entry point, at most so many; what is hidden or installed has none that is meant. */
function listBelow(folder: string, limit: number): readonly string[] {
  if (existsSync(path.join(folder, defaultEntrypoint))) return [folder];
  const found: string[] = [];
  for (const entry of readEntries(folder)) {
    if (found.length >= limit) break;
    if (!entry.isDirectory() || /^(?:\..*|node_modules|vendor)$/.test(entry.name)) continue;
    found.push(...listBelow(path.join(folder, entry.name), limit - found.length));
  }
  return found.sort(compareStrings);
}

/** None of what is no folder, or may not be read. */
function readEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A path that does not exist may be the name of an environment here; where there are none at all it is just wrong. */
async function findByName(session: Session, name: string): Promise<FoundEnvironment> {
  try {
    return await findEnvironment(session, '.', name);
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'environment-base') throw error;
    const hint = `\n${name} does not exist, and was taken as the name of an environment here`;
    throw new ToolError('environment-base', { file: defaultEntrypoint, hint }, { cause: error });
  }
}

function nameOf({ environment }: FoundEnvironment): string {
  return environment.metadata.name ?? '';
}

function matchName(all: readonly FoundEnvironment[], name: string): readonly FoundEnvironment[] {
  const exact = all.find((found) => nameOf(found) === name);
  return exact ? [exact] : all.filter((found) => nameOf(found).includes(name));
}

/** An entry point without environments: what is there instead may explain it. */
async function explainNone(session: Session, target: string, name: string | undefined): Promise<never> {
  if (!name) {
    const project = resolveProject(target);
    extractManifests(await session.evaluate({ project, environmentCode: inlineEnvironmentCode }));
  }
  throw new ToolError('environment-none', { path: target });
}

function ambiguous(
  target: string,
  matching: readonly FoundEnvironment[],
  name: string | undefined,
): ToolError {
  return new ToolError('environment-ambiguous', {
    path: target,
    matching: name ? ` matching ${JSON.stringify(name)}` : '',
    remedy: name
      ? 'Provide a more specific name that matches a single one'
      : 'Use `--name` to select a single one',
    names: matching.map(nameOf).sort(compareStrings).join('\n - '),
  });
}

/**
 * All environments of the files called `main.jsonnet` at or below the paths. What is wrong with any of them is
 * collected: fails with ToolError `environments-failed`.
 */
export async function findEnvironments(
  session: Session,
  targets: readonly string[],
): Promise<readonly FoundEnvironment[]> {
  const found: FoundEnvironment[] = [];
  const failures: string[] = [];
  for (const file of targets.flatMap(listEntrypoints)) {
    try {
      found.push(...(await listEnvironments(session, file)));
    } catch (error) {
      if (isHostStackExhausted(error)) throw error;
      failures.push(`- ${file}:\n ${describeFailure(error)}\n`);
    }
  }
  if (failures.length > 0) throw new ToolError('environments-failed', { details: failures.join('\n') });
  return found;
}

/** Files called `main.jsonnet` at or below a path. Fails with ToolError `file-read`. */
export function listEntrypoints(target: string): readonly string[] {
  try {
    if (statSync(target).isFile()) return path.basename(target) === defaultEntrypoint ? [target] : [];
    return walk(target);
  } catch (cause) {
    throw unreadable(target, cause);
  }
}

/** In the order of names; symbolic links to folders are not followed, and installed packages have none that is meant. */
function walk(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareStrings(a.name, b.name));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(file);
    return entry.name === defaultEntrypoint ? [file] : [];
  });
}
