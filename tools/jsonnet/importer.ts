// Imports from the file system: beside the importing file first, then in the library directories.
import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Importer } from './port.ts';

/** What is known about the file system; shared by importers of one process so that each path is asked for once. */
export type FileKnowledge = Map<string, boolean>;

/**
 * `paths` are library directories, the most important first. Paths are joined as they are written,
 * so that messages name files as the user does.
 */
export function createFileImporter(paths: readonly string[], known: FileKnowledge = new Map()): Importer {
  return {
    resolve(from, wanted) {
      if (wanted === '') return undefined;
      if (isAbsolute(wanted)) return exists(wanted, known) ? wanted : undefined;
      const besides = from === '' ? wanted : join(dirname(from), wanted);
      if (exists(besides, known)) return besides;
      for (const path of paths) {
        const candidate = join(path, wanted);
        if (exists(candidate, known)) return candidate;
      }
      return undefined;
    },
    read: (path) => readFileSync(path),
  };
}

function exists(path: string, known: FileKnowledge): boolean {
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = statSync(path, { throwIfNoEntry: false }) !== undefined;
  known.set(path, found);
  return found;
}
