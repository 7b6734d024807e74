// argv → command → exit code. The only place that ends the process.
import packageFile from '../../package.json' with { type: 'json' };
import { describe } from '../shared/messages.ts';
import { nearest } from '../shared/text.ts';
import { countGroupWords, type FoundCommand, findCommand, listGroup, nameFirst } from './find.ts';
import { type Io, processIo } from './io.ts';
import { commands } from './registry.ts';

/** Runs the command of this process and sets its exit code. */
export async function start(): Promise<void> {
  process.stdout.on('error', endOfOutput);
  process.exitCode = await main(process.argv.slice(2), processIo());
}

/** A reader that has seen enough (`| head`) is no failure; a full disk behind a redirection is one. */
function endOfOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  const text = describe('output-write', { problem: error.message });
  process.stderr.write(`Error: ${text} [output-write]\n`);
  process.exit(1);
}

/** Runs one command line, without the program's name, and returns the exit code. Bugs are thrown. */
export async function main(words: readonly string[], io: Io): Promise<number> {
  const [first, ...rest] = words;
  if (first === '--version') return print(io, `twinhull ${packageFile.version}\n`);
  if (first === undefined || first === '-h' || first === '--help') return printHelp(io);
  if (first === 'help') return rest.length === 0 ? printHelp(io) : main([...rest, '--help'], io);
  if (first === '__complete') return answerCompletion(rest, io);
  const ordered = nameFirst(words);
  const found = findCommand(ordered);
  return found ? runFound(found, ordered, io) : runOther(words, io);
}

async function runFound(
  { name, entry, length }: FoundCommand,
  words: readonly string[],
  io: Io,
): Promise<number> {
  const [{ runCommand }, { command }] = await Promise.all([import('./run.ts'), entry.load()]);
  return runCommand(name, command, { words: words.slice(length), io });
}

/** A group of commands, a plugin, or a slip. */
async function runOther(words: readonly string[], io: Io): Promise<number> {
  const [first = '', ...rest] = words;
  const length = countGroupWords(words);
  if (length > 0) return explainGroup(words, { length, io });
  const { findPlugin, runPlugin } = await import('./plugins.ts');
  const plugin = findPlugin(first, io.env);
  if (!plugin) return explainUnknown(first, io);
  try {
    return await runPlugin(plugin, rest, io);
  } catch (error) {
    const { reportError } = await import('./errors.ts');
    return reportError(error, io, 'tanka');
  }
}

async function explainGroup(
  words: readonly string[],
  { length, io }: { readonly length: number; readonly io: Io },
): Promise<number> {
  const next = words[length] ?? '';
  if (next !== '' && !next.startsWith('-')) return explainUnknown(words.slice(0, length + 1).join(' '), io);
  const { formatGroup } = await import('./help.ts');
  const name = words.slice(0, length).join(' ');
  const text = formatGroup(name, listGroup(name));
  if (words.includes('-h') || words.includes('--help')) return print(io, text);
  io.err(`Error: \`${name}\` is a group of commands; say which one [usage]\n\n${text}`);
  return 1;
}

function explainUnknown(typed: string, io: Io): number {
  const suggestion = nearest(typed, Object.keys(commands));
  const hint = suggestion ? `; did you mean \`twinhull ${suggestion}\`?` : '; see `twinhull --help`';
  io.err(`Error: there is no command ${JSON.stringify(typed)}${hint} [usage]\n`);
  return 1;
}

async function printHelp(io: Io): Promise<number> {
  const [{ formatHelp }, { listPlugins }] = await Promise.all([import('./help.ts'), import('./plugins.ts')]);
  return print(io, formatHelp(listPlugins(io.env)));
}

/** What the scripts of `completion` ask: `__complete SHELL -- WORD…`. */
async function answerCompletion(words: readonly string[], io: Io): Promise<number> {
  const { answer } = await import('./completion/answer.ts');
  return print(io, await answer(words, io));
}

function print(io: Io, text: string): number {
  io.out(text);
  return 0;
}
