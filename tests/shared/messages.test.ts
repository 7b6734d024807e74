// Every failure has a text, a heading in docs/errors.md and a test that triggers it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, describe as group, it } from 'vitest';
import { codes, describe } from '../../tools/shared/messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function readAll(folder: string, ending: RegExp): string {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const page = readFileSync(`${root}/docs/errors.md`, 'utf8');
const headings = [...page.matchAll(/^## (\S+)$/gm)].map((match) => match[1]);
const tests = readAll('tests', /\.(test\.ts|e2e\.ts|json|txt)$/);

group('error codes', () => {
  it.each(codes)('%s has a heading in docs/errors.md', (code) => {
    expect(headings).toContain(code);
  });

  it.each(codes)('%s is triggered by a test', (code) => {
    expect(tests).toMatch(new RegExp(`\\b${code}\\b`));
  });

  it('describes no code that does not exist', () => {
    expect(headings.filter((heading) => !codes.includes(heading as (typeof codes)[number]))).toEqual([]);
  });

  it('fills the arguments in and leaves what it does not know', () => {
    expect(describe('file-read', { file: 'a.yaml' })).toBe('a.yaml cannot be read: {problem}');
  });
});
