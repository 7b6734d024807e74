// The applications that faults have to show in, with the cases that are put to each chart.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChartApp, loadChartApp } from '../../tools/chart/app.ts';
import type { Insight } from '../../tools/chart/insight.ts';
import { compileApplication } from '../../tools/chart/templates/index.ts';
import { createTwin, type Twin, type TwinResult } from '../../tools/chart/twin.ts';
import type { ProofCase } from '../../tools/prove/cases/case.ts';
import { generateCases } from '../../tools/prove/cases/generate.ts';
import { createInputs, type InputSource } from '../../tools/prove/cases/inputs.ts';
import { createLedger, listInsights } from '../../tools/prove/coverage/ledger.ts';
import { createLook } from '../../tools/prove/coverage/look.ts';
import { listSights } from '../../tools/prove/coverage/values.ts';
import { createExaminer } from '../../tools/prove/values/examine.ts';
import { inlineReferences } from '../../tools/schema/schema.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
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

/** The small ones first, dispatch last. */
export async function loadApps(): Promise<readonly ChartApp[]> {
  const small = await Promise.all(names.map((name) => loadChartApp(name, own)));
  return [...small, await loadChartApp('dispatch', repository)];
}

export async function loadSubjects(): Promise<readonly Subject[]> {
  return (await loadApps()).map((app) => createSubject(app, app.root === repository ? 40 : 16));
}

function createSubject(app: ChartApp, count: number): Subject {
  const schema = inlineReferences(app.schema);
  const twin = createTwin(app);
  const examiner = createExaminer(schema);
  const { insight } = compileApplication(app);
  const source = readFileSync(app.entrypoint, 'utf8');
  const inputs = createInputs({ app: app.name, kubeVersion: app.chart.kubeVersion, source });
  const ledger = createLedger([...listSights(schema), ...listInsights(insight)], []);
  const look = createLook({ schema, twin, examiner, insight });
  const drawn = generateCases({ schema, examiner, twin, inputs, source, ledger, look, seed, count });
  const given = readGiven(app).map((one) => askTwin(one, twin, inputs.plain));
  const cases = [...given, ...drawn].map((one, index) => ({ ...one, index, twin: acceptClash(one.twin) }));
  return { app, twin, insight, cases, inputs: cases.map(({ request }) => inputsOf(app, twin, request)) };
}

function inputsOf({ chart }: ChartApp, twin: Twin, { values, ...others }: ProofCase['request']): Inputs {
  return { ...others, chart, values: twin.complete(values) } as unknown as Inputs;
}

interface Given {
  readonly values: JsonObject;
  readonly sets?: readonly string[];
}

/** Values that are worth a case of their own: `cases.json` beside the application. */
function readGiven({ entrypoint }: ChartApp): readonly Given[] {
  const file = path.join(path.dirname(entrypoint), 'cases.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

function askTwin({ values, sets = [] }: Given, twin: Twin, plain: InputSource['plain']): ProofCase {
  const request = { ...plain, values };
  return { index: 0, origin: 'given', request, sets, twin: twin.render(request) };
}

/** Jsonnet itself refuses names that clash, and so does a guard of the chart, which does not know the name. */
function acceptClash(result: TwinResult): TwinResult {
  if (result.kind !== 'broken' || !result.error.message.startsWith(clash)) return result;
  return { kind: 'refused', by: 'assert', sentences: [result.error.message, clash] };
}

const clash = 'Duplicate field name';

/** Where Helm finds a chart of the subject in a folder. */
export function chartFolder(folder: string, { app }: Subject): string {
  return path.join(folder, app.chart.name);
}
