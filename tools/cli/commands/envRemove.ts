// `env remove`: an environment's folder goes, after a question.
import { checkRemovable, removeEnvironment } from '../../environments/edit/remove.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { confirm } from '../confirm.ts';
import { addJsonnetFlags, type JsonnetOptions, openSession } from '../flags.ts';

export const command: AnyCommand = defineCommand<JsonnetOptions>({
  arguments: '<path...>',
  description:
    'Remove environments: their folders with all that is in them. Each is asked for. What runs in a cluster stays; `delete` removes that.',
  examples: [
    ['twinhull env remove environments/test', 'asks, then removes the folder'],
    ['echo yes | twinhull env rm environments/test', 'without anybody to ask'],
  ],
  exitCodes: 'tanka',
  options: addJsonnetFlags,
  run: async ({ args, options, io }) => {
    const session = openSession(options, io);
    const folders: string[] = [];
    for (const target of args) folders.push(await checkRemovable(session, target));
    for (const folder of folders) {
      confirm(io, `Permanently removing the environment located at '${folder}'.`);
      removeEnvironment(folder);
      io.out(`Removed ${folder}\n`);
    }
    return 0;
  },
});
