// Files that a command leaves for somebody to look at: below .twinhull, which git is told to leave alone.
import path from 'node:path';
import { writeFileAtomic } from './files.ts';

const folder = '.twinhull';

/** Writes a file below the folder in `root`, and gives its path from there. Fails with ToolError `file-write`. */
export async function writeScratch(root: string, name: string, content: string): Promise<string> {
  await writeFileAtomic(path.join(root, folder, '.gitignore'), '*\n');
  const file = path.posix.join(folder, name);
  await writeFileAtomic(path.join(root, file), content);
  return file;
}
