// `init`: a new project that can be verified and shown at once.
import { createProject } from '../../environments/scaffold.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';
import { printNext } from '../next.ts';

interface Options {
  readonly force?: true;
  readonly k8s?: string;
  readonly inline?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '',
  description:
    'Make a project in the current directory: an application, an environment that uses it, and its Helm chart. Needs no network. Prints the commands to go on with.',
  examples: [
    ['mkdir shop && cd shop && twinhull init', 'a project with an environment that spec.json describes'],
    ['twinhull init --inline', 'with an environment that main.jsonnet describes'],
    ['twinhull init --force', 'among files that are there already; they stay as they are'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('-f, --force', 'the directory may have files; none is overwritten')
      .option('--k8s <version>', 'accepted for compatibility; applications are written without k8s-libsonnet')
      .option('-i, --inline', 'describe the environment in main.jsonnet instead of a spec.json');
    addLogLevelFlag(parser);
  },
  run: async ({ options, io }) => {
    const { force = false, inline = false, k8s = 'false' } = options;
    const { written, kept } = await createProject({ folder: process.cwd(), force, inline });
    if (!/^(?:false|f|0)$/i.test(k8s))
      io.err(
        '--k8s has no effect: nothing here needs k8s-libsonnet; `jb install` adds it where you want it\n',
      );
    for (const file of kept) io.err(`${file} was there already, and stays as it is\n`);
    printNext(io, { written: written.length, environment: 'environments/default' });
    return 0;
  },
});
