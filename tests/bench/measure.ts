// Times whole processes: medians of commands that take turns.
import { spawnSync } from 'node:child_process';

export interface Command {
  readonly label: string;
  readonly program: string;
  readonly args: readonly string[];
}

export interface Figure {
  readonly label: string;
  /** Median of the runs in seconds; undefined when the command failed. */
  readonly seconds: number | undefined;
}

function timeOnce({ program, args }: Command): number | undefined {
  const start = process.hrtime.bigint();
  const { status } = spawnSync(program, [...args], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 300_000,
  });
  return status === 0 ? Number(process.hrtime.bigint() - start) / 1e9 : undefined;
}

/** Commands take turns, so that a busy moment of the machine hits all of them. */
export function measure(commands: readonly Command[], runs: number): Figure[] {
  const times = commands.map(() => [] as (number | undefined)[]);
  for (let run = 0; run < runs; run++) {
    for (const [at, command] of commands.entries()) {
      const taken = times[at] as (number | undefined)[];
      if (run === 0 || (taken[0] ?? 0) < 10) taken.push(timeOnce(command));
    }
  }
  return commands.map(({ label }, at) => ({ label, seconds: median(times[at] as (number | undefined)[]) }));
}

function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  return known.length < values.length ? undefined : known[Math.floor(known.length / 2)];
}
