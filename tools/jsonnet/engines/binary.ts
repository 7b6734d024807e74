// Any program with the command line of `jsonnet` behind the port: one process per evaluation.
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Frame } from '../errors.ts';
import type { EvaluationRequest, Evaluator, External, Json } from '../port.ts';
import { parseForeignError, parseResult, withVirtualFiles } from './foreign.ts';
import type { EngineOptions } from './index.ts';

/** Fails with ToolError `engine-missing` where the path is no program. */
export function createBinaryEvaluator(file: string, options: EngineOptions): Evaluator {
  const program = path.resolve(file);
  if (!isProgram(program)) {
    throw new ToolError('engine-missing', {
      engine: `binary:${file}`,
      package: 'a program with the command line of jsonnet',
      problem: `${program} is no executable file`,
    });
  }
  return {
    name: `binary:${file}`,
    evaluate: (request) =>
      withVirtualFiles(request, (paths) => evaluate(program, { ...request, paths }, options)),
  };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function evaluate(program: string, request: EvaluationRequest, options: EngineOptions): Promise<Json> {
  const result = await execa(program, argumentsOf(request), {
    reject: false,
    stdin: 'ignore',
    stripFinalNewline: false,
    maxBuffer: 1_000_000_000,
  });
  if (!result.failed) {
    for (const line of result.stderr.split('\n').filter(Boolean)) options.onTrace?.(line);
    return parseResult(program, result.stdout);
  }
  if (result.exitCode === 1 && result.stderr.trim() !== '') throw explain(program, result.stderr);
  throw new ToolError('engine-failed', {
    engine: program,
    problem: result.shortMessage ?? 'it ended without a word',
  });
}

/** A program has none of our natives: `std.native` gives null, and calling that fails. */
function explain(program: string, text: string): Error {
  const error = parseForeignError(text);
  if (!/null, expected function|functions can be called, got null/.test(error.message)) return error;
  const native = error.frames.map(findNative).find((name) => name !== undefined);
  const problem =
    native === undefined
      ? `it has no native functions, which is the likely reason of: ${error.message}`
      : `it has no native functions, and ${native} is one; use the built-in engine, or what does without it`;
  return new ToolError('engine-natives', { engine: program, problem }, { cause: error });
}

/** The native function that is named where the error is. */
function findNative({ place }: Frame): string | undefined {
  const [, file = '', line = ''] = /^(.+?):\(?(\d+):/.exec(String(place)) ?? [];
  if (!file.includes('/') || !existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').split('\n')[Number(line) - 1] ?? '';
  return /\bstd\.native\(\s*['"]([^'"]+)['"]/.exec(text)?.[1];
}

/**
 * Only what Tanka asks of such a program: `-J`, `--max-stack`, `--ext-code`, `--tla-code`, and `-e` or a file. The last
 * `-J` is searched first.
 */
function argumentsOf({ entry, snippet, ...request }: EvaluationRequest): string[] {
  const paths = [...(request.paths ?? [])].reverse().flatMap((folder) => ['-J', folder]);
  const stack = request.maxStack === undefined ? [] : ['--max-stack', String(request.maxStack)];
  return [
    ...paths,
    ...stack,
    ...externals('--ext-code', request.extVars),
    ...externals('--tla-code', request.tlas),
    ...(snippet === undefined ? [entry] : ['-e', snippet]),
  ];
}

function externals(flag: string, values: EvaluationRequest['extVars'] = {}): string[] {
  return Object.entries(values).flatMap(([name, external]) => [flag, `${name}=${codeOf(external)}`]);
}

/** A JSON string is Jsonnet for the same string. */
function codeOf({ kind, value }: External): string {
  return kind === 'string' ? JSON.stringify(value) : value;
}
