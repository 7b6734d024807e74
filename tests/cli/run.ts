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
  /** Standard input; questions are answered by its lines. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What SIGINT would abort. */
  readonly interruption?: AbortSignal;
}

export async function run(words: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { cwd = process.cwd(), watched = false, color = false, input = '', env = {} } = options;
  const lines = input.split('\n').slice(0, input.endsWith('\n') ? -1 : undefined);
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
      env,
      input: () => input,
      ask: (question) => {
        written.stdout += question;
        return input === '' ? undefined : lines.shift();
      },
      page: (text) => {
        written.stdout += text;
      },
      interruption: () => options.interruption ?? new AbortController().signal,
      deeper: () => undefined,
    });
    return { exitCode, ...written };
  } finally {
    process.chdir(before);
  }
}
