// A process of the control plane: starting it and waiting until it is ready, stopping it, its log in errors.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Part {
  /** Starts it where it left off, on the same port; resolves when it is ready. */
  readonly start: () => Promise<void>;
  /** SIGTERM by default; SIGKILL follows after ten seconds. Resolves when it is gone; at once when it was not running. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

export interface PartOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** The file that its output is appended to. */
  readonly log: string;
  readonly isReady: () => Promise<boolean>;
  /** Told of the process group before anything can fail, and when it is gone. */
  readonly onStart: (pid: number) => void;
  readonly onEnd: (pid: number) => void;
}

const startTimeout = 60_000;
const stopTimeout = 10_000;

/** Starts nothing yet. */
export function createPart(options: PartOptions): Part {
  let child: ChildProcess | undefined;
  return {
    start: async () => {
      child = launch(options);
      await waitUntilReady(child, options);
    },
    stop: async (signal = 'SIGTERM') => {
      if (child) await end(child, signal);
    },
  };
}

/** Each part leads a process group, so that whatever it starts ends with it. */
function launch({ program, args, log, onStart, onEnd }: PartOptions): ChildProcess {
  const output = openSync(log, 'a');
  const child = spawn(program, args, { detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const { pid } = child;
  if (pid !== undefined) {
    onStart(pid);
    child.once('exit', () => onEnd(pid));
  }
  child.once('error', () => undefined);
  child.unref();
  return child;
}

async function waitUntilReady(child: ChildProcess, options: PartOptions): Promise<void> {
  const deadline = Date.now() + startTimeout;
  for (;;) {
    if (hasEnded(child)) throw new Error(describeFailure('ended while it was starting', options));
    if (await options.isReady().catch(() => false)) return;
    if (Date.now() > deadline)
      throw new Error(describeFailure(`is not ready after ${startTimeout / 1000} s`, options));
    await sleep(50);
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function describeFailure(outcome: string, { program, args, log }: PartOptions): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const said = lines.slice(-20).map((line) => `  ${line.slice(0, 400)}`);
  return [
    `${basename(program)} ${outcome}. The end of ${log}:`,
    ...said,
    `It was started as: ${[program, ...args].join(' ')}`,
  ].join('\n');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const { pid } = child;
  if (pid === undefined || hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  killGroup(pid, signal);
  const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), stopTimeout);
  await ended;
  clearTimeout(timer);
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself in this moment.
  }
}
