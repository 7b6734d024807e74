// Adds charts and repositories to chartfile.yaml: all that is asked for, or nothing.
import path from 'node:path';
import { ToolError } from '../shared/diagnostics.ts';
import {
  type Chartfile,
  chartfileName,
  isRepositoryUrl,
  type Repository,
  type Requirement,
  readChartfile,
} from './chartfile.ts';
import { extendChartfile } from './edit.ts';
import { checkRequirements, folderOf, isSameRequirement, parseRequirement } from './requirements.ts';
import { type VendorSettings, vendorCharts } from './vendor.ts';

/**
 * Adds charts to the chartfile once they have been pulled. Fails with ToolError `charts-skipped` for what is no
 * chart or is there already, and as `vendorCharts` does; then the chartfile is as it was.
 */
export async function addCharts(texts: readonly string[], settings: VendorSettings): Promise<void> {
  const chartfile = await readChartfile(settings.folder);
  const added: Requirement[] = [];
  const problems: string[] = [];
  for (const text of texts) {
    const requirement = parseRequirement(text);
    const known = [...chartfile.requires, ...added];
    const problem = requirement
      ? findObstacle(requirement, known)
      : 'expected repository/name@version[:folder]';
    if (requirement && problem === undefined) added.push(requirement);
    else problems.push(`${text}: ${problem}`);
  }
  if (problems.length > 0) throw new ToolError('charts-skipped', { problems: problems.join('\n - ') });
  const extended: Chartfile = { ...chartfile, requires: [...chartfile.requires, ...added] };
  checkRequirements(extended.requires, path.join(settings.folder, chartfileName));
  await vendorCharts(extended, settings);
  await extendChartfile(settings.folder, { requires: added });
}

function findObstacle(requirement: Requirement, known: readonly Requirement[]): string | undefined {
  if (known.some((other) => isSameRequirement(other, requirement))) return 'already exists';
  const other = known.find(({ chart }) => chart === requirement.chart);
  if (other === undefined || folderOf(other) !== folderOf(requirement)) return undefined;
  return `is there with version ${other.version}; change that in ${chartfileName}, or name another folder`;
}

/** Adds a repository to the chartfile. Fails with ToolError `charts-skipped` for a name that is taken or not allowed. */
export async function addRepository({ name, url }: Repository, folder: string): Promise<void> {
  const { repositories } = await readChartfile(folder);
  const problem = findFault({ name, url }, repositories);
  if (problem !== undefined) throw new ToolError('charts-skipped', { problems: `${name}: ${problem}` });
  await extendChartfile(folder, { repositories: [{ name, url }] });
}

function findFault({ name, url }: Repository, repositories: readonly Repository[]): string | undefined {
  if (!/^\w[\w-]*$/.test(name)) return 'invalid name. cannot contain any special characters';
  if (!isRepositoryUrl(url)) return 'expected an address such as https://charts.example.org or oci://…';
  const other = repositories.find((repository) => repository.name === name);
  if (other === undefined) return undefined;
  return other.url === url ? 'already exists' : `already exists, with another address`;
}
