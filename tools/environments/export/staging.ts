// Changes to a folder that happen all together or not at all: new files wait in a hidden folder beside the old ones.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';

/** File names are relative to the folder. */
export interface Staging {
  readonly pathOf: (file: string) => string;
  readonly read: (file: string) => string | undefined;
  /** Whether the file is there and stays. */
  readonly exists: (file: string) => boolean;
  readonly remove: (file: string) => void;
  /** A file that is not there yet. */
  readonly write: (file: string, content: string) => void;
  /** A file that may be there already. */
  readonly replace: (file: string, content: string) => void;
  /** Makes all changes; where one fails, the earlier ones are taken back. */
  readonly commit: () => void;
  /** Removes what is left of the work: all of it, if there was no commit. */
  readonly close: () => void;
}

const prefix = '.twinhull-export-';

/** Fails with ToolError `export-not-empty` or `export-write`; so do the functions of what it returns. */
export function openFolder(folder: string, { mayBeFilled }: { readonly mayBeFilled: boolean }): Staging {
  return guarded(folder, () => {
    const isNew = !existsSync(folder);
    const wasEmpty = isNew || !isFilled(folder);
    if (!wasEmpty && !mayBeFilled) throw new ToolError('export-not-empty', { folder });
    const created = isNew ? mkdirSync(folder, { recursive: true }) : undefined;
    return createStaging(folder, { draft: mkdtempSync(path.join(folder, prefix)), created, wasEmpty });
  });
}

/** What an export that was killed has left behind does not count. */
function isFilled(folder: string): boolean {
  return readdirSync(folder).some((name) => !name.startsWith(prefix));
}

interface Places {
  /** The hidden folder. */
  readonly draft: string;
  /** The topmost folder that had to be made. */
  readonly created: string | undefined;
  readonly wasEmpty: boolean;
}

function createStaging(folder: string, { draft, created, wasEmpty }: Places): Staging {
  const removals = new Set<string>();
  const drafts = createDrafts(path.join(draft, 'new'));
  let committed = false;
  const pathOf = (file: string): string => path.join(folder, file);
  const write = (file: string, content: string): void =>
    guarded(folder, () => {
      const isUnchanged = removals.has(file) && readIfThere(pathOf(file)) === content;
      if (isUnchanged) removals.delete(file);
      else drafts.write(file, content);
    });
  return {
    pathOf,
    read: (file) => guarded(folder, () => readIfThere(pathOf(file))),
    exists: (file) => !wasEmpty && !removals.has(path.normalize(file)) && existsSync(pathOf(file)),
    remove: (file) => void removals.add(path.normalize(file)),
    write: (file, content) => write(path.normalize(file), content),
    replace: (file, content) => {
      removals.add(path.normalize(file));
      write(path.normalize(file), content);
    },
    commit: () => {
      guarded(folder, () => moveAll([...removals].map(pathOf), { draft, folder }));
      committed = true;
    },
    close: () => {
      rmSync(draft, { recursive: true, force: true });
      if (!committed && created !== undefined) removeEmptyFolders(folder, created);
    },
  };
}

function readIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** New files below a folder of their own, under the names that they will have. */
function createDrafts(root: string): { readonly write: (file: string, content: string) => void } {
  const made = new Set<string>();
  return {
    write: (file, content) => {
      const target = path.join(root, file);
      const parent = path.dirname(target);
      if (!made.has(parent)) mkdirSync(parent, { recursive: true });
      made.add(parent);
      writeFileSync(target, content);
    },
  };
}

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Old files go to the draft folder, so that they can come back; then the new ones take their places. */
function moveAll(
  removed: readonly string[],
  { draft, folder }: { readonly draft: string; readonly folder: string },
): void {
  const done: Move[] = [];
  const move = (from: string, to: string): void => {
    renameSync(from, to);
    done.push({ from, to });
  };
  try {
    for (const [number, file] of removed.entries()) {
      if (existsSync(file)) move(file, path.join(draft, `old-${number}`));
    }
    moveContents({ from: path.join(draft, 'new'), to: folder }, move);
  } catch (error) {
    for (const { from, to } of done.reverse()) renameSync(to, from);
    throw error;
  }
}

/** A folder that is not there yet moves as a whole. */
function moveContents({ from, to }: Move, move: (from: string, to: string) => void): void {
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const inner = { from: path.join(from, entry.name), to: path.join(to, entry.name) };
    if (entry.isDirectory() && existsSync(inner.to)) moveContents(inner, move);
    else move(inner.from, inner.to);
  }
}

/** From the folder upwards, as far as they were made here and are empty. */
function removeEmptyFolders(folder: string, last: string): void {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
    if (at === path.resolve(last)) return;
  }
}

function guarded<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError('export-write', { folder, problem: (cause as Error).message }, { cause });
  }
}
