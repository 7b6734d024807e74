// `chart export`: an application as a Helm chart in a folder.
import path from 'node:path';
import { loadChartApp } from '../../chart/app.ts';
import { exportChart } from '../../chart/export.ts';
import { chartFolderOf, writeChart } from '../../chart/folder.ts';
import { resolveRoot } from '../../environments/project.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly out?: string;
  readonly json?: true;
  readonly prune?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<app>',
  description:
    'Write an application as a Helm chart: templates compiled from its Jsonnet, and all other files made from its schema and metadata. Prints the files that changed. Files in the folder that no export makes, such as ci/ or LICENSE, stay; templates that the application does not give are refused, or removed with --prune.',
  examples: [
    ['twinhull chart export dispatch', 'writes charts/dispatch'],
    ['twinhull chart export dispatch --out ../dispatch-chart', 'writes another folder'],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .option('--out <folder>', "the chart's folder; charts/<app> of the project when absent")
      .option('--prune', 'remove templates that the application does not give any more')
      .option('--json', 'print the changed files as JSON');
  },
  run: async ({ args: [name = ''], options, io }) => {
    if (options.out === '') throw new ToolError('usage', { problem: '--out is empty; name a folder' });
    const project = options.out === undefined ? resolveRoot('.') : process.cwd();
    const app = await loadChartApp(name, project);
    const folder = options.out ?? chartFolderOf(project, name);
    const files = await exportChart(app);
    const { prune = false } = options;
    const changed = await writeChart(folder, { name: app.chart.name, files, prune });
    const shown = path.relative(process.cwd(), path.resolve(folder)) || '.';
    const written = changed.map((file) => path.join(shown, file));
    if (options.json) printJson(io, written);
    else io.out(written.length === 0 ? `${shown} is current\n` : written.map((file) => `${file}\n`).join(''));
    return 0;
  },
});
