// `fmt`: Jsonnet files in the one form that the program jsonnetfmt gives them.
import { readFile } from 'node:fs/promises';
import { findUnformatted, formatFiles, formatText } from '../../environments/sources/format.ts';
import { rewriteFile } from '../../shared/files.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';
import type { Io } from '../io.ts';
import { printJson } from '../output.ts';
import { addExcludeFlag, listSources, type SourceOptions } from './sourceFlags.ts';

interface Options extends SourceOptions {
  readonly stdout?: true;
  readonly test?: true;
  readonly verbose?: true;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<files-or-folders...>',
  description:
    'Format Jsonnet: files, everything that ends in .jsonnet or .libsonnet below folders, or standard input for -. Nothing is written unless all files parse.',
  examples: [
    ['twinhull fmt environments lib', 'formats all files in both folders'],
    ['twinhull fmt --test .', 'exit code 16 and a list on standard error if some are not formatted'],
    ['twinhull fmt - < main.jsonnet', 'prints the formatted text'],
    ['twinhull fmt . --exclude "generated/**,vendor/**"', 'leaves out other files than usual'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('--stdout', 'print the formatted files instead of writing them')
      .option('-t, --test', 'write nothing; exit code 16 if something would change');
    addExcludeFlag(parser);
    parser
      .option('-v, --verbose', 'name each file that was looked at')
      .option('--json', 'print which files there are, and whether they were formatted');
    addLogLevelFlag(parser);
  },
  run: async ({ args, options, io }) => {
    if (args.length === 1 && args[0] === '-') return formatInput(options, io);
    const files = listSources(args, options);
    const changed = await findUnformatted(files);
    const contents = options.test ? [] : await formatFiles(changed);
    const edits = changed.flatMap((file, at): Edit[] => {
      const content = contents[at];
      return content ? [[file, content]] : [];
    });
    if (!options.stdout) for (const [file, content] of edits) await rewriteFile(file, content);
    if (options.json) printJson(io, describeFiles(files, changed));
    else await printFiles(files, new Map(edits), { ...options, changed: new Set(changed), io });
    return conclude(changed, options, io);
  },
});

type Edit = readonly [file: string, content: Uint8Array];

async function formatInput({ test }: Options, io: Io): Promise<number> {
  const text = io.input();
  const formatted = await formatText(text);
  io.out(formatted);
  return test && formatted !== text ? 16 : 0;
}

function describeFiles(files: readonly string[], changed: readonly string[]): readonly object[] {
  const unformatted = new Set(changed);
  return files.map((file) => ({ file, formatted: !unformatted.has(file) }));
}

interface Printing extends Options {
  readonly changed: ReadonlySet<string>;
  readonly io: Io;
}

/** With `--verbose` the names, with `--stdout` the contents. */
async function printFiles(
  files: readonly string[],
  contents: ReadonlyMap<string, Uint8Array>,
  { verbose, stdout, test, changed, io }: Printing,
): Promise<void> {
  for (const file of files) {
    if (verbose) io.out(`${changed.has(file) ? 'fmt' : 'ok '} ${file}\n`);
    if (!stdout || test) continue;
    const content = contents.get(file) ?? (await readFile(file));
    io.out(`// ${file}\n${Buffer.from(content).toString('utf8')}`);
    io.err('\n');
  }
  if (verbose) io.err('\n');
}

function conclude(changed: readonly string[], { test }: Options, io: Io): number {
  if (changed.length === 0) {
    io.err('All discovered files are already formatted. No changes were made\n');
    return 0;
  }
  if (!test) {
    io.err(`Formatted ${changed.length} files\n`);
    return 0;
  }
  io.err(`The following files are not properly formatted:\n${changed.join('\n')}\n`);
  return 16;
}
