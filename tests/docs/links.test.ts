// Links between the pages of the documentation lead somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repository } from './page.ts';

const folder = path.join(repository, 'docs');
const pages = ['README.md', ...readdirSync(folder).map((name) => path.join('docs', name))].filter((name) =>
  name.endsWith('.md'),
);

function read(page: string): string {
  return readFileSync(path.join(repository, page), 'utf8');
}

/** Headings as GitHub makes anchors of them, and anchors that are written out. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id)];
}

function isBroken(page: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const other = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(repository, other))) return true;
  return anchor !== undefined && !anchorsOf(read(other)).includes(anchor);
}

it.each(pages)('%s links to pages and headings that there are', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  const own = targets.filter((target) => !/^[a-z]+:/.test(target));
  expect(own.filter((target) => isBroken(page, target))).toEqual([]);
});
