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
    if (!isNew && !mayBeFilled && isFilled(folder)) throw new ToolError('export-not-empty', { folder });
    const created = isNew ? mkdirSync(folder, { recursive: true }) : undefined;
    return createStaging(folder, { draft: mkdtempSync(path.join(folder, prefix)), created });
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
}

function createStaging(folder: string, { draft, created }: Places): Staging {
  const removals = new Set<string>();
  const drafts: { readonly from: string; readonly to: string }[] = [];
  let committed = false;
  const pathOf = (file: string): string => path.join(folder, file);
  const write = (file: string, content: string): void =>
    guarded(folder, () => {
      const from = path.join(draft, `new-${drafts.length}`);
      writeFileSync(from, content);
      drafts.push({ from, to: pathOf(file) });
    });
  return {
    pathOf,
    read: (file) => guarded(folder, () => readIfThere(pathOf(file))),
    exists: (file) => !removals.has(path.normalize(file)) && existsSync(pathOf(file)),
    remove: (file) => void removals.add(path.normalize(file)),
    write,
    replace: (file, content) => {
      removals.add(path.normalize(file));
      write(file, content);
    },
    commit: () => {
      guarded(folder, () => moveAll(planMoves([...removals].map(pathOf), drafts, draft)));
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

interface Move {
  readonly from: string;
  readonly to: string;
}

/** Old files go to the draft folder, so that they can come back; then the new ones take their places. */
function planMoves(removed: readonly string[], drafts: readonly Move[], draft: string): readonly Move[] {
  const away = removed
    .filter((file) => existsSync(file))
    .map((file, number) => ({ from: file, to: path.join(draft, `old-${number}`) }));
  return [...away, ...drafts];
}

function moveAll(moves: readonly Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      mkdirSync(path.dirname(move.to), { recursive: true });
      renameSync(move.from, move.to);
      done.push(move);
    }
  } catch (error) {
    for (const { from, to } of done.reverse()) renameSync(to, from);
    throw error;
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
