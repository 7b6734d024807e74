// `@hanazuki/node-jsonnet` (libjsonnet in C++) behind the port: an independent second opinion.
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import type { EvaluationRequest, Evaluator, Json, Native } from '../port.ts';
import { parseForeignError, parseResult, withVirtualFiles } from './foreign.ts';
import type { EngineOptions } from './index.ts';

const packageName = '@hanazuki/node-jsonnet';

/** The part of the package that is used, with the names that its setters have at run time. */
interface Interpreter {
  setMaxStack(frames: number): void;
  setMaxTrace(lines: number): void;
  addJpath(path: string): void;
  extString(name: string, value: string): void;
  extCode(name: string, code: string): void;
  tlaString(name: string, value: string): void;
  tlaCode(name: string, code: string): void;
  nativeCallback(name: string, call: (...args: Json[]) => Promise<Json>, ...parameters: string[]): void;
  evaluateFile(path: string): Promise<string>;
  evaluateSnippet(code: string, name: string): Promise<string>;
}

/** Fails with ToolError `engine-missing` where the optional package is not installed. */
export async function createNodeJsonnetEvaluator(_options: EngineOptions): Promise<Evaluator> {
  const Interpreter = await loadPackage();
  return {
    name: 'node-jsonnet',
    evaluate: (request) =>
      withVirtualFiles(request, async (paths) => evaluate(new Interpreter(), { ...request, paths })),
  };
}

async function loadPackage(): Promise<new () => Interpreter> {
  try {
    const loaded: unknown = await import(packageName);
    return (loaded as { Jsonnet: new () => Interpreter }).Jsonnet;
  } catch (cause) {
    const [problem = ''] = messageOf(cause).split('\n');
    throw new ToolError(
      'engine-missing',
      { engine: 'node-jsonnet', package: packageName, problem },
      { cause },
    );
  }
}

async function evaluate(interpreter: Interpreter, request: EvaluationRequest): Promise<Json> {
  configure(interpreter, request);
  try {
    const text =
      request.snippet === undefined
        ? await interpreter.evaluateFile(request.entry)
        : await interpreter.evaluateSnippet(request.snippet, request.entry);
    return parseResult('node-jsonnet', text);
  } catch (error) {
    throw error instanceof ToolError ? error : explain(error);
  }
}

function configure(interpreter: Interpreter, request: EvaluationRequest): void {
  interpreter.setMaxStack(request.maxStack ?? 500);
  interpreter.setMaxTrace(20);
  // Paths added later are searched first.
  for (const path of [...(request.paths ?? [])].reverse()) interpreter.addJpath(path);
  for (const [name, { kind, value }] of Object.entries(request.extVars ?? {})) {
    if (kind === 'string') interpreter.extString(name, value);
    else interpreter.extCode(name, value);
  }
  for (const [name, { kind, value }] of Object.entries(request.tlas ?? {})) {
    if (kind === 'string') interpreter.tlaString(name, value);
    else interpreter.tlaCode(name, value);
  }
  for (const native of request.natives ?? []) addNative(interpreter, native);
}

function addNative(interpreter: Interpreter, native: Native): void {
  interpreter.nativeCallback(native.name, async (...args) => native.call(...args), ...native.parameters);
}

/** libjsonnet hands only strings, numbers, booleans and null to natives. */
function explain(error: unknown): Error {
  const parsed = parseForeignError(messageOf(error));
  if (!parsed.message.startsWith('native extensions can only take primitives')) return parsed;
  return new ToolError('engine-natives', {
    engine: 'node-jsonnet',
    problem: 'it hands no objects or arrays to native functions, which helmTemplate and kustomizeBuild need',
  });
}
