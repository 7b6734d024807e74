// Times whole processes against the peers that are on PATH and prints ratios. Usage: npm run bench [-- --runs N] [--objects N] [--only TEXT|environments|cluster|charts|parity]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chartBenches } from './charts.ts';
import { clusterBenches } from './cluster.ts';
import { benchEnvironments } from './environments.ts';
import { type Command, type Figure, measure } from './measure.ts';
import { parityBenches } from './parity.ts';
import { programs } from './programs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'tools/cli/bin.cjs');
const nodeJsonnet = join(root, 'tests/bench/node-jsonnet.js');

function isOnPath(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}

/** `start` is Node's own, which a second ratio leaves out. */
function print(title: string, figures: readonly Figure[], start?: number): void {
  const ours = figures[0]?.seconds;
  const cells = figures.map(({ label, seconds }, at) => {
    if (seconds === undefined) return `${label} failed`;
    if (at === 0 || ours === undefined) return `${label} ${seconds.toFixed(3)} s`;
    const without =
      start === undefined ? '' : `, without Node's start ${((ours - start) / seconds).toFixed(3)} ×`;
    return `${label} ${seconds.toFixed(3)} s (ours is ${(ours / seconds).toFixed(3)} ×${without})`;
  });
  process.stdout.write(`${title}\n  ${cells.join('\n  ')}\n`);
}

/** Returns how long an empty Node program takes. */
function benchStart(runs: number): number {
  const figures = measure(
    [
      { label: 'twinhull', program: process.execPath, args: [bin, '--version'] },
      { label: 'node', program: process.execPath, args: ['-e', '0'] },
    ],
    runs,
  );
  print('start: twinhull --version beside an empty Node program', figures);
  return figures[1]?.seconds ?? 0;
}

function benchPrograms(
  directory: string,
  { runs, only, start }: { runs: number; only: string; start: number },
): void {
  for (const [at, { name, code, inNodeJsonnet }] of programs.entries()) {
    if (!name.includes(only)) continue;
    const file = join(directory, `program${at}.jsonnet`);
    writeFileSync(file, code);
    const commands: Command[] = [
      { label: 'twinhull', program: process.execPath, args: [bin, 'jsonnet', file] },
    ];
    for (const [label, program] of [
      ['go-jsonnet', 'jsonnet'],
      ['jrsonnet', 'jrsonnet'],
    ] as const) {
      if (isOnPath(program)) commands.push({ label, program, args: [file] });
    }
    if (inNodeJsonnet)
      commands.push({ label: 'node-jsonnet', program: process.execPath, args: [nodeJsonnet, file] });
    print(name, measure(commands, runs), start);
  }
}

function benchCharts(directory: string, runs: number): void {
  for (const { title, commands, bar } of chartBenches({ directory, bin })) {
    const figures = measure(commands, Math.min(runs, 3));
    const [ours] = figures;
    const verdict = (ours?.seconds ?? Number.POSITIVE_INFINITY) <= bar ? 'met' : 'MISSED';
    print(`${title} (bar ${bar.toFixed(1)} s: ${verdict})`, figures);
  }
}

/** Ours is to take no longer than dyff, and less than 300 MB for the smaller one. */
function benchParity(directory: string, { runs, start }: { runs: number; start: number }): void {
  for (const { title, commands, memory } of parityBenches({ directory, bin, isOnPath })) {
    print(`${title}, ${memory.toFixed(0)} MB`, measure(commands, runs), start);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      objects: { type: 'string', default: '1000' },
    },
  });
  const [runs, objects] = [Number(values.runs), Number(values.objects)];
  const directory = mkdtempSync(join(tmpdir(), 'twinhull-bench-'));
  try {
    process.stdout.write(
      `node ${process.version}, ${execFileSync('uname', ['-m']).toString().trim()}, median of ${runs} runs of whole processes\n`,
    );
    const environments = { directory, bin, runs, isOnPath };
    if (values.only === 'environments') return benchEnvironments(environments);
    if (values.only === 'cluster') return await clusterBenches(objects, isOnPath('tk'));
    if (values.only === 'charts') return benchCharts(directory, runs);
    const start = benchStart(runs);
    if (values.only === 'parity') return benchParity(directory, { runs, start });
    benchPrograms(directory, { runs, only: values.only, start });
    if (values.only !== '') return;
    benchEnvironments(environments);
    await clusterBenches(objects, isOnPath('tk'));
    benchCharts(directory, runs);
    benchParity(directory, { runs, start });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

await main();
