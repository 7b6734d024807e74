// `twinhull/jsonnet`: the Jsonnet engine by itself. Everything here is synchronous and touches only the files that are imported.
import { Interpreter, type Program } from './interpreter.ts';
import { toJson } from './manifest/json.ts';
import { formatDocuments, formatFiles, formatResult, formatString } from './output.ts';
import type { Json } from './port.ts';

export {
  errorPosition,
  type FormatErrorOptions,
  type Frame,
  formatError,
  isHostStackExhausted,
  JsonnetError,
} from './errors.ts';
export { createFileImporter } from './importer.ts';
export { Interpreter, type Program } from './interpreter.ts';
export type { External, Importer, Json, Native } from './port.ts';

/** What an evaluation may be given; every part is optional. */
export interface EvaluateOptions extends Omit<Program, 'entry' | 'snippet'> {
  /** Evaluates with what an earlier call has parsed and evaluated. */
  readonly interpreter?: Interpreter;
}

/** Evaluate a file; returns indented JSON that ends in a newline. Throws JsonnetError. */
export function evaluateFile(path: string, options: EvaluateOptions = {}): string {
  return evaluate({ ...options, entry: path }, options.interpreter);
}

/**
 * Evaluate code that is in no file; `name` is what errors call it, and relative imports start at its directory.
 * Returns indented JSON that ends in a newline. Throws JsonnetError.
 */
export function evaluateSnippet(name: string, code: string, options: EvaluateOptions = {}): string {
  return evaluate({ ...options, entry: name, snippet: code }, options.interpreter);
}

function evaluate(program: Program, interpreter: Interpreter = new Interpreter()): string {
  return `${interpreter.run(program, formatResult)}\n`;
}

/** Evaluate to plain JavaScript data instead of text. */
export function evaluateToData(program: Program, interpreter: Interpreter = new Interpreter()): Json {
  return interpreter.run(program, (value) => toJson(value, { result: true }));
}

/** The program's value is a string, and that string is the output (`jsonnet -S`). */
export function evaluateToString(program: Program, interpreter: Interpreter = new Interpreter()): string {
  return interpreter.run(program, formatString);
}

/** The program's value is an object with one output per field (`jsonnet -m`): name → text, without final newlines. */
export function evaluateToFiles(
  program: Program,
  { strings = false, interpreter = new Interpreter() }: { strings?: boolean; interpreter?: Interpreter } = {},
): Map<string, string> {
  return interpreter.run(program, (value) => formatFiles(value, strings));
}

/** The program's value is an array with one document per element (`jsonnet -y`): JSON texts without final newlines. */
export function evaluateToDocuments(
  program: Program,
  interpreter: Interpreter = new Interpreter(),
): string[] {
  return interpreter.run(program, formatDocuments);
}
