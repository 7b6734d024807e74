// Groups of options that several commands have, named as in Tanka, and what they mean.
import { Option, type Command as Parser } from 'commander';
import { createSession, type Session, type SessionOptions } from '../environments/session.ts';
import type { External } from '../jsonnet/port.ts';
import type { Environment } from '../manifests/environment.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import { collect, collectList } from './collect.ts';
import type { Io } from './io.ts';

export { collect, collectList };

type Definition = readonly [key: string, External];

export interface JsonnetOptions {
  readonly extStr?: readonly string[];
  readonly extCode?: readonly string[];
  readonly extStrFile?: readonly string[];
  readonly extCodeFile?: readonly string[];
  readonly tlaStr?: readonly string[];
  readonly tlaCode?: readonly string[];
  readonly tlaStrFile?: readonly string[];
  readonly tlaCodeFile?: readonly string[];
  readonly maxStack?: number;
  readonly jsonnetImplementation?: string;
  readonly logLevel?: LogLevel;
}

const logLevels = ['disabled', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
type LogLevel = (typeof logLevels)[number];

/** External variables, top-level arguments and the depth of the stack. */
export function addExternalFlags(parser: Parser): void {
  parser
    .option('-V, --ext-str <key=value>', 'set an external variable to a string', collect)
    .option('--ext-code <key=code>', 'set an external variable to Jsonnet code', collect)
    .option('--ext-str-file <key=file>', 'set an external variable to the text of a file', collect)
    .option('--ext-code-file <key=file>', 'set an external variable to the code in a file', collect)
    .option('-A, --tla-str <key=value>', 'set a top-level argument to a string', collect)
    .option('--tla-code <key=code>', 'set a top-level argument to Jsonnet code', collect)
    .option('--tla-str-file <key=file>', 'set a top-level argument to the text of a file', collect)
    .option('--tla-code-file <key=file>', 'set a top-level argument to the code in a file', collect)
    .option('--max-stack <frames>', 'depth of the Jsonnet stack, 500 by default', readNumber);
}

/** The same, the engine, and how much is told on standard error. */
export function addJsonnetFlags(parser: Parser): void {
  addExternalFlags(parser);
  parser.option(
    '--jsonnet-implementation <name>',
    'twinhull, node-jsonnet or binary:PATH (a program like jsonnet)',
    'twinhull',
  );
  addLogLevelFlag(parser);
}

/** Every command of Tanka has it. */
export function addLogLevelFlag(parser: Parser): void {
  const option = choiceOf('--log-level', logLevels, 'how much is told').default('info');
  const { parseArg } = option;
  parser.addOption(option.argParser<unknown>((value, before) => parseArg?.(value.toLowerCase(), before)));
}

/** What `addLogLevelFlag` gives. */
export type LogOptions = Pick<JsonnetOptions, 'logLevel'>;

/** Whether lines of this level are wanted on standard error. */
export function tells({ logLevel = 'info' }: LogOptions, level: LogLevel): boolean {
  return logLevels.indexOf(logLevel) >= logLevels.indexOf(level);
}

export interface SelectorOptions {
  readonly selector?: string;
}

/** For commands that take several environments. */
export function addSelectorFlag(parser: Parser): void {
  parser.option(
    '-l, --selector <selector>',
    'only environments with these labels, as kubectl writes selectors',
  );
}

export interface WorkflowOptions extends JsonnetOptions {
  readonly name?: string;
  readonly target?: readonly string[];
}

/** Which environment, and which of its resources. */
export function addWorkflowFlags(parser: Parser): void {
  parser
    .option('--name <name>', 'the inline environment: its name, or a part that only one has')
    .option('-t, --target <regex>', "only resources whose 'kind/name' matches; !regex excludes", collectList);
}

interface Selection {
  readonly environment: Environment;
  readonly selected: readonly Manifest[];
}

/** Targets that select nothing are a slip more often than meant; the exit code is not changed by that. */
export function warnUnmatched(
  { environment, selected }: Selection,
  options: Pick<WorkflowOptions, 'target' | 'logLevel'>,
  io: Io,
): void {
  const { target = [] } = options;
  if (target.length === 0 || selected.length > 0 || !tells(options, 'warn')) return;
  const given = target.map((expression) => `-t ${expression || "''"}`).join(' ');
  const bare = target.find((expression) => expression !== '' && !expression.includes('/'));
  const hint = bare === undefined ? '' : `; targets are kind/name, such as ${bare}/.* or .*/${bare}`;
  io.err(`warning: no resource of ${environment.metadata.name ?? ''} matches ${given}${hint}\n`);
}

function readNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw misuse(`--max-stack must be a number, not \`${value}\``);
  return Number(value);
}

/** An option that is one of a few words: `--color <auto|always|never>`. */
export function choiceOf(name: string, choices: readonly string[], description: string): Option {
  const known = choices.filter(Boolean);
  return new Option(`${name} <${known.join('|')}>`, description).argParser((value, before?: string) => {
    // A script may give its empty variable.
    if (value === '') return before;
    if (choices.includes(value)) return value;
    throw misuse(`${name} must be one of ${known.join(', ')}, not \`${value}\``);
  });
}

/** A command line that cannot be meant; ends the command with the code `usage`. */
export function misuse(problem: string): ToolError {
  return new ToolError('usage', { problem });
}

/** A session with what the flags say; warnings and traces go to standard error. */
export function openSession(options: JsonnetOptions, io: Io): Session {
  return createSession({
    ...sessionOptions(options),
    onTrace: (line) => io.err(`${line}\n`),
    onWarning: (warning) => {
      if (tells(options, 'warn')) io.err(`${formatDiagnostic(warning)}\n`);
    },
  });
}

/** What the flags of `addExternalFlags` give to a session. */
export function sessionOptions(options: JsonnetOptions): SessionOptions {
  return {
    engine: options.jsonnetImplementation ?? 'twinhull',
    extVars: readExternals('ext', [
      [options.extCode, 'code', (value) => ({ kind: 'code', value })],
      [options.extStr, 'str', (value) => ({ kind: 'string', value })],
      [options.extCodeFile, 'code-file', (file) => importOf('import', file)],
      [options.extStrFile, 'str-file', (file) => importOf('importstr', file)],
    ]),
    tlas: readExternals('tla', [
      [options.tlaCode, 'code', (value) => ({ kind: 'code', value })],
      [options.tlaStr, 'str', (value) => ({ kind: 'string', value })],
      [options.tlaCodeFile, 'code-file', (file) => importOf('import', file)],
      [options.tlaStrFile, 'str-file', (file) => importOf('importstr', file)],
    ]),
    ...(options.maxStack ? { maxStack: options.maxStack } : {}),
  };
}

type Row = readonly [readonly string[] | undefined, string, (value: string) => External];

function readExternals(group: string, rows: readonly Row[]): Readonly<Record<string, External>> {
  const definitions = rows.flatMap(([given = [], kind, create]) =>
    given.map((text): Definition => {
      const at = text.indexOf('=');
      if (at >= 0) return [text.slice(0, at), create(text.slice(at + 1))];
      throw misuse(`${group}-${kind} argument has wrong format: \`${text}\`. Expected \`key=value\``);
    }),
  );
  return Object.fromEntries(definitions);
}

/** Files are found through the import paths, as everything else is. */
function importOf(form: 'import' | 'importstr', file: string): External {
  return { kind: 'code', value: `${form} @"${file.replaceAll('"', '""')}"` };
}
