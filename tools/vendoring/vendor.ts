// Brings the folder of charts to what chartfile.yaml says: all that is missing is pulled first, then put in place.
import { existsSync, realpathSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { readYaml } from '../manifests/yaml/read.ts';
import { runBounded } from '../shared/bounded.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { messageOf } from '../shared/errors.ts';
import { readTextFile } from '../shared/files.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import {
  type Chartfile,
  chartfileName,
  type Repository,
  type Requirement,
  readRepositoryConfig,
} from './chartfile.ts';
import { type Helm, withHelm } from './helm.ts';
import { pruneFolder } from './prune.ts';
import {
  checkRequirements,
  folderOf,
  formatRequirement,
  leadsOut,
  nameOf,
  repositoryOf,
} from './requirements.ts';

export interface VendorSettings {
  /** That of the chartfile. */
  readonly folder: string;
  /** A file of Helm whose repositories are used instead of the chartfile's. */
  readonly repositoryConfig?: string;
  /** Also remove what nothing requires. */
  readonly prune?: boolean;
  /** Is told what happens. */
  readonly notify: (line: string) => void;
  readonly signal?: AbortSignal;
}

const pulls = 4;

/**
 * Pulls the charts that are missing or of another version. The folder changes when all of them are there, and each
 * chart at once. Fails with ToolError `chartfile-invalid`, `chart-folder-outside`, `chart-repository`, `chart-pull`
 * and those of Helm.
 */
export async function vendorCharts(chartfile: Chartfile, settings: VendorSettings): Promise<void> {
  const { folder, notify, prune } = settings;
  const file = path.join(folder, chartfileName);
  checkRequirements(chartfile.requires, file);
  const charts = locateCharts(chartfile, folder);
  if (prune && charts === folder) {
    const problem = '--prune would remove the project, since directory is its own folder';
    throw new ToolError('chartfile-invalid', { file, problem });
  }
  const repositories = await listRepositories(chartfile, settings);
  const outdated: Requirement[] = [];
  for (const requirement of chartfile.requires) {
    checkInside(path.join(charts, folderOf(requirement)), folder);
    if (await isCurrent(charts, requirement)) notify(`${describe(requirement)} exists`);
    else outdated.push(requirement);
  }
  if (outdated.length > 0) await pullAll(outdated, { ...settings, repositories, charts });
  if (prune) await pruneFolder(charts, chartfile.requires.map(folderOf), notify);
}

function describe(requirement: Requirement): string {
  return `${formatRequirement(requirement)} (dir: ${folderOf(requirement)})`;
}

function locateCharts({ directory }: Chartfile, folder: string): string {
  const isOwn = path.posix.normalize(directory).replace(/\/$/, '') === '.';
  if (!isOwn && leadsOut(directory)) throw outside(directory);
  const charts = path.resolve(folder, directory);
  checkInside(charts, folder);
  return charts;
}

/** Symbolic links on the way must not lead out of the project. The chart itself may be one, which is replaced. */
function checkInside(target: string, folder: string): void {
  let parent = target === folder ? target : path.dirname(target);
  while (!existsSync(parent)) parent = path.dirname(parent);
  const relative = path.relative(realpathSync(folder), realpathSync(parent));
  if (relative === '..' || relative.startsWith('../')) throw outside(target);
}

function outside(target: string): ToolError {
  return new ToolError('chart-folder-outside', { folder: target });
}

/** Another chart of the same version does not count. */
async function isCurrent(charts: string, requirement: Requirement): Promise<boolean> {
  const manifest = await readManifest(path.join(charts, folderOf(requirement)));
  return manifest?.version === requirement.version && manifest.name === path.basename(nameOf(requirement));
}

/** Chart.yaml; undefined where there is none, or none that can be read: then the chart is broken. */
async function readManifest(chart: string): Promise<Readonly<Record<string, Json>> | undefined> {
  const file = path.join(chart, 'Chart.yaml');
  try {
    const manifest = readYaml((await readTextFile(file)) ?? '', { file });
    return isJsonObject(manifest) ? manifest : undefined;
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

interface Pulling extends VendorSettings {
  readonly repositories: readonly Repository[];
  readonly charts: string;
}

async function pullAll(outdated: readonly Requirement[], pulling: Pulling): Promise<void> {
  const { charts, notify, repositories } = pulling;
  const wanted = outdated.map((requirement) => ({
    requirement,
    repository: findRepository(requirement, repositories),
  }));
  const made = await mkdir(charts, { recursive: true });
  const drafts = await mkdtemp(path.join(charts, '.twinhull-'));
  try {
    await withHelm(pulling, async (helm) => {
      notify('Syncing Repositories ...');
      await helm.update([...new Set(wanted.map(({ repository }) => repository))]);
      notify('Pulling Charts ...');
      const pulled = await runBounded([...wanted.entries()], pulls, ([at, item]) =>
        pullOne(helm, item, path.join(drafts, String(at))),
      );
      for (const [at, { requirement }] of wanted.entries()) {
        await putInPlace(pulled[at] as string, path.join(charts, folderOf(requirement)));
        notify(`${formatRequirement(requirement)} downloaded`);
      }
    });
  } finally {
    await rm(drafts, { recursive: true, force: true });
    // Nothing has come: the folder was made for nothing.
    if (made !== undefined && (await readdir(charts)).length === 0) await rm(made, { recursive: true });
  }
}

/** Those of the chartfile, or of the file that takes their place. */
export async function listRepositories(
  chartfile: Chartfile,
  { repositoryConfig }: Pick<VendorSettings, 'repositoryConfig'>,
): Promise<readonly Repository[]> {
  return repositoryConfig === undefined ? chartfile.repositories : readRepositoryConfig(repositoryConfig);
}

/** Fails with ToolError `chart-repository-unknown`. */
export function findRepository(requirement: Requirement, repositories: readonly Repository[]): Repository {
  const name = repositoryOf(requirement);
  const found = repositories.find((repository) => repository.name === name);
  if (found) return found;
  const known = repositories.map((repository) => repository.name).join(', ') || 'none';
  throw new ToolError('chart-repository-unknown', { name, chart: requirement.chart, known });
}

interface Wanted {
  readonly requirement: Requirement;
  readonly repository: Repository;
}

/** The folder of the pulled chart, which the package names. */
async function pullOne(helm: Helm, { requirement, repository }: Wanted, draft: string): Promise<string> {
  await mkdir(draft);
  await helm.pull(requirement, repository, draft);
  const entries = await readdir(draft, { withFileTypes: true });
  const chart = entries.find((entry) => entry.isDirectory());
  if (chart) return path.join(draft, chart.name);
  throw new ToolError('chart-pull', {
    chart: formatRequirement(requirement),
    url: requirement.chart,
    problem: 'the package holds no chart',
  });
}

/** The old chart leaves when the new one is beside it, and comes back when that cannot take its place. */
async function putInPlace(draft: string, target: string): Promise<void> {
  const old = `${draft}.old`;
  try {
    await mkdir(path.dirname(target), { recursive: true });
    const exists = await lstat(target).then(
      () => true,
      () => false,
    );
    if (exists) await rename(target, old);
    await rename(draft, target).catch(async (cause: unknown) => {
      if (exists) await rename(old, target);
      throw cause;
    });
  } catch (cause) {
    throw new ToolError('file-write', { file: target, problem: messageOf(cause) }, { cause });
  }
}
