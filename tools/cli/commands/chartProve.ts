// `chart prove`: that a chart renders, under the real Helm, what its application's Jsonnet renders.
import path from 'node:path';
import { Option } from 'commander';
import { type ChartApp, loadChartApp } from '../../chart/app.ts';
import { exportChart } from '../../chart/export.ts';
import { chartFolderOf, writeChart } from '../../chart/folder.ts';
import { compileApplication, findGuards } from '../../chart/templates/index.ts';
import { artefactName, formatArtefact } from '../../prove/artefact.ts';
import { readExcuses } from '../../prove/coverage/excuses.ts';
import type { HelmName } from '../../prove/helm/run.ts';
import { type ChartProof, type Proof, type ProofScope, proveCase, proveChart } from '../../prove/prove.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { misuse } from '../flags.ts';
import type { Io } from '../io.ts';
import { createProgress, printJson } from '../output.ts';
import { addChartInputFlags, type ChartInputOptions, findProject, readChartInputs } from './chartFlags.ts';
import { printProof, saveFailures } from './chartProof.ts';

interface Options extends ChartInputOptions {
  readonly cases: number;
  readonly seed: number;
  readonly helm: readonly HelmName[];
  readonly chart?: string;
  readonly complete?: true;
  readonly write?: true;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<app>',
  description:
    "Prove that a chart equals its application: values drawn from the schema are rendered by the real Helm and by the application's Jsonnet, and the objects compared. A difference is shown with the smallest values that lead to it. Exits with 1 for differences, with 2 when something could not run.",
  examples: [
    ['twinhull chart prove dispatch', '200 cases under Helm 3 and Helm 4'],
    ['twinhull chart prove dispatch --cases 1000 --seed 7 --helm 4', 'more of them, and others'],
    ['twinhull chart prove dispatch --values values.yaml', 'these values only'],
    [
      'twinhull chart prove dispatch --chart ../dispatch-chart',
      'a chart in a folder, instead of the exported one',
    ],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .option('--cases <number>', 'how many cases each Helm gets', readCases, 200)
      .option('--seed <number>', 'the same seed draws the same cases', readCount, 1)
      .addOption(
        new Option('--helm <3|4|both>', 'which versions are asked')
          .argParser(readHelms)
          .default(['helm3', 'helm4'], 'both'),
      )
      .option('--chart <folder>', 'prove the chart there instead of the one that is exported')
      .option('--complete', 'what was not exercised is a finding too')
      .option('--write', `write ${artefactName} into the chart's folder when nothing is found`)
      .option('--json', 'print the proof as JSON');
    addChartInputFlags(parser);
  },
  run: async ({ args: [name = ''], options, io }) => {
    const app = await loadChartApp(name, findProject());
    return withChart(app, options.chart, async (chartDir) => {
      const progress = createProgress(io);
      // Of a chart that was not exported here the templates are not known, but the application's guards are the same.
      const insight = options.chart === undefined ? compileApplication(app).insight : findGuards(app);
      const scope: ProofScope = { app, chartDir, helms: options.helm, insight, onProgress: progress.show };
      const proof = await run(scope, { app, options, io });
      progress.clear();
      const failures = await saveFailures(proof, { app: name, seed: options.seed, chart: options.chart });
      if (options.json) printJson(io, { app: name, ...proof, failures });
      else printProof({ app: name, proof, failures }, io);
      const isGood = failures.length === 0 && ('seed' in proof ? isCovered(proof, options) : true);
      if (options.write && isGood && 'seed' in proof)
        await writeArtefact({ app, chartDir, proof, options, io });
      return isGood ? 0 : 1;
    });
  },
});

interface Run {
  readonly app: ChartApp;
  readonly options: Options;
  readonly io: Io;
}

/** Values that are given are the only case. */
async function run(scope: ProofScope, { app, options, io }: Run): Promise<Proof | ChartProof> {
  const { values, set, setString, setJson, seed, cases } = options;
  if ([values, set, setString, setJson].some((given) => given !== undefined)) {
    const request = await readChartInputs(app.name, options, io);
    return proveCase(scope, { request, sets: set ?? [] });
  }
  return proveChart({ ...scope, seed, cases, excuses: await readExcuses(app.root, app.name) });
}

function isCovered({ coverage }: ChartProof, { complete }: Options): boolean {
  return coverage.wrongExcuses.length === 0 && (!complete || coverage.open.length === 0);
}

/** Without a folder the chart is exported to one that is removed again. */
async function withChart<T>(
  app: ChartApp,
  folder: string | undefined,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  if (folder !== undefined) return use(folder);
  return withTemporaryFolder(async (temporary) => {
    await writeChart(temporary, { name: app.chart.name, files: await exportChart(app) });
    return use(temporary);
  });
}

interface Writing extends Run {
  readonly chartDir: string;
  readonly proof: ChartProof;
}

async function writeArtefact({ app, chartDir, proof, options, io }: Writing): Promise<void> {
  const file = path.join(options.chart ?? chartFolderOf(app.root, app.name), artefactName);
  await writeFileAtomic(file, await formatArtefact(app, chartDir, proof));
  if (!options.json) io.out(`\nwritten: ${path.relative(process.cwd(), path.resolve(file))}\n`);
}

function readCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw misuse(`expected a number, not \`${value}\``);
}

function readCases(value: string): number {
  const count = readCount(value);
  if (count > 0) return count;
  throw misuse('--cases must be at least 1');
}

function readHelms(value: string): readonly HelmName[] {
  if (value === '3') return ['helm3'];
  if (value === '4') return ['helm4'];
  if (value === 'both') return ['helm3', 'helm4'];
  throw misuse(`--helm must be 3, 4 or both, not \`${value}\``);
}
