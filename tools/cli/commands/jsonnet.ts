// `jsonnet FILE`: the engine as a program, with the flags, outputs and exit codes of go-jsonnet's.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, normalize, relative, sep } from 'node:path';
import { InvalidArgumentError, type Command as Parser } from 'commander';
import {
  type External,
  evaluateToDocuments,
  evaluateToFiles,
  evaluateToString,
  formatError,
  Interpreter,
  isHostStackExhausted,
  JsonnetError,
  type Program,
} from '../../jsonnet/index.ts';
import { formatResult } from '../../jsonnet/output.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import type { Io } from '../io.ts';

interface Options {
  readonly exec?: true;
  readonly jpath: readonly string[];
  readonly outputFile?: string;
  readonly multi?: string;
  readonly createOutputDirs?: true;
  readonly yamlStream?: true;
  readonly string?: true;
  readonly trailingNewline: boolean;
  readonly maxStack: number;
  readonly maxTrace: number;
  readonly extStr: readonly Named[];
  readonly extStrFile: readonly Named[];
  readonly extCode: readonly Named[];
  readonly extCodeFile: readonly Named[];
  readonly tlaStr: readonly Named[];
  readonly tlaStrFile: readonly Named[];
  readonly tlaCode: readonly Named[];
  readonly tlaCodeFile: readonly Named[];
}

type Named = readonly [name: string, external: External];

/** A message for standard error, as it is, with exit code 1: go-jsonnet has no codes. */
class Refusal extends Error {}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<file>',
  description:
    'Evaluate a Jsonnet file (`-` for standard input) and print the result as JSON. Works as the program `jsonnet` does.',
  examples: [
    ['twinhull jsonnet config.jsonnet', 'prints config.jsonnet as JSON'],
    ["twinhull jsonnet -S -e \"'Hello, ' + 'world'\"", 'prints a bare string'],
    ['twinhull jsonnet -m out -c files.jsonnet', 'writes one file per field of the result into out/'],
    [
      'twinhull jsonnet -J vendor -V env=prod main.jsonnet',
      'with a library directory and an external variable',
    ],
  ],
  exitCodes: 'tanka',
  options: declareOptions,
  run: async ({ args, options, io }) => {
    try {
      runJsonnet(args[0] as string, options, io);
      return 0;
    } catch (error) {
      if (isHostStackExhausted(error)) throw error;
      if (error instanceof JsonnetError) io.err(`${formatError(error, { maxTrace: options.maxTrace })}\n`);
      else if (error instanceof Refusal) io.err(`${error.message}\n`);
      else throw error;
      return 1;
    }
  },
});

function declareOptions(parser: Parser): void {
  const collect = (value: string, before: readonly string[]): string[] => [...before, value];
  parser
    .option('-e, --exec', 'treat the argument as code')
    .option('-J, --jpath <dir>', 'another library directory (the right-most wins)', collect, [])
    .option('-o, --output-file <file>', 'write to the file rather than to standard output')
    .option('-m, --multi <dir>', 'write one file per field into the directory, list them on standard output')
    .option('-c, --create-output-dirs', 'create the parent directories of output files')
    .option('-y, --yaml-stream', 'write a YAML stream of JSON documents')
    .option('-S, --string', 'expect a string and print it as it is')
    .option('--no-trailing-newline', 'do not end the output in a newline')
    .option('-s, --max-stack <n>', 'number of allowed stack frames', parseCount(1), 500)
    .option('-t, --max-trace <n>', 'length of stack traces before they are cropped', parseCount(0), 20);
  for (const [kind, what] of [
    ['ext', 'external variable'],
    ['tla', 'top-level argument'],
  ] as const) {
    const short = kind === 'ext' ? '-V' : '-A';
    parser
      .option(
        `${short}, --${kind}-str <name[=value]>`,
        `${what} as a string; without value from the environment`,
        given('string'),
        [],
      )
      .option(`--${kind}-str-file <name=file>`, `${what} as a string from a file`, fromFile('importstr'), [])
      .option(
        `--${kind}-code <name[=code]>`,
        `${what} as Jsonnet code; without code from the environment`,
        given('code'),
        [],
      )
      .option(
        `--${kind}-code-file <name=file>`,
        `${what} as Jsonnet code from a file`,
        fromFile('import'),
        [],
      );
  }
}

function parseCount(least: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= least) return count;
    throw new InvalidArgumentError(`expected a whole number of at least ${least}`);
  };
}

