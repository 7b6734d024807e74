// `tool charts vendor`: the charts of chartfile.yaml, as files of the project.
import { readChartfile } from '../../vendoring/chartfile.ts';
import { vendorCharts } from '../../vendoring/vendor.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addRepositoryFlag, type ChartsOptions, chartsSettings } from './toolChartsFlags.ts';

interface Options extends ChartsOptions {
  readonly prune?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '',
  description:
    'Pull the charts of chartfile.yaml that are missing, or there in another version. Charts change when all have been pulled, each at once.',
  examples: [
    ['twinhull tool charts vendor', 'pulls what is missing'],
    ['twinhull tool charts vendor --prune', 'and removes what nothing requires'],
    [
      'twinhull tool charts vendor --repository-config ~/.config/helm/repositories.yaml',
      "with the passwords that Helm has, for repositories of the chartfile's names",
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--prune', 'also remove from the folder of charts what the chartfile does not require');
    addRepositoryFlag(parser);
  },
  run: async ({ options, io }) => {
    const settings = chartsSettings(options, io);
    await vendorCharts(await readChartfile(settings.folder), { ...settings, prune: options.prune === true });
    return 0;
  },
});
