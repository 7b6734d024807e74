// Which Jsonnet files a formatter or linter is meant to read: what is named, and what is below folders.
import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { compareStrings } from '../../shared/order.ts';
import { unreadable } from '../project.ts';
import { compileGlob, type Glob } from './glob.ts';

/** Dot files, and what others wrote. */
export const defaultExcludes: readonly string[] = [
  ...['**/.*', '.*', '**/vendor/**', 'vendor/**'],
  ...['**/node_modules/**', 'node_modules/**'],
];

/**
 * Files that are named are taken as they are; below folders those that end in .jsonnet or .libsonnet and match no
 * glob. Each file is given once, as the caller would name it, in the order of names. Globs see paths relative to the
 * current directory, without leading `../`; ones that begin with `/` see absolute paths.
 * Fails with ToolError `file-read`, and `usage` for a glob.
 */
export function findSources(targets: readonly string[], excludes: readonly string[]): readonly string[] {
  const globs = excludes.map((pattern) => excludeBy(pattern, compileGlob(pattern)));
  const isExcluded = (file: string): boolean => globs.some((matches) => matches(file));
  return [...new Set(targets.flatMap((target) => findBelow(target, isExcluded)))];
}

function excludeBy(pattern: string, glob: Glob): Glob {
  if (pattern.startsWith('/')) return (file) => glob(path.resolve(file));
  return (file) => glob(path.relative('', file).replace(/^(?:\.\.\/)+/, ''));
}

function findBelow(target: string, isExcluded: Glob): readonly string[] {
  if (stat(target).isFile()) return [target];
  return walkFiles(target).filter((file) => /\.(?:jsonnet|libsonnet)$/.test(file) && !isExcluded(file));
}

function stat(file: string): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** Everything below a folder that is no folder, in the order of names. Symbolic links are not followed. */
function walkFiles(folder: string): readonly string[] {
  const entries = list(folder).sort((a, b) => compareStrings(a.name, b.name));
  return entries.flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? walkFiles(file) : [file];
  });
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}
