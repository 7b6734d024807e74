// Times whole processes: medians of commands that take turns.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Command {
  readonly label: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Added to this process's. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Medians of the runs; undefined when the command failed, or where GNU time is not there to tell. */
export interface Figure {
  readonly label: string;
  readonly seconds: number | undefined;
  /** User and system time of the process and its children. */
  readonly processor?: number | undefined;
  /** The most that it had at a time. */
  readonly megabytes?: number | undefined;
}

type Run = Omit<Figure, 'label'>;

const gnuTime = '/usr/bin/time';
const report = join(tmpdir(), `twinhull-bench-${process.pid}`);

function timeOnce({ program, args, env = {} }: Command): Run {
  const [file = program, ...words] = existsSync(gnuTime)
    ? [gnuTime, '-f', '%U %S %M', '-o', report, program, ...args]
    : [program, ...args];
  const start = process.hrtime.bigint();
  const { status } = spawnSync(file, words, {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
    env: { ...process.env, ...env },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return status === 0 ? { seconds, ...readReport() } : { seconds: undefined };
}

function readReport(): Pick<Run, 'processor' | 'megabytes'> {
  if (!existsSync(report)) return {};
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  rmSync(report);
  return { processor: user + system, megabytes: kilobytes / 1024 };
}

/** Commands take turns, so that a busy moment of the machine hits all of them. */
export function measure(commands: readonly Command[], runs: number): Figure[] {
  const results = commands.map(() => [] as Run[]);
  for (let run = 0; run < runs; run++) {
    for (const [at, command] of commands.entries()) {
      const taken = results[at] as Run[];
      if (run === 0 || (taken[0]?.seconds ?? 0) < 10) taken.push(timeOnce(command));
    }
  }
  return commands.map(({ label }, at) => {
    const taken = results[at] as Run[];
    return {
      label,
      seconds: median(taken.map(({ seconds }) => seconds)),
      processor: median(taken.map(({ processor }) => processor)),
      megabytes: median(taken.map(({ megabytes }) => megabytes)),
    };
  });
}

function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return known.length < values.length ? undefined : known[Math.floor(known.length / 2)];
}
