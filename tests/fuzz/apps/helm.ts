// The compiled application through the real Helm: its chart in a folder, one run for each case.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TwinRequest, TwinResult } from '../../../tools/chart/twin.ts';
import { drawSets } from '../../../tools/prove/cases/delivery.ts';
import { compareAnswers, type Difference } from '../../../tools/prove/compare.ts';
import { askHelm, type HelmName } from '../../../tools/prove/helm/run.ts';
import { defaultsOf } from '../../../tools/schema/defaults.ts';
import type { Schema } from '../../../tools/schema/schema.ts';
import { isJsonObject } from '../../../tools/shared/json.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import type { Outcome } from '../../symbolic/twice.ts';
import type { Judged } from './judge.ts';

export interface Chart {
  readonly schema: Schema;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

const metadata = 'apiVersion: v2\nname: app\nversion: 1.2.3\nappVersion: 4.5.6\n';

/** JSON is YAML. */
export async function writeChart(folder: string, { schema, files }: Chart): Promise<string> {
  const chartDir = path.join(folder, 'app');
  const all = [
    { path: 'Chart.yaml', content: metadata },
    { path: 'values.yaml', content: JSON.stringify(defaultsOf(schema)) },
    { path: 'values.schema.json', content: JSON.stringify(schema) },
    ...files,
  ];
  for (const file of all) {
    const target = path.join(chartDir, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.content);
  }
  return chartDir;
}

export interface Question {
  readonly chartDir: string;
  readonly helm: HelmName;
  readonly judged: Judged;
}

/** Undefined when Helm and Jsonnet agree. */
export async function askAboutCase({ chartDir, helm, judged }: Question): Promise<Difference | undefined> {
  const { document, values, inputs, known, unknown } = judged;
  const request = { values: document, ...inputs } as unknown as TwinRequest;
  const file = path.join(path.dirname(chartDir), `${helm}.json`);
  // Every other case has numbers from the command line, which templates see as other ones.
  const size = JSON.stringify(document).length;
  const sets = size % 2 === 0 ? drawSets(document, values, createRandom(size)) : [];
  const answer = await askHelm({ helm, chartDir, request, sets, file });
  const sentences = 'sentences' in unknown ? unknown.sentences : [];
  return compareAnswers({ helm: answer, twin: twinOf(known), sentences });
}

function twinOf(known: Outcome): TwinResult {
  if ('sentences' in known) return { kind: 'refused', by: 'assert', sentences: known.sentences };
  const manifests = Object.values(known.manifests).filter(isJsonObject);
  return { kind: 'rendered', manifests: manifests as never };
}
