// What may be typed next: commands, their flags and values as commander knows them, environments, files.
import type { Argument, Option, Command as Parser } from 'commander';
import { countGroupWords, findCommand, listGroup } from '../find.ts';
import type { Io } from '../io.ts';
import { createParser } from '../parser.ts';
import { listPlugins } from '../plugins.ts';
import { commands } from '../registry.ts';
import { type Suggestion, suggestApps, suggestEnvironments, suggestNames } from './project.ts';

/** `files` and `folders`: the shell adds those that it finds itself. */
export interface Suggestions {
  readonly kind: 'words' | 'files' | 'folders';
  readonly list: readonly Suggestion[];
}

export interface Typed {
  /** Whole words behind the program's name. */
  readonly before: readonly string[];
  /** The beginning of the word that is being typed; may be empty. */
  readonly current: string;
}

/** Suggestions for the current word; those of kind `words` all begin with it. */
export async function suggest({ before, current }: Typed, io: Io): Promise<Suggestions> {
  if (before.length === 0) return words([...listNext([]), ...listOthers(io)], current);
  if (before[0] === 'help') return words(listNext(before.slice(1)), current);
  const found = findCommand(before);
  if (!found) return countGroupWords(before) > 0 ? words(listNext(before), current) : filesOnly;
  const { command } = await found.entry.load();
  const own = await suggestWord(createParser(found.name, command, io), before.slice(found.length), current);
  const below = words(listNext(before), current).list;
  return below.length === 0 ? own : { kind: own.kind, list: [...below, ...own.list] };
}

const filesOnly: Suggestions = { kind: 'files', list: [] };

/** What is no command of the table. */
function listOthers({ env }: Io): readonly Suggestion[] {
  return [
    ...listPlugins(env).map(({ name, file }) => ({ text: name, description: file })),
    { text: 'help', description: 'tell the options of a command' },
    { text: '--help', description: 'list the commands' },
    { text: '--version', description: 'tell the version' },
  ];
}

/** The words that lead on to commands from those that were typed. */
function listNext(before: readonly string[]): readonly Suggestion[] {
  const rows = new Map<string, string>();
  for (const [name, { summary }] of Object.entries(commands)) {
    const all = name.split(' ');
    const word = all[before.length];
    if (word === undefined || before.some((typed, at) => typed !== all[at])) continue;
    const isWhole = all.length === before.length + 1;
    const group = listGroup([...before, word].join(' ')).map(([full]) => full);
    if (isWhole || !rows.has(word)) rows.set(word, isWhole ? summary : group.join(', '));
  }
  return [...rows].map(([text, description]) => ({ text, description }));
}

function words(list: readonly Suggestion[], current: string): Suggestions {
  const wantsFlags = current.startsWith('-');
  const isWanted = ({ text }: Suggestion): boolean =>
    text.startsWith(current) && (wantsFlags || !text.startsWith('-'));
  return { kind: 'words', list: list.filter(isWanted) };
}

async function suggestWord(parser: Parser, before: readonly string[], current: string): Promise<Suggestions> {
  const { positionals, pending, onlyPositionals } = readWords(parser, before);
  if (pending) return suggestValue(pending, { positionals, current, prefix: '' });
  if (!onlyPositionals && current.startsWith('-')) {
    const [flag = '', value] = current.split(/=(.*)/s);
    const option = findOption(parser, flag);
    if (value === undefined) return words(describeFlags(parser), current);
    if (!option) return words([], current);
    return suggestValue(option, { positionals, current: value, prefix: `${flag}=` });
  }
  const { registeredArguments } = parser;
  const last = registeredArguments.at(-1);
  const argument = registeredArguments[positionals.length] ?? (last?.variadic ? last : undefined);
  return argument ? suggestFor(argument, { positionals, current, prefix: '' }) : words([], current);
}

interface ReadWords {
  readonly positionals: readonly string[];
  /** The option whose value comes next. */
  readonly pending?: Option;
  readonly onlyPositionals: boolean;
}

function readWords(parser: Parser, before: readonly string[]): ReadWords {
  const positionals: string[] = [];
  for (let at = 0; at < before.length; at++) {
    const word = before[at] ?? '';
    if (word === '--')
      return { positionals: [...positionals, ...before.slice(at + 1)], onlyPositionals: true };
    if (!word.startsWith('-') || word === '-') {
      positionals.push(word);
      continue;
    }
    const option = findOption(parser, word);
    if (!option?.required) continue;
    at++;
    if (at === before.length) return { positionals, pending: option, onlyPositionals: false };
  }
  return { positionals, onlyPositionals: false };
}

function findOption({ options }: Parser, flag: string): Option | undefined {
  return options.find(({ long, short }) => flag === long || flag === short);
}

function describeFlags(parser: Parser): readonly Suggestion[] {
  const visible = parser.createHelp().visibleOptions(parser);
  return visible.map(({ long, short, description }) => ({ text: long ?? short ?? '', description }));
}

interface Value {
  readonly positionals: readonly string[];
  readonly current: string;
  /** What stands before the value in the same word. */
  readonly prefix: string;
}

async function suggestValue(option: Option, value: Value): Promise<Suggestions> {
  if (option.long === '--name') return words(await suggestNames(value.positionals), value.current);
  const [, placeholder = ''] = /[<[]([^>\]]*)[>\]]/.exec(option.flags) ?? [];
  return withPrefix(value.prefix, await byPlaceholder({ placeholder, choices: option.argChoices }, value));
}

async function suggestFor(argument: Argument, value: Value): Promise<Suggestions> {
  return byPlaceholder({ placeholder: argument.name(), choices: argument.argChoices }, value);
}

interface Described {
  /** What stands between the brackets: `file`, or the values themselves, as in `client|server`. */
  readonly placeholder: string;
  readonly choices: readonly string[] | undefined;
}

async function byPlaceholder({ placeholder, choices }: Described, { current }: Value): Promise<Suggestions> {
  const values = choices ?? (placeholder.includes('|') ? placeholder.split('|') : undefined);
  if (values)
    return words(
      values.map((text) => ({ text })),
      current,
    );
  if (placeholder === 'path') {
    const found = words(suggestEnvironments(current), current);
    return found.list.length > 0 ? found : filesOnly;
  }
  if (placeholder === 'app') return words(await suggestApps(), current);
  if (/^(?:folder|dir|root)$/.test(placeholder)) return { kind: 'folders', list: [] };
  if (/^(?:file|files-or-folders|side)$/.test(placeholder)) return filesOnly;
  return words([], current);
}

function withPrefix(prefix: string, { kind, list }: Suggestions): Suggestions {
  return { kind, list: list.map((row) => ({ ...row, text: `${prefix}${row.text}` })) };
}
