// Copies the files of a commit to a folder, and nothing outside of it.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from '../../../shared/diagnostics.ts';
import { type Entry, listEntries, readContents } from './repository.ts';

export interface Extraction {
  /** As the user named it, for messages. */
  readonly revision: string;
  readonly commit: string;
  /** The top folder of the repository. */
  readonly repository: string;
  /** What is needed, relative to the top folder; '' is everything. */
  readonly path: string;
}

/** What fits into memory at once. */
const mostBytes = 256 * 1024 * 1024;

/** Fails with ToolError `git-revision` where it is too large. */
export async function extractRevision(extraction: Extraction, target: string): Promise<void> {
  const { revision, repository } = extraction;
  const entries = await listNeeded(extraction);
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostBytes) {
    const problem = `it has more than ${mostBytes} bytes; name a part of it with file:, dir: or chart:`;
    throw new ToolError('git-revision', { revision, problem });
  }
  await writeEntries(entries, await readContents(entries, repository), target);
}

/** Links may lead to any place, and to the path itself. */
async function listNeeded({ commit, path: needed, repository }: Extraction): Promise<readonly Entry[]> {
  const entries = await listEntries(commit, needed, repository);
  const isEnough = entries.length > 0 && !entries.some(({ isLink }) => isLink);
  return isEnough || needed === '' ? entries : listEntries(commit, '', repository);
}

/** Links are made last, so that no file is written through one. */
async function writeEntries(
  entries: readonly Entry[],
  contents: readonly Buffer[],
  target: string,
): Promise<void> {
  const links: (readonly [string, string])[] = [];
  for (const [at, { path: name, isLink }] of entries.entries()) {
    const content = contents[at] as Buffer;
    if (!isHarmless(name)) continue;
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    if (!isLink) await writeFile(file, content);
    else if (staysInside(name, content.toString('utf8'))) links.push([content.toString('utf8'), file]);
  }
  for (const [to, file] of links) await symlink(to, file);
}

/** git refuses such names too, but a repository can be made without it. */
function isHarmless(name: string): boolean {
  return name.split('/').every((part) => part !== '' && !/^\.{1,2}$/.test(part) && !/^\.git$/i.test(part));
}

/** Whether a link leads to a place below the top folder, and climbs only at its beginning, where no link can be. */
function staysInside(name: string, to: string): boolean {
  const steps = to.split('/');
  const down = steps.slice(steps.findIndex((step) => step !== '..'));
  if (path.posix.isAbsolute(to) || to.includes('\0') || down.includes('..')) return false;
  return !/^\.\.(\/|$)/.test(path.posix.join(path.posix.dirname(name), to));
}
