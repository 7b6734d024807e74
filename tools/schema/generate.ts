// Generated files: a registry of what is made from what, and whether the working copy is current.
import path from 'node:path';
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { listFiles, readTextFile, removeFile, writeFileAtomic } from '../shared/files.ts';
import { compareStrings } from '../shared/order.ts';
import { nearest } from '../shared/text.ts';
import { renderValuesPage } from './document.ts';
import { parseSchema, type Schema } from './schema.ts';
import { renderTypes } from './types.ts';

/** Paths are relative to the repository, with `/`. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Paths, sorted. */
export interface Written {
  readonly written: readonly string[];
  readonly removed: readonly string[];
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

/** Where the schema of an application is, relative to the project. */
export function schemaFileOf(app: string): string {
  return `${appsFolder}/${app}/values.schema.json`;
}

/** The names of the applications that have a schema, sorted; it may be a broken one. */
export async function listAppSchemas(root: string): Promise<readonly string[]> {
  const files = await listFiles(path.join(root, appsFolder));
  return files.flatMap((file) => /^([^/]+)\/values\.schema\.json$/.exec(file)?.[1] ?? []);
}

/** Tells ToolError `schema-missing` of an application, and which file of its folder was perhaps meant. */
export async function missingSchema(root: string, name: string): Promise<ToolError> {
  const file = schemaFileOf(name);
  const folder = path.posix.dirname(file);
  const meant = nearest(path.posix.basename(file), await listFiles(path.join(root, folder)));
  const hint = meant === undefined ? '' : `; ${folder} has ${meant}, rename it`;
  return new ToolError('schema-missing', { file, name, hint });
}

/** A schema as it is written, which may be of no use. Fails with ToolError `schema-unreadable`. */
export async function parseAppSchema(root: string, name: string): Promise<AppSchema> {
  const file = schemaFileOf(name);
  const text = (await readTextFile(path.join(root, file))) ?? '';
  return { name, folder: `${appsFolder}/${name}`, file, schema: parseSchema(text, file) };
}

/** A schema that can be used. Fails with ToolError `schema-unreadable` or `schema-invalid`. */
export async function readAppSchema(root: string, name: string): Promise<AppSchema> {
  const app = await parseAppSchema(root, name);
  const { refuseUnusable } = await import('./faults.ts');
  refuseUnusable(app.schema, app.file);
  return app;
}

/** The schemas of all applications, by name. Fails with ToolError `schema-unreadable` or `schema-invalid`. */
async function readAppSchemas(root: string): Promise<readonly AppSchema[]> {
  const names = await listAppSchemas(root);
  return Promise.all(names.map((name) => readAppSchema(root, name)));
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
 * Brings the working copy up to date and tells what changed. Everything is generated before the first file
 * is written, each file is replaced whole, and superfluous ones are removed.
 */
export async function writeGenerated(
  root: string,
  rows: readonly Generator[] = schemaGenerators,
): Promise<Written> {
  const changes = await findChanges(root, rows);
  for (const change of changes) {
    const file = path.join(root, change.path);
    if (change.kind === 'superfluous') await removeFile(file);
    else await writeFileAtomic(file, change.content);
  }
  const pathsOf = (removed: boolean): readonly string[] =>
    changes.filter(({ kind }) => (kind === 'superfluous') === removed).map((change) => change.path);
  return { written: pathsOf(false), removed: pathsOf(true) };
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
