// The file access that several parts share: whole files in, whole files out, never half of one.
import { chmod, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from './diagnostics.ts';
import { messageOf } from './errors.ts';

let temporaryFiles = 0;

/**
 * Writes a file through a temporary one beside it, so that readers see the old content or the new, never a part.
 * Missing folders are made; `mode` are the rights of the file. Fails with ToolError `file-write`, and leaves no
 * temporary file behind.
 */
export async function writeFileAtomic(
  file: string,
  content: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const temporary = `${file}.${process.pid}-${temporaryFiles++}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, content);
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new ToolError('file-write', { file, problem: messageOf(cause) }, { cause });
  }
}

/**
 * Gives a file that exists another content. What a symbolic link points to is written, and the rights stay what they
 * are. Fails with ToolError `file-read` and `file-write`.
 */
export async function rewriteFile(file: string, content: string | Uint8Array): Promise<void> {
  let target = file;
  let mode: number | undefined;
  try {
    target = await realpath(file);
    ({ mode } = await stat(target));
  } catch (cause) {
    throw new ToolError('file-read', { file, problem: messageOf(cause) }, { cause });
  }
  await writeFileAtomic(target, content, mode & 0o7777);
}

/** Removes a file, if there is one. Fails with ToolError `file-write`. */
export async function removeFile(file: string): Promise<void> {
  try {
    await rm(file, { force: true });
  } catch (cause) {
    throw new ToolError('file-write', { file, problem: messageOf(cause) }, { cause });
  }
}

/** A file's text, or undefined when there is none. Fails with ToolError `file-read`. */
export async function readTextFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new ToolError('file-read', { file, problem: messageOf(cause) }, { cause });
  }
}

/** Files below a folder, as sorted paths relative to it with `/`; none when the folder does not exist. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory());
    const relative = files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
    return relative.map((file) => file.split(path.sep).join('/')).sort();
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw new ToolError('file-read', { file: folder, problem: messageOf(cause) }, { cause });
  }
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
