// Which newer versions there are of the charts that a project requires.
import { readYaml } from '../manifests/yaml/read.ts';
import { runBounded } from '../shared/bounded.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import type { Chartfile, Repository, Requirement } from './chartfile.ts';
import { type Helm, isOci, withHelm } from './helm.ts';
import { checkRequirements, formatRequirement } from './requirements.ts';
import { findRepository, listRepositories, type VendorSettings } from './vendor.ts';

/** A version as `helm search repo` describes it; what is empty is left out. */
export interface FoundVersion {
  readonly name?: string;
  readonly version?: string;
  readonly app_version?: string;
  readonly description?: string;
}

/** The fields have their names and order from Tanka's JSON. */
export interface VersionInfo {
  readonly name: string;
  readonly directory?: string;
  readonly current_version: string;
  readonly using_latest_version: boolean;
  readonly latest_version: FoundVersion;
  readonly latest_matching_major_version: FoundVersion;
  readonly latest_matching_minor_version: FoundVersion;
}

const searches = 4;

/** For every required chart, by `repository/name@version`. Fails as `vendorCharts` does, and with `chart-search`. */
export async function checkVersions(
  chartfile: Chartfile,
  settings: VendorSettings,
): Promise<Readonly<Record<string, VersionInfo>>> {
  checkRequirements(chartfile.requires, settings.folder);
  const repositories = await listRepositories(chartfile, settings);
  const wanted = chartfile.requires.map((requirement) => ({
    requirement,
    repository: findRepository(requirement, repositories),
  }));
  if (wanted.length === 0) return {};
  return withHelm({ ...settings, repositories }, async (helm) => {
    await helm.update([...new Set(wanted.map(({ repository }) => repository))]);
    const rows = await runBounded(wanted, searches, ({ requirement, repository }) =>
      checkVersion(requirement, repository, { helm, notify: settings.notify }),
    );
    return Object.fromEntries(
      rows.map((info, at) => [formatRequirement(chartfile.requires[at] as Requirement), info]),
    );
  });
}

interface Checking extends Pick<VendorSettings, 'notify'> {
  readonly helm: Helm;
}

async function checkVersion(
  requirement: Requirement,
  repository: Repository,
  { helm, notify }: Checking,
): Promise<VersionInfo> {
  const { chart, version, directory } = requirement;
  const search = isOci(repository) ? searchRegistry : searchIndex;
  const find = async (constraint: string): Promise<FoundVersion> => {
    const found = await search({ requirement, repository, constraint, helm });
    if (found) return found;
    notify(`${formatRequirement(requirement)}: no version of it satisfies ${constraint}`);
    return { name: chart, version, description: 'search did not return 1 version' };
  };
  const latest = await find(`>=${version}`);
  return {
    name: chart,
    ...(directory ? { directory } : {}),
    current_version: version,
    using_latest_version: latest.version === version,
    latest_version: latest,
    latest_matching_major_version: await find(`^${version}`),
    latest_matching_minor_version: await find(`~${version}`),
  };
}

interface Search {
  readonly requirement: Requirement;
  readonly repository: Repository;
  readonly constraint: string;
  readonly helm: Helm;
}

/** In the index of a repository, where Helm puts names between vertical tabs. */
async function searchIndex({ requirement, constraint, helm }: Search): Promise<FoundVersion | undefined> {
  const name = requirement.chart.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
  const args = ['--regexp', `\v${name}\v`, `--version=${constraint}`, '--output', 'json'];
  const result = await helm.run(['search', 'repo'], ...args);
  if (result.exitCode !== 0) throw failSearch(requirement, helm.explain(result));
  const found = JSON.parse(result.stdout) as Json;
  return Array.isArray(found) && found.length === 1 ? readFound(found[0] as Json) : undefined;
}

/** In a registry there is no index, but Helm finds the newest tag that satisfies a constraint. */
async function searchRegistry(search: Search): Promise<FoundVersion | undefined> {
  const { requirement, repository, constraint, helm } = search;
  const place = await helm.locate(requirement, repository);
  const result = await helm.run(['show', 'chart'], `--version=${constraint}`, ...place);
  if (result.exitCode !== 0) {
    const problem = helm.explain(result);
    if (/version matching|no .*version/i.test(problem)) return undefined;
    throw failSearch(requirement, problem);
  }
  const manifest = readYaml(result.stdout, { file: requirement.chart });
  if (!isJsonObject(manifest)) return undefined;
  const { version = '', appVersion = '', description = '' } = manifest;
  return readFound({ name: requirement.chart, version, app_version: appVersion, description });
}

function readFound(value: Json): FoundVersion {
  const fields = isJsonObject(value) ? value : {};
  const names = ['name', 'version', 'app_version', 'description'];
  return Object.fromEntries(names.flatMap((name) => (fields[name] ? [[name, String(fields[name])]] : [])));
}

function failSearch(requirement: Requirement, problem: string): ToolError {
  return new ToolError('chart-search', { chart: formatRequirement(requirement), problem });
}
