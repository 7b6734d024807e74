// `tool importers`: the environments to look at again when files have changed.
import { openImporterSearch } from '../../environments/importers/index.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly root: string;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<file...>',
  description:
    'List the entry points (main.jsonnet) that import one of the files, directly or not. Files are searched for what looks like an import, without evaluating them: there may be some too many. Files outside of lib and vendor also count as used by the environment that they are in.',
  examples: [
    ['twinhull tool importers lib/shapes.libsonnet', 'environments that use the library'],
    ['twinhull tool importers deleted:lib/old.libsonnet', 'environments that still import what is gone'],
    [
      'git diff --name-only main | xargs twinhull tool importers',
      'environments that a branch may have changed',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('--root <folder>', 'where to look for environments', '.')
      .option('--json', 'print a JSON array');
    addLogLevelFlag(parser);
  },
  run: async ({ args, options: { root, json }, io }) => {
    const importers = openImporterSearch(root).find(args);
    if (json) printJson(io, importers);
    else io.out(`${importers.join('\n')}\n`);
    return 0;
  },
});
