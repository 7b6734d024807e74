// A side that is a chart, as a folder or a package, with values.
import path from 'node:path';
import { readUserValues } from '../../chart/set/userValues.ts';
import { readYaml } from '../../manifests/yaml/read.ts';
import { runProgram } from '../../process/run.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { Missing, Side } from '../model.ts';
import { offline } from './offline.ts';
import { type Rendered, renderChart } from './render.ts';
import type { SideOptions, SideRequest } from './request.ts';

/**
 * A chart that does not render with the values makes a side without objects, which says so. Fails with the errors of
 * `readUserValues` and `runProgram`.
 */
export async function readChartSide({ label, target, folder, options }: SideRequest): Promise<Side> {
  const chart = path.resolve(folder, target);
  const values = await readValues(options);
  const release = options.release ?? (await readChartMetadata(chart, options)).name;
  const namespace = options.namespace ?? 'default';
  const rendered = await renderChart({ chart, release, namespace, values }, options);
  return { label, ...contentOf(rendered, `the chart ${target}`), release, namespace };
}

/** The objects, or that they are missing. */
function contentOf(rendered: Rendered, what: string): Pick<Side, 'objects' | 'missing'> {
  if ('objects' in rendered) return { objects: rendered.objects, missing: [] };
  const missing: Missing = { kind: 'render', sentence: `helm cannot render ${what}: ${rendered.problem}` };
  return { objects: [], missing: [missing] };
}

async function readValues({ values = [], input, ...flags }: SideOptions): Promise<JsonObject> {
  const stdin = values.some((file) => file.trim() === '-') && input ? await input() : '';
  return readUserValues({ ...flags, files: values }, () => stdin);
}

export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
}

/** What `Chart.yaml` says of a folder or package. Fails with the errors of `runProgram`. */
export async function readChartMetadata(
  chart: string,
  { env }: Pick<SideOptions, 'env'>,
): Promise<ChartMetadata> {
  const run = { env: { ...env, ...offline } };
  const { stdout } = await runProgram('helm', ['show', 'chart', '--', chart], run);
  const { name, version } = asMap(readYaml(stdout, { file: path.join(chart, 'Chart.yaml') }));
  return { name: String(name ?? ''), version: String(version ?? '') };
}

function asMap(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
