// `valuesFiles`: files that take the place of a chart's own values.
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mergeMaps } from '../../../chart/set/userValues.ts';
import type { WantedChart } from '../../../flux/chart.ts';
import { readYaml } from '../../../manifests/yaml/read.ts';
import { messageOf } from '../../../shared/errors.ts';
import { isJsonObject, type JsonObject } from '../../../shared/json.ts';
import { unpackChart } from './unpack.ts';

/** The chart with other values, in a copy where it needs some; or what is missing for that. */
export async function replaceValues(
  { valuesFiles, ignoreMissing, kind }: WantedChart,
  chart: string,
  { root, temporary }: { readonly root: string; readonly temporary: string },
): Promise<{ readonly chart: string } | { readonly sentence: string }> {
  if (valuesFiles.length === 0) return { chart };
  const folder = path.join(temporary, 'chart');
  try {
    const copy = await copyChart(chart, folder);
    let merged: JsonObject = {};
    for (const file of valuesFiles) {
      // In a git repository the names start at its top.
      const place = path.join(kind === 'git' ? root : copy, path.normalize(`/${file}`));
      const text = await readFile(place, 'utf8').catch(() => undefined);
      if (text === undefined && !ignoreMissing) return { sentence: `the chart has no values file ${file}` };
      const values = text === undefined ? {} : (readYaml(text, { file }) ?? {});
      if (isJsonObject(values)) merged = mergeMaps(merged, values);
    }
    await writeFile(path.join(copy, 'values.yaml'), JSON.stringify(merged));
    return { chart: copy };
  } catch (error) {
    return { sentence: `the chart's values files cannot be read: ${messageOf(error)}` };
  }
}

async function copyChart(chart: string, target: string): Promise<string> {
  if ((await stat(chart)).isDirectory()) {
    await cp(chart, target, { recursive: true });
    return target;
  }
  await unpackChart(chart, target);
  const [name = ''] = await readdir(target);
  return path.join(target, name);
}
