// New files that appear all together or not at all, and never in the place of others.
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from './diagnostics.ts';
import { messageOf } from './errors.ts';

export interface NewFile {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files that are not there yet, and the folders that they need. When one of them fails, those before it are
 * taken back. Fails with ToolError `file-write`.
 */
export function createFiles(files: readonly NewFile[]): void {
  const undo: (() => void)[] = [];
  for (const { file, content } of files) {
    try {
      createFolder(path.dirname(file), undo);
      // Taken back also when it fails half-way; a file that somebody else has just made is not ours to remove.
      writeFileSync(file, '', { flag: 'wx' });
      undo.push(() => rmSync(file, { force: true }));
      writeFileSync(file, content);
    } catch (cause) {
      for (const step of undo.reverse()) step();
      throw new ToolError('file-write', { file, problem: messageOf(cause) }, { cause });
    }
  }
}

/** Folder by folder, so that only those are removed again that were made here. */
function createFolder(folder: string, undo: (() => void)[]): void {
  try {
    mkdirSync(folder);
    undo.push(() => removeIfEmpty(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    createFolder(path.dirname(folder), undo);
    createFolder(folder, undo);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
}
