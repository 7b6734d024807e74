// `tool charts config`: what chartfile.yaml means, with all defaults.
import { readChartfile } from '../../vendoring/chartfile.ts';
import { describeChartfile, formatChartfile } from '../../vendoring/show.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '',
  description: 'Print chartfile.yaml as it is understood. Passwords are masked.',
  examples: [
    ['twinhull tool charts config', 'as YAML'],
    ["twinhull tool charts config --json | jq -r '.requires[].chart'", 'the names of all charts'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--json', 'print JSON');
    addLogLevelFlag(parser);
  },
  run: async ({ options, io }) => {
    const shown = describeChartfile(await readChartfile(process.cwd()));
    if (options.json) printJson(io, shown);
    else io.out(formatChartfile(shown));
    return 0;
  },
});
