// What all cases of one proof share: the twin, the inputs, and how one case is judged.

import type { Insight } from '../chart/insight.ts';
import { applySet, type DraftMap, fromDraft, toDraft } from '../chart/set/strvals.ts';
import type { Twin, TwinResult } from '../chart/twin.ts';
import type { JsonObject } from '../shared/json.ts';
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
export async function judge(bench: Bench, trial: Trial): Promise<Difference | undefined> {
  const { helm, request, sets, file } = trial;
  const twin = trial.answer ?? askTwin(bench, trial);
  const outcome = await askHelm({ helm, chartDir: bench.chartDir, request, sets, file });
  return compareAnswers({ helm: outcome, twin, sentences: sentencesFor(bench, trial, twin) });
}

/** What the twin says to the values of the file and of `--set`. */
export function askTwin({ twin }: Pick<Bench, 'twin'>, { request, sets }: Shrinkable): TwinResult {
  return twin.render({ ...request, values: withSets(request.values, sets) });
}

/** With several guards violated, Helm may end at another one than Jsonnet. */
function sentencesFor({ twin, insight }: Bench, trial: Shrinkable, answer: TwinResult): readonly string[] {
  if (answer.kind !== 'refused' || answer.by !== 'assert' || insight.guards === undefined) return [];
  const values = twin.complete(withSets(trial.request.values, trial.sets));
  return insight.guards.violated({ ...trial.request, values }).map(({ sentence }) => sentence);
}

function withSets(values: JsonObject, sets: readonly string[]): JsonObject {
  if (sets.length === 0) return values;
  const draft = toDraft(values) as DraftMap;
  for (const set of sets) applySet(set, draft, 'typed');
  return fromDraft(draft) as JsonObject;
}
