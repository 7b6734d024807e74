// `tool importers-count`: which files of a library many environments use, and which none.
import { countImporters } from '../../environments/importers/count.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly root: string;
  readonly recursive?: true;
  readonly filenameRegex?: string;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<folder>',
  description:
    'Count, for each file of a folder, the environments that import it, as `tool importers` finds them. Entry points themselves are left out.',
  examples: [
    ['twinhull tool importers-count lib', 'the files of lib, the most used one first'],
    ['twinhull tool importers-count vendor --recursive', 'what of the vendored libraries is in use'],
    [
      "twinhull tool importers-count . --recursive --filename-regex '\\.(json|ya?ml)$'",
      'files of other kinds',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('--root <folder>', 'where to look for environments', '.')
      .option('--recursive', 'files of folders in the folder too')
      .option('--filename-regex <regex>', 'only files whose path matches; Jsonnet files by default')
      .option('--json', 'print a JSON array');
    addLogLevelFlag(parser);
  },
  run: async ({ args: [folder = ''], options, io }) => {
    const { root, recursive = false, filenameRegex, json } = options;
    const counts = countImporters(folder, {
      root,
      recursive,
      ...(filenameRegex === undefined ? {} : { filenameRegex }),
    });
    if (json) printJson(io, counts);
    else io.out(`${counts.map(({ file, count }) => `${file}: ${count}\n`).join('')}\n`);
    return 0;
  },
});
