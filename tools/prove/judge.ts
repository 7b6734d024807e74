// What all cases of one proof share: the twin, the inputs, and how one case is judged.

import type { Insight } from '../chart/insight.ts';
import type { Twin, TwinRequest, TwinResult } from '../chart/twin.ts';
import { compareAnswers, type Difference } from './compare.ts';
import { askHelm, type HelmName } from './helm/run.ts';
import type { Shrinkable } from './shrink.ts';

export interface Bench {
  readonly twin: Twin;
  readonly chartDir: string;
  readonly insight: Insight;
}

export interface Trial extends Shrinkable {
  readonly helm: HelmName;
  /** Where values are written for Helm. */
  readonly file: string;
  /** What the twin has said, if it has been asked. */
  readonly answer?: TwinResult;
}

/** Asks both sides. Undefined when they agree. */
export async function judge(
  bench: Bench,
  { helm, request, sets, file, answer }: Trial,
): Promise<Difference | undefined> {
  const twin = answer ?? bench.twin.render(request);
  const outcome = await askHelm({ helm, chartDir: bench.chartDir, request, sets, file });
  return compareAnswers({ helm: outcome, twin, sentences: sentencesFor(bench, request, twin) });
}

/** With several guards violated, Helm may end at another one than Jsonnet. */
function sentencesFor({ twin, insight }: Bench, request: TwinRequest, answer: TwinResult): readonly string[] {
  if (answer.kind !== 'refused' || answer.by !== 'assert' || insight.guards === undefined) return [];
  const inputs = { ...request, values: twin.complete(request.values) };
  return insight.guards.violated(inputs).map(({ sentence }) => sentence);
}
