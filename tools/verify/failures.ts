// Which failures of node-jsonnet are gaps or defects of its own, and no verdict on an environment.
import type { JsonnetError } from '../jsonnet/errors.ts';
import { builtins } from '../jsonnet/std/index.ts';
import { ToolError } from '../shared/diagnostics.ts';

/** What node-jsonnet lacks, when that is the reason of its failure; undefined for any other failure. */
export function explainIncomparable(error: JsonnetError | ToolError): string | undefined {
  if (error instanceof ToolError) {
    return error.code === 'engine-natives' ? 'node-jsonnet cannot have a native that it uses' : undefined;
  }
  const missing = /field does not exist: (\w+)/i.exec(error.message)?.[1];
  if (missing !== undefined && builtins.has(missing)) return `node-jsonnet has no std.${missing}`;
  if (/Unknown variable: \$/.test(error.message))
    return 'node-jsonnet does not know $ inside a comprehension';
  return undefined;
}

/** Functions on which libjsonnet ends the whole process for some input: an environment that calls one is not handed to it. */
export function findHazard(library: ReadonlySet<string>): string | undefined {
  return library.has('parseYaml') ? 'node-jsonnet can be ended by std.parseYaml' : undefined;
}

/** Functions that give other results there, which may be why the results differ. */
const defects: Readonly<Record<string, string>> = {
  base64: 'node-jsonnet encodes std.base64 of non-ASCII text differently',
  base64Decode: 'node-jsonnet decodes std.base64Decode of non-ASCII text differently',
  native: 'node-jsonnet has a native parseYaml of its own',
};

export function findDefect(library: ReadonlySet<string>): string | undefined {
  return Object.entries(defects).find(([name]) => library.has(name))?.[1];
}
