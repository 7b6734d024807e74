// Removes an environment's folder, and refuses every folder that is anything else or more.
import { existsSync, lstatSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { findEnvironments, listEntrypoints } from '../find.ts';
import { defaultEntrypoint, resolveRoot, unreadable } from '../project.ts';
import type { Session } from '../session.ts';

/**
 * The absolute path of an environment's folder that may be removed. Fails with ToolError `environment-kept` for
 * everything else, with `project-root` and `file-read`; throws what stops the evaluation of an inline environment.
 */
export async function checkRemovable(session: Session, target: string): Promise<string> {
  const folder = path.resolve(target);
  const problem = findProblem(folder) ?? (await findForeign(session, folder));
  if (problem !== undefined) throw new ToolError('environment-kept', { path: target, problem });
  return folder;
}

/** Fails with ToolError `file-write`. */
export function removeEnvironment(folder: string): void {
  try {
    rmSync(folder, { recursive: true });
  } catch (cause) {
    throw new ToolError('file-write', { file: folder, problem: messageOf(cause) }, { cause });
  }
}

function findProblem(folder: string): string | undefined {
  const root = realRoot(folder);
  if (!lstatSync(folder).isDirectory()) return 'it is no folder, or only a link to one';
  const place = path.relative(root, realpathSync(folder));
  if (place === '') return 'it is the root of the project';
  if (place === '..' || place.startsWith(`..${path.sep}`)) return 'it leads out of the project';
  if (!existsSync(path.join(folder, defaultEntrypoint))) return `it has no ${defaultEntrypoint}`;
  const other = listEntrypoints(folder).find((file) => isNested(folder, file));
  return other === undefined ? undefined : `it holds another one, ${other}; remove that first`;
}

/** Libraries that were installed for the environment go with it. */
function isNested(folder: string, file: string): boolean {
  const [first] = path.relative(folder, file).split(path.sep);
  return first !== defaultEntrypoint && first !== 'vendor';
}

function realRoot(folder: string): string {
  try {
    return realpathSync(resolveRoot(folder));
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw unreadable(folder, cause);
  }
}

/** Without a `spec.json` only its value tells whether a file is the entry point of an environment. */
async function findForeign(session: Session, folder: string): Promise<string | undefined> {
  if (existsSync(path.join(folder, 'spec.json'))) return undefined;
  const found = await findEnvironments(session, [path.join(folder, defaultEntrypoint)]);
  return found.length === 0 ? `its ${defaultEntrypoint} gives no environment` : undefined;
}
