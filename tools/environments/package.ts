// Where this package lies on the disk: its Jsonnet library and its templates come with the program.
import { existsSync } from 'node:fs';
import path from 'node:path';

let found: string | undefined;

/** The nearest folder around this code that has the Jsonnet library. */
export function findPackage(): string {
  found ??= searchUpwards(import.meta.dirname);
  return found;
}

function searchUpwards(start: string): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'lib', 'twinhull', 'main.libsonnet'))) return folder;
    if (folder === path.dirname(folder)) throw new Error('this package lies there without its lib/');
  }
}
