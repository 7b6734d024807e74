// CustomResourceDefinitions in the project's charts: what applications bring is known where their objects are validated.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readYamlDocuments } from '../manifests/yaml/read.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { listFiles, readTextFile } from '../shared/files.ts';
import { compareStrings } from '../shared/order.ts';

export interface Definitions {
  /** What the files hold, whatever it is. */
  readonly documents: readonly unknown[];
  readonly unreadable: readonly Unreadable[];
}

export interface Unreadable {
  /** From the root. */
  readonly file: string;
  readonly error: ToolError;
}

/** Those of every chart under `charts/`. */
export async function readDefinitions(root: string): Promise<Definitions> {
  const all = await Promise.all(listFolders(root).map((folder) => readCrds(root, folder)));
  return {
    documents: all.flatMap(({ documents }) => documents),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
  };
}

/** All in one folder that Helm takes for a definition. What cannot be read does not hide the rest. */
export async function readCrds(root: string, folder: string): Promise<Definitions> {
  const documents: unknown[] = [];
  const unreadable: Unreadable[] = [];
  const attempt = async <T>(file: string, read: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      unreadable.push({ file, error });
      return [];
    }
  };
  for (const name of await attempt(folder, () => listFiles(path.join(root, folder)))) {
    const file = `${folder}/${name}`;
    if (/\.(?:ya?ml|json)$/.test(name))
      documents.push(...(await attempt(file, () => readDocuments(root, file))));
  }
  return { documents, unreadable };
}

async function readDocuments(root: string, file: string): Promise<readonly unknown[]> {
  return readYamlDocuments((await readTextFile(path.join(root, file))) ?? '', { file });
}

/** `charts/web/crds`, whether it is there or not. */
function listFolders(root: string): readonly string[] {
  const charts = path.join(root, 'charts');
  if (!existsSync(charts)) return [];
  const folders = readdirSync(charts, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => `charts/${name}/crds`).sort(compareStrings);
}
