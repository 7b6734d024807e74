// Evaluates programs: loads files, gives them std, external variables and natives, and keeps what can be used again.
import { messageOf } from '../shared/errors.ts';
import { analyze } from './compile/analysis.ts';
import { compile } from './compile/compile.ts';
import type { Host } from './compile/context.ts';
import { formatPlace, JsonnetError, type Frame as TraceFrame } from './errors.ts';
import { bindArguments } from './evaluation/functions.ts';
import { enter, runtimeError, stack, withStack } from './evaluation/stack.ts';
import { type Code, delay, type Frame, isFunction, Thunk, type Value } from './evaluation/values.ts';
import { findStale, type Remembered } from './freshness.ts';
import { createFileImporter, type FileKnowledge, withVirtualFiles } from './importer.ts';
import { listInputs } from './inputs.ts';
import { readJson } from './json-reader.ts';
import { createNative } from './natives.ts';
import type { EvaluationRequest, External, FileInputs, Importer } from './port.ts';
import { createSource, type Source } from './source.ts';
import { builtins, createStd } from './std/index.ts';
import { parse } from './syntax/parser.ts';
import type { ImportForm } from './syntax/tree.ts';

/** One evaluation to be done; `importer` replaces the file system. */
export interface Program extends Omit<EvaluationRequest, 'virtualFiles'> {
  readonly importer?: Importer;
  readonly virtualFiles?: Readonly<Record<string, string>>;
  /** Receives the lines of std.trace; default: nothing is shown. */
  readonly onTrace?: (line: string) => void;
}

interface LoadedFile extends Remembered {
  /** Undefined for plain data, which has no code that could fail or look around. */
  readonly source: Source | undefined;
  readonly code: Code;
  readonly imports: Map<string, string>;
  value: Thunk | undefined;
}

