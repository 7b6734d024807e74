// `parity`: what changes when one side replaces the other, by risk.
import path from 'node:path';
import { type Format, formatReport, formats } from '../../parity/report/index.ts';
import { type ParityResult, runParity } from '../../parity/run.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { choiceOf, collect, misuse } from '../flags.ts';
import type { Io } from '../io.ts';
import { createProgress } from '../output.ts';
import { addParityFlags, type ParityOptions, readParityRequest } from './parityFlags.ts';

interface Options extends ParityOptions {
  readonly format?: Format;
  readonly json?: true;
  readonly output?: readonly string[];
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[side...]',
  description:
    'Compare what runs today (the baseline) with what would replace it (the candidate), or an environment with the baseline that its parity.yaml names. Every difference is equivalent by a rule, or has a class of risk: R1 blocked, R2 data loss, R3 outage, R4 restart, R5 exposure, R6 lifecycle, R7 capacity, R8 observability, R9 information. A side is a file of manifests, - for standard input, a folder, an environment, a chart with its values, a Flux HelmRelease of a checkout, git:REVISION:SIDE or live:; the prefixes file:, dir:, kustomize:, env:, chart: and helmrelease: say which where it could be several. Exits with 0 when every difference is equivalent or explained, with 1 when not, with 2 when it cannot be decided.',
  examples: [
    ['twinhull parity old.yaml new.yaml', 'two renderings'],
    ['twinhull parity environments/dispatch/home-ops', 'an environment and the baseline of its parity.yaml'],
    [
      'twinhull parity kubernetes/apps/llm/dispatch/app/helmrelease.yaml charts/dispatch -f values.yaml --charts ./cache',
      'a Flux HelmRelease and the chart that is to replace it',
    ],
    [
      'twinhull parity git:main:environments/web environments/web --format html -o report.html',
      'a branch, as a page',
    ],
    ['twinhull parity live: environments/web --via server-side', 'what runs in the cluster of kubectl'],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .addOption(choiceOf('--format', formats, 'of the report; terminal when absent'))
      .option('--json', 'the same as --format json')
      .option(
        '-o, --output <file>',
        'write a report: in --format, or as its ending says (.html .md .json .sarif .xml); may be given several times',
        collect,
      );
    addParityFlags(parser);
  },
  run: async ({ args, options, io }) => {
    const progress = createProgress(io);
    if (options.json && options.format) throw misuse('--json is --format json: give one of them');
    for (const file of options.output ?? []) if (!options.format && !options.json) formatOf(file);
    progress.show(`comparing ${args.join(' and ')}`);
    const result = await runParity(readParityRequest(args, options, io)).finally(progress.clear);
    await printReport(result, options, io);
    return result.report.exitCode;
  },
});

/** What goes to files is on the terminal, too, unless one format was asked for. */
async function printReport({ report }: ParityResult, options: Options, io: Io): Promise<void> {
  const { output: files = [], json } = options;
  const asked = json ? 'json' : options.format;
  for (const file of files) {
    await writeFileAtomic(file, formatReport(report, asked ?? formatOf(file), { colour: false }));
    io.err(`${report.verdict}: see ${file}\n`);
  }
  if (files.length === 0 || asked === undefined) {
    io.out(
      formatReport(report, asked ?? 'terminal', {
        colour: io.color,
        ...(io.columns ? { width: io.columns } : {}),
      }),
    );
  }
}

const endings: Readonly<Record<string, Format>> = {
  '.html': 'html',
  '.md': 'markdown',
  '.json': 'json',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.txt': 'terminal',
};

function formatOf(file: string): Format {
  const format = endings[path.extname(file)];
  if (format) return format;
  throw misuse(`${file} has none of the endings ${Object.keys(endings).join(' ')}; say its --format`);
}
