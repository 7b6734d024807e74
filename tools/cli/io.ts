// What a command may use of the outside world; `processIo` is the real one, tests give their own.
import { readSync } from 'node:fs';
import { inheritedInput, runDeeper } from './deeper.ts';

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
    deeper: () => runDeeper(input),
  };
}

/** https://no-color.org: any value but the empty one forbids colours; FORCE_COLOR asks for them in pipes too. */
function wantsColor(env: Io['env'], terminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return terminal && env.TERM !== 'dumb';
}

/** Reads to the end. A pipe may have nothing to give yet, which is no failure but a reason to wait. */
function readStandardInput(): string {
  const chunks: Buffer[] = [];
  const chunk = Buffer.alloc(2 ** 16);
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      const length = readSync(0, chunk, 0, chunk.length, null);
      if (length === 0) return Buffer.concat(chunks).toString('utf8');
      chunks.push(Buffer.from(chunk.subarray(0, length)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return Buffer.concat(chunks).toString('utf8');
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(clock, 0, 0, 10);
    }
  }
}
