// One walk over a project: which Jsonnet files there are, what each seems to import, and the symbolic links.
import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { unreadable } from '../project.ts';

export interface Link {
  /** Where the link is, as an absolute path. */
  readonly from: string;
  /** What it leads to in the end. */
  readonly to: string;
}

export interface Scan {
  /** Imports as they are written, by the absolute path of the file that has them. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly links: readonly Link[];
}

/**
 * Reads all files below a folder that end in .jsonnet or .libsonnet. Links are listed and not followed; ones that
 * lead nowhere are passed over. Fails with ToolError `file-read`.
 */
export function scanProject(root: string): Scan {
  const imports = new Map<string, readonly string[]>();
  const links: Link[] = [];
  for (const { file, entry } of walk(root)) {
    if (entry.isSymbolicLink()) {
      const to = resolveLinks(file);
      if (to === undefined) continue;
      links.push({ from: file, to });
    }
    if (!/\.(?:jsonnet|libsonnet)$/.test(file) || !isFile(file)) continue;
    imports.set(file, findImports(read(file)));
  }
  return { imports, links };
}

/** The path behind all symbolic links; undefined where there is nothing. */
export function resolveLinks(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

interface Entry {
  readonly file: string;
  readonly entry: Dirent;
}

function* walk(folder: string): Iterable<Entry> {
  for (const entry of list(folder)) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(file);
    else yield { file, entry };
  }
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw unreadable(folder, cause);
  }
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** What looks like an import, in comments and strings too: found without parsing, so that large projects are quick. */
function findImports(text: string): readonly string[] {
  if (!text.includes('import')) return [];
  const matches = text.matchAll(/import(?:str|bin)?[\t\n\f\r ]*@?['"]([^'"%()]+)['"]/g);
  return [...new Set([...matches].map((match) => match[1] as string))];
}
