// Runs external programs with arguments as arrays, and turns every way to fail into a coded error.
import type { Readable } from 'node:stream';
import { execa, execaSync } from 'execa';
import { ToolError } from '../shared/diagnostics.ts';
import { findProgram, findProgramSync } from './find.ts';
import type { Environment } from './obtain.ts';
import type { ProgramName } from './programs.ts';

export interface RunOptions {
  /** Given on standard input; none by default. */
  readonly stdin?: string;
  readonly cwd?: string;
  /** Milliseconds until the program is ended; ten minutes by default. */
  readonly timeout?: number;
  /** Added to this process's environment. */
  readonly env?: Environment;
  /** Exit codes that are answers rather than failures; only 0 by default. */
  readonly exitCodes?: readonly number[];
  /** Of what the program writes; `latin1` keeps bytes, one a character. UTF-8 by default. */
  readonly encoding?: 'utf8' | 'latin1';
  /** Interrupts the program, as Ctrl-C does, when it is aborted. */
  readonly signal?: AbortSignal;
  /** Sees each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs a program of the table and waits for its end. Fails with the errors of `findProgram`, with ToolError
 * `program-timeout`, with `interrupted` when its signal was aborted, and with `program-failed`, which carries what the
 * program wrote to standard error.
 */
export async function runProgram(
  name: ProgramName,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { path } = await findProgram(name, searchEnvironment(options));
  const { signal, onLine } = options;
  const running = execa(path, args, {
    ...execaOptions(options),
    ...(signal ? { cancelSignal: signal, killSignal: 'SIGINT' } : {}),
  });
  if (onLine) watchLines(running.stdout, onLine);
  return judge(await running, { name, args, options });
}

function watchLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.on('data', (chunk: Buffer | string) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}

/** As `runProgram`, for callers that cannot wait, such as natives of an evaluation. */
export function runProgramSync(
  name: ProgramName,
  args: readonly string[],
  options: RunOptions = {},
): RunResult {
  const { path } = findProgramSync(name, searchEnvironment(options));
  return judge(execaSync(path, args, execaOptions(options)), { name, args, options });
}

function searchEnvironment({ env }: RunOptions): Environment {
  return env ? { ...process.env, ...env } : process.env;
}

const tenMinutes = 600_000;
const longestOutput = 500_000_000;

function execaOptions({ stdin = '', cwd, timeout = tenMinutes, env, encoding = 'utf8' }: RunOptions) {
  return {
    input: stdin,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    timeout,
    encoding,
    reject: false as const,
    stripFinalNewline: false as const,
    maxBuffer: longestOutput,
  };
}

interface Outcome {
  readonly failed: boolean;
  readonly timedOut: boolean;
  readonly isTerminated: boolean;
  readonly isCanceled: boolean;
  readonly isMaxBuffer: boolean;
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly originalMessage?: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

interface Call {
  readonly name: ProgramName;
  readonly args: readonly string[];
  readonly options: RunOptions;
}

function judge(outcome: Outcome, { name, args, options }: Call): RunResult {
  const { exitCode, stdout, stderr } = outcome;
  const command = formatCommand(name, args);
  if (outcome.isCanceled) throw new ToolError('interrupted', { command });
  if (outcome.timedOut) {
    throw new ToolError('program-timeout', {
      command,
      seconds: String((options.timeout ?? tenMinutes) / 1000),
    });
  }
  if (exitCode !== undefined && !outcome.isMaxBuffer && (options.exitCodes ?? [0]).includes(exitCode)) {
    return { stdout, stderr, exitCode };
  }
  throw new ToolError('program-failed', {
    command,
    outcome: describeEnd(outcome),
    said: stderr.trim() || 'nothing',
  });
}

function describeEnd({ exitCode, signal, isMaxBuffer, originalMessage }: Outcome): string {
  if (isMaxBuffer) return `wrote more than ${longestOutput} characters`;
  if (exitCode !== undefined) return `ended with exit code ${exitCode}`;
  if (signal !== undefined) return `was ended by ${signal}`;
  return `could not be started (${originalMessage ?? 'unknown reason'})`;
}

/** A command as a person would type it, cut after 300 characters. */
function formatCommand(name: string, args: readonly string[]): string {
  const words = [name, ...args].map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  const text = words.join(' ');
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
