// Removes from the folder of charts what no requirement put there.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** `kept` are folders relative to `folder`; what leads to one of them stays, and only what lies beside it goes. */
export async function pruneFolder(
  folder: string,
  kept: readonly string[],
  notify: (line: string) => void,
): Promise<void> {
  await prune({ folder, kept: new Set(kept), notify }, '');
}

interface Pruning {
  readonly folder: string;
  readonly kept: ReadonlySet<string>;
  readonly notify: (line: string) => void;
}

async function prune(pruning: Pruning, prefix: string): Promise<void> {
  const { folder, kept, notify } = pruning;
  for (const entry of await list(path.join(folder, prefix))) {
    const name = path.posix.join(prefix, entry.name);
    if (kept.has(name)) continue;
    if (entry.isDirectory() && [...kept].some((other) => other.startsWith(`${name}/`))) {
      await prune(pruning, name);
      continue;
    }
    notify(`Pruning ${entry.isDirectory() ? 'directory' : 'file'}: ${name}`);
    await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

async function list(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // There is nothing to remove where nothing is.
    return [];
  }
}
