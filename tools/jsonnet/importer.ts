// Imports from the file system: beside the importing file first, then in the library directories.
import { existsSync, readFileSync } from 'node:fs';
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
      const besides = besideOf(from, wanted);
      if (exists(besides, known)) return besides;
      if (isAbsolute(wanted)) return undefined;
      for (const path of paths) {
        const candidate = join(path, wanted);
        if (exists(candidate, known)) return candidate;
      }
      return undefined;
    },
    read: (path) => readFileSync(path),
    missed(from, wanted) {
      const candidates = [besideOf(from, wanted), ...paths.map((path) => join(path, wanted))];
      const found = candidates.findIndex((candidate) => exists(candidate, known));
      return found < 0 ? candidates : candidates.slice(0, found);
    },
  };
}

/** Most imports are found here, and asked for again before each evaluation: what is joined is remembered. */
const joined = new Map<string, Map<string, string>>();

function besideOf(from: string, wanted: string): string {
  if (from === '' || isAbsolute(wanted)) return wanted;
  const ofFile = joined.get(from) ?? new Map<string, string>();
  const known = ofFile.get(wanted);
  if (known !== undefined) return known;
  const path = join(dirname(from), wanted);
  joined.set(from, ofFile.set(wanted, path));
  return path;
}

function exists(path: string, known: FileKnowledge): boolean {
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = existsSync(path);
  known.set(path, found);
  return found;
}

const encoder = new TextEncoder();

/** Virtual files are found by the path that is imported, from everywhere. */
export function withVirtualFiles(importer: Importer, files: Readonly<Record<string, string>>): Importer {
  if (Object.keys(files).length === 0) return importer;
  const missed = importer.missed?.bind(importer);
  return {
    ...(missed ? { missed } : {}),
    resolve: (from, wanted) => (Object.hasOwn(files, wanted) ? wanted : importer.resolve(from, wanted)),
    read: (path) => (Object.hasOwn(files, path) ? encoder.encode(files[path]) : importer.read(path)),
  };
}
