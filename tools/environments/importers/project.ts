// Which files of a project may import which, by what their imports look like. Too many rather than too few.
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { defaultEntrypoint, resolveProject } from '../project.ts';
import { resolveLinks, type Scan } from './scan.ts';

interface Import {
  readonly importer: string;
  /** As it is written, without `./` and what goes back at once. */
  readonly wanted: string;
}

/** What is known about a project, computed when first asked for: one serves any number of questions. */
export interface ImportGraph {
  /** Files that import the file directly. */
  readonly importersOf: (file: string) => readonly string[];
  /** Entry points that are taken to use the file whatever they import. */
  readonly entrypointsOf: (file: string) => readonly string[];
  /** The path behind all symbolic links; undefined where there is nothing. */
  readonly real: (file: string) => string | undefined;
  /** Files of the project's `vendor` that the entry points of a folder do not see, since the folder has its own. */
  readonly hiddenFrom: (folder: string) => ReadonlySet<string>;
}

export function createImportGraph(root: string, { imports }: Scan): ImportGraph {
  const byName = groupByName(imports);
  const hidden = findHidden(root, [...imports.keys()]);
  const real = remember(resolveLinks);
  const none: ReadonlySet<string> = new Set();
  const shared = ['vendor', 'lib'].map((folder) => path.join(root, folder, '/'));
  const isShared = (file: string): boolean => shared.some((folder) => file.startsWith(folder));
  const entrypoints = remember((folder: string) => findEntrypoints(folder, [...imports.keys()]));
  return {
    importersOf: remember((file: string) => {
      const candidates = byName.get(path.basename(file)) ?? [];
      const importers = candidates.filter((candidate) => mayMean(candidate, file, { root, real }));
      return [...new Set(importers.map(({ importer }) => importer))];
    }),
    entrypointsOf: remember((file) => (isShared(file) ? [] : entrypoints(path.dirname(file)))),
    real,
    hiddenFrom: (folder) => hidden.get(folder) ?? none,
  };
}

function remember<Result>(compute: (key: string) => Result): (key: string) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (key) => {
    const entry = known.get(key) ?? { result: compute(key) };
    known.set(key, entry);
    return entry.result;
  };
}

function groupByName(imports: Scan['imports']): ReadonlyMap<string, readonly Import[]> {
  const groups = new Map<string, Import[]>();
  for (const [importer, paths] of imports) {
    for (const wanted of paths.map((text) => path.normalize(text))) {
      const name = path.basename(wanted);
      const group = groups.get(name);
      if (group) group.push({ importer, wanted });
      else groups.set(name, [{ importer, wanted }]);
    }
  }
  return groups;
}

interface Surroundings {
  readonly root: string;
  readonly real: (file: string) => string | undefined;
}

/**
 * Whether an import may lead to the file: beside the importer, from the project's `lib` or `vendor`, or anywhere in
 * the importer's folder. What begins with `..` is also tried from one folder further in, since the import paths are.
 */
function mayMean({ importer, wanted }: Import, file: string, { root, real }: Surroundings): boolean {
  const isSame = (candidate: string): boolean =>
    candidate === file || (real(file) !== undefined && real(file) === real(candidate));
  const folder = path.dirname(importer);
  const leadsOut = wanted.startsWith('..');
  const whole = leadsOut ? path.join(folder, wanted) : wanted;
  if (leadsOut && (isSame(whole) || isSame(path.join(folder, wanted.replace('../', ''))))) return true;
  if (isSame(path.join(root, 'vendor', whole)) || isSame(path.join(root, 'lib', whole))) return true;
  return file.startsWith(folder) && file.endsWith(whole);
}

/**
 * The entry point of the environment that a folder is in. Where it is in none, but perhaps has some below, all of
 * these.
 */
function findEntrypoints(folder: string, files: readonly string[]): readonly string[] {
  const nearest = findNearest(folder);
  if (nearest !== undefined) return [nearest];
  const inside = path.join(folder, '/');
  return files.filter((file) => file.startsWith(inside) && path.basename(file) === defaultEntrypoint);
}

function findNearest(folder: string): string | undefined {
  let existing = folder;
  while (resolveLinks(existing) === undefined && existing !== path.dirname(existing)) {
    existing = path.dirname(existing);
  }
  try {
    return resolveProject(existing).entrypoint;
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

/** Of every folder with an own `vendor`, the files of the project's `vendor` that are in both. */
function findHidden(root: string, files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const hidden = new Map<string, Set<string>>();
  for (const file of files) {
    for (let at = file.indexOf('/vendor/'); at >= 0; at = file.indexOf('/vendor/', at + 1)) {
      const folder = file.slice(0, at);
      if (folder === root) continue;
      const shadowed = path.join(root, 'vendor', file.slice(at + '/vendor/'.length));
      hidden.set(folder, (hidden.get(folder) ?? new Set()).add(shadowed));
    }
  }
  return hidden;
}
