// Changes of the compiler that no chart can show: they are not counted, each for a reason.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of other sources
import type { Fault } from '../fault.ts';

export interface Harmless extends Fault {
  /** Why nothing can be observed. */
  readonly why: string;
}

export const harmless: readonly Harmless[] = [
  {
    name: 'numbers-plain',
    breaks: 'Literals may begin with a digit and stand without quotes.',
    why: 'What any reader of YAML takes for a number or a time is quoted by what is asked next.',
    file: 'tools/chart/templates/yaml.ts',
    find: 'const plain = /^(?:[A-Za-z_/]|',
    replace: 'const plain = /^(?:[A-Za-z0-9_/]|',
  },
  {
    name: 'base-twice',
    breaks: 'Fields of an included map are set once more.',
    why: 'They are set to the values that they have, before anything else is laid over them.',
    file: 'tools/chart/templates/merge.ts',
    find: 'return parts.filter((part) => !keys.has(keyOf(part)));',
    replace: 'return keys.size > 0 ? parts : [];',
  },
  {
    name: 'integer-as-it-comes',
    breaks: 'An integer that stands alone is printed without int64.',
    why: 'A number from a file is a double, which Go prints exactly; 1e+06 is the same number in YAML.',
    file: 'tools/chart/templates/scalar.ts',
    find: "? action(pipe(value, 'int64').text)",
    replace: '? action(value.text)',
  },
  {
    name: 'boolean-with-any-verb',
    breaks: 'Booleans in texts are printed by %v instead of %t.',
    why: 'Both print true and false.',
    file: 'tools/chart/templates/strings.ts',
    find: "return { verb: '%t',",
    replace: "return { verb: '%v',",
  },
  {
    name: 'test-for-emptiness-stays',
    breaks: 'if not x … else … is not turned round.',
    why: 'The branches stay with their conditions; only a reader minds.',
    file: 'tools/chart/templates/choice.ts',
    find: '  if (!otherwise || otherwise.choice ||',
    replace: '  if (choice || !otherwise || otherwise.choice ||',
  },
];
