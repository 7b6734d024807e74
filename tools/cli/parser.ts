// The commander parser of a command: what reads its words, prints its help, and knows its flags for completion.
import { Command as Parser } from 'commander';
import type { AnyCommand } from './command.ts';
import type { Io } from './io.ts';

/** Errors are thrown as CommanderError. */
export function createParser(name: string, command: AnyCommand, io: Pick<Io, 'out'>): Parser {
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
