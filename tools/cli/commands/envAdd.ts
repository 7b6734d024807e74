// `env add`: a new environment without resources.
import { createEnvironment } from '../../environments/edit/create.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addSettingsFlags, readSettings, type SettingsOptions } from './envFlags.ts';

interface Options extends SettingsOptions {
  readonly inline?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path>',
  description:
    'Make a new environment: a folder with a spec.json, which describes it, and a main.jsonnet for its resources. No cluster is asked.',
  examples: [
    ['twinhull env add environments/prod --server https://10.0.0.1:6443', 'for the cluster at an address'],
    ['twinhull env add environments/test --context-name kind-kind --namespace web', 'for a context'],
    ['twinhull env add environments/many --inline', 'described in main.jsonnet, without a spec.json'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    addSettingsFlags(parser);
    parser.option('-i, --inline', 'describe it in main.jsonnet instead of a spec.json');
  },
  run: async ({ args: [target = ''], options }) => {
    const settings = await readSettings(options);
    createEnvironment({ target, settings, inline: options.inline ?? false });
    return 0;
  },
});
