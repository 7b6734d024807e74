// How a command that has made something ends: the command lines to go on with.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countOf } from '../schema/wording.ts';
import type { Io } from './io.ts';

export interface Made {
  /** How many files. */
  readonly written: number;
  /** Its path, from the current directory. */
  readonly environment: string;
}

/** Says what was made, and prints two commands as they can be typed here. */
export function printNext(io: Io, { written, environment }: Made): void {
  const program = nameProgram(process.argv[1] ?? '');
  io.out(`${countOf(written, 'file')} written. Check everything, and see what it gives:\n`);
  for (const words of ['verify', `show ${quote(environment)}`]) io.out(`  ${program} ${words}\n`);
}

/**
 * How this program is started again from here. npx keeps a package that it has fetched in a folder whose package.json
 * tells what was asked for: a version, a tarball.
 */
function nameProgram(script: string): string {
  const [folder] = /^.*\/_npx\/[^/]+(?=\/node_modules\/)/.exec(script) ?? [];
  const file = path.join(folder ?? '', 'package.json');
  if (folder === undefined || !existsSync(file))
    return isInstalled(process.cwd()) ? 'npx twinhull' : nameScript(script);
  const { _npx: asked } = JSON.parse(readFileSync(file, 'utf8')) as {
    _npx?: { packages?: readonly string[] };
  };
  const packages = (asked?.packages ?? []).filter((name) => name !== 'twinhull');
  // Without --yes npx would ask again, or give up where nobody can answer.
  return packages.length === 0
    ? 'npx twinhull'
    : ['npx --yes', ...packages.map((name) => `--package=${quote(name)}`), 'twinhull'].join(' ');
}

/** Whether npx finds the program in the folder or above it, as a dependency or as the package itself. */
function isInstalled(folder: string): boolean {
  const isHere = ['node_modules/.bin/twinhull', 'tools/cli/bin.cjs'].some((file) =>
    existsSync(path.join(folder, file)),
  );
  return isHere || (folder !== path.dirname(folder) && isInstalled(path.dirname(folder)));
}

/** The program that was started, by its name where the shell finds it so. */
function nameScript(script: string): string {
  if (!/(?:^|\/)(?:bin\.c?js|twinhull)$/.test(script)) return 'npx twinhull';
  const isOnPath = (process.env.PATH ?? '').split(path.delimiter).includes(path.dirname(script));
  return isOnPath ? path.basename(script) : quote(script);
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
