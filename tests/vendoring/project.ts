// A folder with a chartfile, and the commands of `tool charts` in it.
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Outcome, type RunOptions, run } from '../cli/run.ts';

export interface Project {
  readonly folder: string;
  readonly run: (words: readonly string[], options?: RunOptions) => Promise<Outcome>;
}

export function createProject(chartfile?: string): Project {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'project-')));
  if (chartfile !== undefined) writeFileSync(path.join(folder, 'chartfile.yaml'), chartfile);
  return {
    folder,
    run: (words, options = {}) => run(['tool', 'charts', ...words], { cwd: folder, ...options }),
  };
}

/** A chartfile with one repository called local. */
export function formatChartfile(url: string, requires: readonly string[], more = ''): string {
  const items = requires.map((line) => `- ${line}\n`).join('');
  return `${more}repositories:\n- name: local\n  url: ${url}\nrequires:${items === '' ? ' []\n' : `\n${items}`}`;
}

/** One line of `requires`. */
export function require(chart: string, version: string, directory?: string): string {
  const rest = directory === undefined ? '' : `, directory: ${JSON.stringify(directory)}`;
  return `{ chart: ${JSON.stringify(chart)}, version: ${JSON.stringify(version)}${rest} }`;
}
