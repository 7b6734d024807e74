// The custom resources beside the templates: Helm installs them whatever the values are, so one look is enough.
import { ToolError } from '../shared/diagnostics.ts';
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { readCrds } from '../validate/definitions.ts';
import { compareObjects } from './compare.ts';

/** Fails with ToolError `prove-crds` where the chart's folder has others than the application gives, and as its files do. */
export async function checkCrds(chartDir: string, given: readonly JsonObject[]): Promise<void> {
  const { documents, unreadable } = await readCrds(chartDir, 'crds');
  for (const { error } of unreadable) throw error;
  const found = compareObjects(documents.filter(isJsonObject), given);
  if (found === undefined) return;
  throw new ToolError('prove-crds', { problem: found.details.map((line) => `\n  ${line}`).join('') });
}
