// Scripts for Tanka may give switches a value: `--json=true`, `--inject-labels=false`.
import type { Command as Parser } from 'commander';

const meanings: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, false] as const),
]);

/** The words with `--name` or `--no-name` in place of switches with a value; `false` where there is no `--no-name` goes. */
export function readSwitches(parser: Parser, words: readonly string[]): string[] {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  return [...options.flatMap((word) => readSwitch(parser, word)), ...words.slice(options.length)];
}

function readSwitch({ options }: Parser, word: string): readonly string[] {
  const [, name = '', value = ''] = /^--([a-z-]+)=(\w+)$/.exec(word) ?? [];
  const meaning = meanings.get(value);
  const option = options.find(({ long }) => long === `--${name}`);
  if (meaning === undefined || !option || option.required || option.optional) return [word];
  const written = meaning ? `--${name}` : `--no-${name}`;
  return options.some(({ long }) => long === written) ? [written] : [];
}
