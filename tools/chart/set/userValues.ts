// A user's values from files and from the command line, in the order in which Helm lays them over each other.
import { readYaml } from '../../manifests/yaml/read.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { readTextFile } from '../../shared/files.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { applySet, type DraftMap, fromDraft, type Mode, toDraft } from './strvals.ts';

/** What the flags of `helm template` say; each list in the order of the command line. */
export interface ValuesArguments {
  /** Paths of YAML files; `-` is standard input. */
  readonly files?: readonly string[];
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
}

/**
 * Files first, then `--set-json`, `--set` and `--set-string`, wherever they stand. Fails with ToolError `file-read`,
 * `values-set` and those of the YAML reader.
 */
export async function readUserValues(
  { files = [], setJson = [], set = [], setString = [] }: ValuesArguments,
  input: () => string = () => '',
): Promise<JsonObject> {
  let merged: JsonObject = {};
  for (const file of files) merged = mergeMaps(merged, await readValues(file, input));
  for (const argument of setJson) {
    merged = /^\s*\{/.test(argument)
      ? mergeMaps(merged, parseWhole(argument))
      : change(merged, { argument, mode: 'json', flag: '--set-json' });
  }
  for (const argument of set) merged = change(merged, { argument, mode: 'typed', flag: '--set' });
  for (const argument of setString)
    merged = change(merged, { argument, mode: 'string', flag: '--set-string' });
  return merged;
}

/** Maps are merged deeply, everything else is replaced; a null stays and deletes the default later. */
export function mergeMaps(below: JsonObject, above: JsonObject): JsonObject {
  const kept = Object.entries(below).map(([key, value]): [string, Json] => {
    const other = Object.hasOwn(above, key) ? above[key] : undefined;
    if (other === undefined) return [key, value];
    return [key, isJsonObject(value) && isJsonObject(other) ? mergeMaps(value, other) : other];
  });
  const added = Object.entries(above).filter(([key]) => !Object.hasOwn(below, key));
  return Object.fromEntries([...kept, ...added]);
}

async function readValues(file: string, input: () => string): Promise<JsonObject> {
  const text = file.trim() === '-' ? input() : await readTextFile(file);
  if (text === undefined)
    throw new ToolError('file-read', { file, problem: 'there is no such file or directory' });
  const values = readYaml(text, { file }) ?? {};
  if (isJsonObject(values)) return values;
  throw new ToolError('file-read', { file, problem: 'values are a map, and this is something else' });
}

function parseWhole(argument: string): JsonObject {
  try {
    return JSON.parse(argument) as JsonObject;
  } catch (cause) {
    throw new ToolError('values-set', { flag: '--set-json', argument, problem: messageOf(cause) }, { cause });
  }
}

interface Change {
  readonly argument: string;
  readonly mode: Mode;
  readonly flag: string;
}

function change(values: JsonObject, { argument, mode, flag }: Change): JsonObject {
  const draft = toDraft(values) as DraftMap;
  try {
    applySet(argument, draft, mode);
  } catch (cause) {
    throw new ToolError('values-set', { flag, argument, problem: messageOf(cause) }, { cause });
  }
  return fromDraft(draft) as JsonObject;
}
