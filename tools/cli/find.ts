// Which command the first words of a command line name.
import { aliases, type CommandEntry, commands } from './registry.ts';

export interface FoundCommand {
  readonly name: string;
  readonly entry: CommandEntry;
  /** How many words the name has. */
  readonly length: number;
}

/** Longer names come first: `parity accept` is more than `parity`. */
export function findCommand(words: readonly string[]): FoundCommand | undefined {
  for (const length of [3, 2, 1]) {
    const typed = words.slice(0, length).join(' ');
    const name = aliases[typed] ?? typed;
    const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (entry) return { name, entry, length };
  }
  return undefined;
}

/** Options may stand before the words that name a command, or between them: they come after all of them then. */
export function nameFirst(words: readonly string[]): readonly string[] {
  const start = countGroupWords(words);
  if (findCommand(words) || !words[start]?.startsWith('-')) return words;
  for (let at = start + 1; at < words.length; at++) {
    const named = [...words.slice(0, start), ...words.slice(at)];
    const { length = 0 } = findCommand(named) ?? {};
    if (length > start) return [...named.slice(0, length), ...words.slice(start, at), ...named.slice(length)];
  }
  return words;
}

export type NamedEntry = readonly [name: string, entry: CommandEntry];

/** The commands whose names begin with the words, as those of `env`. */
export function listGroup(name: string): readonly NamedEntry[] {
  return Object.entries(commands).filter(([candidate]) => candidate.startsWith(`${name} `));
}

/** How many of the words name a group of commands: as many as possible, or none. */
export function countGroupWords(words: readonly string[]): number {
  return (
    [2, 1].find(
      (length) => words.length >= length && listGroup(words.slice(0, length).join(' ')).length > 0,
    ) ?? 0
  );
}

/** Whether a word begins the name of a command here, so that no plugin can be called so. */
export function isOwnWord(word: string): boolean {
  return word === 'help' || findCommand([word]) !== undefined || listGroup(word).length > 0;
}
