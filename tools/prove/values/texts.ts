// Texts that are hostile on purpose: what YAML, Go templates, JSON and shells take for something else.
import type { Random } from '../../shared/random.ts';

/**
 * What is never drawn, because Helm itself loses or changes it before a template could do anything about it, or YAML
 * has no form of it that every part of Helm reads back: the proof would report Helm instead of the chart.
 */
export const notDrawn: readonly {
  readonly pattern: RegExp;
  readonly what: string;
  readonly reason: string;
}[] = [
  {
    what: 'U+007F to U+009F',
    reason: 'toYaml gives nothing at all for a value with one of them, toJson gives text that is no YAML',
    pattern: /[\u007f-\u009f]/,
  },
  {
    what: 'U+FFFE and U+FFFF',
    reason: 'as above, and values files may hold them as escapes only',
    pattern: /[\ufffe\uffff]/,
  },
  {
    what: 'U+2028 and U+2029',
    reason: 'toJson always escapes them, and YAML 1.1 folds them as line breaks',
    pattern: /[\u2028\u2029]/,
  },
  {
    what: 'empty lines, or a white space other than the blank, at the end',
    reason: 'Helm trims the end of a document, and a text that toYaml printed may stand there',
    pattern: /(?:^\n|\n\n|[\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff])$/u,
  },
  { what: 'half of a surrogate pair', reason: 'it is no character of UTF-8', pattern: /\p{Surrogate}/u },
  { what: 'the text <no value>', reason: 'Helm removes it from all that it prints', pattern: /<no value>/ },
];

/** Keys that are never drawn, for the same reason. */
const notDrawnKeys: readonly { readonly key: string; readonly reason: string }[] = [
  { key: '<<', reason: 'YAML 1.1 takes it for a merge, and toYaml does not quote it' },
  {
    key: 'helm.sh/hook',
    reason:
      'as an annotation it makes Helm leave out the object, unless the value is an event that Helm knows',
  },
];

/** Whether a text, as a value or as a key, can go through Helm. */
export function isDrawable(text: string): boolean {
  return !notDrawnKeys.some(({ key }) => key === text) && !notDrawn.some(({ pattern }) => pattern.test(text));
}

/** The order is that in which boundary cases take them. */
export const hostileTexts: readonly string[] = [
  'true',
  'a: b # c',
  '{{ .x }}',
  'line\nbreak\n',
  'say "hi" \\ \'you\'',
  'é😀e\u0301',
  '012',
  '1e3',
  '~',
  ' leading and trailing ',
  '<&>',
  '*anchor',
  '%d%%',
  'yes',
  'no',
  'on',
  'off',
  'null',
  'y',
  'n',
  '0x1f',
  '0o17',
  '1_000',
  '190:20',
  '.inf',
  '.nan',
  '2001-01-01',
  '-',
  '- a',
  '? a',
  '&a',
  '!a',
  '@a',
  '`a`',
  '|',
  '>',
  '{a}',
  '[a',
  '#a',
  'a #b',
  'a:',
  '---',
  '...',
  '=',
  '\t',
  'tab\there',
  '\n\n  two leading',
  'trailing\n',
  'cr\r\n',
  '\\n',
  '\\x41',
  '\u0001\u001b',
  '0',
  '-1',
  '1.0',
  '1000000',
  '9007199254740993',
  '$a',
  '$(A)',
  'a,b',
  'a=b',
  '日本語',
  '\u{1f468}\u200d\u{1f469}',
  'a\u00a0b',
  'x'.repeat(100),
  `${'long words '.repeat(30)}end`,
];

const fragments: readonly string[] = [
  ...['a', 'b', 'Z', '0', '7', '-', '_', '.', '/', ' ', ':', ': ', ' #', ',', '\t', '"', "'", '\\', '{{'],
  ...[
    '}}',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '&',
    '*',
    '%',
    '$',
    '!',
    '|',
    '`',
    'é',
    '😀',
    '\u0301',
    'null',
    'true',
  ],
];

/** Every character that patterns are filled with; of those that fit, each is as likely as the others. */
export const patternCharacters: readonly string[] = [
  ...Array.from('abcxyzABCXYZ0123456789'),
  ...Array.from('-_./ :#,\n\t"\'\\{}[]<>&*%$!|`@?=+~^();'),
  ...['é', 'ß', 'İ', '日', '😀', '\u0301', '\u00a0'],
];

/** A hostile text, or a jumble of hostile parts. */
export function drawText(random: Random): string {
  if (random.chance(0.6)) return random.pick(hostileTexts);
  const text = Array.from({ length: 1 + random.below(6) }, () => random.pick(fragments)).join('');
  return isDrawable(text) ? text : drawText(random);
}

/** A key of a map: often a plain word, as keys are. */
export function drawKey(random: Random): string {
  return random.chance(0.5) ? random.pick(plainKeys) : drawText(random);
}

const plainKeys: readonly string[] = [
  'a',
  'b',
  'NAME',
  'app.example.com/part',
  'a.b',
  'y',
  'A_B',
  '__proto__',
];
