// What the engines that are not ours have in common: reading their error texts, and files that exist for one evaluation.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import { type Frame, JsonnetError } from '../errors.ts';
import type { EvaluationRequest, Json } from '../port.ts';

/** Reads an error as the `jsonnet` programs print it: a message, and for runtime errors a trace. */
export function parseForeignError(text: string): JsonnetError {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  const runtime = /^(?:RUNTIME ERROR|Error): (.*)$/.exec(first.trim());
  if (!runtime) return parseStaticError(first.trim());
  const trace = rest.findIndex((line) => line.startsWith('\t'));
  const message = [runtime[1], ...(trace < 0 ? rest : rest.slice(0, trace))].join('\n').trimEnd();
  return new JsonnetError('runtime', message, trace < 0 ? [] : rest.slice(trace).map(parseFrame));
}

/** `file:1:2-3 message` or `STATIC ERROR: file:1:2: message`. */
function parseStaticError(line: string): JsonnetError {
  const text = line.replace(/^STATIC ERROR: /, '');
  const [, place = '', message = text] = /^(.*?:\(?\d+:[-\d:()]*\d\)?):? (.*)$/.exec(text) ?? [];
  return new JsonnetError('static', message, [{ place, context: '' }]);
}

function parseFrame(line: string): Frame {
  const [place = '', context = ''] = line.trim().split('\t');
  return { place, context };
}

/** The JSON that an engine printed. */
export function parseResult(engine: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw new ToolError(
      'engine-failed',
      { engine, problem: `it printed no JSON (${String(cause)})` },
      { cause },
    );
  }
}

/** Runs `work` with the request's library directories, the virtual files in one of their own before all others. */
export async function withVirtualFiles<T>(
  { paths = [], virtualFiles = {} }: EvaluationRequest,
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const files = Object.entries(virtualFiles);
  if (files.length === 0) return work(paths);
  return withTemporaryFolder(async (folder) => {
    for (const [name, text] of files) await writeFile(path.join(folder, name), text);
    return work([folder, ...paths]);
  });
}
