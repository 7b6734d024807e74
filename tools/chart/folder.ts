// A chart's folder on disk: what has to change to make it current, and the rows that `generate` makes of all charts.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readYaml } from '../manifests/yaml/read.ts';
import { type Generator, listAppSchemas } from '../schema/generate.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { listFiles, readTextFile, removeFile, writeFileAtomic } from '../shared/files.ts';
import { isJsonObject, type Json } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import { type ChartFile, loadChartApp } from './app.ts';
import { exportChart } from './export.ts';
import { isChartFile } from './package/index.ts';

const chartsFolder = 'charts';

/** Where an application's chart is in a project. */
export function chartFolderOf(root: string, app: string): string {
  return path.join(root, chartsFolder, app);
}

/**
 * Brings a folder up to date, file by file, and gives the paths inside it that changed, sorted. Files that no export
 * makes stay. Fails with ToolError `chart-folder` when the folder has files and is not the folder of this chart, and
 * with `chart-superfluous` when it has templates that the application does not give, unless they may be pruned.
 */
export async function writeChart(
  folder: string,
  { name, files, prune = false }: { name: string; files: readonly ChartFile[]; prune?: boolean },
): Promise<readonly string[]> {
  const present = await listFiles(folder);
  if (present.length > 0 && (await readChartName(folder)) !== name)
    throw new ToolError('chart-folder', { folder, name });
  const made = new Set(files.map((file) => file.path));
  const superfluous = present.filter((file) => isChartFile(file) && !made.has(file));
  if (superfluous.length > 0 && !prune)
    throw new ToolError('chart-superfluous', { folder, files: superfluous.join(', ') });
  const stale = await filterStale(folder, files);
  for (const file of stale) await writeFileAtomic(path.join(folder, file.path), file.content);
  for (const file of superfluous) await removeFile(path.join(folder, file));
  return [...stale.map((file) => file.path), ...superfluous].sort(compareStrings);
}

async function filterStale(folder: string, files: readonly ChartFile[]): Promise<readonly ChartFile[]> {
  const current = await Promise.all(files.map((file) => readTextFile(path.join(folder, file.path))));
  return files.filter((file, at) => current[at] !== file.content);
}

/** The name in a folder's Chart.yaml; undefined when there is none that can be read. */
async function readChartName(folder: string): Promise<Json | undefined> {
  const file = path.join(folder, 'Chart.yaml');
  const text = await readTextFile(file);
  if (text === undefined) return undefined;
  try {
    const chart = readYaml(text, { file });
    return isJsonObject(chart) ? chart.name : undefined;
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

/** The charts of a project's applications as rows for `generatedFiles`, `checkGenerated` and `writeGenerated`. */
export async function chartGenerators(root: string): Promise<readonly Generator[]> {
  const apps = await listAppSchemas(root);
  return apps
    .filter((name) => existsSync(path.join(root, 'lib', 'apps', name, 'main.libsonnet')))
    .map(chartGenerator);
}

function chartGenerator(name: string): Generator {
  const folder = `${chartsFolder}/${name}`;
  return {
    name: `chart of ${name}`,
    folder,
    owns: (file) => isChartFile(file.slice(folder.length + 1)),
    generate: async (root) => {
      const files = await exportChart(await loadChartApp(name, root));
      return files.map((file) => ({ path: `${folder}/${file.path}`, content: file.content }));
    },
  };
}
