// What a command is: arguments, options and a function that does the work.
import type { Command as Parser } from 'commander';
import type { Io } from './io.ts';

interface Invocation<Options> {
  /** Positional arguments as they were typed. */
  readonly args: readonly string[];
  readonly options: Options;
  readonly io: Io;
}

export interface Command<Options> {
  /** Positional arguments in commander's notation: `<path...>`, `[path]`. */
  readonly arguments: string;
  /** One paragraph for `--help`. */
  readonly description: string;
  /** Whole command lines for `--help`, each with what it does. */
  readonly examples: readonly (readonly [command: string, effect: string])[];
  /** `tanka`: 1 for any error; `own`: 2 for what could not run, 1 for findings. */
  readonly exitCodes: 'tanka' | 'own';
  /** Declares the options. */
  readonly options?: (parser: Parser) => void;
  /** Does the work and returns the exit code. Throws ToolError or JsonnetError for failures. */
  readonly run: (invocation: Invocation<Options>) => Promise<number>;
}

/** A command whose option type only its own module knows. */
// biome-ignore lint/suspicious/noExplicitAny: what commander reads is what `options` declares; no type can tell
export type AnyCommand = Command<any>;

/** A command whose options are checked where it is written, and forgotten for the table of commands. */
export function defineCommand<Options>(command: Command<Options>): AnyCommand {
  return command;
}
