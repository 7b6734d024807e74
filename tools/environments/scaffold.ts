// New projects and applications from the files that come with this package: an application, its environment, its chart.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../shared/diagnostics.ts';
import { listFiles } from '../shared/files.ts';
import { createFiles, type NewFile } from '../shared/newFiles.ts';
import { findPackage } from './package.ts';

export interface ScaffoldOptions {
  readonly folder: string;
  /** The environment is described in its `main.jsonnet`. */
  readonly inline: boolean;
  /** The folder may have files; they stay as they are. */
  readonly force: boolean;
}

/** Paths relative to the folder. */
export interface Scaffold {
  readonly written: readonly string[];
  /** They were there already. */
  readonly kept: readonly string[];
}

/** What git and npm put into a folder before anything is made there. */
const unmade: ReadonlySet<string> = new Set([
  ...['.git', '.gitignore', 'node_modules', 'package.json'],
  ...['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'],
]);

/** Writes all files or none. Fails with ToolError `init-not-empty` and `file-write`. */
export async function createProject({ folder, inline, force }: ScaffoldOptions): Promise<Scaffold> {
  if (!force && !readdirSync(folder).every((name) => unmade.has(name))) throw new ToolError('init-not-empty');
  const source = scaffoldFolder();
  const files = [
    ...(await listSources(path.join(source, 'project'))).filter(
      ({ file }) => !inline || !/^(?:environments\/|README\.md$)/.test(file),
    ),
    ...(inline ? await listSources(path.join(source, 'inline')) : []),
  ];
  const isThere = ({ file }: SourceFile): boolean => existsSync(path.join(folder, file));
  const missing = files.filter((file) => !isThere(file));
  const kept = files.filter(isThere).map(({ file }) => file);
  createFiles(
    missing.map(({ file, from }) => ({ file: path.join(folder, file), content: readFileSync(from) })),
  );
  return { written: missing.map(({ file }) => file), kept };
}

export interface NewApplication {
  readonly name: string;
  readonly namespace: string;
}

/** What is written by hand of an application: the one of new projects under another name. Paths are relative. */
export function applicationSources({ name, namespace }: NewApplication): readonly NewFile[] {
  const read = (file: string): string => readFileSync(path.join(scaffoldFolder(), 'project', file), 'utf8');
  const rename = (text: string): string => text.replaceAll(/\bhello\b/g, name);
  const environment = `environments/${name}/default`;
  const spec = JSON.parse(read('environments/default/spec.json')) as { metadata: object; spec: object };
  const described = {
    ...spec,
    metadata: { ...spec.metadata, name: environment },
    spec: { ...spec.spec, namespace },
  };
  const main = read('environments/default/main.jsonnet')
    // As a variable the name need not be one of Jsonnet.
    .replaceAll(/(?<=\blocal |\()hello\b/g, 'app')
    .replace(/(?<=namespace: ')default(?=')/, namespace);
  return [
    ...['lib/apps/hello/main.libsonnet', 'schemas/apps/hello/values.schema.json'].map((file) => ({
      file: rename(file),
      content: rename(read(file)),
    })),
    { file: `${environment}/main.jsonnet`, content: rename(main) },
    { file: `${environment}/spec.json`, content: `${JSON.stringify(described, null, 2)}\n` },
  ];
}

function scaffoldFolder(): string {
  return path.join(findPackage(), 'tools/environments/scaffold');
}

interface SourceFile {
  readonly file: string;
  /** Absolute. */
  readonly from: string;
}

async function listSources(folder: string): Promise<readonly SourceFile[]> {
  const files = await listFiles(folder);
  return files.map((file) => ({ file, from: path.join(folder, file) }));
}
