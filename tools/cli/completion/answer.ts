// What `__complete SHELL -- WORD…` prints: a line that says what the shell should add, then one suggestion per line.
import type { Io } from '../io.ts';
import { suggest, type Typed } from './suggest.ts';

/** Behind each suggestion a tab, and what it is. */
export async function answer([shell = '', , ...words]: readonly string[], io: Io): Promise<string> {
  const { kind, list } = await suggest(readTyped(words, shell), io);
  // A name with a line break cannot be told apart from two.
  const lines = list.filter(({ text }) => !/[\t\r\n]/.test(text));
  return [
    `${kind}\n`,
    ...lines.map(({ text, description = '' }) => `${text}\t${description.replace(/\s+/g, ' ')}\n`),
  ].join('');
}

/** From the words that a shell hands over, the last of which is being typed. */
function readTyped(words: readonly string[], shell: string): Typed {
  const typed = shell === 'bash' ? joinWords(words) : words;
  return { before: typed.slice(0, -1), current: typed.at(-1) ?? '' };
}

/** bash gives words as they are written, and takes --flag=value apart; it wants the value alone completed. */
function joinWords(words: readonly string[]): readonly string[] {
  const plain = words.map((word) => word.replace(/\\(.)|["']/g, '$1'));
  const [flag = '', sign] = plain.slice(-2);
  if (sign === '=' && flag.startsWith('--')) return [...plain.slice(0, -1), ''];
  if (plain.at(-2) === '=' && plain.at(-3)?.startsWith('--'))
    return [...plain.slice(0, -2), plain.at(-1) ?? ''];
  return plain.flatMap((word, at) => (word === '=' && plain[at - 1]?.startsWith('--') ? [] : [word]));
}
