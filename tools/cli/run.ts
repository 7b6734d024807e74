// Runs one command: commander reads the words behind its name, and failures become text and an exit code.
import { CommanderError, Command as Parser } from 'commander';
import { isHostStackExhausted } from '../jsonnet/errors.ts';
import type { AnyCommand } from './command.ts';
import { reportError, reportMisuse } from './errors.ts';
import type { Io } from './io.ts';
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

function createParser(name: string, command: AnyCommand, io: Io): Parser {
  const parser = new Parser(`twinhull ${name}`)
    .description(command.description)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', formatExamples(command.examples))
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: () => undefined });
  if (command.arguments !== '') parser.arguments(command.arguments);
  command.options?.(parser);
  return parser;
}

function formatExamples(examples: AnyCommand['examples']): string {
  const lines = examples.map(([line, effect]) => `  ${line}\n      ${effect}\n`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('')}`;
}
