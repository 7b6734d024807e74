// Where an environment's files are: the project's root, the environment's base, its entry point and its import paths.
import { existsSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../shared/diagnostics.ts';
import { findPackage } from './package.ts';

export const defaultEntrypoint = 'main.jsonnet';

export interface Project {
  /** The nearest parent with `tkrc.yaml`, else the nearest with `jsonnetfile.json`. */
  readonly root: string;
  /** The nearest parent, up to the root, that has the entry point. */
  readonly base: string;
  /** The file that is evaluated. All paths are absolute. */
  readonly entrypoint: string;
  /** Directories for imports, the most important first; the last one is the library of this package. */
  readonly paths: readonly string[];
}

/**
 * Resolves a directory or an entry point. Fails with ToolError `file-read` (no such path), `project-root` or
 * `environment-base`.
 */
export function resolveProject(target: string): Project {
  const absolute = path.resolve(target);
  const isFolder = stat(absolute).isDirectory();
  const folder = isFolder ? absolute : path.dirname(absolute);
  const file = isFolder ? defaultEntrypoint : path.basename(absolute);
  const root = findRoot(folder);
  const base = findParent(file, folder, root);
  if (base === undefined) throw new ToolError('environment-base', { file, hint: '' });
  return {
    root,
    base,
    entrypoint: path.join(base, file),
    paths: [...projectPaths(root, base), path.join(findPackage(), 'lib')],
  };
}

/** The project's root for a path that exists. Fails with ToolError `file-read` or `project-root`. */
export function resolveRoot(target: string): string {
  const absolute = path.resolve(target);
  return findRoot(stat(absolute).isDirectory() ? absolute : path.dirname(absolute));
}

/** The project's root for a folder, which need not be there yet. Fails with ToolError `project-root`. */
export function findRoot(folder: string): string {
  const root = findParent('tkrc.yaml', folder, '/') ?? findParent('jsonnetfile.json', folder, '/');
  if (root === undefined) throw new ToolError('project-root');
  return root;
}

/** The import paths that Tanka knows too, the most important first. */
export function projectPaths(root: string, base: string): readonly string[] {
  return [base, path.join(root, 'lib'), path.join(base, 'vendor'), path.join(root, 'vendor')];
}

function findParent(file: string, start: string, stop: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, file))) return folder;
    if (folder === stop || folder === path.dirname(folder)) return undefined;
  }
}

function stat(file: string): Stats {
  try {
    return statSync(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** The failure of the file system as a ToolError `file-read`. */
export function unreadable(file: string, cause: unknown): ToolError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const problem = code === 'ENOENT' ? 'there is no such file or directory' : message;
  return new ToolError('file-read', { file, problem }, { cause });
}
