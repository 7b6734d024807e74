// `env set`: changes what spec.json says about an environment.
import path from 'node:path';
import { Option } from 'commander';
import { type Change, changeEnvironment } from '../../environments/edit/change.ts';
import { resolveProject } from '../../environments/project.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { misuse, openSession } from '../flags.ts';
import { printJson } from '../output.ts';
import { addSettingsFlags, readSettings, type SettingsOptions } from './envFlags.ts';

interface Options extends SettingsOptions {
  readonly name?: string;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path>',
  description:
    'Change the spec.json of an environment: only the fields that are named; all else stays as it is written. An empty value takes a field away; an empty namespace stays one, so that none is injected. No cluster is asked.',
  examples: [
    ['twinhull env set environments/prod --namespace web', 'another namespace'],
    ['twinhull env set environments/prod --server-from-context kind-kind', 'the cluster of a context'],
    [
      "twinhull env set environments/prod --server '' --context-name prod-.*",
      'contexts, and no address any more',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    addSettingsFlags(parser);
    parser.option('--json', 'print the changes as JSON').addOption(new Option('--name <name>').hideHelp());
  },
  run: async ({ args: [target = ''], options, io }) => {
    if (options.name !== undefined)
      throw misuse('an environment is called by its folder, so --name cannot rename it; rename the folder');
    const settings = await readSettings(options);
    const project = resolveProject(path.basename(target) === 'spec.json' ? path.dirname(target) : target);
    const changes = await changeEnvironment(openSession(options, io), project, settings);
    if (options.json) printJson(io, changes);
    else for (const change of changes) io.out(`${describe(change)}\n`);
    return 0;
  },
});

function describe({ field, before, after }: Change): string {
  return `updated ${field} (\`${format(before)}\` -> \`${format(after)}\`)`;
}

function format(value: Change['before']): string {
  return typeof value === 'object' ? `[${value.join(' ')}]` : String(value);
}
