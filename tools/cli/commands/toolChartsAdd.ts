// `tool charts add`: another chart for chartfile.yaml, pulled at once.
import { addCharts } from '../../vendoring/add.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addRepositoryFlag, type ChartsOptions, chartsSettings } from './toolChartsFlags.ts';

export const command: AnyCommand = defineCommand<ChartsOptions>({
  arguments: '<chart...>',
  description:
    'Add charts, written repository/name@version or repository/name@version:folder, to chartfile.yaml, and pull them. When one of them cannot be had, nothing is added.',
  examples: [
    ['twinhull tool charts add stable/mysql@1.6.9', 'the chart, in charts/mysql'],
    ['twinhull tool charts add stable/mysql@1.6.8:mysql-old', 'another version of it, in charts/mysql-old'],
  ],
  exitCodes: 'tanka',
  options: addRepositoryFlag,
  run: async ({ args, options, io }) => {
    await addCharts(args, chartsSettings(options, io));
    return 0;
  },
});
