// The custom resources beside the templates: Helm installs them whatever the values are, so one look is enough.
import path from 'node:path';
import { crdFolder } from '../chart/package/crds.ts';
import { readYamlDocuments } from '../manifests/yaml/read.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { listFiles, readTextFile } from '../shared/files.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { compareObjects } from './compare.ts';

/** Fails with ToolError `prove-crds` where the chart's folder has others than the application gives. */
export async function checkCrds(chartDir: string, given: readonly JsonObject[]): Promise<void> {
  const found = compareObjects(await readCrds(path.join(chartDir, crdFolder)), given);
  if (found === undefined) return;
  throw new ToolError('prove-crds', { problem: found.details.map((line) => `\n  ${line}`).join('') });
}

/** Of the files that Helm reads there. */
async function readCrds(folder: string): Promise<readonly JsonObject[]> {
  const files = (await listFiles(folder)).filter((file) => /\.(?:ya?ml|json)$/.test(file));
  const documents = await Promise.all(
    files.map(async (file) =>
      readYamlDocuments((await readTextFile(path.join(folder, file))) ?? '', { file: `${crdFolder}${file}` }),
    ),
  );
  return documents.flat().filter(isJsonObject);
}
