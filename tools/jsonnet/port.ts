// The port behind which the engines stand: ours, node-jsonnet and any program that behaves like `jsonnet`.
import type { Json } from '../shared/json.ts';

/** Objects have their keys in Jsonnet's order (by code point). */
export type { Json };

/** A value given from outside: a string taken as it is, or Jsonnet code that is evaluated. */
export interface External {
  readonly kind: 'string' | 'code';
  readonly value: string;
}

export interface Native {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Throw an Error to report a failure; its message is what the Jsonnet program shows. */
  call(...args: readonly Json[]): Json;
}

/** Decides what an import means. Paths that it returns are canonical: equal paths are one file. */
export interface Importer {
  /**
   * The path that `wanted` means when `from` imports it; undefined when there is none.
   * `from` is the path of the importing source, '' for an entry point given by the caller.
   */
  resolve(from: string, wanted: string): string | undefined;
  /** The bytes behind a path that `resolve` returned. */
  read(path: string): Uint8Array;
  /** The paths at which `resolve` finds nothing before it finds what it returns; absent where it cannot tell. */
  missed?(from: string, wanted: string): readonly string[];
}

export interface EvaluationRequest {
  /** The entry point: the path of a file, or with `snippet` the name that errors call it. */
  readonly entry: string;
  /** Code to evaluate instead of the file's; relative imports start at the directory of `entry`. */
  readonly snippet?: string;
  /** What errors call a snippet that is around a file and not in it, in angle brackets; `entry` when absent. */
  readonly label?: string;
  /** Library directories, the most important first. */
  readonly paths?: readonly string[];
  readonly extVars?: Readonly<Record<string, External>>;
  readonly tlas?: Readonly<Record<string, External>>;
  readonly natives?: readonly Native[];
  /** Files that exist for this evaluation only, found before all others: path as imported → text. */
  readonly virtualFiles?: Readonly<Record<string, string>>;
  /** Frames of the Jsonnet call stack; 500 when absent. */
  readonly maxStack?: number;
  /** Names the content of files that are read, for `Evaluator.listInputs`. */
  readonly fingerprint?: (content: Uint8Array) => string;
}

/** Paths as they were looked for: the fingerprints of files that were read, '' where there was nothing. */
export type FileInputs = ReadonlyMap<string, string>;

/** One engine. It may keep what it has parsed and evaluated from one request to the next. */
export interface Evaluator {
  readonly name: string;
  /** Throws JsonnetError for the program's faults, ToolError for the engine's. */
  evaluate(request: EvaluationRequest): Promise<Json>;
  /** All files that the last result was made from; undefined where that is not known. Needs `fingerprint`. */
  listInputs?(): FileInputs | undefined;
}
