// Runs the command in this process, from a directory of the test's choice, and collects what it writes.
import { main } from '../../tools/cli/main.ts';

export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Somebody watches standard error. */
  readonly watched?: boolean;
  readonly color?: boolean;
  /** Standard input. */
  readonly input?: string;
}

export async function run(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd = process.cwd(), watched = false, color = false, input = '' } = options;
  const before = process.cwd();
  const written = { stdout: '', stderr: '' };
  process.chdir(cwd);
  try {
    const exitCode = await main(words, {
      out: (text) => {
        written.stdout += text;
      },
      err: (text) => {
        written.stderr += text;
      },
      watched,
      color,
      env: {},
      input: () => input,
      deeper: () => undefined,
    });
    return { exitCode, ...written };
  } finally {
    process.chdir(before);
  }
}
