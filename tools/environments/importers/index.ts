// Which environments import a file, directly or not: for builds that follow what has changed.
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { compareStrings } from '../../shared/order.ts';
import { defaultEntrypoint } from '../project.ts';
import { createImportGraph, type ImportGraph } from './project.ts';
import { resolveLinks, type Scan, scanProject } from './scan.ts';

/** Answers questions about one project, which is read once. */
export interface ImporterSearch {
  /**
   * Absolute paths of the entry points called `main.jsonnet` that import one of the files, sorted. A file that
   * exists no more is written `deleted:FILE`; its path may be relative to the project. Fails with ToolError
   * `file-read` for others that do not exist.
   */
  readonly find: (files: readonly string[]) => readonly string[];
}

/** Reads the project below a folder. Fails with ToolError `file-read`. */
export function openImporterSearch(folder: string): ImporterSearch {
  const root = path.resolve(folder);
  const scan = scanProject(root);
  const graph = createImportGraph(root, scan);
  return {
    find: (files) => {
      const wanted = files.flatMap((file) => expand(file, root, scan));
      const found = wanted.flatMap((file) => [file, ...findImporters(file, graph)]);
      return [...new Set(found.filter(isEntrypoint))].sort(compareStrings);
    },
  };
}

function isEntrypoint(file: string): boolean {
  return file.endsWith(`/${defaultEntrypoint}`);
}

const deleted = 'deleted:';

/** All paths of a file: as it is given, behind links, and through the links of the project that lead to it. */
function expand(file: string, root: string, { links }: Scan): readonly string[] {
  if (file.startsWith(deleted)) {
    const name = file.slice(deleted.length);
    return [path.resolve(name), path.resolve(root, name)];
  }
  const given = path.resolve(file);
  const real = resolveLinks(given);
  if (real === undefined) throw new ToolError('file-read', { file, problem: 'there is no such file' });
  const all = [given, real].flatMap((name) => [name, ...links.flatMap((link) => replaceBy(link, name))]);
  return [...new Set(all)];
}

function replaceBy({ from, to }: Scan['links'][number], file: string): readonly string[] {
  return file === to || file.startsWith(`${to}/`) ? [from + file.slice(to.length)] : [];
}

function findImporters(file: string, graph: ImportGraph): readonly string[] {
  const reached = reach(file, graph, new Set());
  const seen = [...reached.importers].filter(isEntrypoint).filter((importer) => {
    const hidden = graph.hiddenFrom(path.dirname(importer));
    const matters = [...hidden].some((shadowed) => reached.through.has(shadowed));
    return !matters || reach(file, graph, hidden).importers.has(importer);
  });
  return seen.flatMap((importer) => graph.real(importer) ?? []);
}

interface Reached {
  /** Files that import, and entry points that are taken to. */
  readonly importers: ReadonlySet<string>;
  /** Files whose importers were looked for. */
  readonly through: ReadonlySet<string>;
}

/** Follows imports backwards, but not through hidden files. */
function reach(file: string, graph: ImportGraph, hidden: ReadonlySet<string>): Reached {
  const importers = new Set<string>();
  const through = new Set<string>();
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (through.has(next) || hidden.has(next)) continue;
    through.add(next);
    for (const entrypoint of graph.entrypointsOf(next)) importers.add(entrypoint);
    for (const importer of graph.importersOf(next)) {
      importers.add(importer);
      pending.push(importer);
    }
  }
  return { importers, through };
}
