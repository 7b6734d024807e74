// How a failure becomes text on standard error and an exit code. A bug has no text here: it crashes.
import type { CommanderError } from 'commander';
import { describeFailure } from '../environments/failures.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { AnyCommand } from './command.ts';
import type { Io } from './io.ts';

type ExitCodes = AnyCommand['exitCodes'];

const failureCode: Readonly<Record<ExitCodes, number>> = { tanka: 1, own: 2 };

/** Prints a ToolError or JsonnetError and returns the exit code; throws everything else again. */
export function reportError(error: unknown, io: Io, exitCodes: ExitCodes): number {
  io.err(`Error: ${describeFailure(error)}\n`);
  return isInterruption(error) ? interruptedCode : failureCode[exitCodes];
}

/** What a shell gives for a program that SIGINT has ended. */
const interruptedCode = 130;

/** Whether the user has ended the command: nothing is tried after that. */
export function isInterruption(error: unknown): boolean {
  return error instanceof ToolError && /^(?:hook-|rollout-)?interrupted$/.test(error.code);
}

/** Commander's own errors: help that was asked for, and misuse. */
export function reportMisuse(error: CommanderError, io: Io, exitCodes: ExitCodes): number {
  if (error.exitCode === 0) return 0;
  io.err(`Error: ${error.message.replace(/^error: /, '')} [usage]\n`);
  return failureCode[exitCodes];
}
