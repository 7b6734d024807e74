// `tool imports`: the files behind an environment, and whether a commit has changed one of them.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { listImports } from '../../environments/imports.ts';
import { formatOrderedJson } from '../../environments/json.ts';
import { resolveRoot } from '../../environments/project.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addLogLevelFlag, misuse } from '../flags.ts';

interface Options {
  readonly check?: string;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path>',
  description: "List the files that an environment imports, directly or not, relative to the project's root.",
  examples: [
    ['twinhull tool imports environments/prod', 'a JSON array of paths'],
    [
      'twinhull tool imports environments/prod --check HEAD',
      'exit code 16 if that commit changed one of them',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('-c, --check <commit>', 'tell whether the commit changed an imported file');
    addLogLevelFlag(parser);
  },
  run: async ({ args: [target = ''], options, io }) => {
    const imports = listImports(target);
    if (options.check === undefined) {
      io.out(`${formatOrderedJson(imports)}\n`);
      return 0;
    }
    const changed = await listChangedFiles(options.check);
    const root = realpathSync(resolveRoot(target));
    const hit = imports.find((file) => changed.includes(path.join(root, file)));
    if (hit === undefined) {
      io.out(`Rebuild not required, because no imported files have been changed in \`${options.check}\`.\n`);
      return 0;
    }
    io.out(
      `Rebuild required. File \`${target}\` imports \`${hit}\`, which has been changed in \`${options.check}\`.\n`,
    );
    return 16;
  },
});

/** Absolute paths of what a commit changed in the repository of the current directory. */
async function listChangedFiles(commit: string): Promise<readonly string[]> {
  const { execa } = await import('execa');
  const git = async (...args: readonly string[]): Promise<string> => {
    const { failed, stdout, shortMessage, stderr } = await execa('git', args, {
      reject: false,
      stdin: 'ignore',
    });
    if (failed) throw misuse(`invoking git: ${stderr.trim() || shortMessage}`);
    return stdout;
  };
  const top = await git('rev-parse', '--show-toplevel');
  // What is given as a commit may look like an option, and `--output` would write a file.
  const options = ['--no-commit-id', '--name-only', '-r', '-z', '--end-of-options'];
  const names = await git('diff-tree', ...options, commit, '--');
  return names
    .split('\0')
    .filter(Boolean)
    .map((name) => path.join(top, name));
}
