// The commander parser of a command: what reads its words, prints its help, and knows its flags for completion.
import { Help, type Option, Command as Parser } from 'commander';
import { collect, collectList } from './collect.ts';
import type { AnyCommand } from './command.ts';
import type { Io } from './io.ts';

/** Errors are thrown as CommanderError. */
export function createParser(name: string, command: AnyCommand, io: Pick<Io, 'out' | 'columns'>): Parser {
  const parser = new Parser(`twinhull ${name}`)
    .description(command.description)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', formatExamples(command.examples))
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20, optionDescription: describeOption })
    .configureOutput({
      writeOut: io.out,
      writeErr: () => undefined,
      getOutHelpWidth: () => io.columns ?? widthOfFiles,
    });
  if (command.arguments !== '') parser.arguments(command.arguments);
  command.options?.(parser);
  return parser;
}

/** For what is no terminal. */
const widthOfFiles = 110;

function describeOption(this: Help, option: Option): string {
  const text = Help.prototype.optionDescription.call(this, option);
  const repeats = option.parseArg === collect || option.parseArg === collectList;
  return repeats && !text.includes('several times') ? `${text}; may be given several times` : text;
}

function formatExamples(examples: AnyCommand['examples']): string {
  const lines = examples.map(([line, effect]) => `  ${line}\n      ${effect}\n`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('')}`;
}
