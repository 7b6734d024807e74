// Where a chart that a release wants is to be had, without the network: in the checkout, beside it, or on this machine.
import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import semver from 'semver';
import type { WantedChart } from '../../../flux/chart.ts';
import { readYaml } from '../../../manifests/yaml/read.ts';
import { runProgram } from '../../../process/run.ts';
import { ToolError } from '../../../shared/diagnostics.ts';
import { messageOf } from '../../../shared/errors.ts';
import { isJsonObject } from '../../../shared/json.ts';
import { readChartMetadata } from '../chart.ts';
import { offline } from '../offline.ts';
import type { SideOptions } from '../request.ts';

export interface ChartPlace {
  /** The checkout's. */
  readonly root: string;
  /** Whether the chart's repository is the one that is checked out. */
  readonly isOwn: boolean;
  /** For what has to be fetched from a registry. */
  readonly temporary: string;
  readonly options: SideOptions;
}

/** The chart's absolute path, or a sentence that says how to provide it. Fails with ToolError `file-read`. */
export type Located = { readonly chart: string } | { readonly sentence: string };

export async function locateChart(wanted: WantedChart, place: ChartPlace): Promise<Located> {
  if (wanted.kind === 'git' && place.isOwn) return locateInRepository(wanted, place);
  const { options } = place;
  const tried: string[] = [];
  for (const folder of [options.charts, cacheFolder(options)]) {
    const found = folder === undefined ? [] : await listCharts(folder, wanted.name, options);
    const chart = chooseVersion(found, wanted.version);
    if (chart !== undefined) return { chart };
    const others = found.map(({ version }) => version);
    if (others.length > 0) tried.push(`${folder} has only ${others.join(', ')}`);
  }
  if (isLocal(wanted.url)) {
    const pulled = await pull(wanted, place);
    if ('chart' in pulled) return pulled;
    tried.push(pulled.sentence);
  }
  return { sentence: askFor(wanted, tried) };
}

function askFor({ name, version = '', url }: WantedChart, tried: readonly string[]): string {
  const chart = [name, version].filter(Boolean).join(' ');
  const file = [name, version].filter(Boolean).join('-');
  const before = tried.length > 0 ? ` (${tried.join('; ')})` : '';
  const from = url === '' ? '' : ` of ${url}`;
  return `the chart ${chart}${from} is not at hand${before}: put it into a folder, as ${name}/ or ${file}.tgz, and name that with --charts`;
}

/** Without going out of the repository, which links could do too. */
async function locateInRepository(
  { path: folder = '' }: WantedChart,
  { root }: ChartPlace,
): Promise<Located> {
  const chart = path.join(root, path.normalize(`/${folder}`));
  if (!existsSync(path.join(chart, 'Chart.yaml')))
    return { sentence: `the repository has no chart at ${folder}` };
  const entries = await readdir(chart, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const places = [chart, ...links.map(({ parentPath, name }) => path.join(parentPath, name))];
  const real = await Promise.all(places.map((place) => realpath(place).catch(() => root)));
  if (real.every((place) => place === root || place.startsWith(`${root}${path.sep}`))) return { chart };
  return { sentence: `the chart at ${folder} has links that lead out of the repository` };
}

interface FoundChart {
  readonly place: string;
  readonly version: string;
}

/** Charts of a name, as folders and packages, in a folder, or the folder itself. */
async function listCharts(
  folder: string,
  name: string,
  options: SideOptions,
): Promise<readonly FoundChart[]> {
  const isNamed = folder === options.charts;
  if (!isNamed && !existsSync(folder)) return [];
  const entries = await readEntries(folder);
  const found: FoundChart[] = [];
  for (const entry of [...entries, '.']) {
    const place = path.resolve(folder, entry);
    const metadata = await readMetadata(place, name, options);
    if (metadata?.name === name) found.push({ place, version: metadata.version });
  }
  return found;
}

async function readEntries(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    throw new ToolError('file-read', { file: folder, problem: messageOf(cause) }, { cause });
  }
}

/** Undefined for what is no chart. A package is opened only where its name begins like the chart's. */
async function readMetadata(
  place: string,
  name: string,
  options: SideOptions,
): Promise<{ readonly name: string; readonly version: string } | undefined> {
  try {
    if (/\.(tgz|tar\.gz)$/.test(place)) {
      return path.basename(place).startsWith(name) ? await readChartMetadata(place, options) : undefined;
    }
    const file = path.join(place, 'Chart.yaml');
    const content = existsSync(file) ? readYaml(await readFile(file, 'utf8'), { file }) : undefined;
    return isJsonObject(content)
      ? { name: String(content.name ?? ''), version: String(content.version ?? '') }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The highest that fits. */
function chooseVersion(found: readonly FoundChart[], wanted: string | undefined): string | undefined {
  const fitting = found.filter(({ version }) => fits(version, wanted));
  return fitting.sort((a, b) => semver.rcompare(clean(a.version), clean(b.version)))[0]?.place;
}

/** Tags have `_` where versions have `+`. What is neither version nor range (`latest`) says nothing. */
function fits(version: string, wanted = '*'): boolean {
  const exact = semver.parse(wanted.replace('_', '+'), { loose: true });
  if (exact !== null) return semver.eq(clean(version), exact);
  const range = semver.validRange(wanted.replaceAll(',', ' '));
  return range === null || semver.satisfies(clean(version), range);
}

function clean(version: string): string {
  return semver.parse(version, { loose: true })?.version ?? '0.0.0';
}

function cacheFolder(options: SideOptions): string {
  const env = { ...process.env, ...options.env };
  if (env.HELM_REPOSITORY_CACHE) return env.HELM_REPOSITORY_CACHE;
  const caches = env.XDG_CACHE_HOME || path.join(env.HOME || homedir(), '.cache');
  return path.join(env.HELM_CACHE_HOME || path.join(caches, 'helm'), 'repository');
}

function isLocal(url: string): boolean {
  return /^oci:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\//.test(url);
}

async function pull({ url, version }: WantedChart, { temporary, options }: ChartPlace): Promise<Located> {
  const flags = [...(version === undefined ? [] : [`--version=${version}`]), `--destination=${temporary}`];
  const { stderr, exitCode } = await runProgram('helm', ['pull', '--plain-http', ...flags, '--', url], {
    env: { ...options.env, ...offline },
    exitCodes: [0, 1],
    timeout: 60_000,
  });
  const file = exitCode === 0 ? (await readdir(temporary)).find((name) => name.endsWith('.tgz')) : undefined;
  return file === undefined
    ? { sentence: stderr.trim().replace(/^Error: /, '') }
    : { chart: path.join(temporary, file) };
}
