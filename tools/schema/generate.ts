// Generated files: a registry of what is made from what, and whether the working copy is current.
import path from 'node:path';
import type { Diagnostic } from '../shared/diagnostics.ts';
import { listFiles, readTextFile, removeFile, writeFileAtomic } from '../shared/files.ts';
import { compareStrings } from '../shared/order.ts';
import { renderValuesPage } from './document.ts';
import { parseSchema, type Schema } from './schema.ts';
import { renderTypes } from './types.ts';

/** Paths are relative to the repository, with `/`. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** One row of the registry. */
export interface Generator {
  readonly name: string;
  /** The folder that it writes to; files there that `owns` claims and `generate` does not make are superfluous. */
  readonly folder: string;
  readonly owns: (path: string) => boolean;
  /** Makes all files from what is in the repository. Writes nothing. */
  readonly generate: (root: string) => Promise<readonly GeneratedFile[]>;
}

/** An application's schema: `schemas/apps/<name>/values.schema.json`. */
export interface AppSchema {
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly schema: Schema;
}

const appsFolder = 'schemas/apps';

/** What is made from the schemas alone. */
export const schemaGenerators: readonly Generator[] = [
  appGenerator('types', 'values.d.ts', ({ schema, name }) => renderTypes(schema, name)),
  appGenerator('values page', 'values.md', async ({ schema, name }) => renderValuesPage(schema, name)),
];

/** One file beside each application's schema. */
function appGenerator(name: string, file: string, render: (app: AppSchema) => Promise<string>): Generator {
  return {
    name,
    folder: appsFolder,
    owns: (candidate) => path.posix.basename(candidate) === file,
    generate: async (root) => {
      const apps = await readAppSchemas(root);
      const makeFile = async (app: AppSchema): Promise<GeneratedFile> => ({
        path: `${app.folder}/${file}`,
        content: await render(app),
      });
      return Promise.all(apps.map(makeFile));
    },
  };
}

/** The applications that have a schema, by name. Fails with ToolError `schema-unreadable`. */
export async function readAppSchemas(root: string): Promise<readonly AppSchema[]> {
  const files = await listFiles(path.join(root, appsFolder));
  const names = files.flatMap((file) => /^([^/]+)\/values\.schema\.json$/.exec(file)?.[1] ?? []);
  return Promise.all(
    names.map(async (name) => {
      const folder = `${appsFolder}/${name}`;
      const file = `${folder}/values.schema.json`;
      const text = (await readTextFile(path.join(root, file))) ?? '';
      return { name, folder, file, schema: parseSchema(text, file) };
    }),
  );
}

/** Everything that is generated, sorted by path. */
export async function generatedFiles(
  root: string,
  rows: readonly Generator[] = schemaGenerators,
): Promise<readonly GeneratedFile[]> {
  const files = await Promise.all(rows.map((generator) => generator.generate(root)));
  return files.flat().sort((left, right) => compareStrings(left.path, right.path));
}

/** One finding per file that is missing, stale or superfluous, sorted by path; none when all are current. */
export async function checkGenerated(
  root: string,
  rows: readonly Generator[] = schemaGenerators,
): Promise<readonly Diagnostic[]> {
  const changes = await findChanges(root, rows);
  return changes.map(({ kind, path: file }) => ({
    code: `generated-${kind}` as const,
    severity: 'error',
    file,
    args: { file },
  }));
}

/**
 * Brings the working copy up to date and gives the paths that changed. Everything is generated before the first file
 * is written, each file is replaced whole, and superfluous ones are removed.
 */
export async function writeGenerated(
  root: string,
  rows: readonly Generator[] = schemaGenerators,
): Promise<readonly string[]> {
  const changes = await findChanges(root, rows);
  for (const change of changes) {
    const file = path.join(root, change.path);
    if (change.kind === 'superfluous') await removeFile(file);
    else await writeFileAtomic(file, change.content);
  }
  return changes.map((change) => change.path);
}

type Change =
  | { readonly kind: 'missing' | 'stale'; readonly path: string; readonly content: string }
  | { readonly kind: 'superfluous'; readonly path: string };

async function findChanges(root: string, rows: readonly Generator[]): Promise<readonly Change[]> {
  const files = await generatedFiles(root, rows);
  const outdated = await Promise.all(files.map((file) => compareWithDisk(root, file)));
  const superfluous = await findSuperfluous(root, rows, new Set(files.map((file) => file.path)));
  return [...outdated.flat(), ...superfluous].sort((left, right) => compareStrings(left.path, right.path));
}

async function compareWithDisk(
  root: string,
  { path: file, content }: GeneratedFile,
): Promise<readonly Change[]> {
  const current = await readTextFile(path.join(root, file));
  if (current === content) return [];
  return [{ kind: current === undefined ? 'missing' : 'stale', path: file, content }];
}

async function findSuperfluous(
  root: string,
  rows: readonly Generator[],
  made: ReadonlySet<string>,
): Promise<readonly Change[]> {
  const owned = await Promise.all(
    rows.map(async ({ folder, owns }) => {
      const files = await listFiles(path.join(root, folder));
      return files.map((file) => `${folder}/${file}`).filter((file) => owns(file) && !made.has(file));
    }),
  );
  return [...new Set(owned.flat())].map((file) => ({ kind: 'superfluous', path: file }));
}
