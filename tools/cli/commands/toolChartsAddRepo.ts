// `tool charts add-repo`: another repository for chartfile.yaml.
import { addRepository } from '../../vendoring/add.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag, type LogOptions, tells } from '../flags.ts';

export const command: AnyCommand = defineCommand<LogOptions>({
  arguments: '<name> <url>',
  description: 'Add a repository of charts to chartfile.yaml.',
  examples: [
    ['twinhull tool charts add-repo grafana https://grafana.github.io/helm-charts', 'a repository'],
    ['twinhull tool charts add-repo bitnami oci://registry-1.docker.io/bitnamicharts', 'a registry'],
  ],
  exitCodes: 'tanka',
  options: addLogLevelFlag,
  run: async ({ args: [name = '', url = ''], options, io }) => {
    await addRepository({ name, url }, process.cwd());
    if (tells(options, 'info')) io.err(`OK: ${name}\n`);
    return 0;
  },
});
