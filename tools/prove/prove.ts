// Proves a chart: many cases, each rendered by the real Helm and by the application's Jsonnet, and compared.
import path from 'node:path';
import type { Insight } from '../chart/insight.ts';
import { createTwin, type TwinApp, type TwinRequest } from '../chart/twin.ts';
import { findProgram } from '../process/find.ts';
import { inlineReferences } from '../schema/schema.ts';
import { listFiles, readTextFile } from '../shared/files.ts';
import type { JsonObject } from '../shared/json.ts';
import { withTemporaryFolder } from '../shared/temporary.ts';
import type { ProofCase } from './cases/case.ts';
import { generateCases } from './cases/generate.ts';
import { createInputs, type InputSource } from './cases/inputs.ts';
import { type CaseResult, runCases } from './cases/run.ts';
import { type Coverage, createLedger, type Excuse, listInsights } from './coverage/ledger.ts';
import { createLook } from './coverage/look.ts';
import { listSights } from './coverage/values.ts';
import { checkCrds } from './crds.ts';
import { type Failure, shrinkFailures } from './failures.ts';
import type { HelmName } from './helm/run.ts';
import type { Bench } from './judge.ts';
import { createExaminer } from './values/examine.ts';

export interface ProofApp extends TwinApp {
  readonly name: string;
  readonly chart: { readonly version: string; readonly kubeVersion?: string };
  /** Custom resources, which the chart brings beside its templates. */
  readonly crds?: readonly JsonObject[];
}

export interface ProofScope {
  readonly app: ProofApp;
  readonly chartDir: string;
  readonly helms: readonly HelmName[];
  readonly insight?: Insight;
  /** Told after each case, and while differences are made small. */
  readonly onProgress?: (text: string) => void;
}

export interface ProofOptions extends ProofScope {
  readonly seed: number;
  /** How many cases each Helm gets. */
  readonly cases: number;
  readonly excuses?: readonly Excuse[];
}

/** What came of the cases under one Helm. */
export interface Tally {
  readonly helm: HelmName;
  readonly version: string;
  /** Rendered to the same objects. */
  readonly equal: number;
  /** Refused by both. */
  readonly refusedBySchema: number;
  readonly refusedByAssert: number;
  readonly different: number;
}

export interface Proof {
  readonly tallies: readonly Tally[];
  readonly failures: readonly Failure[];
}

export interface ChartProof extends Proof {
  readonly seed: number;
  readonly cases: number;
  readonly coverage: Coverage;
}

/**
 * Draws cases from the schema. The same seed gives the same proof. Fails with the ToolErrors of `runProgram`, and with
 * `prove-crds`.
 */
export async function proveChart(options: ProofOptions): Promise<ChartProof> {
  const { app, insight = {}, excuses = [], seed, cases: count } = options;
  const schema = inlineReferences(app.schema);
  const twin = createTwin(app);
  const examiner = createExaminer(schema);
  const source = await readSource(app);
  const inputs = createInputsFor(app, source);
  const ledger = createLedger([...listSights(schema), ...listInsights(insight)], excuses);
  const look = createLook({ schema, twin, examiner, insight });
  const { compared = () => [], asked = [] } = insight;
  const drawn = { schema, examiner, twin, inputs, source, compared, asked };
  const cases = generateCases({ ...drawn, ledger, look, seed, count });
  const bench: Bench = { twin, chartDir: options.chartDir, insight };
  const proof = await prove({ ...options, bench, cases, plain: inputs.plain, count });
  return { ...proof, seed, cases: count, coverage: ledger.close() };
}

/** Compares one case that is given. */
export async function proveCase(
  scope: ProofScope,
  { request, sets }: Pick<ProofCase, 'request' | 'sets'>,
): Promise<Proof> {
  const twin = createTwin(scope.app);
  const given: ProofCase = { index: 0, origin: 'given', request, sets, twin: twin.render(request) };
  const bench: Bench = { twin, chartDir: scope.chartDir, insight: scope.insight ?? {} };
  const { plain } = createInputsFor(scope.app, '');
  return prove({ ...scope, bench, cases: [given].values(), plain, count: 1 });
}

function createInputsFor({ name, chart }: ProofApp, source: string): InputSource {
  return createInputs({ app: name, kubeVersion: chart.kubeVersion, source });
}

/** The application's own code, without what it imports from elsewhere. */
async function readSource({ entrypoint }: ProofApp): Promise<string> {
  const folder = path.dirname(entrypoint);
  const files = (await listFiles(folder)).filter((file) => /\.(?:libsonnet|jsonnet)$/.test(file));
  const texts = await Promise.all(files.map((file) => readTextFile(path.join(folder, file))));
  return texts.join('\n');
}

interface Run extends ProofScope {
  readonly bench: Bench;
  readonly cases: Iterator<ProofCase>;
  readonly plain: Omit<TwinRequest, 'values'>;
  readonly count: number;
}

async function prove({
  app,
  bench,
  cases,
  helms,
  plain,
  count,
  onProgress = () => undefined,
}: Run): Promise<Proof> {
  await checkCrds(bench.chartDir, app.crds ?? []);
  const onDone = (done: number): void => onProgress(`${done} of ${count} cases`);
  return withTemporaryFolder(async (folder) => {
    const results = await runCases({ cases, bench, helms, folder, onDone });
    const mismatches = results.flatMap(({ mismatch }) => (mismatch === undefined ? [] : [mismatch]));
    const failures = await shrinkFailures(mismatches, { bench, plain, folder, onProgress });
    return { failures, tallies: await Promise.all(helms.map((helm) => tally(helm, results))) };
  });
}

async function tally(helm: HelmName, results: readonly CaseResult[]): Promise<Tally> {
  const count = (outcome: CaseResult['outcome']): number =>
    results.filter((result) => result.helm === helm && result.outcome === outcome).length;
  return {
    helm,
    version: (await findProgram(helm)).version,
    equal: count('equal'),
    refusedBySchema: count('refused by the schema'),
    refusedByAssert: count('refused by an assert'),
    different: count('different'),
  };
}
