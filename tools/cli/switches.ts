// Scripts for Tanka write options as Go reads them: `--json=true`, `-t=deployment/web`, `-sz=false`.
import type { Option, Command as Parser } from 'commander';

const meanings: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, false] as const),
]);

/**
 * The words as commander reads them: an option of one letter apart from its value, `--name` or `--no-name` in place of
 * switches with a value; where there is no `--no-name`, `false` goes.
 */
export function readSwitches(parser: Parser, words: readonly string[]): readonly string[] {
  const read: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '--') return [...read, ...words.slice(at)];
    read.push(...(readLong(parser, word) ?? readShort(parser, word) ?? [word]));
    // What follows is a value, whatever it looks like.
    const option = parser.options.find(({ long, short }) => word === long || word === short);
    if (option?.required && at + 1 < words.length) read.push(words[++at] as string);
  }
  return read;
}

function readLong(parser: Parser, word: string): readonly string[] | undefined {
  const [, name, value = ''] = /^--([a-z-]+)=(\w+)$/.exec(word) ?? [];
  const option = parser.options.find(({ long }) => name !== undefined && long === `--${name}`);
  return option && !takesValue(option) ? writeSwitch(parser, option, value) : undefined;
}

/** `-x=value`, also behind other letters: `-sz=false`. */
function readShort(parser: Parser, word: string): readonly string[] | undefined {
  const [, letters = '', value = ''] = /^-([A-Za-z]+)=(.*)$/s.exec(word) ?? [];
  const found = [...letters].map((letter) => parser.options.find(({ short }) => short === `-${letter}`));
  const last = found.pop();
  if (!last || found.some((option) => !option || takesValue(option))) return undefined;
  const before = letters.length > 1 ? [`-${letters.slice(0, -1)}`] : [];
  const written = takesValue(last) ? [last.short as string, value] : writeSwitch(parser, last, value);
  return written && [...before, ...written];
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function writeSwitch({ options }: Parser, { long }: Option, value: string): readonly string[] | undefined {
  const meaning = meanings.get(value);
  if (meaning === undefined) return undefined;
  const written = meaning ? long : long?.replace('--', '--no-');
  return written !== undefined && options.some((option) => option.long === written) ? [written] : [];
}
