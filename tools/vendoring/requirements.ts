// What requirements ask for: `repository/name@version:directory`, and folders that stay inside and apart.
import path from 'node:path';
import { ToolError } from '../shared/diagnostics.ts';
import type { Requirement } from './chartfile.ts';

/** A requirement as the command line has it; undefined for what is none. */
export function parseRequirement(text: string): Requirement | undefined {
  const [, chart, version, directory] = /^([\w+./-]+)@([^:\s]+)(?::([\w. -]+))?$/.exec(text) ?? [];
  if (chart === undefined || version === undefined) return undefined;
  return { chart, version, ...(directory === undefined ? {} : { directory }) };
}

export function formatRequirement(requirement: Requirement): string {
  return `${requirement.chart}@${requirement.version}`;
}

export function isSameRequirement(a: Requirement, b: Requirement): boolean {
  return formatRequirement(a) === formatRequirement(b) && (a.directory ?? '') === (b.directory ?? '');
}

export function repositoryOf({ chart }: Requirement): string {
  return chart.slice(0, chart.indexOf('/'));
}

/** Behind the repository; the registries of OCI have names with slashes. */
export function nameOf({ chart }: Requirement): string {
  return chart.slice(chart.indexOf('/') + 1);
}

/** The folder of the chart, relative to that of all charts. */
export function folderOf(requirement: Requirement): string {
  return path.posix.normalize(requirement.directory || nameOf(requirement)).replace(/\/$/, '');
}

/** Fails with ToolError `chartfile-invalid`, which names everything that is wrong. */
export function checkRequirements(requires: readonly Requirement[], file: string): void {
  const problems = [...requires.flatMap(checkNames), ...findConflicts(requires)];
  if (problems.length === 0) return;
  throw new ToolError('chartfile-invalid', { file, problem: problems.join('\n - ') });
}

function checkNames(requirement: Requirement): readonly string[] {
  const { chart, directory } = requirement;
  if (!/^\w[\w.-]*(?:\/[\w+.-]+)+$/.test(chart) || leadsOut(nameOf(requirement))) {
    return [`Chart name ${JSON.stringify(chart)} is not valid. Expecting a repo/name format.`];
  }
  if (directory === undefined || !leadsOut(directory)) return [];
  return [
    `the directory ${JSON.stringify(directory)} of ${chart} is no folder below the one of all charts; expected a relative path without ..`,
  ];
}

/** Whether a relative path leads out of its folder, or is the folder itself. */
export function leadsOut(relative: string): boolean {
  const normal = path.posix.normalize(relative);
  return normal === '.' || normal === './' || normal.startsWith('/') || /(?:^|\/)\.\.(?:\/|$)/.test(relative);
}

function findConflicts(requires: readonly Requirement[]): readonly string[] {
  return requires.flatMap((requirement, at) => {
    const folder = folderOf(requirement);
    const other = requires.slice(0, at).find((before) => overlap(folderOf(before), folder));
    if (other === undefined) return [];
    const charts = `by charts "${formatRequirement(other)}" and "${formatRequirement(requirement)}"`;
    if (folderOf(other) === folder) return [`output directory "${folder}" is used twice, ${charts}`];
    return [`output directory "${folder}" and "${folderOf(other)}" are inside of each other, ${charts}`];
  });
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
