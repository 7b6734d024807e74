// Reads the reviewed list of what no values can exercise.
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { readTextFile } from '../../shared/files.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Excuse } from './ledger.ts';

/** The list of an application; none when there is no file. Fails with ToolError `file-read` or `prove-excuses`. */
export async function readExcuses(root: string, app: string): Promise<readonly Excuse[]> {
  const file = path.posix.join('lib/apps', app, 'unreached.json');
  const text = await readTextFile(path.join(root, file));
  if (text === undefined) return [];
  const list = parse(text, file);
  if (Array.isArray(list) && list.every(isExcuse)) return list;
  throw new ToolError('prove-excuses', { file, problem: 'it is no such list' });
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ToolError('prove-excuses', { file, problem: messageOf(cause) }, { cause });
  }
}

function isExcuse(value: unknown): value is Excuse {
  return isJsonObject(value) && isText(value.id) && isText(value.reason) && Object.keys(value).length === 2;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
