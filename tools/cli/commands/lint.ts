// `lint`: likely mistakes in Jsonnet files, as the program jsonnet-lint finds them.
import { Option } from 'commander';
import { readFindings } from '../../environments/sources/findings.ts';
import { lintFiles } from '../../environments/sources/lint.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag, misuse } from '../flags.ts';
import { printJson } from '../output.ts';
import { addExcludeFlag, listSources, type SourceOptions } from './sourceFlags.ts';

interface Options extends SourceOptions {
  readonly parallelism: number;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<files-or-folders...>',
  description:
    'Look for likely mistakes in Jsonnet: variables and imports that are not used or not there, calls and fields that cannot be meant. Each file is read with the import paths of its project.',
  examples: [
    ['twinhull lint environments lib', 'exit code 1 if something was found'],
    ['twinhull lint lib/shapes.libsonnet', 'one file'],
    ['twinhull lint . --exclude "generated/**,vendor/**"', 'leaves out other files than usual'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    addExcludeFlag(parser);
    parser.option('-n, --parallelism <number>', 'how many processes may run at a time', readParallelism, 4);
    parser.option('--json', 'print the findings as JSON: file, place and message');
    // Tanka accepts it without effect.
    parser.addOption(new Option('-v, --verbose').hideHelp());
    addLogLevelFlag(parser);
  },
  run: async ({ args, options, io }) => {
    const texts = await lintFiles(listSources(args, options), options.parallelism);
    if (options.json) printJson(io, readFindings(texts.join('')));
    else for (const text of texts) io.out(text);
    if (texts.length === 0) return 0;
    throw new ToolError('lint-findings');
  },
});

function readParallelism(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value);
  throw misuse(`--parallelism must be a number greater than 0, not \`${value}\``);
}
