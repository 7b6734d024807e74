// The applications that faults have to show in, with the cases that are put to each chart.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChartApp, loadChartApp } from '../../tools/chart/app.ts';
import type { Insight } from '../../tools/chart/insight.ts';
import { compileApplication } from '../../tools/chart/templates/index.ts';
import { createTwin, type Twin } from '../../tools/chart/twin.ts';
import type { ProofCase } from '../../tools/prove/cases/case.ts';
import { generateCases } from '../../tools/prove/cases/generate.ts';
import { createInputs } from '../../tools/prove/cases/inputs.ts';
import { createLedger, listInsights } from '../../tools/prove/coverage/ledger.ts';
import { createLook } from '../../tools/prove/coverage/look.ts';
import { listSights } from '../../tools/prove/coverage/values.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { inlineReferences } from '../../tools/schema/schema.ts';
import type { Inputs } from '../../tools/symbolic/interpret.ts';
import { repository } from './fault.ts';

export const seed = 1;

export interface Subject {
  readonly app: ChartApp;
  readonly twin: Twin;
  readonly insight: Insight;
  readonly cases: readonly ProofCase[];
  /** What the trees are interpreted with, for each case. */
  readonly inputs: readonly Inputs[];
}

const own = fileURLToPath(new URL('apps', import.meta.url));
const names = ['scalars', 'texts', 'numbers', 'conditions', 'lists', 'maps', 'guards', 'mixins', 'unions'];

/** The small ones first. */
export async function loadSubjects(): Promise<readonly Subject[]> {
  const small = await Promise.all(names.map((name) => loadChartApp(name, own)));
  const dispatch = await loadChartApp('dispatch', repository);
  return [...small.map((app) => createSubject(app, 40)), createSubject(dispatch, 60)];
}

function createSubject(app: ChartApp, count: number): Subject {
  const schema = inlineReferences(app.schema);
  const twin = createTwin(app);
  const examiner = createExaminer(schema);
  const { insight } = compileApplication(app);
  const inputs = createInputs({ app: app.name, kubeVersion: app.chart.kubeVersion, source: '' });
  const ledger = createLedger([...listSights(schema), ...listInsights(insight)], []);
  const look = createLook({ schema, twin, examiner, insight });
  const cases = [...generateCases({ schema, examiner, twin, inputs, ledger, look, seed, count })];
  return { app, twin, insight, cases, inputs: cases.map(({ request }) => inputsOf(app, twin, request)) };
}

function inputsOf({ chart }: ChartApp, twin: Twin, { values, ...others }: ProofCase['request']): Inputs {
  return { ...others, chart, values: twin.complete(values) } as unknown as Inputs;
}

/** Where Helm finds a chart of the subject in a folder. */
export function chartFolder(folder: string, { app }: Subject): string {
  return path.join(folder, app.chart.name);
}
