// A new project from the files that come with this package: one application, one environment, one chart.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../shared/diagnostics.ts';
import { listFiles } from '../shared/files.ts';
import { createFiles } from '../shared/newFiles.ts';
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

/** Writes all files or none. Fails with ToolError `init-not-empty` and `file-write`. */
export async function createProject({ folder, inline, force }: ScaffoldOptions): Promise<Scaffold> {
  if (!force && readdirSync(folder).length > 0) throw new ToolError('init-not-empty');
  const source = path.join(findPackage(), 'tools/environments/scaffold');
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

interface SourceFile {
  readonly file: string;
  /** Absolute. */
  readonly from: string;
}

async function listSources(folder: string): Promise<readonly SourceFile[]> {
  const files = await listFiles(folder);
  return files.map((file) => ({ file, from: path.join(folder, file) }));
}
