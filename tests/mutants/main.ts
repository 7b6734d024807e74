// Seeded faults of the chart compiler: each has to show in a chart, or the proof proves less than it seems to.
// Usage: npm run mutants -- [--only NAME] [--json] [--harmless]; exit 0 all are caught, 1 some survive, 2 it could not
// be found out, because the sound compiler differs or the table is stale. With --harmless all have to survive.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleCompiler } from './bundle.ts';
import { type Fault, findStale } from './fault.ts';
import { harmless } from './faults/harmless.ts';
import { faults } from './faults/index.ts';
import { hunt, type Kill } from './hunt.ts';
import { loadSubjects, type Subject, seed } from './subjects.ts';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    harmless: { type: 'boolean', default: false },
  },
});

/** One of them waits for Helm while another one compiles. */
const workers = 3;

interface Verdict {
  readonly fault: Fault;
  readonly kill: Kill | undefined;
  /** Whether any chart is another one than without the fault. */
  readonly isVisible: boolean;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const run = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, run));
}

interface Ground {
  readonly subjects: readonly Subject[];
  readonly folder: string;
}

interface Sound {
  readonly charts: ReadonlyMap<string, string>;
  /** There should be none. */
  readonly kills: readonly Kill[];
}

/** The charts of the sound compiler, which have to pass themselves. */
async function huntSound({ subjects, folder }: Ground): Promise<Sound> {
  const compile = await bundleCompiler(undefined);
  const charts = new Map<string, string>();
  const kills: Kill[] = [];
  await inParallel(subjects, async (subject) => {
    const outcome = await hunt({ compile, subjects: [subject], folder, known: new Map() });
    if (outcome.kill) kills.push(outcome.kill);
    for (const [name, chart] of outcome.charts) charts.set(name, chart);
  });
  return { charts, kills };
}

async function huntFaults(
  chosen: readonly Fault[],
  { subjects, folder }: Ground,
  known: ReadonlyMap<string, string>,
): Promise<readonly Verdict[]> {
  const verdicts = new Map<Fault, Verdict>();
  await inParallel(chosen, async (fault) => {
    const compile = await bundleCompiler(fault);
    const { kill, charts } = await hunt({ compile, subjects, folder, known });
    const isVisible = [...charts].some(([name, chart]) => chart !== known.get(name));
    verdicts.set(fault, { fault, kill, isVisible });
    const end = kill ? 'killed' : 'survived';
    process.stderr.write(`${verdicts.size}/${chosen.length} ${fault.name}: ${end}\n`);
  });
  return chosen.map((fault) => verdicts.get(fault) as Verdict);
}

function describeKill({ by, app, at, details }: Kill): string {
  const where = at === undefined ? app : `${app}, case ${at}`;
  return `${by} (${where}): ${details.join(' | ').replaceAll('\n', ' ').slice(0, 160)}`;
}

function report(verdicts: readonly Verdict[]): void {
  const survivors = verdicts.filter(({ kill }) => kill === undefined);
  for (const { fault, isVisible } of survivors)
    say(`survived  ${fault.name}: ${fault.breaks}${isVisible ? '' : ' (no chart shows it)'}`);
  for (const { fault, kill } of verdicts)
    if (kill) say(`killed    ${fault.name}\n          ${describeKill(kill)}`);
}

function reportJson(verdicts: readonly Verdict[]): void {
  const rows = verdicts.map(({ fault, kill, isVisible }) => ({
    ...{ name: fault.name, breaks: fault.breaks, file: fault.file, isVisible },
    kill: kill ?? null,
  }));
  say(JSON.stringify({ seed, mutants: rows }, null, 2));
}

function chooseFaults(): readonly Fault[] {
  const table: readonly Fault[] = flags.harmless ? harmless : faults;
  return table.filter(({ name }) => flags.only?.includes(name) ?? true);
}

async function main(): Promise<number> {
  const chosen = chooseFaults();
  const stale = findStale([...faults, ...harmless]);
  stale.forEach(say);
  if (chosen.length === 0) say(`no fault is called ${flags.only?.join(' or ')}`);
  if (stale.length > 0 || chosen.length === 0) return 2;
  const folder = await mkdtemp(path.join(tmpdir(), 'twinhull-mutants-'));
  try {
    const ground = { subjects: await loadSubjects(), folder };
    const sound = await huntSound(ground);
    for (const kill of sound.kills) say(`without any fault: ${describeKill(kill)}`);
    if (sound.kills.length > 0) return 2;
    const verdicts = await huntFaults(chosen, ground, sound.charts);
    const killed = verdicts.filter(({ kill }) => kill !== undefined).length;
    if (flags.json) reportJson(verdicts);
    else report(verdicts);
    if (!flags.json) say(`seed ${seed}: killed ${killed}/${verdicts.length}`);
    return killed === (flags.harmless ? 0 : verdicts.length) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
