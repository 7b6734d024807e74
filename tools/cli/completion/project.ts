// Suggestions from the project around the current directory. What cannot be read gives none: nobody asked for errors.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compareStrings } from '../../shared/order.ts';

export interface Suggestion {
  readonly text: string;
  readonly description?: string;
}

const entrypoint = 'main.jsonnet';
const mostFolders = 2000;

/** Folders with a `main.jsonnet` at or below the one that is being typed, nearer ones first. */
export function suggestEnvironments(current: string): readonly Suggestion[] {
  const base = current.slice(0, current.lastIndexOf('/') + 1);
  const found: string[] = [];
  const pending = [base];
  for (let visited = 0; visited < mostFolders; visited++) {
    const folder = pending.shift();
    if (folder === undefined) break;
    const names = readNames(folder || '.');
    if (names.files.includes(entrypoint)) found.push(folder || '.');
    pending.push(...names.folders.map((name) => `${folder}${name}/`));
  }
  return found.map((folder) => ({ text: folder === base ? folder : folder.slice(0, -1) }));
}

/** Libraries and hidden folders have no environments of the user. */
function readNames(folder: string) {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const isOwn = (name: string): boolean => !/^(?:\..*|node_modules|vendor)$/.test(name);
    const folders = entries.filter((entry) => entry.isDirectory() && isOwn(entry.name));
    return {
      folders: folders.map(({ name }) => name).sort(compareStrings),
      files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
    };
  } catch {
    return { folders: [], files: [] };
  }
}

/** Names of inline environments at the path that was typed, else here. */
export async function suggestNames([target = '.']: readonly string[]): Promise<readonly Suggestion[]> {
  const [{ findEnvironments }, { createSession }] = await Promise.all([
    import('../../environments/find.ts'),
    import('../../environments/session.ts'),
  ]);
  const file = path.join(target, entrypoint);
  try {
    const found = await findEnvironments(createSession(), [existsSync(file) ? file : target]);
    const inline = found.filter(({ number }) => number !== undefined);
    return inline.map(({ environment }) => ({ text: environment.metadata.name ?? '' }));
  } catch {
    return [];
  }
}

/** Applications of the project, and those of this package. */
export async function suggestApps(): Promise<readonly Suggestion[]> {
  const [{ listAppSchemas }, { findPackage }, { resolveRoot }] = await Promise.all([
    import('../../schema/generate.ts'),
    import('../../environments/package.ts'),
    import('../../environments/project.ts'),
  ]);
  const names: string[] = [];
  for (const root of [() => resolveRoot('.'), findPackage]) {
    try {
      names.push(...(await listAppSchemas(root())));
    } catch {
      // No project here.
    }
  }
  return [...new Set(names)].map((text) => ({ text }));
}
