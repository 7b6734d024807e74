// Comments are kept with their positions, in the order of the text.
import { expect, it } from 'vitest';
import { parseText } from './outline.ts';

function commentsOf(text: string): readonly string[] {
  return parseText(text).comments.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

it('collects all three forms from anywhere', () => {
  const text = '# a\n/* b */ [ // c\n 1, /* d\n d */ 2 # e\n] //f';
  expect(commentsOf(text)).toEqual([
    'line # a',
    'block /* b */',
    'line // c',
    'block /* d\n d */',
    'line # e',
    'line //f',
  ]);
});

it('sees no comments in strings', () => {
  expect(commentsOf("'# a' + @'// b' + |||\n  /* c */\n|||")).toEqual([]);
});

it('needs more than one star between the slashes', () => {
  expect(commentsOf('/*/ a */ /**/ 1')).toEqual(['block /*/ a */', 'block /**/']);
});

it('ends operators at comments', () => {
  expect(commentsOf('1 +// a\n2 -/* b */3')).toEqual(['line // a', 'block /* b */']);
});

it('takes a first line of #! for a comment', () => {
  expect(commentsOf('#!/usr/bin/env jsonnet\n1')).toEqual(['line #!/usr/bin/env jsonnet']);
});
