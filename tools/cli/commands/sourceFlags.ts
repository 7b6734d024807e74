// The options that `fmt` and `lint` share: which files of a folder they leave out.
import type { Command as Parser } from 'commander';
import { defaultExcludes, findSources } from '../../environments/sources/find.ts';
import { collectList } from '../flags.ts';

export interface SourceOptions {
  readonly exclude?: readonly string[];
}

/** Given once it takes the place of the defaults. */
export function addExcludeFlag(parser: Parser): void {
  parser.option(
    '-e, --exclude <globs>',
    'files of folders to leave out, separated by commas; by default hidden ones, vendor and node_modules',
    collectList,
  );
}

/** The files that the command line names, and those below its folders. */
export function listSources(targets: readonly string[], { exclude }: SourceOptions): readonly string[] {
  return findSources(targets, exclude ?? defaultExcludes);
}
