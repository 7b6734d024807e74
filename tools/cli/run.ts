// Runs one command: commander reads the words behind its name, and failures become text and an exit code.
import { CommanderError } from 'commander';
import { isHostStackExhausted } from '../jsonnet/errors.ts';
import type { AnyCommand } from './command.ts';
import { reportError, reportMisuse } from './errors.ts';
import type { Io } from './io.ts';
import { createParser } from './parser.ts';
import { readSwitches } from './switches.ts';

/** Returns the exit code. Bugs are thrown. */
export async function runCommand(
  name: string,
  command: AnyCommand,
  { words, io }: { readonly words: readonly string[]; readonly io: Io },
): Promise<number> {
  const parser = createParser(name, command, io);
  let exitCode = 0;
  parser.action(async () => {
    exitCode = await command.run({ args: parser.args, options: parser.opts(), io });
  });
  try {
    await parser.parseAsync(readSwitches(parser, words), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return reportMisuse(error, io, command.exitCodes);
    const deeper = isHostStackExhausted(error) ? io.deeper() : undefined;
    return (await deeper) ?? reportError(error, io, command.exitCodes);
  }
}