function given(kind: External['kind']): (text: string, before: readonly Named[]) => Named[] {
  return (text, before) => {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    const value = at < 0 ? process.env[name] : text.slice(at + 1);
    if (value === undefined) throw new InvalidArgumentError(`environment variable ${name} was undefined`);
    return [...before, [name, { kind, value }]];
  };
}

function fromFile(form: 'import' | 'importstr'): (text: string, before: readonly Named[]) => Named[] {
  return (text, before) => {
    const at = text.indexOf('=');
    if (at < 0) throw new InvalidArgumentError(`argument not in form <var>=<file> "${text}"`);
    const value = `${form} @'${text.slice(at + 1).replaceAll("'", "''")}'`;
    return [...before, [text.slice(0, at), { kind: 'code', value }]];
  };
}

function runJsonnet(file: string, options: Options, io: Io): void {
  if (options.yamlStream && !options.trailingNewline)
    throw new Refusal('ERROR: cannot use --no-trailing-newline with --yaml-stream');
  const program = createProgram(file, options, io);
  const newline = options.trailingNewline ? '\n' : '';
  if (options.multi !== undefined) return writeFiles(program, options, { io, newline });
  writeOutput(evaluate(program, options, newline), options, io);
}

function evaluate(program: Program, options: Options, newline: string): string {
  if (options.yamlStream) return formatStream(evaluateToDocuments(program));
  if (options.string) return evaluateToString(program) + newline;
  return new Interpreter().run(program, formatResult) + newline;
}

function formatStream(documents: readonly string[]): string {
  return documents.length === 0 ? '' : `${documents.map((document) => `---\n${document}\n`).join('')}...\n`;
}

function createProgram(file: string, options: Options, io: Io): Program {
  const { extStr, extStrFile, extCode, extCodeFile, tlaStr, tlaStrFile, tlaCode, tlaCodeFile } = options;
  const fromEnvironment = (io.env.JSONNET_PATH ?? '').split(delimiter).filter((path) => path !== '');
  return {
    ...readEntry(file, options, io),
    paths: [...options.jpath].reverse().concat(fromEnvironment),
    extVars: Object.fromEntries([...extStr, ...extStrFile, ...extCode, ...extCodeFile]),
    tlas: Object.fromEntries([...tlaStr, ...tlaStrFile, ...tlaCode, ...tlaCodeFile]),
    maxStack: options.maxStack,
    onTrace: (line) => io.err(`${line}\n`),
  };
}

function readEntry(file: string, { exec }: Options, io: Io): Pick<Program, 'entry' | 'snippet'> {
  if (exec) return { entry: '<cmdline>', snippet: file };
  if (file === '-') return { entry: '<stdin>', snippet: guarded('read <stdin>', io.input) };
  if (!existsSync(file)) throw new Refusal(`Opening input file: ${file}: no such file or directory`);
  return { entry: file };
}

function writeOutput(text: string, options: Options, io: Io): void {
  const { outputFile } = options;
  if (outputFile === undefined) return io.out(text);
  guarded(`open ${outputFile}`, () => writeTextFile(outputFile, text, options));
}

/** Files whose content is the same are not touched, so that build tools see no change. */
function writeFiles(program: Program, options: Options, { io, newline }: { io: Io; newline: string }): void {
  const directory = options.multi as string;
  const files = evaluateToFiles(program, { strings: options.string === true });
  const targets = [...files].map(([name, content]) => ({
    path: placeInside(directory, name),
    content: content + newline,
  }));
  for (const { path, content } of targets) {
    guarded(`open ${path}`, () => {
      if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
      writeTextFile(path, content, options);
    });
  }
  const { multi: _, ...rest } = options;
  writeOutput(targets.map(({ path }) => `${path}\n`).join(''), rest, io);
}

/** A field's name is a path inside the directory; it may not lead out of it. */
function placeInside(directory: string, name: string): string {
  const path = normalize(isAbsolute(name) ? relative(sep, name) : name);
  if (path === '..' || path.startsWith(`..${sep}`))
    throw new Refusal(`field ${JSON.stringify(name)} names a file outside of ${directory}`);
  return join(directory, path);
}

function writeTextFile(path: string, text: string, { createOutputDirs }: Options): void {
  if (createOutputDirs) mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
  // What Node says of a file where a folder is to be made.
  EEXIST: 'not a directory',
  EACCES: 'permission denied',
  EISDIR: 'is a directory',
  ENOSPC: 'no space left on device',
};

/** What the file system refuses is told in the words of go-jsonnet. */
function guarded<T>(action: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new Refusal(`${action}: ${problems[code] ?? message}`);
  }
}
