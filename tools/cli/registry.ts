// The table of commands: name, one line of help, and the module that is loaded only when the command runs.
import type { AnyCommand } from './command.ts';

export interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: AnyCommand }>;
}

/** Names of two words are commands of a group: `env list`. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  show: {
    summary: 'print the manifests of environments as YAML',
    load: () => import('./commands/show.ts'),
  },
};

/** Other names for commands, as Tanka has them. */
export const aliases: Readonly<Record<string, string>> = { 'env ls': 'env list' };
