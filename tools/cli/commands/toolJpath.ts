// `tool jpath`: the import paths of an environment, for other Jsonnet tools.
import { projectPaths, resolveProject } from '../../environments/project.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';

interface Options {
  readonly debug?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path>',
  description:
    'Print the import paths of an environment as JSONNET_PATH has them: joined by colons, the last one first.',
  examples: [
    ['export JSONNET_PATH="$(twinhull tool jpath environments/prod)"', 'lets other tools find its imports'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('-d, --debug', 'tell on standard error what was found where');
    addLogLevelFlag(parser);
  },
  run: async ({ args: [target = ''], options, io }) => {
    const { root, base, entrypoint } = resolveProject(target);
    const reversed = [...projectPaths(root, base)].reverse();
    if (options.debug) {
      io.err(`main: ${entrypoint}\nrootDir: ${root}\nbaseDir: ${base}\njpath: [${reversed.join(' ')}]\n`);
    }
    io.out(reversed.join(':'));
    return 0;
  },
});
