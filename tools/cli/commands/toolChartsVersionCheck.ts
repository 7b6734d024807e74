// `tool charts version-check`: whether there are newer charts than chartfile.yaml asks for.

import { formatOrderedJson } from '../../environments/json.ts';
import { compareStrings } from '../../shared/order.ts';
import { readChartfile } from '../../vendoring/chartfile.ts';
import { checkVersions } from '../../vendoring/versions.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addRepositoryFlag, type ChartsOptions, chartsSettings } from './toolChartsFlags.ts';

interface Options extends ChartsOptions {
  readonly prettyPrint?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '',
  description:
    'Tell, as JSON, the newest version of every required chart: of all, of the same major, and of the same minor version.',
  examples: [
    ['twinhull tool charts version-check --pretty-print', 'for reading'],
    [
      "twinhull tool charts version-check | jq -r 'map(select(.using_latest_version | not))[].name'",
      'charts that have newer versions',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--pretty-print', 'indent the JSON');
    addRepositoryFlag(parser);
  },
  run: async ({ options, io }) => {
    const settings = chartsSettings(options, io);
    const versions = await checkVersions(await readChartfile(settings.folder), settings);
    const sorted = Object.fromEntries(Object.entries(versions).sort(([a], [b]) => compareStrings(a, b)));
    io.out(`${formatOrderedJson(sorted, options.prettyPrint ? '  ' : '')}\n`);
    return 0;
  },
});
