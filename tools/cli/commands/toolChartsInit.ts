// `tool charts init`: the first chartfile.yaml of a folder.
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { chartfileName } from '../../vendoring/chartfile.ts';
import { createChartfile } from '../../vendoring/edit.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag } from '../flags.ts';

export const command: AnyCommand = defineCommand<object>({
  arguments: '',
  description:
    'Make a chartfile.yaml in the current folder, which says which charts a project has copies of.',
  examples: [['twinhull tool charts init', 'a chartfile without charts']],
  exitCodes: 'tanka',
  options: addLogLevelFlag,
  run: async ({ io }) => {
    const file = path.resolve(chartfileName);
    if (lstatSync(file, { throwIfNoEntry: false })) throw new ToolError('chartfile-exists', { file });
    await createChartfile(process.cwd());
    io.err(`Success! New Chartfile created at '${file}'\n`);
    return 0;
  },
});
