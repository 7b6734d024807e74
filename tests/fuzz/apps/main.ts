// Random applications: evaluated with unknown and with known values, compiled, and rendered by the real Helm.
// Usage: npm run fuzz:apps -- [--apps N] [--seed N] [--only K] [--cases N] [--renders N]; one that differs is made small.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type GeneratedApp, printApp } from './application.ts';
import { type Failure, type Result, runTrial } from './trial.ts';

const { values: flags } = parseArgs({
  options: {
    apps: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    cases: { type: 'string', default: '30' },
    renders: { type: 'string', default: '4' },
  },
});
const [seed, cases, renders] = [Number(flags.seed), Number(flags.cases), Number(flags.renders)];

/** More than these are printed as one line each. */
const mostShown = 10;
const mostRefused = 0.1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One of them waits for Helm while another one evaluates. */
const workers = 3;

async function runAll(indexes: readonly number[], folder: string): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = indexes[next++]; index !== undefined; index = indexes[next++])
      results.push(
        await runTrial(index, { seed, cases, renders, folder, explain: flags.only !== undefined }),
      );
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results.sort((a, b) => a.index - b.index);
}

function showSource(app: GeneratedApp): void {
  const files = Object.entries(printApp(app));
  for (const [name, text] of files) say(`--- ${name}\n${text.trimEnd()}`);
}

function showFailure({ index, app, document, place, details, templates }: Failure): void {
  say(`\napplication ${index}: ${place}`);
  showSource(app);
  for (const file of templates) say(`--- ${file.path}\n${file.content.trimEnd()}`);
  if (document) say(`--- values.yaml\n${JSON.stringify(document.document)}`);
  if (document && Object.keys(document.document).length > 0)
    say(`--- with ${JSON.stringify(document.inputs.release)}`);
  say(`---`);
  for (const line of details) say(line);
  say(`again: npm run fuzz:apps -- --seed ${seed} --only ${index}`);
}

/** The most frequent first. */
function groupReasons(results: readonly Result[]): readonly (readonly [string, readonly number[]])[] {
  const groups = new Map<string, readonly number[]>();
  for (const { reasons, index } of results)
    for (const reason of new Set(reasons)) groups.set(reason, [...(groups.get(reason) ?? []), index]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

async function main(): Promise<void> {
  const indexes =
    flags.only === undefined
      ? Array.from({ length: Number(flags.apps) }, (_, index) => index)
      : [Number(flags.only)];
  const folder = await mkdtemp(path.join(tmpdir(), 'twinhull-apps-'));
  try {
    const results = await runAll(indexes, folder);
    const failures = results.flatMap(({ failure }) => (failure ? [failure] : []));
    if (flags.only !== undefined) for (const { app } of results) showSource(app);
    failures.slice(0, mostShown).forEach(showFailure);
    for (const { index, place } of failures.slice(mostShown)) say(`application ${index}: ${place}`);
    summarize(results, failures.length);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summarize(results: readonly Result[], failed: number): void {
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  const sum = (pick: (result: Result) => number): number =>
    results.reduce((total, one) => total + pick(one), 0);
  for (const [reason, indexes] of groupReasons(refused).slice(0, mostShown))
    say(`refused ${indexes.length} (${indexes.slice(0, 5).join(', ')}): ${reason}`);
  say(
    `seed ${seed}: ${results.length} applications, ${refused.length} refused, ${sum(({ compared }) => compared)} comparisons of evaluations, ${sum(({ rendered }) => rendered)} renders, ${failed} differences`,
  );
  const tooMany = results.length >= 50 && refused.length > results.length * mostRefused;
  if (tooMany) say(`more than ${mostRefused * 100} % of the applications are refused`);
  if (failed > 0 || tooMany) process.exitCode = 1;
}

await main();
