// Long actions are broken between their words.
import { describe, expect, it } from 'vitest';
import { splitWords, wrapLine } from '../../../tools/chart/templates/wrap.ts';

const long = (letter: string): string => `.Values.${letter.repeat(40)}`;

describe('a long line', () => {
  it('is broken before the word that does not fit', () => {
    expect(wrapLine(`{{- if and ${long('a')} ${long('b')} }}`, 2)).toEqual([
      `  {{- if and ${long('a')}`,
      `      ${long('b')} }}`,
    ]);
  });

  it('opens an argument that is itself too long', () => {
    expect(wrapLine(`{{- fail (printf "%s and %s" ${long('a')} ${long('b')}) }}`, 0)).toEqual([
      `{{- fail (printf "%s and %s" ${long('a')}`,
      `    ${long('b')}) }}`,
    ]);
  });

  it('keeps keys and values of a dict, and stages of a pipe, together', () => {
    const lines = wrapLine(`{{- $x := dict "first" ${long('a')} "second" ${long('b')} | toYaml }}`, 0);
    expect(lines).toEqual([`{{- $x := dict "first" ${long('a')}`, `    "second" ${long('b')} | toYaml }}`]);
  });

  it('opens the value of a dict that is itself too long', () => {
    const value = `(dict "b" ${long('b')} "c" ${long('c')})`;
    expect(wrapLine(`{{- $_ := set $x .name (dict "first" (dict "a" ${value})) }}`, 10)).toEqual([
      '          {{- $_ := set $x .name (dict "first" (dict "a" (dict',
      `              "b" ${long('b')}`,
      `              "c" ${long('c')}))) }}`,
    ]);
  });

  it('stays where nothing could be broken', () => {
    const message = `{{- fail "${'words '.repeat(30)}" }}`;
    expect(wrapLine(message, 0)).toEqual([message]);
    expect(wrapLine('x'.repeat(200), 0)).toEqual(['x'.repeat(200)]);
  });

  it('is the same action, new lines aside', () => {
    const line = `key: {{ printf "%s (%s" ${long('a')} (default \`)\` ${long('b')}) | quote }}`;
    const joined = wrapLine(line, 4)
      .map((one) => one.trim())
      .join(' ')
      .replaceAll('( ', '(');
    expect(joined).toBe(line);
  });
});

describe('words', () => {
  it('are what parentheses and quotes hold together', () => {
    expect(splitWords('a (b "c d" (e)) `f g` | h')).toEqual(['a', '(b "c d" (e))', '`f g`', '|', 'h']);
    expect(splitWords('a) b')).toBeUndefined();
  });
});
