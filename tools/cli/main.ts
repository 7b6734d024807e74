// argv → command → exit code. The only place that ends the process.
import packageFile from '../../package.json' with { type: 'json' };
import { describe } from '../shared/messages.ts';
import { nearest } from '../shared/text.ts';
import { type Io, processIo } from './io.ts';
import { aliases, type CommandEntry, commands } from './registry.ts';

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
  const [first] = words;
  if (first === '--version') return print(io, `twinhull ${packageFile.version}\n`);
  if (first === undefined || first === 'help' || first === '-h' || first === '--help') {
    return print(io, formatHelp(Object.entries(commands)));
  }
  const found = findCommand(words);
  if (!found) return explainUnknown(words, io);
  const [{ runCommand }, { command }] = await Promise.all([import('./run.ts'), found.entry.load()]);
  return runCommand(found.name, command, { words: words.slice(found.length), io });
}

interface Found {
  readonly name: string;
  readonly entry: CommandEntry;
  /** How many words the name has. */
  readonly length: number;
}

function findCommand(words: readonly string[]): Found | undefined {
  for (const length of [2, 1]) {
    const typed = words.slice(0, length).join(' ');
    const name = aliases[typed] ?? typed;
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (entry) return { name, entry, length };
  }
  return undefined;
}

function explainUnknown(words: readonly string[], io: Io): number {
  const [first = '', second = ''] = words;
  const group = Object.entries(commands).filter(([name]) => name.startsWith(`${first} `));
  if (group.length > 0 && (second === '' || second.startsWith('-'))) return print(io, formatHelp(group));
  const typed = group.length > 0 ? `${first} ${second}` : first;
  const suggestion = nearest(typed, Object.keys(commands));
  const hint = suggestion ? `; did you mean \`twinhull ${suggestion}\`?` : '; see `twinhull --help`';
  io.err(`Error: there is no command ${JSON.stringify(typed)}${hint} [usage]\n`);
  return 1;
}

function print(io: Io, text: string): number {
  io.out(text);
  return 0;
}

function formatHelp(entries: readonly (readonly [string, CommandEntry])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  const rows = entries.map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return [
    'Usage: twinhull <command> [arguments] [options]\n\n',
    'Commands:\n',
    ...rows,
    '\n`twinhull <command> --help` tells the options of one; `twinhull --version` the version.\n',
  ].join('');
}
