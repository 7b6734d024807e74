// What the engine's tests share: files in memory, and errors as text.
import {
  type External,
  evaluateToData,
  formatError,
  type Importer,
  type Interpreter,
  type Json,
  JsonnetError,
  type Program,
} from '../../../tools/jsonnet/index.ts';

const encoder = new TextEncoder();

/** An importer over a record of texts, which may change between evaluations. Paths are not relative to anything. */
export function createImporter(files: Readonly<Record<string, string>>): Importer {
  return {
    resolve: (_from, wanted) => (Object.hasOwn(files, wanted) ? wanted : undefined),
    read: (path) => encoder.encode(files[path]),
  };
}

export function text(value: string): External {
  return { kind: 'string', value };
}

export function code(value: string): External {
  return { kind: 'code', value };
}

/** The data, or the first line of the error. Anything but a JsonnetError is thrown on. */
export function attempt(program: Program, interpreter?: Interpreter): Json {
  return messageOf(() => evaluateToData(program, interpreter));
}

export function messageOf<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof JsonnetError)) throw error;
    return formatError(error).split('\n')[0] as string;
  }
}
