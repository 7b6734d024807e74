// `completion`: the script with which a shell completes what is typed behind `twinhull`.
import path from 'node:path';
import { findPackage } from '../../environments/package.ts';
import { readTextFile } from '../../shared/files.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { misuse } from '../flags.ts';

const scripts: Readonly<Record<string, string>> = {
  bash: 'twinhull.bash',
  zsh: '_twinhull',
  fish: 'twinhull.fish',
};

export const command: AnyCommand = defineCommand<object>({
  arguments: '<bash|zsh|fish>',
  description:
    'Print the script that completes commands, flags and their values, environments and files in a shell. It asks this program for them, so that it stays right when the program changes.',
  examples: [
    ['eval "$(twinhull completion bash)"', 'in ~/.bashrc'],
    ['eval "$(twinhull completion zsh)"', 'in ~/.zshrc, behind compinit'],
    ['twinhull completion fish > ~/.config/fish/completions/twinhull.fish', 'once'],
  ],
  exitCodes: 'own',
  run: async ({ args: [shell = ''], io }) => {
    const file = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
    if (file === undefined)
      throw misuse(`there is no completion for ${JSON.stringify(shell)}; expected bash, zsh or fish`);
    io.out((await readTextFile(path.join(findPackage(), 'tools/cli/completion/scripts', file))) ?? '');
    return 0;
  },
});
