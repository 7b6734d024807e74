// Spellings are found as people mistype them, and tables align on terminals.
import { describe, expect, it } from 'vitest';
import { alignTable, displayWidth, joinWords, nearest, shorten } from '../../tools/shared/text.ts';

describe('nearest', () => {
  const keys = ['enabled', 'image', 'imagePullSecrets', 'syncMs', 'tag', 'to'];

  it.each([
    ['enabeld', 'enabled', 'neighbours swapped'],
    ['imge', 'image', 'a letter missing'],
    ['immage', 'image', 'a letter too many'],
    ['syncMS', 'syncMs', 'another case'],
    ['IMAGEPULLSECRET', 'imagePullSecrets', 'another case and a letter missing'],
    ['tog', 'tag', 'one letter of three'],
  ])('finds what %s was meant to be: %s (%s)', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected);
  });

  it.each(['', 'xy', 'port', 'enormous', 'imagination', 'x'.repeat(1_000_000)])(
    'suggests nothing far-fetched',
    (word) => {
      expect(nearest(word, keys)).toBeUndefined();
    },
  );

  it('prefers the exact word, then the nearer, then the first', () => {
    expect(nearest('port', ['Port', 'port'])).toBe('port');
    expect(nearest('ports', ['parts', 'sorts', 'port'])).toBe('parts');
    expect(nearest('intervall', ['internal', 'interval'])).toBe('interval');
  });
});

describe('alignTable', () => {
  it('aligns columns by what a terminal shows, without blanks at line ends', () => {
    const green = '\u001b[32mok\u001b[39m';
    expect(
      alignTable([
        ['name', 'state', ''],
        ['日本', green, 'x'],
        ['é', 'e\u0301e', ''],
      ]),
    ).toBe(`name  state\n日本  ${green}     x\né     e\u0301e\n`);
  });

  it('takes rows of different lengths', () => {
    expect(alignTable([['a'], ['bb', 'c']])).toBe('a\nbb  c\n');
    expect(alignTable([])).toBe('');
  });
});

describe('small words', () => {
  it('counts columns', () => {
    expect(['abc', '日', '🚀', 'e\u0301', '—'].map(displayWidth)).toEqual([3, 2, 2, 1, 1]);
  });

  it('joins lists as sentences do', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => joinWords(words))).toEqual([
      '',
      'a',
      'a or b',
      'a, b or c',
    ]);
    expect(joinWords(['a', 'b'], 'and')).toBe('a and b');
  });

  it('shortens by characters', () => {
    expect([shorten('abc', 3), shorten('abcd', 3), shorten('🚀🚀', 2), shorten('🚀🚀🚀', 2)]).toEqual([
      'abc',
      'abc…',
      '🚀🚀',
      '🚀🚀…',
    ]);
  });
});
