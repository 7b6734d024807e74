// How many environments import each file of a folder: what nobody imports can go, what many do needs care.
import { type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { RE2JS } from 're2js';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { compareStrings } from '../../shared/order.ts';
import { defaultEntrypoint, unreadable } from '../project.ts';
import { openImporterSearch } from './index.ts';

export interface ImporterCount {
  /** Named as the folder is. */
  readonly file: string;
  readonly count: number;
}

export interface CountRequest {
  /** The folder of the project whose environments count. */
  readonly root: string;
  /** Folders in the folder too. */
  readonly recursive: boolean;
  /** In RE2's syntax, found anywhere in the path; Jsonnet files by default. */
  readonly filenameRegex?: string;
}

/**
 * The most imported file first. Entry points are not counted, nor are symbolic links.
 * Fails with ToolError `file-read`, and `usage` for the expression.
 */
export function countImporters(folder: string, request: CountRequest): readonly ImporterCount[] {
  const regex = compile(request.filenameRegex || String.raw`^.*\.(jsonnet|libsonnet)$`);
  const files = listFiles(folder, request.recursive).filter(
    (file) => regex.matcher(file).find() && path.basename(file) !== defaultEntrypoint,
  );
  const search = openImporterSearch(request.root);
  return files
    .map((file) => ({ file, count: search.find([file]).length }))
    .sort((a, b) => b.count - a.count || compareStrings(a.file, b.file));
}

function compile(expression: string): RE2JS {
  try {
    return RE2JS.compile(expression);
  } catch (error) {
    const problem = `--filename-regex \`${expression}\` is no regular expression of RE2: ${messageOf(error)}`;
    throw new ToolError('usage', { problem }, { cause: error });
  }
}

function listFiles(target: string, recursive: boolean): readonly string[] {
  try {
    return statSync(target).isFile() ? [path.normalize(target)] : walk(target, recursive);
  } catch (cause) {
    throw unreadable(target, cause);
  }
}

function walk(folder: string, recursive: boolean): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry: Dirent) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return recursive ? walk(file, recursive) : [];
    return entry.isFile() ? [file] : [];
  });
}
