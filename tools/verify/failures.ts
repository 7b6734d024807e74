// Why an environment could not be evaluated, and whether that is only a gap of node-jsonnet.
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
