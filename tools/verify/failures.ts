// Why an environment could not be evaluated, and whether that is only a gap of node-jsonnet.
import { existsSync, readFileSync } from 'node:fs';
import { formatError, JsonnetError } from '../jsonnet/errors.ts';
import { builtins } from '../jsonnet/std/index.ts';
import { ToolError } from '../shared/diagnostics.ts';

export function describeFailure(error: JsonnetError | ToolError): string {
  return error instanceof JsonnetError ? formatError(error).trimEnd() : `${error.message} [${error.code}]`;
}

/** What node-jsonnet lacks, when that is the reason of its failure; undefined for any other failure. */
export function explainIncomparable(error: JsonnetError | ToolError): string | undefined {
  if (error instanceof ToolError)
    return error.code === 'engine-natives' ? 'node-jsonnet cannot have a native that it uses' : undefined;
  const missing = /field does not exist: (\w+)/i.exec(error.message)?.[1];
  if (missing !== undefined && builtins.has(missing)) return `node-jsonnet has no std.${missing}`;
  if (/Unknown variable: \$/.test(error.message))
    return 'node-jsonnet does not know $ inside a comprehension';
  return undefined;
}

/** What node-jsonnet is known to do wrong, by how a program calls upon it. The first one can end the process. */
const knownDefects: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\bstd\.parseYaml\b/, 'node-jsonnet fails on YAML that std.parseYaml must read'],
  [/\bstd\.native\(\s*(['"])parseYaml\1\s*\)/, 'node-jsonnet has another native parseYaml'],
  [/\bstd\.base64\b/, 'node-jsonnet encodes std.base64 of non-ASCII text differently'],
];

/** The first known defect of node-jsonnet that one of the files calls upon. */
export function findKnownDefect(files: readonly string[]): string | undefined {
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return knownDefects.find(([pattern]) => texts.some((text) => pattern.test(text)))?.[1];
}