/** Keeps a byte order mark, as go-jsonnet does: it is part of a text, and no Jsonnet. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Interpreter {
  private readonly files = new Map<string, LoadedFile>();
  private readonly known: FileKnowledge = new Map();
  private readonly host: Host = {
    builtins,
    importValue: (form, from, path) => this.importValue(form, from, path),
  };
  private program: Program = { entry: '' };
  private importer: Importer = createFileImporter([]);
  private externals = new Map<string, Thunk>();
  private natives = new Map<string, Value>();
  /** What code that is in no file imports: external variables, top-level arguments. */
  private readonly roots = new Map<string, string>();
  private readonly fingerprints = new Map<string, string>();
  private running = false;

  /**
   * Evaluate the program and hand its value to `use`, which may force the rest of it. Throws JsonnetError.
   * A native that evaluates something itself needs another Interpreter.
   */
  run<T>(program: Program, use: (value: Value) => T): T {
    if (this.running)
      throw new Error(
        'this Interpreter is in the middle of an evaluation; use another one inside of natives',
      );
    this.running = true;
    try {
      this.begin(program);
      return withStack(program.maxStack ?? 500, () =>
        use(this.callTopLevel(this.evaluateEntry(program), program.tlas ?? {})),
      );
    } finally {
      this.running = false;
    }
  }

  /** What `Evaluator.listInputs` tells, about the last program. */
  listInputs(): FileInputs | undefined {
    const { entry, virtualFiles = {}, fingerprint } = this.program;
    const { importer, files, fingerprints } = this;
    const missed = importer.missed?.bind(importer);
    if (!missed || !fingerprint) return undefined;
    return listInputs({ entry, virtualFiles, roots: this.roots, files, fingerprints, missed });
  }

  private begin(program: Program): void {
    const before = this.program;
    this.roots.clear();
    this.program = program;
    this.importer = withVirtualFiles(
      program.importer ?? createFileImporter(program.paths ?? [], this.known),
      program.virtualFiles ?? {},
    );
    this.externals = mapExternals(program.extVars ?? {}, (name, external) =>
      this.createExternal(`<extvar:${name}>`, external),
    );
    this.natives = new Map((program.natives ?? []).map((native) => [native.name, createNative(native)]));
    this.forgetStale(before);
  }

  /** Keep the values of files that would be the same now, and the code of all whose text is the same. */
  private forgetStale(before: Program): void {
    const rewritten = changedKeys(before.virtualFiles ?? {}, this.program.virtualFiles ?? {});
    const keepsNatives = isSameList(before.natives ?? [], this.program.natives ?? []);
    const changed = [...this.files].filter(([path, file]) => !keepsNatives || this.hasChanged(path, file));
    for (const path of findStale(this.files, [...rewritten, ...changed.map(([path]) => path)])) {
      const file = this.files.get(path);
      if (!file) continue;
      file.value = undefined;
      file.imports.clear();
    }
    for (const path of rewritten) this.files.delete(path);
  }

  private hasChanged(path: string, { impure, imports }: LoadedFile): boolean {
    return impure || [...imports].some(([wanted, found]) => this.importer.resolve(path, wanted) !== found);
  }

  private evaluateEntry(program: Program): Value {
    enter({ message: 'During evaluation' });
    const value =
      program.snippet === undefined
        ? this.importEntry(program.entry)
        : this.evaluateText(
            createSource(program.label ?? program.entry, program.snippet, snippetPath(program.entry)),
          );
    stack.depth--;
    return value;
  }

  private importEntry(path: string): Value {
    const found = this.importer.resolve('', path);
    if (found === undefined)
      throw runtimeError(
        `couldn't open import ${JSON.stringify(path)}: no match locally or in the Jsonnet library paths`,
      );
    return this.load(found).force();
  }

  private evaluateText(source: Source): Value {
    const { code } = this.compileText(source);
    return code(this.rootFrame(source));
  }

  private compileText(source: Source): { code: Code; impure: boolean } {
    const tree = parse(source);
    try {
      const { impure } = analyze(tree);
      return { code: compile(tree.root, source, this.host), impure };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw nestedTooDeeply({ source, span: tree.root }, error);
    }
  }

  private rootFrame(source: Source): Frame {
    const std = createStd({
      thisFile: source.path,
      extVar: (name) => this.extVar(name),
      native: (name) => this.natives.get(name) ?? null,
      trace: (line) => this.program.onTrace?.(line),
    });
    return [undefined, std];
  }

  private extVar(name: string): Value {
    const external = this.externals.get(name);
    if (!external) throw runtimeError(`Undefined external variable: ${name}`);
    return external.force();
  }

  private createExternal(name: string, { kind, value }: External): Thunk {
    return delay(() => (kind === 'string' ? value : this.evaluateText(createSource(name, value, ''))));
  }

  /** Functions get the top-level arguments; for other values they are ignored, as in jsonnet. */
  private callTopLevel(value: Value, tlas: Readonly<Record<string, External>>): Value {
    if (!isFunction(value)) return value;
    const args = mapExternals(tlas, (name, external) =>
      this.createExternal(`<top-level-arg:${name}>`, external),
    );
    enter({ message: 'Top-level function call' });
    const bound = bindArguments(value.parameters, {
      positional: [],
      names: [...args.keys()],
      named: [...args.values()],
    });
    const result = value.call(bound);
    stack.depth--;
    return result;
  }

  private importValue(form: ImportForm, from: Source, wanted: string): Value {
    const found = this.importer.resolve(from.path, wanted);
    if (found === undefined)
      throw runtimeError(
        `couldn't open import ${JSON.stringify(wanted)}: no match locally or in the Jsonnet library paths`,
      );
    if (from.path === '') this.roots.set(wanted, found);
    else this.files.get(from.path)?.imports.set(wanted, found);
    switch (form) {
      case 'import':
        return this.loadImported(found).force();
      case 'importstr':
        return decoder.decode(this.readFile(found));
      case 'importbin':
        return [...this.readFile(found)];
    }
  }

  private readFile(path: string): Uint8Array {
    try {
      const content = this.importer.read(path);
      this.rememberContent(path, content);
      return content;
    } catch (error) {
      throw runtimeError(describeReadError(error, path));
    }
  }

  /** A file that changes while it is used has no content that could be named. */
  private rememberContent(path: string, content: Uint8Array): void {
    const name = this.program.fingerprint?.(content);
    if (name === undefined) return;
    const before = this.fingerprints.get(path) ?? name;
    this.fingerprints.set(path, before === name ? name : 'changing');
  }

  private loadImported(path: string): Thunk {
    try {
      return this.load(path);
    } catch (error) {
      throw explainStatic(error);
    }
  }

  private load(path: string): Thunk {
    let file = this.files.get(path);
    if (!file) {
      file = { ...this.compileFile(path), imports: new Map(), value: undefined };
      this.files.set(path, file);
    }
    const { code, source } = file;
    file.value ??= source ? new Thunk(code, this.rootFrame(source)) : new Thunk(code, []);
    return file.value;
  }

  private compileFile(path: string): Pick<LoadedFile, 'source' | 'code' | 'impure'> {
    const text = decoder.decode(this.readFile(path));
    const data = path.endsWith('.json') ? readJson(text) : undefined;
    if (data !== undefined) return { source: undefined, code: () => data, impure: false };
    const source = createSource(path, text);
    return { source, ...this.compileText(source) };
  }
}

/** Snippets with names such as `<cmdline>` are in no file, and std.thisFile says so. */
function snippetPath(name: string): string {
  return name.startsWith('<') ? '' : name;
}

/** The words of the operating system, as go-jsonnet passes them on. */
function describeReadError(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EISDIR') return `read ${path}: is a directory`;
  if (code === 'EACCES') return `open ${path}: permission denied`;
  return `couldn't open import ${JSON.stringify(path)}: ${messageOf(error)}`;
}

/** A fault in the text of an imported file is a fault of the import too: it has a trace. */
function explainStatic(error: unknown): unknown {
  if (!(error instanceof JsonnetError) || error.kind !== 'static') return error;
  const { message, frames } = runtimeError(`${formatPlace(error.frames[0] as TraceFrame)} ${error.message}`);
  return new JsonnetError('runtime', message, frames, error);
}

/** Chains of thousands of `else if` or `local`: the compiler goes into them as deep as they are. */
function nestedTooDeeply(place: Exclude<TraceFrame['place'], string>, cause: RangeError): JsonnetError {
  const message = 'The expression is nested too deeply for the stack of this process';
  return new JsonnetError('static', message, [{ place, context: '' }], cause);
}

function changedKeys(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  return Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
}

function isSameList<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((item, at) => item === after[at]);
}

function mapExternals<T>(
  externals: Readonly<Record<string, External>>,
  create: (name: string, external: External) => T,
): Map<string, T> {
  return new Map(Object.entries(externals).map(([name, external]) => [name, create(name, external)]));
}
