// What a command may use of the outside world; `processIo` is the real one, tests give their own.
import { readSync } from 'node:fs';
import { inheritedInput, runDeeper } from './deeper.ts';
import { showInPager } from './pager.ts';

export interface Io {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Somebody watches standard error: progress may be shown. */
  readonly watched: boolean;
  /** Standard output may carry colours. */
  readonly color: boolean;
  /** How wide the terminal of standard output is; absent where it is none. */
  readonly columns?: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly input: () => string;
  /** Prints a question to standard output and reads one line; undefined at the end of standard input. */
  readonly ask: (question: string) => string | undefined;
  /** Shows a text in the user's pager where standard output is a terminal, and prints it where not. */
  readonly page: (text: string) => void;
  /** Is aborted by the first SIGINT or SIGTERM from the call on, instead of the process being ended by it. */
  readonly interruption: () => AbortSignal;
  /** Runs the same command line with a larger stack and gives its exit code; undefined where that is not possible. */
  readonly deeper: () => Promise<number> | undefined;
}

/** Streams and variables of this process. Standard input is read once, when it is first asked for. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  let input = inheritedInput();
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    watched: stderr.isTTY === true,
    color: wantsColor(env, stdout.isTTY === true),
    ...(stdout.isTTY && stdout.columns ? { columns: stdout.columns } : {}),
    env,
    input: () => {
      input ??= readStandardInput();
      return input;
    },
    ask: (question) =>
      withoutListeners(() => {
        stdout.write(question);
        return readLine();
      }),
    page: (text) => showInPager(text, { env, terminal: stdout.isTTY === true }) || stdout.write(text),
    interruption: listenForSignals,
    deeper: () => runDeeper(input),
  };
}

/** https://no-color.org: any value but the empty one forbids colours; FORCE_COLOR asks for them in pipes too. */
function wantsColor(env: Io['env'], terminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return terminal && env.TERM !== 'dumb';
}

function readStandardInput(): string {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(2 ** 16);
  for (let length = readSome(chunk); length > 0; length = readSome(chunk)) {
    chunks.push(Buffer.from(chunk.subarray(0, length)));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Byte by byte: what follows the line may be the answer to another question. */
function readLine(): string | undefined {
  const bytes: number[] = [];
  const byte = Buffer.alloc(1);
  while (readSome(byte) > 0) {
    if (byte[0] === 10) return Buffer.from(bytes).toString('utf8').replace(/\r$/, '');
    bytes.push(byte[0] as number);
  }
  return bytes.length === 0 ? undefined : Buffer.from(bytes).toString('utf8');
}

/** Gives 0 at the end. A pipe may have nothing to give yet, which is no failure but a reason to wait. */
function readSome(buffer: Buffer): number {
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return readSync(0, buffer, 0, buffer.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(clock, 0, 0, 10);
    }
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * While the process waits for a line it hears nothing: a signal is to end it, as one does where nobody listens. From
 * before the question on: one that comes with it would be heard by nobody until the line is there.
 */
function withoutListeners<Result>(wait: () => Result): Result {
  const heard = signals.map((name) => [name, process.rawListeners(name)] as const);
  for (const name of signals) process.removeAllListeners(name);
  try {
    return wait();
  } finally {
    for (const [name, listeners] of heard)
      for (const listener of listeners) process.on(name, listener as NodeJS.SignalsListener);
  }
}

let interruption: AbortController | undefined;

function listenForSignals(): AbortSignal {
  if (interruption) return interruption.signal;
  const controller = new AbortController();
  interruption = controller;
  // Listens on: where nobody did, execa would end the process when it is told of the signal. A second one ends it.
  for (const name of signals)
    process.on(name, () => (controller.signal.aborted ? process.exit(130) : controller.abort(name)));
  return controller.signal;
}
